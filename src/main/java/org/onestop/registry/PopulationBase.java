package org.onestop.registry;

import java.time.LocalDate;

/**
 * How many households and persons live in a region: what the register's share is a share of.
 *
 * @param region    six digits, a division or the city
 * @param validFrom from when the numbers hold
 * @param source    where they come from, and whether they are derived
 */
record PopulationBase(String region, LocalDate validFrom, int households, int persons, String source) {}
