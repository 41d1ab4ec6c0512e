package org.onestop.bill;

/**
 * A diagnosis as the bill states it.
 *
 * @param code of the national edition of ICD-10; not null
 * @param name null where not sent
 */
public record ReceivedDiagnosis(String code, String name, boolean main) {}
