package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.onestop.adjudication.MutualAidPolicy;
import org.onestop.adjudication.Scheme;
import org.onestop.money.Money;
import org.onestop.policy.PolicyBook;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** What the policy files say of membership. Members are employees; mutual aid is one of the tables that schemes share. */
@ApplicationScoped
class TermPolicy {

    private final PolicyBook policies;

    TermPolicy(PolicyBook policies) {
        this.policies = policies;
    }

    /** What one member contributes for a term, by the policy on the day of joining; empty where none is in force. */
    Optional<Money> contribution(LocalDate on) {
        return find(on).map(policy -> policy.contribution().value());
    }

    /**
     * As {@link #contribution}, for who can't go on without.
     *
     * @throws org.onestop.refusal.RefusedException no-policy-in-force
     */
    Money requiredContribution(LocalDate on) {
        return contribution(on)
                .orElseThrow(() -> Refusal.of(RefusalCode.NO_POLICY_IN_FORCE, Map.of("date", on.toString()))
                        .asException());
    }

    /** For how many days a first joiner waits; none where no policy is in force. */
    int waitingDays(LocalDate on) {
        return find(on).map(policy -> policy.waitingDays().value()).orElse(0);
    }

    private Optional<MutualAidPolicy> find(LocalDate on) {
        return policies.find(Scheme.EMPLOYEE, on).map(set -> set.policy().mutualAid());
    }
}
