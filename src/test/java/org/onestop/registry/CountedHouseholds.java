package org.onestop.registry;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.onestop.access.Area;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.history.Verdict;
import org.onestop.journal.Changes;

/** Households as a test needs them, in areas that no other test uses. */
@ApplicationScoped
class CountedHouseholds {

    private static final Changes.Author AUTHOR = new Changes.Author("sample", "sample");
    private static final AtomicInteger NEXT = new AtomicInteger(900_000);
    private static final AtomicInteger COMMUNITY = new AtomicInteger();

    private final BulkRegister register;

    CountedHouseholds(BulkRegister register) {
        this.register = register;
    }

    /** A member's first and last day. */
    record Stay(LocalDate from, LocalDate to) {}

    /** A community of a division that nobody lives in yet. */
    static Area newCommunity(String division) {
        int next = COMMUNITY.incrementAndGet();
        return new Area(division + "9" + String.format("%02d", next / 900) + (100 + next % 900));
    }

    /** A household with so many members since 2015; its file number. */
    String household(Area area, int members, CategoryPeriod... labels) {
        Stay[] stays = new Stay[members];
        Arrays.fill(stays, new Stay(LocalDate.of(2015, 1, 1), null));
        return household(area, List.of(stays), labels);
    }

    String household(Area area, List<Stay> members, CategoryPeriod... labels) {
        String fileNo = "SAMPLE-" + NEXT.get();
        List<HouseholdRow> rows = new ArrayList<>();
        for (Stay stay : members) {
            rows.add(new HouseholdRow(
                    fileNo,
                    area,
                    IdNumber.parse(SamplePeople.number(NEXT.incrementAndGet())).orElseThrow(),
                    PersonName.of("样例某"),
                    rows.isEmpty() ? Relation.HEAD : Relation.OTHER,
                    false,
                    stay.from(),
                    stay.to(),
                    List.of(labels)));
        }
        QuarkusTransaction.requiringNew().run(() -> {
            for (Verdict verdict : register.households(AUTHOR, rows)) {
                if (verdict.isRefused()) {
                    throw new IllegalStateException(verdict.toString());
                }
            }
        });
        return fileNo;
    }

    /** A label as {@code DIBAO}, {@code WORKER DEEP}, {@code HOUSING 2018-01-01..2018-01-31} or {@code DIBAO 2018-01-01..}. */
    static CategoryPeriod label(String text) {
        String[] words = text.strip().split(" ");
        HardshipCategory category = HardshipCategory.valueOf(words[0]);
        WorkerGrade grade = category == HardshipCategory.WORKER ? WorkerGrade.valueOf(words[1]) : null;
        String last = words[words.length - 1];
        String[] span = last.contains("..") ? last.split("\\.\\.", -1) : new String[] {"2016-01-01", ""};
        return new CategoryPeriod(
                category,
                grade,
                Department.owning(category),
                LocalDate.parse(span[0]),
                span[1].isEmpty() ? null : LocalDate.parse(span[1]));
    }

    /** Several labels, joined by plus signs. */
    static CategoryPeriod[] labels(String text) {
        return Arrays.stream(text.split("\\+")).map(CountedHouseholds::label).toArray(CategoryPeriod[]::new);
    }
}
