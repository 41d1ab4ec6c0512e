package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.onestop.access.Caller;
import org.onestop.idempotency.Commands;
import org.onestop.journal.Changes;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.CreditCode;

/** What the union asks of a unit by hand: that it takes part, is called otherwise, takes part no longer. */
@ApplicationScoped
class UnitCourse {

    private static final String PATH = "/api/v1/mutual-aid/units/";

    private final Units units;
    private final FundStatements statements;

    UnitCourse(Units units, FundStatements statements) {
        this.units = units;
        this.statements = statements;
    }

    /** A unit as callers see it; {@code closedOn} is null while it takes part. */
    record View(String code, String name, OffsetDateTime registeredAt, LocalDate closedOn) {

        static View of(UnitNow unit) {
            return new View(unit.code(), unit.name(), unit.registeredAt(), unit.closedOn());
        }
    }

    /**
     * Puts a unit on record.
     *
     * @throws org.onestop.refusal.RefusedException credit-code-invalid; unit-exists where it has another name
     */
    Commands.Made register(Caller caller, UnitRequest request) {
        CreditCode code = CreditCode.required("/code", request.code());
        statements.holdUnits(List.of(code.value()));
        UnitNow before = units.now(code.value()).orElse(null);
        if (before == null) {
            units.register(author(caller), new Unit(code, request.name()));
        } else if (!before.name().equals(request.name())) {
            throw Refusal.of(RefusalCode.UNIT_EXISTS).asException();
        }
        View made = View.of(units.now(code.value()).orElseThrow());
        return new Commands.Made(
                before == null ? Response.Status.CREATED : Response.Status.OK, PATH + code, made);
    }

    /**
     * Calls a unit otherwise.
     *
     * @throws org.onestop.refusal.RefusedException unit-not-found
     */
    Commands.Made rename(Caller caller, String code, String name) {
        UnitNow unit = held(code);
        if (!unit.name().equals(name)) {
            units.revise(author(caller), unit, name, unit.closedOn());
        }
        return made(code);
    }

    /**
     * Says on which day a unit takes part for the last time. Its members stay what they are to the term's end.
     *
     * @throws org.onestop.refusal.RefusedException unit-not-found, unit-closed
     */
    Commands.Made close(Caller caller, String code, LocalDate lastDay) {
        UnitNow unit = held(code);
        if (unit.closedOn() != null) {
            throw Refusal.of(RefusalCode.UNIT_CLOSED).asException();
        }
        units.revise(author(caller), unit, unit.name(), lastDay);
        return made(code);
    }

    /**
     * Lets a unit take part again.
     *
     * @throws org.onestop.refusal.RefusedException unit-not-found, unit-open
     */
    Commands.Made reopen(Caller caller, String code) {
        UnitNow unit = held(code);
        if (unit.closedOn() == null) {
            throw Refusal.of(RefusalCode.UNIT_OPEN).asException();
        }
        units.revise(author(caller), unit, unit.name(), null);
        return made(code);
    }

    /** @throws org.onestop.refusal.RefusedException unit-not-found */
    UnitNow required(String code) {
        // What is no code is not looked for: it may hold what no column can.
        return CreditCode.parse(code)
                .flatMap(each -> units.now(each.value()))
                .orElseThrow(() -> Refusal.of(RefusalCode.UNIT_NOT_FOUND).asException());
    }

    private UnitNow held(String code) {
        required(code);
        statements.holdUnits(List.of(code));
        return required(code);
    }

    private Commands.Made made(String code) {
        return Commands.Made.ok(View.of(required(code)));
    }

    static Changes.Author author(Caller caller) {
        return new Changes.Author(caller.clientId(), caller.subject());
    }
}
