package org.onestop.sandbox;

import java.time.LocalDate;
import org.onestop.registry.CreditCode;

/** A made-up person's joining of mutual aid for one term, as {@link org.onestop.mutualaid.Joining} has it. */
record CityMember(CityPerson person, int term, CreditCode unit, LocalDate joinedOn, boolean firstJoiner) {}
