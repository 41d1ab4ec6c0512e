package org.onestop.bill;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/** Writes a {@link TraceView}: half of an answer's text, and so without reflection. */
class TraceForm extends JsonSerializer<TraceView> {

    @Override
    public void serialize(TraceView step, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject();
        json.writeNumberField("step", step.step());
        json.writeStringField("tier", step.tier() == null ? null : step.tier().name());
        json.writeStringField("rule", step.rule());
        json.writeStringField("source", step.source());
        json.writeStringField("formula", step.formula());
        json.writeStringField("result", step.result() == null ? null : step.result().toString());
        json.writeStringField("text", step.text());
        json.writeStringField("textEn", step.textEn());
        json.writeEndObject();
    }
}
