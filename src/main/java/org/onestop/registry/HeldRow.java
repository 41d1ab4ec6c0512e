package org.onestop.registry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Set;
import org.onestop.time.BusinessClock;

/** A row of what is held about a person as a JSON object; the forms are those of {@link org.onestop.access.Holdings}. */
final class HeldRow {

    private static final String SEALED = "sealed_";
    private static final String PLACE = "place_";
    private static final String KEY = "key_id";
    private static final Set<String> DOCUMENTS = Set.of("json", "jsonb");
    private static final String MOMENT = "timestamptz";

    private final IdentityVault vault;
    private final ObjectMapper json;

    HeldRow(IdentityVault vault, ObjectMapper json) {
        this.vault = vault;
        this.json = json;
    }

    String read(ResultSet row) throws SQLException, IOException {
        ResultSetMetaData columns = row.getMetaData();
        StringWriter text = new StringWriter();
        try (JsonGenerator object = json.getFactory().createGenerator(text)) {
            object.writeStartObject();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String column = columns.getColumnLabel(i);
                if (column.startsWith(SEALED)) {
                    opened(object, row, column.substring(SEALED.length()));
                } else if (!column.startsWith(PLACE) && !column.equals(KEY)) {
                    object.writeFieldName(camelCase(column));
                    value(object, row, i, columns.getColumnTypeName(i));
                }
            }
            object.writeEndObject();
        }
        return text.toString();
    }

    private void opened(JsonGenerator object, ResultSet row, String name) throws SQLException, IOException {
        byte[] sealed = row.getBytes(SEALED + name);
        object.writeStringField(
                camelCase(name),
                sealed == null ? null : vault.openText(row.getString(PLACE + name), sealed, row.getString(KEY)));
    }

    private void value(JsonGenerator object, ResultSet row, int column, String type) throws SQLException, IOException {
        if (MOMENT.equals(type)) {
            OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
            json.writeValue(object, moment == null ? null : BusinessClock.at(moment.toInstant()));
            return;
        }
        String text = row.getString(column);
        if (text == null) {
            object.writeNull();
        } else if (DOCUMENTS.contains(type)) {
            object.writeRawValue(text);
        } else if (row.getObject(column) instanceof Number number) {
            object.writeNumber(number.toString());
        } else if (row.getObject(column) instanceof Boolean truth) {
            object.writeBoolean(truth);
        } else {
            object.writeString(text);
        }
    }

    private static String camelCase(String column) {
        StringBuilder name = new StringBuilder();
        for (String word : column.split("_")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
