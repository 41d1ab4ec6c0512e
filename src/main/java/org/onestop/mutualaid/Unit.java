package org.onestop.mutualaid;

import org.onestop.registry.CreditCode;

/**
 * A unit whose union takes part.
 *
 * @param code not null
 * @param name not null, not empty
 */
public record Unit(CreditCode code, String name) {}
