-- Settlements as an audit looks for them: narrow rows without the two documents, filled behind the commit by who follows the journal.
-- Nothing of it costs a settlement anything, and all of it can be made again from what is stored: audit_settlement_source says how.
-- area: where the household lived on the benefit date, as the register had it when it was settled; division: its first six digits.
-- flags: 1 UNLISTED, 2 DECLARED_DIFFERS, 4 CHARGED_OUTSIDE_STAY, of any line. diagnosis: the main one's code. Amounts in fen.
create table audit_settlement (
    id                  uuid        primary key,
    settled_at          timestamptz not null,
    benefit_date        date        not null,
    person_id           uuid        not null,
    hospital_code       text        not null,
    hospital_level      text        not null,
    hospital_division   text,
    bill_no             text        not null,
    file_no             text,
    area                text,
    division            text,
    category            text,
    assistance_class    smallint,
    scheme              text        not null,
    encounter_type      text        not null,
    diagnosis           text,
    lines               integer     not null,
    flags               integer     not null,
    total               bigint      not null,
    own_pay             bigint      not null,
    over_ceiling        bigint      not null,
    first_pay           bigint      not null,
    in_scope            bigint      not null,
    basic               bigint      not null,
    critical_illness    bigint      not null,
    medical_assistance  bigint      not null,
    tilt_aid            bigint      not null,
    patient_pays        bigint      not null,
    mutual_aid_expected bigint      not null,
    reversal_id         uuid,
    reversed_at         timestamptz,
    reversed_on         date
);
create index audit_settlement_by_time on audit_settlement (settled_at, id);
create index audit_settlement_by_hospital on audit_settlement (hospital_code, settled_at, id);
create index audit_settlement_by_person on audit_settlement (person_id, settled_at, id);
create index audit_settlement_by_benefit_date on audit_settlement (benefit_date);
create index audit_settlement_flagged on audit_settlement (settled_at, id) where flags <> 0;
create index audit_settlement_reversed on audit_settlement (reversed_on) where reversed_on is not null;

-- What was so on a day is looked up as it was known when something was settled, superseded rows included.
create index household_residence_ever on household_residence (file_no);
create index hospital_period_ever on hospital_period (code);

-- How each row is made. Where the register or the hospitals' records say nothing of the moment of settling, as of rows older than
-- their second time, what they said first of the day counts.
create view audit_settlement_source as
select s.id, s.settled_at, s.benefit_date, s.person_id, s.hospital_code, d.input ->> 'level' as hospital_level,
       h.division as hospital_division, s.bill_no, s.file_no, r.area, left(r.area, 6) as division, s.category, s.assistance_class,
       s.scheme, s.encounter_type,
       (select each ->> 0 from jsonb_array_elements(d.input -> 'bill' -> 'diagnoses') each where (each ->> 2)::boolean limit 1)
           as diagnosis,
       jsonb_array_length(d.answer -> 'lines') as lines,
       case when d.answer @? '$.lines[*].flags[*] ? (@ == "UNLISTED")' then 1 else 0 end
           + case when d.answer @? '$.lines[*].flags[*] ? (@ == "DECLARED_DIFFERS")' then 2 else 0 end
           + case when d.answer @? '$.lines[*].flags[*] ? (@ == "CHARGED_OUTSIDE_STAY")' then 4 else 0 end as flags,
       s.total, s.own_pay, s.over_ceiling, s.first_pay, s.in_scope, s.basic, s.critical_illness, s.medical_assistance, s.tilt_aid,
       s.patient_pays, s.mutual_aid_expected,
       v.id as reversal_id, v.reversed_at, (v.reversed_at at time zone 'Asia/Shanghai')::date as reversed_on
from settlement s
cross join lateral (select s.input::jsonb as input, convert_from(s.answer, 'UTF8')::jsonb as answer offset 0) d
left join settlement_reversal v on v.settlement_id = s.id
left join lateral (
    select p.division from hospital_period p where p.code = s.hospital_code and p.valid_from <= s.benefit_date
        and coalesce(p.valid_to, 'infinity') >= s.benefit_date
    order by p.recorded_at <= s.settled_at and coalesce(p.superseded_at, 'infinity') > s.settled_at desc, p.recorded_at, p.id limit 1) h
    on true
left join lateral (
    select p.area from household_residence p where p.file_no = s.file_no and p.valid_from <= s.benefit_date
        and coalesce(p.valid_to, 'infinity') >= s.benefit_date
    order by p.recorded_at <= s.settled_at and coalesce(p.superseded_at, 'infinity') > s.settled_at desc, p.recorded_at, p.id limit 1) r
    on true;

-- Every row that is not what the settlement says, is missing, or is of no settlement. Empty once the readers have caught up.
create view audit_settlement_difference as
select coalesce(a.id, s.id) as id, a.id is null as missing, s.id is null as of_nothing
from audit_settlement a full join audit_settlement_source s on s.id = a.id
where a is distinct from s;

grant select, insert, update (reversal_id, reversed_at, reversed_on) on audit_settlement to ${service};
grant select on audit_settlement_source, audit_settlement_difference to ${service};
