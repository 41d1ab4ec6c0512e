package org.onestop.imports;

import java.util.HashSet;
import java.util.Set;

/**
 * Goes by the tags of a spreadsheet's parts alone: how many rows its sheets have, that none is so long that it fills the
 * memory, that no cell claims to stand so far to the right that the empty ones before it would, and which cells name a
 * shared text that is not there.
 */
final class XlsxScan {

    private static final int LARGEST_ROW = 1024 * 1024;

    /** The last column there is has three letters. */
    private static final int MOST_LETTERS = 3;

    /** The reader makes up every text up to the one that is named, so one too far behind the last would fill the memory. */
    private static final int FURTHEST_BEHIND = 100_000;

    private static final int LONGEST_NAME = 16;

    /** What a prefix stands for is declared under a name that only looks like one with a prefix. */
    private static final String DECLARATION = "xmlns";

    private enum State {
        TEXT,
        NAME,
        TAG,
        ATTRIBUTE,
        EQUALS,
        VALUE
    }

    private final Set<String> broken = new HashSet<>();
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private final StringBuilder index = new StringBuilder();
    private State state = State.TEXT;
    private char quote;
    private String tag = "";
    private String reference = "";
    private boolean isSheet;
    private boolean isShared;
    private boolean isIndex;
    private boolean isTable;
    private long rows;
    private long texts;
    private int sinceRow;

    long rows() {
        return rows;
    }

    /** References of the cells that name a shared text which is not there. */
    Set<String> broken() {
        return broken;
    }

    /** Begins another part. The table of shared texts must come before the sheets. */
    void begin(boolean sheet) {
        isSheet = sheet;
        isTable = false;
        isIndex = false;
        state = State.TEXT;
        sinceRow = 0;
    }

    void feed(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            take((char) bytes[i]);
        }
    }

    private void take(char next) {
        if (isSheet && ++sinceRow > LARGEST_ROW) {
            throw new UnreadableFileException("xlsx-too-large");
        }
        if (isSheet && next == 0) {
            // Of two bytes a character: no spreadsheet program writes that, and no tag would be seen.
            throw broke();
        }
        switch (state) {
            case TEXT -> text(next);
            case NAME -> name(next);
            case TAG -> tag(next);
            case ATTRIBUTE -> attribute(next);
            case EQUALS -> equals(next);
            case VALUE -> value(next);
        }
    }

    private void text(char next) {
        if (next == '<') {
            name.setLength(0);
            state = State.NAME;
        } else if (isIndex && !Character.isWhitespace(next)) {
            index.append(next);
            if (index.length() > LONGEST_NAME || next < '0' || next > '9') {
                throw broke();
            }
        }
    }

    /** A name may have a prefix before a colon. */
    private void name(char next) {
        if (isSheet && next == '!' && name.length() == 0) {
            // Comments, CDATA and document types: no spreadsheet writes them, and they would hide rows.
            throw broke();
        }
        if (next == ':') {
            name.setLength(name.length() > 0 && name.charAt(0) == '/' ? 1 : 0);
        } else if (Character.isLetterOrDigit(next) || next == '/' && name.length() == 0) {
            grow(name, next);
        } else {
            tag = name.toString();
            named();
            state = next == '>' ? State.TEXT : State.TAG;
        }
    }

    private void named() {
        switch (tag) {
            case "row" -> {
                rows += isSheet ? 1 : 0;
                sinceRow = 0;
            }
            case "c" -> {
                reference = "";
                isShared = false;
                index.setLength(0);
            }
            case "v" -> isIndex = isSheet && isShared;
            case "/c" -> close();
            case "sst" -> isTable = !isSheet;
            case "si" -> texts += isTable ? 1 : 0;
            default -> {
                // Says nothing of what is looked for.
            }
        }
    }

    private void close() {
        isIndex = false;
        if (!isSheet || index.length() == 0) {
            return;
        }
        long named = Long.parseLong(index.toString());
        index.setLength(0);
        if (named >= texts + FURTHEST_BEHIND || named >= texts && reference.isEmpty()) {
            throw broke();
        }
        if (named >= texts) {
            broken.add(reference);
        }
    }

    private void tag(char next) {
        if (next == '>') {
            state = State.TEXT;
        } else if (Character.isLetter(next)) {
            name.setLength(0);
            grow(name, next);
            state = State.ATTRIBUTE;
        }
    }

    private void attribute(char next) {
        if (next == '=') {
            state = State.EQUALS;
        } else if (next == '>') {
            state = State.TEXT;
        } else if (next == ':' && !name.toString().equals(DECLARATION)) {
            name.setLength(0);
        } else if (!Character.isWhitespace(next)) {
            grow(name, next);
        }
    }

    private void equals(char next) {
        if (next == '"' || next == '\'') {
            quote = next;
            value.setLength(0);
            state = State.VALUE;
        } else if (isSheet && !Character.isWhitespace(next)) {
            throw broke();
        }
    }

    private void value(char next) {
        if (next != quote) {
            grow(value, next);
            return;
        }
        state = State.TAG;
        if (isSheet && name.toString().equals("r")) {
            place(value.toString());
        } else if (isSheet && tag.equals("c") && name.toString().equals("t")) {
            isShared = value.toString().equals("s");
        }
    }

    private void place(String place) {
        if (place.chars().takeWhile(Character::isLetter).count() > MOST_LETTERS) {
            throw broke();
        }
        if (tag.equals("c")) {
            reference = place;
        }
    }

    private static void grow(StringBuilder text, char next) {
        if (text.length() < LONGEST_NAME) {
            text.append(next);
        }
    }

    private static UnreadableFileException broke() {
        return new UnreadableFileException("xlsx-broken");
    }
}
