package org.onestop.bill;

import static org.onestop.http.JsonBytes.part;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import org.onestop.http.JsonBytes;

/** Writes a {@link TraceView}: half of an answer's text, and so without reflection. */
class TraceForm extends JsonSerializer<TraceView> {

    private static final int USUAL_SIZE = 640;
    private static final byte[] STEP = part("{\"step\":");
    private static final byte[] TIER = part(",\"tier\":");
    private static final byte[] RULE = part(",\"rule\":");
    private static final byte[] SOURCE = part(",\"source\":");
    private static final byte[] FORMULA = part(",\"formula\":");
    private static final byte[] RESULT = part(",\"result\":");
    private static final byte[] TEXT = part(",\"text\":");
    private static final byte[] TEXT_EN = part(",\"textEn\":");

    @Override
    public void serialize(TraceView step, JsonGenerator json, SerializerProvider provider) throws IOException {
        new JsonBytes(USUAL_SIZE)
                .add(STEP)
                .number(step.step())
                .add(TIER)
                .name(step.tier())
                .add(RULE)
                .text(step.rule())
                .add(SOURCE)
                .text(step.source())
                .add(FORMULA)
                .text(step.formula())
                .add(RESULT)
                .yuan(step.result())
                .add(TEXT)
                .text(step.text())
                .add(TEXT_EN)
                .text(step.textEn())
                .add('}')
                .writeTo(json);
    }
}
