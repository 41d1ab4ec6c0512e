package org.onestop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.mutualaid.Joining;
import org.onestop.mutualaid.Memberships;
import org.onestop.registry.CategoryPeriod;
import org.onestop.registry.CreditCode;
import org.onestop.registry.Department;
import org.onestop.registry.IdNumber;
import org.onestop.registry.PersonName;
import org.onestop.registry.Registrations;

/** Puts one made-up person on record: insurance, household, membership. */
@ApplicationScoped
class SandboxPeople {

    private final Registrations registrations;
    private final Memberships memberships;

    SandboxPeople(Registrations registrations, Memberships memberships) {
        this.registrations = registrations;
        this.memberships = memberships;
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
            member(person, json.get("unionMember"));
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

    /** Joins for the first time in the first term only. */
    private void member(UUID person, JsonNode json) {
        CreditCode unit = CreditCode.parse(SandboxData.text(json, "unit")).orElseThrow();
        boolean first = json.get("firstJoiner").booleanValue();
        List<Joining> joinings = new ArrayList<>();
        for (JsonNode each : json.get("terms")) {
            joinings.add(new Joining(
                    person,
                    each.get("term").intValue(),
                    unit,
                    SandboxData.date(each, "joinedOn"),
                    first && joinings.isEmpty()));
        }
        memberships.joinAll(SandboxData.AUTHOR, joinings);
    }
}
