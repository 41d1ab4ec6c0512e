package org.onestop.bill;

import static org.onestop.http.JsonBytes.part;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import org.onestop.adjudication.LineFlag;
import org.onestop.http.JsonBytes;

/** Writes a {@link LineView}. A bill has up to 5,000 of them, and looking each member up by reflection is felt. */
class LineForm extends JsonSerializer<LineView> {

    private static final int USUAL_SIZE = 224;
    private static final byte[] LINE_NO = part("{\"lineNo\":");
    private static final byte[] CATALOGUE_CLASS = part(",\"catalogueClass\":");
    private static final byte[] OWN_PAY = part(",\"ownPay\":");
    private static final byte[] OVER_CEILING = part(",\"overCeiling\":");
    private static final byte[] FIRST_PAY = part(",\"firstPay\":");
    private static final byte[] IN_SCOPE = part(",\"inScope\":");
    private static final byte[] FLAGS = part(",\"flags\":[");
    private static final byte[] END = part("]}");

    @Override
    public void serialize(LineView line, JsonGenerator json, SerializerProvider provider) throws IOException {
        JsonBytes text = new JsonBytes(USUAL_SIZE)
                .add(LINE_NO)
                .number(line.lineNo())
                .add(CATALOGUE_CLASS)
                .name(line.catalogueClass())
                .add(OWN_PAY)
                .yuan(line.ownPay())
                .add(OVER_CEILING)
                .yuan(line.overCeiling())
                .add(FIRST_PAY)
                .yuan(line.firstPay())
                .add(IN_SCOPE)
                .yuan(line.inScope())
                .add(FLAGS);
        boolean first = true;
        for (LineFlag flag : line.flags()) {
            (first ? text : text.add(',')).name(flag);
            first = false;
        }
        text.add(END).writeTo(json);
    }
}
