package org.onestop.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.onestop.money.Money;

/** A stored document compared with the columns beside it. Columns are selected under their names with a number sign. */
final class StoredDocument {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;

    private StoredDocument(JsonNode root) {
        this.root = root;
    }

    /** @return null where it is no document any more */
    static StoredDocument read(byte[] text) {
        try {
            JsonNode root = JSON.readTree(text);
            return root == null || !root.isObject() ? null : new StoredDocument(root);
        } catch (IOException e) {
            return null;
        }
    }

    /** What stands at a path of names with dots between. */
    JsonNode at(String path) {
        JsonNode node = root;
        for (String name : path.split("\\.")) {
            node = node.path(name);
        }
        return node;
    }

    /** An amount in fen, or a count as it is. Of what is neither, a value that nothing equals. */
    static long number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.longValue();
        }
        try {
            return Money.parse(value.asText()).fen();
        } catch (RuntimeException e) {
            return Long.MIN_VALUE;
        }
    }

    /** Compares a column with a text, a date or a whole number. */
    static void text(ResultSet row, String column, JsonNode value, List<String> odd) throws SQLException {
        String expected = value.isMissingNode() || value.isNull() ? null : value.asText();
        if (!Objects.equals(row.getString("#" + column), expected)) {
            odd.add(column);
        }
    }

    /**
     * Compares the amounts of a split.
     *
     * @param mutualAid where the expected benefit stands, which the last column has
     */
    static void splitColumns(ResultSet row, StoredDocument answer, String mutualAid, List<String> odd) throws SQLException {
        for (String column : SettlementWriter.SPLIT_COLUMNS) {
            String path = column.equals("mutual_aid_expected") ? mutualAid : "split." + camel(column);
            if (number(answer.at(path)) != row.getLong("#" + column)) {
                odd.add(column);
            }
        }
    }

    /** A column's name as documents have it. */
    static String camel(String column) {
        StringBuilder name = new StringBuilder();
        for (String part : column.split("_")) {
            name.append(name.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return name.toString();
    }
}
