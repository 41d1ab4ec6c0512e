package org.onestop;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The import table: what each package may import of this project. Written as "may only depend on", since a forbidden
 * name that does not exist would pass for ever. src/docs/flow.md draws it.
 */
class ArchitectureTest {

    private static final String BASE = "org.onestop";

    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(BASE);

    /** The pure packages see nothing but the JDK and what stands here. */
    private static final Set<String> PURE = Set.of("money", "refusal", "adjudication", "history");

    static final Map<String, List<String>> TABLE = new TreeMap<>(Map.ofEntries(
            Map.entry("money", List.of()),
            Map.entry("refusal", List.of()),
            Map.entry("adjudication", List.of("money", "refusal")),
            Map.entry("time", List.of()),
            Map.entry("start", List.of()),
            Map.entry("database", List.of("start")),
            Map.entry("http", List.of("money", "refusal")),
            Map.entry("journal", List.of("refusal", "time", "start")),
            Map.entry("idempotency", List.of("refusal", "http", "access", "time")),
            Map.entry("access", List.of("refusal", "http", "journal", "time", "database", "start")),
            Map.entry("clients", List.of("refusal", "http", "idempotency", "access")),
            Map.entry("bill", List.of("money", "refusal", "http", "adjudication")),
            Map.entry(
                    "policy",
                    List.of(
                            "money",
                            "refusal",
                            "http",
                            "adjudication",
                            "bill",
                            "catalogue",
                            "journal",
                            "access",
                            "time",
                            "start")),
            Map.entry("history", List.of("refusal")),
            Map.entry(
                    "imports",
                    List.of("refusal", "http", "history", "journal", "idempotency", "access", "time")),
            Map.entry(
                    "hospital",
                    List.of(
                            "money",
                            "refusal",
                            "http",
                            "adjudication",
                            "history",
                            "imports",
                            "journal",
                            "idempotency",
                            "access",
                            "time")),
            Map.entry(
                    "catalogue",
                    List.of(
                            "money",
                            "refusal",
                            "http",
                            "adjudication",
                            "bill",
                            "history",
                            "imports",
                            "journal",
                            "idempotency",
                            "access",
                            "time")),
            Map.entry(
                    "registry",
                    List.of(
                            "money",
                            "refusal",
                            "http",
                            "adjudication",
                            "history",
                            "imports",
                            "journal",
                            "idempotency",
                            "access",
                            "time",
                            "start")),
            Map.entry(
                    "settlement",
                    List.of(
                            "money",
                            "refusal",
                            "http",
                            "time",
                            "adjudication",
                            "bill",
                            "policy",
                            "registry",
                            "hospital",
                            "catalogue",
                            "journal",
                            "idempotency",
                            "access")),
            Map.entry(
                    "audit",
                    List.of(
                            "money",
                            "refusal",
                            "http",
                            "time",
                            "adjudication",
                            "bill",
                            "policy",
                            "registry",
                            "hospital",
                            "catalogue",
                            "settlement",
                            "journal",
                            "idempotency",
                            "access",
                            "start")),
            Map.entry(
                    "recomputation",
                    List.of(
                            "money",
                            "refusal",
                            "http",
                            "time",
                            "adjudication",
                            "policy",
                            "settlement",
                            "audit",
                            "journal",
                            "idempotency",
                            "access")),
            Map.entry("ledger", List.of("money", "refusal", "http", "journal", "access", "time")),
            Map.entry(
                    "mutualaid",
                    List.of(
                            "money",
                            "refusal",
                            "http",
                            "time",
                            "adjudication",
                            "policy",
                            "registry",
                            "settlement",
                            "ledger",
                            "history",
                            "imports",
                            "journal",
                            "idempotency",
                            "access")),
            Map.entry(
                    "sandbox",
                    List.of(
                            "money",
                            "refusal",
                            "http",
                            "time",
                            "adjudication",
                            "bill",
                            "policy",
                            "registry",
                            "hospital",
                            "catalogue",
                            "settlement",
                            "mutualaid",
                            "history",
                            "journal",
                            "access",
                            "start"))));

    @TestFactory
    Stream<DynamicTest> everyPackageImportsOnlyWhatTheTableAllows() {
        return TABLE.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> mayOnlyImport(row.getKey(), row.getValue())));
    }

    @Test
    void everyPackageStandsInTheTable() {
        Set<String> packages = MAIN.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(BASE + "."))
                .map(name -> name.substring(BASE.length() + 1).split("\\.")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(TABLE.keySet(), packages);
    }

    @Test
    void persistenceAndResourcesStayInsideTheirPackage() {
        Set<String> open = MAIN.stream()
                .filter(type -> type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .filter(name -> name.endsWith("Resource") || name.endsWith("Repository") || name.endsWith("Entity"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), open);
    }

    @Test
    void noTypeHasANameThatSaysNothing() {
        for (String word : List.of("Impl", "Manager", "Helper", "Util", "Utils", "Mapper", "DTO", "Dto")) {
            assertFalse(
                    MAIN.stream().anyMatch(type -> type.getSimpleName().endsWith(word)),
                    () -> "a type's name ends in " + word);
        }
    }

    /** All attempts of a retry inside one transaction would meet its first failure again. */
    @Test
    void noClassBothRetriesAndOpensTransactions() {
        List<String> retrying = MAIN.stream()
                .filter(type -> isMarked(type, "org.eclipse.microprofile.faulttolerance.Retry"))
                .map(JavaClass::getSimpleName)
                .sorted()
                .toList();
        assertFalse(retrying.isEmpty(), "nothing retries any more");
        List<String> both = MAIN.stream()
                .filter(type -> retrying.contains(type.getSimpleName()))
                .filter(type -> isMarked(type, "jakarta.transaction.Transactional"))
                .map(JavaClass::getSimpleName)
                .toList();
        assertEquals(List.of(), both);
    }

    private static boolean isMarked(JavaClass type, String annotation) {
        return type.isAnnotatedWith(annotation)
                || type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(annotation));
    }

    private static void mayOnlyImport(String name, List<String> allowed) {
        String[] own = Stream.concat(Stream.of(name), allowed.stream())
                .map(each -> BASE + "." + each + "..")
                .toArray(String[]::new);
        var outside = PURE.contains(name)
                ? resideInAnyPackage("java..")
                : not(resideInAPackage(BASE + ".."));
        classes()
                .that()
                .resideInAPackage(BASE + "." + name + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(own).or(outside))
                .check(MAIN);
    }
}
