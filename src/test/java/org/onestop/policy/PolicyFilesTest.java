package org.onestop.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.Place;
import org.onestop.adjudication.Scheme;

/** What a policy directory may not contain, and that what it may contain means the same however it is arranged. */
class PolicyFilesTest {

    private static final Path SHIPPED = Path.of("src/main/resources/policy");
    private static final String CAP = "resident/basic/annual_cap.yaml";
    private static final String DEDUCTIBLE = "resident/basic/inpatient_deductible.yaml";
    private static final String BANDS = "resident/critical_illness/bands.yaml";
    private static final String RATE = "common/medical_assistance/rate.yaml";
    private static final String CLASSES = "common/medical_assistance/category_class.yaml";

    @TempDir
    private Path directory;

    @BeforeEach
    void copyTheShippedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(SHIPPED.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                edit("unknown key", CAP, "nameEn:", "nameEnglish:", "/nameEnglish", FlawKind.UNKNOWN_KEY),
                edit("unknown key in a value", CAP, "    source:", "    sauce:", "/values/0/sauce", FlawKind.UNKNOWN_KEY),
                edit("unknown key in a row", DEDUCTIBLE, "levels:", "level:", "/values/0/value/0/level", FlawKind.UNKNOWN_KEY),
                edit("duplicate key", CAP, "description:", "name: x\ndescription:", "/name", FlawKind.DUPLICATE_KEY),
                edit("duplicate key in a value", CAP, "    confidence: low", "    confidence: low\n    confidence: high",
                        "/values/0/confidence", FlawKind.DUPLICATE_KEY),
                edit("missing source", RATE, "    source: >-\n      国办发", "    sauce: >-\n      国办发", "/values/0/source",
                        FlawKind.MISSING_KEY),
                edit("empty source", CAP, "    source: >-\n      公开", "    source:\n    sauce: >-\n      公开",
                        "/values/0/source", FlawKind.EMPTY),
                edit("missing confidence", CAP, "    confidence: low", "", "/values/0/confidence", FlawKind.MISSING_KEY),
                edit("unknown confidence", CAP, "confidence: low", "confidence: certain", "/values/0/confidence",
                        FlawKind.UNKNOWN_WORD),
                edit("missing value", CAP, "    value:\n      limits", "    to:\n      limits", "/values/0/value",
                        FlawKind.MISSING_KEY),
                edit("gap in dates", CAP, "    confidence: low", "    confidence: low\n    to: 2021-12-30",
                        "/values/1/from", FlawKind.DATE_GAP),
                edit("overlap in dates", CAP, "    confidence: low", "    confidence: low\n    to: 2022-01-01",
                        "/values/1/from", FlawKind.DATE_OVERLAP),
                edit("two values from one day", CAP, "2022-01-01", "2017-01-01", "/values/1/from", FlawKind.DATE_OVERLAP),
                edit("ends before it begins", CAP, "    confidence: low", "    confidence: low\n    to: 2016-12-31",
                        "/values/0/to", FlawKind.ENDS_BEFORE_IT_BEGINS),
                edit("begins later than the others", CAP, "2017-01-01", "2017-02-01", "/values", FlawKind.DATE_GAP),
                edit("ends earlier than the others", CAP, "    confidence: medium-high",
                        "    confidence: medium-high\n    to: 2030-12-31", "/values", FlawKind.DATE_GAP),
                edit("no such day", CAP, "2022-01-01", "2022-02-30", "/values/1/from", FlawKind.NOT_A_DATE),
                edit("day not written as yyyy-MM-dd", CAP, "2022-01-01", "2022-1-1", "/values/1/from", FlawKind.NOT_A_DATE),
                edit("bands with a gap", BANDS, "from: \"50000\"", "from: \"50001\"", "/values/0/value",
                        FlawKind.BANDS_DO_NOT_JOIN),
                edit("bands that overlap", BANDS, "from: \"50000\"", "from: \"49999.99\"", "/values/0/value",
                        FlawKind.BANDS_DO_NOT_JOIN),
                edit("bands not from 0", BANDS, "from: \"0\"", "from: \"1\"", "/values/0/value",
                        FlawKind.BANDS_NOT_FROM_ZERO),
                edit("bands without an end", BANDS, "to: NONE", "to: \"200000\"", "/values/0/value", FlawKind.BANDS_NOT_OPEN),
                edit("empty band", BANDS, "to: \"50000\"", "to: \"0\"", "/values/0/value/0/to", FlawKind.BANDS_DO_NOT_JOIN),
                edit("rate above 1", RATE, "\"0.70\"", "\"1.01\"", "/values/0/value/2", FlawKind.OUT_OF_RANGE),
                edit("rate far above 1", RATE, "\"0.70\"", "\"70\"", "/values/0/value/2", FlawKind.OUT_OF_RANGE),
                edit("rate below 0", RATE, "\"0.70\"", "\"-0.1\"", "/values/0/value/2", FlawKind.OUT_OF_RANGE),
                edit("rate with five decimals", RATE, "\"0.70\"", "0.70001", "/values/0/value/2", FlawKind.TOO_MANY_DECIMALS),
                edit("rate as a percentage", RATE, "\"0.70\"", "70%", "/values/0/value/2", FlawKind.NOT_A_NUMBER),
                edit("rate in powers of ten", RATE, "\"0.70\"", "7e-1", "/values/0/value/2", FlawKind.NOT_A_NUMBER),
                edit("a class left out", RATE, "      \"4\": \"0.50\"\n", "", "/values/0/value/4", FlawKind.MISSING_KEY),
                edit("a class that isn't one", RATE, "\"4\": ", "\"5\": ", "/values/0/value/5", FlawKind.UNKNOWN_KEY),
                edit("negative amount", CAP, "\"150000\"", "\"-1\"", "/values/0/value/amount", FlawKind.OUT_OF_RANGE),
                edit("huge amount", CAP, "\"150000\"", "\"10000000000\"", "/values/0/value/amount", FlawKind.OUT_OF_RANGE),
                edit("three decimals", CAP, "\"150000\"", "\"150000.001\"", "/values/0/value/amount",
                        FlawKind.TOO_MANY_DECIMALS),
                edit("grouped digits", CAP, "\"150000\"", "150_000", "/values/0/value/amount", FlawKind.NOT_A_NUMBER),
                edit("octal digits", CAP, "\"150000\"", "0150000", "/values/0/value/amount", FlawKind.NOT_A_NUMBER),
                edit("empty amount is not no cap", CAP, "\"150000\"", "", "/values/0/value/amount", FlawKind.EMPTY),
                edit("null is not no cap", CAP, "\"150000\"", "null", "/values/0/value/amount", FlawKind.EMPTY),
                edit("list in the place of a number", CAP, "\"150000\"", "[1]", "/values/0/value/amount", FlawKind.WRONG_TYPE),
                edit("number in the place of a mapping", CAP, "    value:\n      limits: PAYMENT\n      amount: \"150000\"",
                        "    value: 150000", "/values/0/value", FlawKind.WRONG_TYPE),
                edit("unknown word", CAP, "limits: PAYMENT", "limits: PAYMENTS", "/values/0/value/limits", FlawKind.UNKNOWN_WORD),
                edit("yes is not true", "resident/basic/chronic_covered.yaml", "value: true", "value: yes",
                        "/values/0/value", FlawKind.WRONG_TYPE),
                edit("part of a day", "common/mutual_aid/waiting_days.yaml", "\"30\"", "\"30.5\"", "/values/0/value",
                        FlawKind.TOO_MANY_DECIMALS),
                edit("table with a hole", DEDUCTIBLE, "levels: [PROVINCIAL], places: [LOCAL, PROVINCE]",
                        "levels: [PROVINCIAL], places: [LOCAL]", "/values/0/value", FlawKind.TABLE_HOLE),
                edit("ambiguous row", DEDUCTIBLE, "levels: [LEVEL_3], places: [LOCAL, PROVINCE]",
                        "levels: [LEVEL_2, LEVEL_3], places: [LOCAL, PROVINCE]", "/values/0/value",
                        FlawKind.TABLE_AMBIGUOUS),
                edit("row that residents can't reach", DEDUCTIBLE, "    value:\n",
                        "    value:\n      - { working_status: RETIRED, value: \"1\" }\n", "/values/0/value/0",
                        FlawKind.ROW_UNREACHABLE),
                edit("empty list of levels", DEDUCTIBLE, "levels: [PROVINCIAL]", "levels: []", "/values/0/value/3/levels",
                        FlawKind.EMPTY),
                edit("a level twice", DEDUCTIBLE, "[PROVINCIAL]", "[PROVINCIAL, PROVINCIAL]", "/values/0/value/3/levels/1",
                        FlawKind.DUPLICATE_ENTRY),
                edit("unknown level", DEDUCTIBLE, "[PROVINCIAL]", "[LEVEL_4]", "/values/0/value/3/levels/0",
                        FlawKind.UNKNOWN_WORD),
                edit("a category left out", CLASSES, "      - { category: HOUSING, assistance_class: NONE, covers: HOUSEHOLD }\n",
                        "", "/values/0/value", FlawKind.TABLE_HOLE),
                edit("a category twice", CLASSES, "category: HOUSING", "category: DIBAO", "/values/0/value",
                        FlawKind.TABLE_AMBIGUOUS),
                edit("a grade without a worker", CLASSES, "category: HOUSING,", "category: HOUSING, grade: DEEP,",
                        "/values/0/value/4/grade", FlawKind.UNKNOWN_KEY),
                edit("alias", CAP, "\"居民基本医保年度封顶线\"\nnameEn: ", "&x 甲\nnameEn: *x\n#", "/nameEn",
                        FlawKind.NOT_ALLOWED_HERE),
                edit("anchor", CAP, "    value:\n      limits: PAYMENT", "    value: &x\n      limits: PAYMENT",
                        "/values/0/value", FlawKind.NOT_ALLOWED_HERE),
                edit("merge key", CAP, "      limits: PAYMENT", "      <<: { limits: PAYMENT }", "/values/0/value/<<",
                        FlawKind.UNKNOWN_KEY),
                edit("tag", CAP, "amount: \"150000\"", "amount: !!int \"150000\"", "/values/0/value/amount",
                        FlawKind.NOT_ALLOWED_HERE),
                edit("second document", CAP, "    confidence: medium-high", "    confidence: medium-high\n---\nname: x", "",
                        FlawKind.NOT_ALLOWED_HERE),
                edit("not YAML", CAP, "values:", "values: [", "", FlawKind.UNREADABLE),
                edit("a step without its floor", "employee/basic/repeat_admission.yaml", "      floor: \"100\"\n", "",
                        "/values/0/value/floor", FlawKind.MISSING_KEY),
                edit("a floor where nothing steps", "resident/basic/repeat_admission.yaml", "      rule: HALVE",
                        "      rule: HALVE\n      floor: \"100\"", "/values/0/value/floor", FlawKind.UNKNOWN_KEY),
                edit("what another value calls for is not in force", "resident/basic/outpatient_cap.yaml", "2022-01-01",
                        "2023-01-01", "/values", FlawKind.DATE_GAP));
    }

    private static Arguments edit(String rule, String file, String old, String with, String key, FlawKind kind) {
        return Arguments.of(rule, file, old, with, key, kind);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void isRefused(String rule, String file, String old, String with, String key, FlawKind kind) {
        replace(file, old, with);
        List<PolicyFileException.Fault> faults = refused();
        assertTrue(
                faults.stream().anyMatch(fault -> fault.file().equals(file)
                        && fault.key().equals(key)
                        && fault.reason().startsWith(kind.text())),
                () -> "expected " + file + " " + key + " " + kind + ", got " + faults);
        assertTrue(faults.stream().allMatch(fault -> fault.file().equals(file)), faults::toString);
    }

    @Test
    void unknownFileIsRefused() {
        write("resident/basic/inpatient_deductable.yaml", read(DEDUCTIBLE));
        write("README.txt", "x");
        assertEquals(
                List.of("README.txt", "resident/basic/inpatient_deductable.yaml"),
                refused().stream().map(PolicyFileException.Fault::file).toList());
    }

    @Test
    void missingFileIsRefused() throws IOException {
        Files.delete(directory.resolve(CAP));
        assertEquals(
                List.of(new PolicyFileException.Fault(CAP, "", FlawKind.MISSING_FILE.text())), refused());
    }

    @Test
    void missingFileThatAnotherValueCallsForIsRefused() throws IOException {
        Files.delete(directory.resolve("employee/critical_illness/rate.yaml"));
        List<PolicyFileException.Fault> faults = refused();
        assertEquals("employee/critical_illness/rate.yaml", faults.get(0).file());
        assertTrue(faults.get(0).reason().startsWith(FlawKind.MISSING_FILE.text()), faults::toString);
    }

    @Test
    void missingDirectoryIsRefusedAndNamesTheSetting() {
        Path nowhere = directory.resolve("nowhere");
        PolicyFileException refused =
                assertThrows(PolicyFileException.class, () -> new PolicyBook(Optional.of(nowhere)));
        assertTrue(refused.getMessage().contains("onestop.policy.dir"), refused::getMessage);
        assertTrue(refused.getMessage().contains(nowhere.toString()), refused::getMessage);
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        Files.write(directory.resolve(CAP), read(CAP).getBytes("GB18030"));
        assertEquals(CAP, refused().get(0).file());
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        replace(CAP, "limits: PAYMENT", "limits: PAYMENTS");
        replace(CAP, "    confidence: low", "    confidence: lowish");
        replace(RATE, "\"0.70\"", "\"1.70\"");
        assertEquals(
                List.of(RATE + " /values/0/value/2", CAP + " /values/0/value/limits", CAP + " /values/0/confidence"),
                refused().stream().map(fault -> fault.file() + " " + fault.key()).toList());
    }

    @Test
    void numbersAreReadByTheirTextQuotedOrNot() {
        PolicySet quoted = find(Scheme.RESIDENT, "2018-01-01");
        replace(RATE, "\"0.70\"", "0.7");
        replace(CAP, "\"150000\"", "150000.0");
        replace(DEDUCTIBLE, "value: \"100\"", "value: 100");
        assertEquals(quoted.digestHex(), find(Scheme.RESIDENT, "2018-01-01").digestHex());
    }

    @Test
    void orderOfRowsAndKeysChangesNothing() {
        PolicySet before = find(Scheme.RESIDENT, "2018-01-01");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (String file : List.of(DEDUCTIBLE, "resident/basic/inpatient_rate.yaml", BANDS, CLASSES)) {
            write(file, shuffled(read(file), random));
        }
        PolicySet after = find(Scheme.RESIDENT, "2018-01-01");
        assertEquals(before.policy(), after.policy(), "seed " + seed);
        assertEquals(before.references(), after.references(), "seed " + seed);
    }

    @Test
    void orderOfKeysAndValuesInAFileChangesNothing() {
        PolicySet before = find(Scheme.RESIDENT, "2018-01-01");
        write(CAP, """
                values:
                  - confidence: high
                    source: 乙
                    value: { amount: "250000", limits: PAYMENT }
                    from: 2022-01-01
                  - confidence: low
                    source: >-
                      %s
                    value: { amount: "150000", limits: PAYMENT }
                    to: 2021-12-31
                    from: 2017-01-01
                description: 丙
                nameEn: B
                name: 甲
                """.formatted(before.policy().basic().annualCap().source()));
        assertEquals(before.digestHex(), find(Scheme.RESIDENT, "2018-01-01").digestHex());
    }

    @Test
    void aNumberIsChangedByFollowingItWithALaterValue() {
        write(CAP, read(CAP) + """
                  - from: 2026-01-01
                    value: { limits: PAYMENT, amount: 300000 }
                    source: 六盘水市医疗保障局通知
                    confidence: high
                """);
        assertEquals(find(Scheme.RESIDENT, "2025-12-31").digestHex(), shipped("2025-12-31").digestHex());
        assertEquals(
                "300000.00",
                find(Scheme.RESIDENT, "2026-01-01").policy().basic().annualCap().value().amount().toString());
    }

    @Test
    void bandsMayStandInARow() {
        replace(
                "resident/basic/inpatient_rate.yaml",
                "{ levels: [TOWNSHIP, LEVEL_1], places: [LOCAL], value: \"0.85\" }",
                "{ levels: [TOWNSHIP, LEVEL_1], places: [LOCAL], bands: [{ from: 1000, to: NONE, rate: 0.9 },"
                        + " { from: 0, to: 1000, rate: 0.8 }] }");
        var bands = find(Scheme.RESIDENT, "2018-01-01").policy().basic().inpatientRate().value()
                .find(HospitalLevel.LEVEL_1, Place.LOCAL, false, null);
        assertEquals("[0.80, 0.90]", bands.bands().stream().map(band -> band.rate()).toList().toString());
    }

    @Test
    void theDirectoryReplacesThePackagedFilesAndEqualFilesGiveEqualSets() {
        assertEquals(shipped("2018-01-01").digestHex(), find(Scheme.RESIDENT, "2018-01-01").digestHex());
        replace(CAP, "\"150000\"", "\"160000\"");
        assertEquals(
                "160000.00",
                find(Scheme.RESIDENT, "2018-01-01").policy().basic().annualCap().value().amount().toString());
    }

    @Test
    void aDayAfterTheLastOneHasNoPolicy() {
        for (var type : SchemeParameters.catalogue().values()) {
            if (Files.exists(directory.resolve(type.file()))) {
                write(type.file(), read(type.file()).stripTrailing() + "\n    to: 2030-12-31\n");
            }
        }
        PolicyBook book = new PolicyBook(Optional.of(directory));
        assertTrue(book.find(Scheme.RESIDENT, LocalDate.parse("2030-12-31")).isPresent());
        assertEquals(Optional.empty(), book.find(Scheme.RESIDENT, LocalDate.parse("2031-01-01")));
    }

    private List<PolicyFileException.Fault> refused() {
        return assertThrows(PolicyFileException.class, () -> new PolicyBook(Optional.of(directory))).faults();
    }

    private PolicySet find(Scheme scheme, String on) {
        return new PolicyBook(Optional.of(directory)).find(scheme, LocalDate.parse(on)).orElseThrow();
    }

    private static PolicySet shipped(String on) {
        return new PolicyBook(Optional.empty()).find(Scheme.RESIDENT, LocalDate.parse(on)).orElseThrow();
    }

    /** Exchanges the first occurrence, which must be there. */
    private void replace(String file, String old, String with) {
        String text = read(file);
        int at = text.indexOf(old);
        assertTrue(at >= 0, () -> file + " has no " + old);
        write(file, text.substring(0, at) + with + text.substring(at + old.length()));
    }

    /** Exchanges neighbouring one-line rows of the file's tables at random. */
    private static String shuffled(String text, Random random) {
        List<String> result = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (String line : (text + "end").lines().toList()) {
            if (line.startsWith("      - {")) {
                rows.add(line);
                continue;
            }
            Collections.shuffle(rows, random);
            result.addAll(rows);
            rows.clear();
            result.add(line);
        }
        return String.join("\n", result.subList(0, result.size() - 1)) + "\n";
    }

    private String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String text) {
        try {
            Files.write(directory.resolve(file), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
