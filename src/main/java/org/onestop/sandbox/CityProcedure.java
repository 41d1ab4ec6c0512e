package org.onestop.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.onestop.access.Area;
import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.access.Role;
import org.onestop.registry.Department;
import org.onestop.registry.ProcedureDesk;
import org.onestop.time.BusinessClock;

/** Takes made-up applications through the procedure, in the name of made-up registrars of each level. */
@ApplicationScoped
class CityProcedure {

    /** So many applications are one part of the city. */
    static final int BATCH = 50;

    private static final int OVERDUE = 14;
    private static final int TOWNSHIP = 9;
    private static final int COUNTY = 6;
    private static final int COMMUNITY = 12;

    private final ProcedureDesk desk;
    private final BusinessClock clock;

    CityProcedure(ProcedureDesk desk, BusinessClock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** Applications with their steps, inside the caller's transaction. */
    void applications(List<CityApplication> applications) {
        LocalDate today = clock.today();
        for (CityApplication each : applications) {
            Area area = each.household().area();
            Caller community = registrar(Registrar.Level.COMMUNITY, area, COMMUNITY, null);
            UUID id = desk.lodge(community, each.household().fileNo(), lodging(each, today));
            for (CityApplication.Step step : each.steps()) {
                desk.take(registrar(each, step), each.household().fileNo(), id, step(each, step, today));
            }
        }
    }

    private static Caller registrar(CityApplication application, CityApplication.Step step) {
        Area area = application.household().area();
        return switch (step.step()) {
            case "INVESTIGATION" -> registrar(Registrar.Level.COMMUNITY, area, COMMUNITY, null);
            case "REVIEW" -> registrar(Registrar.Level.TOWNSHIP, area, TOWNSHIP, null);
            default -> registrar(Registrar.Level.COUNTY, area, COUNTY, application.wanted().approvedBy());
        };
    }

    private static Caller registrar(Registrar.Level level, Area within, int digits, Department department) {
        String area = within.code().substring(0, digits) + "0".repeat(COMMUNITY - digits);
        String owner = department == null ? null : department.name();
        String subject = "sandbox-" + level + "-" + area + (owner == null ? "" : "-" + owner);
        return new Caller(
                SandboxData.AUTHOR.clientId(), subject, Set.of(Role.REGISTRAR.group()), null, level.name(), owner, area);
    }

    private static byte[] lodging(CityApplication application, LocalDate today) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("category", application.wanted().category().name());
        if (application.wanted().grade() != null) {
            json.put("grade", application.wanted().grade().name());
        }
        json.put("statement", "样例申请:家庭生活困难,申请认定。").put("lodgedOn", application.lodged(today).toString());
        return bytes(json);
    }

    private static byte[] step(CityApplication application, CityApplication.Step step, LocalDate today) {
        LocalDate day = application.day(step, today);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("step", step.step()).put("result", step.result()).put("decidedOn", day.toString());
        json.put("opinion", switch (step.result()) {
            case "PASS" -> "样例意见:情况属实,同意。";
            case "RETURN" -> "样例意见:收入核实不全,请补充调查。";
            default -> "样例意见:不符合认定条件。";
        });
        if (step.returnTo() != null) {
            json.put("returnTo", step.returnTo());
        }
        if (step.step().equals("INVESTIGATION") && step.result().equals("PASS")) {
            visit(json.putObject("visitRecord"), day);
        }
        if (step.step().equals("APPROVAL") && step.result().equals("PASS")) {
            json.put("effectiveFrom", application.wanted().from().toString());
            json.put("nextReviewOn", anniversary(day, today).toString());
            if (application.wanted().to() != null) {
                json.put("effectiveTo", application.wanted().to().toString());
            }
        }
        return bytes(json);
    }

    /** As if it had been reviewed every year since: a few reviews are overdue when the city is built, not all of them. */
    private static LocalDate anniversary(LocalDate approved, LocalDate today) {
        LocalDate next = approved.plusYears(1);
        while (next.isBefore(today.minusDays(OVERDUE))) {
            next = next.plusYears(1);
        }
        return next;
    }

    private static void visit(ObjectNode visit, LocalDate day) {
        visit.put("visitedOn", day.toString()).put("findings", "样例:家庭成员与申请一致,居住条件一般,无大额财产。");
        visit.putArray("visitors").add("样例调查员一").add("样例调查员二");
        visit.putObject("income").put("monthly", "1860.00").put("sources", "务工");
        visit.putObject("housing").put("tenure", "RENTED").put("floorArea", 58);
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
