-- What the audit's rules compare settlements by, kept by themselves behind the commits, so that nothing is added to what a settlement
-- writes: one row for each settlement that they have come to. All of it follows from what is stored and can be made again.
-- diagnosis: the main one's code. reversed_*: from the settlement's reversal. Amounts in fen.
create table rule_case (
    settlement_id  uuid        primary key references settlement (id),
    person_id      uuid        not null,
    client_id      text        not null,
    hospital_code  text        not null,
    hospital_level text        not null,
    encounter_type text        not null,
    admitted_on    date,
    benefit_date   date        not null,
    category       text,
    diagnosis      text,
    total          bigint      not null,
    settled_at     timestamptz not null,
    reversed_at    timestamptz,
    reversed_by    text,
    check ((reversed_at is null) = (reversed_by is null)),
    check ((admitted_on is not null) or encounter_type <> 'INPATIENT')
);
create index rule_case_by_person on rule_case (person_id, benefit_date);
create index rule_case_by_diagnosis on rule_case (diagnosis, hospital_level, benefit_date)
    where diagnosis is not null and encounter_type = 'INPATIENT';
create index rule_case_by_client on rule_case (client_id, settled_at);
create index rule_case_by_reversal on rule_case (reversed_by, reversed_at) where reversed_by is not null;
grant select, insert on rule_case to ${service};
grant update (reversed_at, reversed_by) on rule_case to ${service};

-- How far the rules have come under one set of numbers (version: digest of them all): which changes of the register they have seen
-- (change_tx, change_id), what they have looked at and found. Where they stand in the journal, journal_reader tells.
create table rule_progress (
    version     text        primary key check (version ~ '^[0-9a-f]{64}$'),
    change_tx   bigint      not null,
    change_id   bigint      not null,
    settlements bigint      not null default 0,
    findings    bigint      not null default 0,
    begun_at    timestamptz not null,
    looked_at   timestamptz not null
);
grant select, insert on rule_progress to ${service};
grant update (change_tx, change_id, settlements, findings, looked_at) on rule_progress to ${service};
