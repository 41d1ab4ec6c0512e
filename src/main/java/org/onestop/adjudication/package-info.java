/**
 * The pure engine: (policy, patient status, accumulators before, bill) to (split, trace, accumulators after).
 *
 * <p>No clock, no database, no framework: JDK, {@code money} and {@code refusal} alone. The same input gives the same
 * output for ever.
 */
package org.onestop.adjudication;
