/**
 * The one-stop settlement: a bill in, the split out; stored, read again, reversed, inquired after.
 *
 * <p>{@code SettlementService} tells the story. The rule itself is in {@code adjudication}; here it is given what it
 * needs and what it decided is kept.
 */
package org.onestop.settlement;
