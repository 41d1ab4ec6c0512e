package org.onestop.adjudication;

import java.util.Set;
import org.onestop.money.Money;

/**
 * The union's mutual aid (工会职工医疗互助), as in force on one date.
 *
 * @param contribution      per member and term
 * @param waitingDays       days after joining before a first-time joiner is covered
 * @param encounterTypes    which encounter types count
 * @param bands             on the in-scope burden accumulated over the term; bounds are gross
 * @param termCap           the most per term; its value's amount is null where the bands alone limit it
 */
public record MutualAidPolicy(
        Parameter<Money> contribution,
        Parameter<Integer> waitingDays,
        Parameter<Set<EncounterType>> encounterTypes,
        Parameter<Bands> bands,
        Parameter<YearlyCap> termCap) {}
