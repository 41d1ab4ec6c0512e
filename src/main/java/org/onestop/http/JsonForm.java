package org.onestop.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;

/**
 * How values look in answers: amounts, ratios, prices and quantities as decimal strings, moments to the
 * millisecond.
 */
@Singleton
public class JsonForm implements ObjectMapperCustomizer {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");

    @Override
    public void customize(ObjectMapper mapper) {
        SimpleModule forms = new SimpleModule("onestop");
        text(forms, Money.class, Money::toString);
        text(forms, Ratio.class, Ratio::toString);
        text(forms, UnitPrice.class, UnitPrice::toString);
        text(forms, Quantity.class, Quantity::toString);
        text(forms, OffsetDateTime.class, MOMENT::format);
        mapper.registerModule(forms);
        mapper.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }

    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    private static <T> void text(SimpleModule forms, Class<T> type, Function<T, String> form) {
        forms.addSerializer(type, new StdSerializer<T>(type) {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(form.apply(value));
            }
        });
    }
}
