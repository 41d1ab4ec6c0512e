package org.onestop.adjudication;

/**
 * Everything in force for one scheme on one date.
 *
 * @param scheme not null
 */
public record Policy(
        Scheme scheme,
        BasicPolicy basic,
        CriticalIllnessPolicy criticalIllness,
        AssistancePolicy assistance,
        MutualAidPolicy mutualAid) {}
