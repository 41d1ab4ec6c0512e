package org.onestop.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.onestop.access.Area;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.history.Span;

/** A household's file while a batch is applied to it: its rows in force, each knowing what is to become of it. */
final class BatchFile {

    final String fileNo;
    final boolean isNew;
    final List<Stay> stays = new ArrayList<>();
    final List<Membership> members = new ArrayList<>();
    final List<Category> categories = new ArrayList<>();

    BatchFile(String fileNo, boolean isNew) {
        this.fileNo = fileNo;
        this.isNew = isNew;
    }

    /** Where it lives at last. */
    Stay lastStay() {
        return stays.stream().max(Comparator.comparing(stay -> stay.span.from())).orElseThrow();
    }

    boolean isTouched() {
        return stays.stream().anyMatch(HistoryRow::isTouched)
                || members.stream().anyMatch(HistoryRow::isTouched)
                || categories.stream().anyMatch(HistoryRow::isTouched);
    }

    /** Where the household lives. */
    static final class Stay extends HistoryRow {

        final Area area;
        Span span;

        Stay(Long id, Area area, Span span) {
            super(id);
            this.area = area;
            this.span = span;
        }
    }

    /** Who belongs to it; a membership that changed on the way is several rows under one name. */
    static final class Membership extends HistoryRow {

        final UUID memberId;
        final UUID person;
        final BatchFile file;
        Relation relation;
        boolean seriouslyIll;
        Span span;

        Membership(
                Long id, UUID memberId, UUID person, BatchFile file, Relation relation, boolean ill, Span span) {
            super(id);
            this.memberId = memberId;
            this.person = person;
            this.file = file;
            this.relation = relation;
            this.seriouslyIll = ill;
            this.span = span;
        }
    }

    /** What it holds or held. */
    static final class Category extends HistoryRow {

        final HardshipCategory category;
        final Department approvedBy;
        WorkerGrade grade;
        Span span;

        Category(Long id, HardshipCategory category, WorkerGrade grade, Department approvedBy, Span span) {
            super(id);
            this.category = category;
            this.grade = grade;
            this.approvedBy = approvedBy;
            this.span = span;
        }
    }

    /** First day on which anything that this batch touched counts; null where it touched nothing. */
    LocalDate touchedFrom() {
        List<LocalDate> days = new ArrayList<>();
        members.stream().filter(HistoryRow::isTouched).forEach(each -> days.add(each.span.from()));
        categories.stream().filter(HistoryRow::isTouched).forEach(each -> days.add(each.span.from()));
        stays.stream().filter(HistoryRow::isTouched).forEach(each -> days.add(each.span.from()));
        return days.stream().min(LocalDate::compareTo).orElse(null);
    }
}
