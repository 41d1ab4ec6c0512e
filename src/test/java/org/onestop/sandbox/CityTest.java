package org.onestop.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.registry.AssistanceClasses;
import org.onestop.registry.CategoryPeriod;
import org.onestop.registry.CreditCode;
import org.onestop.registry.IdNumber;
import org.onestop.registry.Relation;
import org.onestop.settlement.ShippedClasses;

/** The made-up city against the published figures, counted here in plain Java, without a database. */
class CityTest {

    private static final long SEED = 20180114;
    private static final LocalDate DAY = LocalDate.of(2018, 1, 14);
    private static final AssistanceClasses CLASSES = ShippedClasses.make();

    /** What the news report says: households and persons. */
    private static final Map<HardshipCategory, List<Integer>> PUBLISHED = new TreeMap<>(Map.of(
            HardshipCategory.DESTITUTE, List.of(336, 336),
            HardshipCategory.DIBAO, List.of(11_498, 17_757),
            HardshipCategory.DIBAO_MARGIN, List.of(9_710, 23_678),
            HardshipCategory.EXPENDITURE, List.of(4_397, 11_093),
            HardshipCategory.HOUSING, List.of(5_683, 13_944),
            HardshipCategory.WORKER, List.of(9_431, 24_434)));

    /** From the best to the last, as section 9 of the rule has them; of the same class the first category goes first. */
    private static final List<String> BEST_FIRST = List.of(
            "DESTITUTE",
            "DIBAO",
            "WORKER DEEP",
            "DIBAO_MARGIN",
            "WORKER RELATIVE",
            "EXPENDITURE",
            "WORKER ACCIDENT",
            "HOUSING");

    private static JsonNode sandbox;
    private static City city;

    @BeforeAll
    static void make() throws Exception {
        sandbox = new ObjectMapper().readTree(CityTest.class.getResourceAsStream("/sandbox/sandbox.json"));
        city = made(SEED);
    }

    private static City made(long seed) {
        return City.made(seed, CityFigures.published(), sandbox, CLASSES);
    }

    @Test
    void theFiguresAreThosePublished() {
        CityFigures figures = CityFigures.published();
        Map<HardshipCategory, List<Integer>> read = new TreeMap<>();
        figures.categories().forEach((category, count) -> read.put(category, List.of(count.households(), count.persons())));
        assertEquals(PUBLISHED, read);
        assertEquals(DAY, figures.asOf());
        assertEquals(List.of(442, 27_951, 2017), List.of(figures.units(), figures.members(), figures.term()));
    }

    @ParameterizedTest
    @ValueSource(longs = {SEED, 1, -7})
    void everyCategoryHasItsHouseholdsAndPersonsTogetherWithTheSandboxs(long seed) {
        City counted = seed == SEED ? city : made(seed);
        Map<HardshipCategory, List<Integer>> found = new TreeMap<>();
        counted.households().forEach(household -> count(found, household.inForce(DAY), persons(household)));
        for (List<JsonNode> file : sandboxFiles().values()) {
            count(found, sandboxLabels(file.get(0)), file.size());
        }
        assertEquals(PUBLISHED, found, () -> "seed " + seed);
    }

    private static int persons(CityHousehold household) {
        return (int) household.members().stream().filter(member -> member.belongs(DAY)).count();
    }

    private static void count(Map<HardshipCategory, List<Integer>> found, List<CategoryPeriod> labels, int persons) {
        labels.stream()
                .min(Comparator.comparing(CityTest::place))
                .ifPresent(best -> found.merge(best.category(), List.of(1, persons), CityTest::sum));
    }

    private static int place(CategoryPeriod label) {
        int place = BEST_FIRST.indexOf(label.category() + (label.grade() == null ? "" : " " + label.grade()));
        assertTrue(place >= 0, label::toString);
        return place;
    }

    private static List<Integer> sum(List<Integer> one, List<Integer> other) {
        return List.of(one.get(0) + other.get(0), one.get(1) + other.get(1));
    }

    private static Map<String, List<JsonNode>> sandboxFiles() {
        Map<String, List<JsonNode>> files = new TreeMap<>();
        for (JsonNode person : sandbox.get("people")) {
            if (person.get("household").isObject()) {
                files.computeIfAbsent(person.at("/household/fileNo").textValue(), file -> new ArrayList<>())
                        .add(person.get("household"));
            }
        }
        return files;
    }

    private static List<CategoryPeriod> sandboxLabels(JsonNode household) {
        List<CategoryPeriod> labels = new ArrayList<>();
        for (JsonNode each : household.get("categories")) {
            LocalDate from = LocalDate.parse(each.get("from").textValue());
            LocalDate to = each.get("to").isNull() ? LocalDate.MAX : LocalDate.parse(each.get("to").textValue());
            if (!DAY.isBefore(from) && !DAY.isAfter(to)) {
                HardshipCategory category = HardshipCategory.valueOf(each.get("category").textValue());
                String grade = each.get("grade").textValue();
                labels.add(new CategoryPeriod(
                        category, grade == null ? null : WorkerGrade.valueOf(grade), null, from, null));
            }
        }
        return labels;
    }

    @ParameterizedTest
    @CsvSource({"520201, 340", "520203, 180", "520221, 210", "520281, 270"})
    void theHouseholdsOfEachCategoryLieInTheFourDivisionsOfThatDayInTheirProportion(String division, int perMille) {
        Map<HardshipCategory, List<Integer>> found = new TreeMap<>();
        city.households().stream()
                .filter(household -> household.area().division().equals(division))
                .forEach(household -> count(found, household.inForce(DAY), persons(household)));
        if (division.equals("520201")) {
            sandboxFiles().values().forEach(file -> count(found, sandboxLabels(file.get(0)), file.size()));
        }
        PUBLISHED.forEach((category, count) -> assertTrue(
                Math.abs(1000 * found.get(category).get(0) - count.get(0) * perMille) < 1000,
                () -> category + " has " + found.get(category)));
    }

    @Test
    void everyHouseholdLivesInACommunityOfOneOfThem() {
        assertEquals(
                Set.of("520201", "520203", "520221", "520281"),
                city.households().stream().map(household -> household.area().division()).collect(Collectors.toSet()));
        assertTrue(city.households().stream().allMatch(household -> household.area().isCommunity()));
    }

    @Test
    void theUnionHasItsUnitsAndMembersTogetherWithTheSandboxs() {
        JsonNode unit = sandbox.get("unit");
        assertEquals(442, city.units().size() + 1);
        assertEquals(441, city.units().stream().map(each -> each.code()).distinct().count());
        assertTrue(city.units().stream().noneMatch(each -> each.code().value().equals(unit.get("code").textValue())));
        assertTrue(city.units().stream().allMatch(each -> CreditCode.parse(each.code().value()).isPresent()));
        List<CityMember> term = city.members().stream().filter(member -> member.term() == 2017).toList();
        assertEquals(27_951, term.size() + 3);
        assertEquals(term.size(), term.stream().map(member -> member.person().idNumber()).distinct().count());
        assertEquals(441, term.stream().map(CityMember::unit).distinct().count());
        assertTrue(city.members().stream().allMatch(member -> member.joinedOn().getYear() == member.term()));
        assertTrue(city.members().stream().allMatch(member -> member.person().isWorking()));
        assertTrue(city.members().stream().anyMatch(member -> member.term() == 2018 && member.firstJoiner()));
    }

    @Test
    void everyNumberIsValidNewAndOfTheDivisionThatWasNeverIssued() {
        Set<String> numbers = new HashSet<>();
        for (JsonNode person : sandbox.get("people")) {
            numbers.add(person.get("idNumber").textValue());
        }
        city.people().forEach(person -> {
            assertTrue(IdNumber.parse(person.idNumber()).isPresent(), person::toString);
            assertTrue(person.idNumber().startsWith("520299"), person::toString);
            assertTrue(person.name().matches("样例\\p{IsHan}{2}"), person::toString);
            assertTrue(numbers.add(person.idNumber()), () -> "given twice: " + person);
        });
    }

    @Test
    void theFilesAreSuchAsTheRegisterTakes() {
        Set<String> files = new HashSet<>();
        for (CityHousehold household : city.households()) {
            assertTrue(files.add(household.fileNo()), household::fileNo);
            assertEquals(Relation.HEAD, household.members().get(0).relation());
            assertEquals(1, household.members().stream().filter(member -> member.relation() == Relation.HEAD).count());
            household.members().forEach(member -> {
                assertFalse(member.from().isBefore(member.person().born()), household::fileNo);
                assertTrue(member.to() == null || !member.to().isBefore(member.from()), household::fileNo);
                assertFalse(member.person().insurance().from().isBefore(member.person().born()), household::fileNo);
            });
            Map<HardshipCategory, LocalDate> free = new HashMap<>();
            household.categories().stream().sorted(Comparator.comparing(CategoryPeriod::from)).forEach(period -> {
                assertTrue(period.to() == null || !period.to().isBefore(period.from()), household::fileNo);
                LocalDate until = free.put(period.category(), period.to() == null ? LocalDate.MAX : period.to());
                assertTrue(until == null || until.isBefore(period.from()), () -> household.fileNo() + " overlaps");
                assertFalse(period.from().isBefore(household.members().get(0).from()), household::fileNo);
            });
        }
    }

    @Test
    void theCityIsPlausible() {
        for (CityHousehold household : city.households()) {
            Set<HardshipCategory> held =
                    household.categories().stream().map(CategoryPeriod::category).collect(Collectors.toSet());
            CityHousehold.Member head = household.members().get(0);
            assertTrue(head.person().born().isBefore(DAY.minusYears(20)), household::fileNo);
            assertEquals(
                    held.contains(HardshipCategory.EXPENDITURE) ? 1 : 0,
                    household.members().stream().filter(CityHousehold.Member::seriouslyIll).count(),
                    household::fileNo);
            if (household.inForce(DAY).stream().anyMatch(each -> each.category() == HardshipCategory.WORKER)) {
                assertTrue(household.members().stream().anyMatch(member -> member.person().isWorking()), household::fileNo);
            }
        }
        assertTrue(some(household -> household.inForce(DAY).size() == 2) > 1000, "two labels");
        assertTrue(some(household -> household.categories().stream().anyMatch(each -> each.from().equals(DAY))) > 20);
        assertTrue(some(household -> household.categories().stream().anyMatch(each -> DAY.equals(each.to()))) > 20);
        assertTrue(some(household -> household.inForce(DAY).isEmpty() && !household.inForce(DAY.minusDays(1)).isEmpty()) > 5);
        assertTrue(some(household -> household.inForce(DAY).isEmpty() && !household.inForce(DAY.plusDays(1)).isEmpty()) > 5);
        assertTrue(city.people().filter(each -> each.insurance().scheme() == Scheme.EMPLOYEE).count() > 20_000);
        assertTrue(city.people().anyMatch(each -> each.insurance().suspendedFrom() != null));
    }

    /** What a procedure grants is what the household holds on that day; the days of its steps are in order. */
    @Test
    void theApplicationsAreSuchAsTheProcedureTakes() {
        LocalDate today = LocalDate.of(2026, 11, 25);
        for (CityApplication application : city.applications()) {
            CityHousehold household = application.household();
            LocalDate last = application.lodged(today);
            assertFalse(last.isBefore(household.members().get(0).from()), household::fileNo);
            for (CityApplication.Step step : application.steps()) {
                assertFalse(application.day(step, today).isBefore(last), household::fileNo);
                last = application.day(step, today);
            }
            assertFalse(last.isAfter(today), household::fileNo);
            if (application.isApproved()) {
                assertEquals(List.of(application.wanted()), household.categories());
                assertFalse(last.isAfter(application.wanted().from()), household::fileNo);
                assertFalse(application.wanted().from().isBefore(application.lodged(today)), household::fileNo);
            }
        }
        assertEquals(
                city.applications().size(),
                city.applications().stream().map(each -> each.household().fileNo()).distinct().count());
        assertTrue(city.applications().stream().filter(CityApplication::isApproved).count() > 300);
        assertTrue(city.applications().stream().filter(each -> each.lodgedOn() == null).count() > 40);
        long brought = city.rows().filter(row -> row.categories().isEmpty()).map(row -> row.fileNo()).distinct().count();
        assertEquals(city.applications().stream().filter(CityApplication::isApproved).count(), brought);
    }

    private static long some(java.util.function.Predicate<CityHousehold> wanted) {
        return city.households().stream().filter(wanted).count();
    }

    /** If this fails because the city is made otherwise on purpose, raise {@link City#EDITION} with the new digest. */
    @Test
    void theSameSeedMakesTheSameCityForEver() {
        assertEquals("1 8d8844503b324dbdbf0a7e27082e73ab37c8ddf0eaa4eb5ffefe4d6b2d8e4a02", City.EDITION + " " + HexFormat.of().formatHex(city.digest()));
        assertEquals(HexFormat.of().formatHex(made(SEED).digest()), HexFormat.of().formatHex(city.digest()));
        assertNotEquals(HexFormat.of().formatHex(made(SEED + 1).digest()), HexFormat.of().formatHex(city.digest()));
    }
}
