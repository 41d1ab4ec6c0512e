package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.onestop.access.Area;
import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.access.Role;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Finds households' files for those who may work on them or read them. Another area's file is not there. */
@ApplicationScoped
class Households {

    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9-]{1,32}");

    private final RegisterStatements statements;
    private final Residences residences;
    private final Divisions divisions;
    private final BusinessClock clock;

    Households(RegisterStatements statements, Residences residences, Divisions divisions, BusinessClock clock) {
        this.statements = statements;
        this.residences = residences;
        this.divisions = divisions;
        this.clock = clock;
    }

    /**
     * Takes a file in hand: nobody else changes it until the transaction ends.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, binding-missing, household-not-found
     */
    Act taken(Caller caller, String fileNo) {
        Registrar who = caller.requireRegistrar();
        hold(fileNo);
        return new Act(caller, who, found(fileNo, each -> covers(who, each)), clock.now());
    }

    /** Keeps a file, or its number while there is none yet, from everybody else until the transaction ends. */
    void hold(String fileNo) {
        if (isNumber(fileNo)) {
            statements.hold("household " + fileNo);
            statements.list("select hold_households(?)", row -> true, List.of(fileNo));
        }
    }

    /**
     * Opens a file.
     *
     * @param fileNo null where one is to be made
     * @throws org.onestop.refusal.RefusedException household-exists
     */
    Act opened(Caller caller, Registrar who, String fileNo, Area area, LocalDate openedOn) {
        if (fileNo != null && isTaken(fileNo)) {
            throw Refusal.of(RefusalCode.HOUSEHOLD_EXISTS).asException();
        }
        String number = fileNo == null ? newNumber(area, openedOn) : fileNo;
        Act act = new Act(caller, who, new Household(number, area, openedOn), clock.now());
        statements.run("insert into household (file_no, created_at) values (?, ?)", number, act.at());
        residences.write(new Residences.Row(0, number, area, openedOn, null), act.at());
        return act;
    }

    /** An import may have brought a number of this form, so that one is passed over. */
    private String newNumber(Area area, LocalDate openedOn) {
        while (true) {
            long next = statements
                    .first("select nextval('household_number')", row -> row.getLong(1))
                    .orElseThrow();
            String number = String.format("%s-%d-%06d", area.division(), openedOn.getYear(), next);
            if (!isTaken(number)) {
                return number;
            }
        }
    }

    private boolean isTaken(String fileNo) {
        return statements.any("select from household where file_no = ?", fileNo);
    }

    /**
     * Finds a file to be read.
     *
     * @throws org.onestop.refusal.RefusedException forbidden, binding-missing, household-not-found
     */
    Household readable(Caller caller, String fileNo) {
        caller.require(Role.REGISTRAR, Role.CIVIL_AFFAIRS_AUDITOR);
        if (caller.is(Role.CIVIL_AFFAIRS_AUDITOR)) {
            return found(fileNo, each -> true);
        }
        Registrar who = caller.requireRegistrar();
        return found(fileNo, each -> covers(who, each));
    }

    private boolean covers(Registrar who, Household household) {
        return divisions.answersFor(who.area(), household.area());
    }

    private Household found(String fileNo, Predicate<Household> visible) {
        return find(fileNo)
                .filter(visible)
                .orElseThrow(() -> Refusal.of(RefusalCode.HOUSEHOLD_NOT_FOUND).asException());
    }

    private Optional<Household> find(String fileNo) {
        if (!isNumber(fileNo)) {
            return Optional.empty();
        }
        List<Residences.Row> rows = residences.of(fileNo);
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Household(
                        fileNo, rows.get(rows.size() - 1).area(), rows.get(0).from()));
    }

    /** Whether the database can hold it; whether it may be a new file's number is asked more strictly. */
    private static boolean isNumber(String fileNo) {
        return NUMBER.matcher(fileNo).matches();
    }
}
