package org.onestop.settlement;

import java.util.UUID;
import org.onestop.adjudication.Tier;
import org.onestop.money.Money;

/**
 * Something stored that does not come out again.
 *
 * @param settlement whose; of a reversal, what it undid; null where only the year is known
 * @param reversal   null unless it is a reversal's
 * @param sequence   its place in the person's year; of the year's totals, how many movements there are
 * @param name       a column, or a place in a document (JSON pointer, RFC 6901)
 * @param kept       as stored; null where nothing is
 * @param again      as it comes out; null where nothing does
 * @param difference what comes out less what is stored; null unless both are amounts
 * @param step       of the reasoning, where it begins; null where the reasoning plays no part
 */
public record StoredDifference(
        Of of,
        UUID settlement,
        UUID reversal,
        UUID person,
        int year,
        int sequence,
        Part part,
        Reason reason,
        String name,
        String kept,
        String again,
        Money difference,
        Step step) {

    /** Longer texts are cut. */
    static final int LONGEST = 400;

    public StoredDifference {
        kept = cut(kept);
        again = cut(again);
    }

    /** What is concerned. */
    public enum Of {
        SETTLEMENT,
        REVERSAL,
        /** A person's year: the totals, or a record that should be in it. */
        YEAR
    }

    /** Where it stands. */
    public enum Part {
        /** A column of the record. */
        COLUMN,
        /** What the record moved of the year. */
        MOVEMENT,
        /** The answer document. */
        ANSWER,
        /** The input document. */
        INPUT,
        /** The values of the law. */
        POLICY,
        /** The totals of the year. */
        ACCUMULATOR,
        /** The record's place in the year. */
        SEQUENCE,
        /** The record's digest: something was changed that no amount shows. */
        DIGEST
    }

    /** What is the matter. */
    public enum Reason {
        DIFFERS,
        UNREADABLE,
        /** The bill would be refused; {@code again} has the code. */
        REFUSED,
        MISSING
    }

    /** One step of the reasoning; {@code rule} is the id of the parameter that governs. */
    public record Step(int number, Tier tier, String rule) {}

    private static String cut(String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
