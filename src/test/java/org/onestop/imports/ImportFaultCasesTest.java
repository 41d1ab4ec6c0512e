package org.onestop.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.onestop.registry.SamplePeople;

/**
 * Every fault that an import can report, by cases/import-faults.txt: one row in a hundred is bad, all others come in, each
 * bad one is told with row, column, code and what that says in both languages; the same file again changes nothing.
 */
@QuarkusTest
class ImportFaultCasesTest {

    private static final int GOOD_EACH = 99;

    /** The kinds' good rows; {n} and {id} are each row's own. */
    private static final Map<String, Map<String, String>> GOOD = Map.of(
            "households", row("fileNo=FL-{n},area=520201001001,category=城市低保,grade=,categoryFrom=2018-01-14,categoryTo=,"
                    + "idNumber={id},name=导入甲,relation=户主,seriouslyIll=否,memberFrom=2018-01-14,memberTo="),
            "enrolments", row("idNumber={id},name=导入甲,scheme=居民,workingStatus=,from=2018-01-01,to=,suspendedFrom=,suspendedTo="),
            "hospitals", row("code=HX{n},name=导入医院,level=二级,place=市内,division=520201,from=2018-01-01,to="),
            "catalogue", row("itemCode=T-FAULT.{n},name=导入项目,feeType=西药,catalogueClass=乙类,selfPayRatio=0.1,priceCeiling=,"
                    + "from=2018-01-01,to="));

    private record Fault(String kind, String who, List<String> before, String bad, String column, String code) {}

    private static Map<String, String> row(String cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (String cell : cells.split(",")) {
            String[] part = cell.split("=", 2);
            row.put(part[0], part[1]);
        }
        return row;
    }

    private static List<Fault> faults() {
        try (InputStream file = ImportFaultCasesTest.class.getResourceAsStream("/cases/import-faults.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" *\\| *"))
                    .map(part -> new Fault(part[0], part[1], part[2].isEmpty() ? List.of() : List.of(part[2].split(" & ")),
                            part[3], part[4], part[5]))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One file a kind and an importer. */
    static List<String> files() {
        return faults().stream().map(each -> each.kind() + " | " + each.who()).distinct().toList();
    }

    private static String line(String kind, String difference, Map<String, String> names) {
        Map<String, String> cells = new LinkedHashMap<>(GOOD.get(kind));
        if (!difference.equals("~")) {
            cells.putAll(row(difference));
        }
        String line = String.join(",", cells.values());
        for (Map.Entry<String, String> name : names.entrySet()) {
            line = line.replace(name.getKey(), name.getValue());
        }
        return line;
    }

    private static Map<String, String> names(String elsewhere) {
        int n = SampleFile.next();
        return Map.of("{n}", "" + n, "{id}", SamplePeople.number(n), "{other}", SamplePeople.number(SampleFile.next()),
                "{elsewhere}", elsewhere);
    }

    private static SampleImporter importer(String who) {
        String[] part = who.split(" ");
        return part.length == 2 ? SampleImporter.county(part[1] + "000000", part[0]) : null;
    }

    private static SampleImporter importer(String kind, String who) {
        SampleImporter registrar = importer(who);
        return registrar != null ? registrar
                : SampleImporter.of(kind.equals("hospitals") ? "system-admin" : "policy-admin", Map.of());
    }

    /** Somebody whose household lives in another county. */
    private static String elsewhere() {
        Map<String, String> names = names("");
        JsonPath job = SampleImporter.county("520203000000", "CIVIL_AFFAIRS").done("households",
                csv("households", List.of(line("households", "area=520203001001", names))));
        assertEquals("1 1 0 0 0", SampleImporter.counts(job));
        return names.get("{id}");
    }

    private static String csv(String kind, List<String> lines) {
        return String.join(",", GOOD.get(kind).keySet()) + "\n" + String.join("\n", lines) + "\n";
    }

    @ParameterizedTest
    @MethodSource("files")
    void oneRowInAHundredIsBadAndAllOthersComeIn(String file) throws IOException {
        String kind = file.split(" \\| ")[0];
        String who = file.split(" \\| ")[1];
        String elsewhere = elsewhere();
        boolean mayBringGoodOnes = !who.startsWith("HOUSING") && !who.endsWith("520204");
        List<String> lines = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        Map<String, String> texts = texts();
        for (Fault fault : faults().stream().filter(each -> each.kind().equals(kind) && each.who().equals(who)).toList()) {
            Map<String, String> names = names(elsewhere);
            fault.before().forEach(each -> lines.add(line(kind, each, names)));
            lines.add(line(kind, fault.bad(), names));
            expected.add(lines.size() + 1 + "," + fault.column() + "," + fault.code() + "," + texts.get(fault.code()));
            for (int i = fault.before().size(); mayBringGoodOnes && i < GOOD_EACH; i++) {
                lines.add(line(kind, "~", names(elsewhere)));
            }
        }
        SampleImporter importer = importer(kind, who);
        JsonPath first = importer.done(kind, csv(kind, lines));
        assertEquals("DONE", first.getString("state"), first::prettify);
        int good = lines.size() - expected.size();
        assertEquals(expected, told(importer, first));
        assertEquals(lines.size() + " " + good + " 0 0 " + expected.size(), SampleImporter.counts(first));
        JsonPath again = importer.done(kind, csv(kind, lines));
        assertEquals(lines.size() + " 0 0 " + good + " " + expected.size(), SampleImporter.counts(again));
        assertEquals(expected, told(importer, again));
    }

    /** Row, column, code and both texts; the column's Chinese name stands between and has a test of its own. */
    private static List<String> told(SampleImporter importer, JsonPath job) {
        return importer.errors(job.getString("id")).stream()
                .map(line -> line.replaceAll("\"", "").split(",", 5))
                .map(part -> part[0] + "," + part[1] + "," + part[3] + "," + part[4])
                .toList();
    }

    private static List<String[]> documented() throws IOException {
        String document = Files.readString(Path.of("src/docs/imports.md"));
        return document.substring(document.indexOf("## 错误代码"), document.indexOf("## 任务")).lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(2).split(" \\| ?"))
                .toList();
    }

    private static Map<String, String> texts() throws IOException {
        return documented().stream().collect(Collectors.toMap(
                part -> part[0].replace("`", ""), part -> part[1] + "," + part[2]));
    }

    @Test
    void theDocumentListsTheCodesOfTheCasesAndNoOthers() throws IOException {
        Map<String, TreeSet<String>> byCode = new TreeMap<>();
        faults().forEach(each -> byCode.computeIfAbsent(each.code(), none -> new TreeSet<>()).add(each.kind()));
        Map<String, TreeSet<String>> inDocument = new TreeMap<>();
        documented().forEach(part -> inDocument.put(part[0].replace("`", ""), new TreeSet<>(part[3].startsWith("全部")
                ? GOOD.keySet()
                : Arrays.asList(part[3].replace("`", "").replace(" |", "").split(", ")))));
        assertEquals(inDocument, byCode);
        assertTrue(byCode.size() > 20);
    }
}
