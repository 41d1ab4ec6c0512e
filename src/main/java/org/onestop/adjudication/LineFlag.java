package org.onestop.adjudication;

/** A mark that a line carries for audit; it changes no amount by itself. */
public enum LineFlag {
    /** The catalogue does not know the item on the day it was charged. */
    UNLISTED,
    /** What the hospital declared differs from the catalogue, which decided. */
    DECLARED_DIFFERS,
    /** Charged before admission or after discharge. */
    CHARGED_OUTSIDE_STAY
}
