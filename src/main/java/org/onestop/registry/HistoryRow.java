package org.onestop.registry;

/** A row of the register's history while a batch is applied to it: on record and perhaps to be changed, or new. */
abstract class HistoryRow {

    /** Of the row on record; null where it is new. */
    final Long id;

    private boolean changed;

    HistoryRow(Long id) {
        this.id = id;
    }

    boolean isNew() {
        return id == null;
    }

    /** Marks it as other than on record; a new one is new and nothing else. */
    void change() {
        changed = !isNew();
    }

    boolean isChanged() {
        return changed;
    }

    boolean isTouched() {
        return isNew() || changed;
    }
}
