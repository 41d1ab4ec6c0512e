package org.onestop.adjudication;

/**
 * A hardship category that a person's household holds on the benefit date.
 *
 * @param category       not null
 * @param grade          of a hardship worker; null for the other categories
 * @param seriouslyIll   whether this person is the member named as seriously ill
 */
public record HardshipLabel(HardshipCategory category, WorkerGrade grade, boolean seriouslyIll) {

    /** The label as a reader sees it: {@code DIBAO}, {@code WORKER/DEEP}. */
    public String text() {
        return grade == null ? category.name() : category + "/" + grade;
    }
}
