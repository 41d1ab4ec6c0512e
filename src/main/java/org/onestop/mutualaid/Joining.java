package org.onestop.mutualaid;

import java.time.LocalDate;
import java.util.UUID;
import org.onestop.registry.CreditCode;

/**
 * One person's joining for one term.
 *
 * @param person      not null
 * @param term        a calendar year
 * @param unit        through which the person joins; not null
 * @param joinedOn    a day of the term; not null
 * @param firstJoiner whether the person joins for the first time and so has to wait; whoever renews does not
 */
public record Joining(UUID person, int term, CreditCode unit, LocalDate joinedOn, boolean firstJoiner) {}
