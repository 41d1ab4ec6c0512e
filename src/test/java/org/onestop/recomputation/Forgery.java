package org.onestop.recomputation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.onestop.money.Money;
import org.onestop.settlement.TestDatabase;

/** Changes one stored row behind the service's back, past every trigger, and puts it right again. */
public final class Forgery implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection superuser;
    private final String table;
    private final String where;

    private Forgery(Connection superuser, String table, String where) {
        this.superuser = superuser;
        this.table = table;
        this.where = where;
    }

    /** Runs a statement on the row of a table that a condition names. */
    public static Forgery of(TestDatabase database, String table, String where, String statement) throws SQLException {
        Connection superuser = database.asSuperuser();
        Forgery forgery = new Forgery(superuser, table, where);
        forgery.run("set session_replication_role = replica");
        forgery.run("create temp table kept as select * from " + table + " where " + where);
        forgery.run(statement + " where " + where);
        return forgery;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        run("begin; delete from " + table + " where " + where + "; insert into " + table
                + " select * from kept; commit; drop table kept");
        superuser.close();
    }

    /** A document in which the value at a place is one fen, or one, more. */
    static String oneMore(String document, String pointer) {
        try {
            JsonNode root = JSON.readTree(document);
            JsonNode around = root.at(pointer.substring(0, pointer.lastIndexOf('/')));
            String name = pointer.substring(pointer.lastIndexOf('/') + 1);
            JsonNode changed = oneMore(root.at(pointer));
            if (around.isArray()) {
                ((ArrayNode) around).set(Integer.parseInt(name), changed);
            } else {
                ((ObjectNode) around).set(name, changed);
            }
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonNode oneMore(JsonNode value) {
        if (value.isTextual()) {
            return TextNode.valueOf(Money.parse(value.textValue()).plus(Money.ofFen(1)).toString());
        }
        return value.isInt() ? IntNode.valueOf(value.intValue() + 1) : LongNode.valueOf(value.longValue() + 1);
    }
}
