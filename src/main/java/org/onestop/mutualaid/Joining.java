package org.onestop.mutualaid;

import java.time.LocalDate;
import java.util.UUID;
import org.onestop.registry.CreditCode;

/**
 * One person's joining for one term. Whether the person joins for the first time, and so has to wait, follows from what is
 * on record of the term before.
 *
 * @param person   not null
 * @param term     a calendar year
 * @param unit     through which the person joins; not null
 * @param joinedOn a day of the term; not null
 */
public record Joining(UUID person, int term, CreditCode unit, LocalDate joinedOn) {}
