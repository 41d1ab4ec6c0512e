package org.onestop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.money.Money;
import org.onestop.mutualaid.Contributions;
import org.onestop.mutualaid.Joining;
import org.onestop.mutualaid.Memberships;
import org.onestop.mutualaid.Payment;
import org.onestop.registry.CategoryPeriod;
import org.onestop.registry.CreditCode;
import org.onestop.registry.Department;
import org.onestop.registry.IdNumber;
import org.onestop.registry.PersonName;
import org.onestop.registry.Registrations;

/** Puts one made-up person on record: insurance, household, membership and contributions. */
@ApplicationScoped
class SandboxPeople {

    private final Registrations registrations;
    private final Memberships memberships;
    private final Contributions contributions;

    SandboxPeople(Registrations registrations, Memberships memberships, Contributions contributions) {
        this.registrations = registrations;
        this.memberships = memberships;
        this.contributions = contributions;
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

    /** Joins and pays for term after term; what was paid stays paid. */
    private void member(UUID person, JsonNode json) {
        CreditCode unit = CreditCode.parse(SandboxData.text(json, "unit")).orElseThrow();
        for (JsonNode each : json.get("terms")) {
            int term = each.get("term").intValue();
            LocalDate joinedOn = SandboxData.date(each, "joinedOn");
            memberships.joinAll(SandboxData.AUTHOR, List.of(new Joining(person, term, unit, joinedOn)));
            contributions.owing(unit, term).stream()
                    .filter(owing -> owing.person().equals(person))
                    .forEach(owing -> contributions.receive(
                            SandboxData.AUTHOR,
                            Payment.of(
                                    unit,
                                    term,
                                    Money.parse(SandboxData.text(each, "contributed")),
                                    joinedOn,
                                    "SANDBOX-" + owing.membership(),
                                    List.of(owing.membership()))));
        }
    }
}
