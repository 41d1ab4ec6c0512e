package org.onestop.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.TestDatabase;

/** A citizen's number and name stand in no table, log, answer or report in clear, while a file waits and afterwards. */
@QuarkusTest
class ImportPrivacyTest {

    private static final String NAME = "欧阳导入隐私";

    private final SampleImporter office = SampleImporter.civilAffairs();

    @Inject
    TestDatabase database;

    @Inject
    ImportWorker worker;

    @Test
    void numberAndNameAreFoundNowhere() throws Exception {
        String number = SamplePeople.number(SampleFile.next());
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        Handler listener = listener(said);
        Logger.getLogger("").addHandler(listener);
        String good = row(number);
        byte[] file = SampleFile.csv(List.of(
                        good,
                        ImportFaultsTest.cell(good, 7, NAME + "乙"),
                        ImportFaultsTest.cell(good, 1, number),
                        ImportFaultsTest.cell(good, 11, number)))
                .getBytes(StandardCharsets.UTF_8);
        byte[] headless = (good + "\n").getBytes(Charset.forName("GB18030"));
        List<String> ids = new ArrayList<>();
        try {
            worker.stop();
            ids.add(office.handIn("households", file));
            ids.add(office.handIn("households?atomic=true", file));
            ids.add(office.handIn("households", headless));
            ids.add(office.handIn("households", SampleFile.xlsx(SampleFile.csv(List.of(good)))));
            nowhereInTheDatabase(number);
            worker.start();
            for (String id : ids) {
                JsonPath job = office.ended(id);
                said.add(job.prettify());
                said.addAll(office.errors(id));
                said.add(office.get("/" + id + "/events").asString());
            }
            // A fault of our own in the middle of a batch.
            database.run("alter table household_member add constraint broken check (file_no <> 'BREAK')");
            JsonPath broken = office.done("households", SampleFile.csv(List.of(
                    ImportFaultsTest.cell(row(SamplePeople.number(SampleFile.next())), 0, "BREAK"))));
            said.add(broken.prettify());
            said.addAll(office.errors(broken.getString("id")));
            assertTrue(said.stream().anyMatch(line -> line.contains("internal-error")), "the fault was not told");
        } finally {
            worker.start();
            database.run("alter table household_member drop constraint if exists broken");
            Logger.getLogger("").removeHandler(listener);
        }
        said.add(SampleImporter.of("system-admin", Map.of()).get("").asString());
        assertEquals(List.of(), said.stream().filter(line -> isNamed(line, number)).toList());
        nowhereInTheDatabase(number);
        try (Stream<String> lines = database.serverLog()) {
            assertEquals(List.of(), lines.filter(line -> isNamed(line, number)).toList());
        }
    }

    private static String row(String number) {
        String row = SampleFile.row("IMP-" + SampleFile.next(), number, "户主");
        return ImportFaultsTest.cell(row, 7, NAME);
    }

    private void nowhereInTheDatabase(String number) throws Exception {
        for (String table : database.column("select table_name from information_schema.tables"
                + " where table_schema = 'public' and table_type = 'BASE TABLE'")) {
            List<String> rows = database.column("select x::text from " + table + " x");
            assertEquals(List.of(), rows.stream().filter(row -> isNamed(row, number)).toList(), table);
        }
    }

    private static boolean isNamed(String text, String number) {
        return Stream.of(number, NAME)
                .anyMatch(secret -> text.contains(secret)
                        || text.contains(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)))
                        || text.contains(HexFormat.of().formatHex(secret.getBytes(Charset.forName("GB18030")))));
    }

    private static Handler listener(List<String> log) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                StringBuilder line = new StringBuilder(String.valueOf(entry.getMessage()));
                for (Throwable each = entry.getThrown(); each != null; each = each.getCause()) {
                    line.append(' ').append(each);
                }
                Object[] parameters = entry.getParameters();
                log.add(line + (parameters == null ? "" : List.of(parameters).toString()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
