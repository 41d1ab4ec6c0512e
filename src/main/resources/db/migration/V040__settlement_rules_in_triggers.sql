-- What a row of a settlement must be: one trigger for each of the tables that every settlement writes, in place of their CHECK
-- constraints. The database reads and compiles a constraint's expression anew for every statement; a trigger's plan it keeps. The
-- nineteen constraints were a fifth of its work for a settlement (src/docs/decisions/0020-rules-in-triggers.md).
-- As strict as they were: for everybody, the owner and a replica's role included, and with the same error class. A rule that comes
-- out as null is met, as in a CHECK; whether a column may be null its own NOT NULL says. What is stored has met the same rules.

create function guard_settlement() returns trigger language plpgsql as $$
begin
    if not (new.total = new.own_pay + new.over_ceiling + new.first_pay + new.in_scope
            and new.total = new.basic + new.critical_illness + new.medical_assistance + new.tilt_aid + new.patient_pays
            and least(new.own_pay, new.over_ceiling, new.first_pay, new.in_scope, new.basic, new.critical_illness,
                      new.medical_assistance, new.tilt_aid, new.patient_pays, new.mutual_aid_expected) >= 0
            and new.scheme in ('RESIDENT', 'EMPLOYEE')
            and new.encounter_type in ('INPATIENT', 'OUTPATIENT', 'OUTPATIENT_CHRONIC')
            and new.assistance_class between 1 and 4
            and extract(year from new.benefit_date) = new.year
            and octet_length(new.policy_set) = 32 and octet_length(new.record_digest) = 32) then
        raise exception 'settlement %: amounts that don''t add up or are below zero, or a scheme, kind of care, class, year or digest '
            'that is none', new.id using errcode = 'check_violation', table = 'settlement', constraint = 'guard_settlement';
    end if;
    return new;
end
$$;

create function guard_accumulator() returns trigger language plpgsql as $$
begin
    if not (least(new.version, new.admissions, new.resident_basic_paid, new.resident_basic_cost, new.resident_outpatient_deductible,
            new.resident_outpatient_paid, new.resident_chronic_deductible, new.resident_chronic_paid, new.resident_critical_base,
            new.resident_critical_paid, new.employee_basic_paid, new.employee_basic_cost, new.employee_outpatient_deductible,
            new.employee_outpatient_paid, new.employee_chronic_deductible, new.employee_chronic_paid, new.employee_critical_base,
            new.employee_critical_paid, new.assistance_deductible, new.assistance_paid, new.tilt_threshold, new.tilt_paid,
            new.mutual_aid_burden) >= 0) then
        raise exception 'accumulator % %: a total below zero', new.person_id, new.year
            using errcode = 'check_violation', table = 'accumulator', constraint = 'guard_accumulator';
    end if;
    return new;
end
$$;

create function guard_idempotency_key() returns trigger language plpgsql as $$
begin
    if not (new.key ~ '^[!-~]{1,64}$' and new.operation ~ '^[A-Z_]{1,32}$' and octet_length(new.fingerprint) = 32
            and (new.operation = 'FENCE') = (new.fingerprint is null)
            and (new.operation = 'FENCE'
                 or new.status is not null and (new.subject_id is not null or new.answer is not null))) then
        raise exception 'idempotency key: its text, its operation or what it is bound to has not the form'
            using errcode = 'check_violation', table = 'idempotency_key', constraint = 'guard_idempotency_key';
    end if;
    return new;
end
$$;

create function guard_journal_record() returns trigger language plpgsql as $$
begin
    if not (new.kind ~ '^[A-Z_]{1,32}$' and octet_length(new.digest) = 32) then
        raise exception 'journal record: kind or digest has not the form'
            using errcode = 'check_violation', table = 'journal_record', constraint = 'guard_journal_record';
    end if;
    return new;
end
$$;

-- Named so that it comes last: what another trigger made of a row is looked at too.
do $$
declare
    guarded text;
    rule record;
begin
    foreach guarded in array array['settlement', 'accumulator', 'idempotency_key', 'journal_record'] loop
        execute format('create trigger zz_rules before insert or update on %I for each row execute function %I()',
                       guarded, 'guard_' || guarded);
        execute format('alter table %I enable always trigger zz_rules', guarded);
        for rule in select conname from pg_constraint where conrelid = guarded::regclass and contype = 'c' loop
            execute format('alter table %I drop constraint %I', guarded, rule.conname);
        end loop;
    end loop;
end
$$;
