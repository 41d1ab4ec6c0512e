/**
 * Dated master data in two times: what a row from outside does to the periods on record. Nothing is rewritten; a row on
 * record is superseded and others take its place.
 */
package org.onestop.history;
