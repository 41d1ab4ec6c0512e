package org.onestop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.UUID;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.policy.PolicyBook;
import org.onestop.registry.CategoryPeriod;
import org.onestop.registry.Department;
import org.onestop.registry.IdNumber;
import org.onestop.registry.PersonName;
import org.onestop.registry.Registrations;
import org.onestop.settlement.MemberStanding;
import org.onestop.settlement.MemberStandings;

/** Puts one made-up person on record: insurance, household, membership. */
@ApplicationScoped
class SandboxPeople {

    private final Registrations registrations;
    private final MemberStandings standings;
    private final PolicyBook policies;

    SandboxPeople(Registrations registrations, MemberStandings standings, PolicyBook policies) {
        this.registrations = registrations;
        this.standings = standings;
        this.policies = policies;
    }

    @Transactional
    void load(JsonNode json) {
        IdNumber idNumber = IdNumber.parse(SandboxData.text(json, "idNumber")).orElseThrow();
        UUID person = registrations.person(idNumber, PersonName.of(SandboxData.text(json, "name")));
        JsonNode insurance = json.get("insurance");
        String workingStatus = SandboxData.text(insurance, "workingStatus");
        Registrations.Enrolment enrolment = new Registrations.Enrolment(
                Scheme.valueOf(SandboxData.text(insurance, "scheme")),
                workingStatus == null ? null : WorkingStatus.valueOf(workingStatus),
                SandboxData.date(insurance, "enrolledFrom"),
                SandboxData.date(insurance, "suspendedFrom"));
        registrations.enrol(person, enrolment);
        if (!json.get("household").isNull()) {
            household(person, json.get("household"), enrolment.from());
        }
        if (!json.get("unionMember").isNull()) {
            member(person, json.get("unionMember"), enrolment.scheme());
        }
    }

    private void household(UUID person, JsonNode json, LocalDate from) {
        String fileNo = SandboxData.text(json, "fileNo");
        registrations.household(fileNo, SandboxData.text(json, "area"), from);
        registrations.householdMember(fileNo, person, json.get("seriouslyIll").booleanValue(), from);
        for (JsonNode each : json.get("categories")) {
            HardshipCategory category = HardshipCategory.valueOf(SandboxData.text(each, "category"));
            String grade = SandboxData.text(each, "grade");
            registrations.category(
                    fileNo,
                    new CategoryPeriod(
                            category,
                            grade == null ? null : WorkerGrade.valueOf(grade),
                            Department.owning(category),
                            SandboxData.date(each, "from"),
                            SandboxData.date(each, "to")));
        }
    }

    /** Only a first joiner waits, and only in the first term. */
    private void member(UUID person, JsonNode json, Scheme scheme) {
        boolean waits = json.get("firstJoiner").booleanValue();
        for (JsonNode each : json.get("terms")) {
            LocalDate joined = SandboxData.date(each, "joinedOn");
            int waiting = policies.find(scheme, joined)
                    .orElseThrow()
                    .policy()
                    .mutualAid()
                    .waitingDays()
                    .value();
            LocalDate covered = waits ? joined.plusDays(waiting) : joined;
            int term = each.get("term").intValue();
            standings.put(person, term, new MemberStanding(joined, covered, LocalDate.of(term, 12, 31)));
            waits = false;
        }
    }
}
