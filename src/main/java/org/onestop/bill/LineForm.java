package org.onestop.bill;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import org.onestop.adjudication.LineFlag;

/** Writes a {@link LineView}. A bill has up to 5,000 of them, and looking each member up by reflection is felt. */
class LineForm extends JsonSerializer<LineView> {

    @Override
    public void serialize(LineView line, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject();
        json.writeNumberField("lineNo", line.lineNo());
        json.writeStringField("catalogueClass", line.catalogueClass().name());
        json.writeStringField("ownPay", line.ownPay().toString());
        json.writeStringField("overCeiling", line.overCeiling().toString());
        json.writeStringField("firstPay", line.firstPay().toString());
        json.writeStringField("inScope", line.inScope().toString());
        json.writeArrayFieldStart("flags");
        for (LineFlag flag : line.flags()) {
            json.writeString(flag.name());
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
