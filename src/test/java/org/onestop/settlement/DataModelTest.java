package org.onestop.settlement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.onestop.Markdown;

/** src/docs/data-model.md names every table, what guards it and what the service's role may do with it. */
@QuarkusTest
class DataModelTest {

    /** One line per table: its name, how its rows are kept, and the service's rights. */
    private static final String TABLES =
            """
            select c.relname || ' | ' || case
                when exists (select from pg_trigger g where g.tgrelid = c.oid and g.tgfoid = 'only_supersede'::regproc
                             and g.tgenabled <> 'D') then 'history'
                when exists (select from pg_trigger g where g.tgrelid = c.oid and g.tgfoid = 'refuse_change'::regproc
                             and g.tgenabled <> 'D') then 'append-only'
                else 'open' end || ' | ' || concat_ws(', ',
                (select string_agg(lower(privilege_type), ', ' order by privilege_type)
                 from information_schema.role_table_grants r
                 where r.grantee = 'onestop_service' and r.table_name = c.relname),
                (select 'update (' || string_agg(column_name, ', ' order by column_name) || ')'
                 from information_schema.column_privileges p
                 where p.grantee = 'onestop_service' and p.table_name = c.relname and p.privilege_type = 'UPDATE'
                 and not has_table_privilege('onestop_service', c.oid, 'UPDATE')
                 having count(*) > 0))
            from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace""";

    @Inject
    TestDatabase database;

    @Test
    void theDocumentSaysWhatTheDatabaseDoes() throws Exception {
        Map<String, String> actual = new TreeMap<>();
        database.column(TABLES).forEach(line -> actual.put(line.split(" ")[0], line.strip()));
        Map<String, String> documented = new TreeMap<>();
        for (List<String> row : Markdown.document("data-model.md").table("table")) {
            String table = Markdown.code(row.get(0)).get(0);
            String before = documented.put(table, (table + " | " + row.get(2) + " | " + row.get(3)).strip());
            assertEquals(null, before, () -> table + " is listed twice");
        }
        assertEquals(lines(actual), lines(documented));
    }

    private static String lines(Map<String, String> rows) {
        return rows.values().stream().collect(Collectors.joining("\n"));
    }
}
