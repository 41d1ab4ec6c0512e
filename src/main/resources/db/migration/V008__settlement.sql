-- What the settlement needs to know of the union's members: a port that the sandbox fills now and the mutual-aid fund will.
-- covered_from..covered_until: the days of the term on which the membership gives a benefit.
create table member_standing (
    person_id     uuid not null references person (id),
    term          smallint not null,
    member_from   date not null,
    covered_from  date not null,
    covered_until date not null,
    primary key (person_id, term),
    check (member_from <= covered_from)
);

-- The running totals of one person in one calendar year: the lock of a settlement and what it starts from.
-- version counts the settlements and reversals that made it; each of them bears the version it made as its sequence.
create table accumulator (
    person_id                       uuid not null references person (id),
    year                            smallint not null,
    version                         integer not null check (version >= 0),
    admissions                      integer not null check (admissions >= 0),
    resident_basic_paid             bigint not null,
    resident_basic_cost             bigint not null,
    resident_outpatient_deductible  bigint not null,
    resident_outpatient_paid        bigint not null,
    resident_chronic_deductible     bigint not null,
    resident_chronic_paid           bigint not null,
    resident_critical_base          bigint not null,
    resident_critical_paid          bigint not null,
    employee_basic_paid             bigint not null,
    employee_basic_cost             bigint not null,
    employee_outpatient_deductible  bigint not null,
    employee_outpatient_paid        bigint not null,
    employee_chronic_deductible     bigint not null,
    employee_chronic_paid           bigint not null,
    employee_critical_base          bigint not null,
    employee_critical_paid          bigint not null,
    assistance_deductible           bigint not null,
    assistance_paid                 bigint not null,
    tilt_threshold                  bigint not null,
    tilt_paid                       bigint not null,
    mutual_aid_burden               bigint not null,
    primary key (person_id, year),
    check (least(resident_basic_paid, resident_basic_cost, resident_outpatient_deductible, resident_outpatient_paid, resident_chronic_deductible, resident_chronic_paid, resident_critical_base, resident_critical_paid, employee_basic_paid, employee_basic_cost, employee_outpatient_deductible, employee_outpatient_paid, employee_chronic_deductible, employee_chronic_paid, employee_critical_base, employee_critical_paid, assistance_deductible, assistance_paid, tilt_threshold, tilt_paid, mutual_aid_burden) >= 0)
) with (fillfactor = 50); -- room to update in place: each settlement of the person rewrites this row

-- A settlement, as it was made; never changed. Whether it still stands follows from settlement_reversal.
-- Amounts in fen. moved_*: what it added to the person's accumulators.
-- No foreign keys to hospital, client or policy set: each would lock one row that every settlement shares.
-- input: everything the rule was given, so that the settlement can be adjudicated again from what is stored here.
-- answer: the answer as first given, without the patient's identity and without the record's digest.
create table settlement (
    id                              uuid primary key,
    person_id                       uuid not null,
    identity_revision               integer not null,
    year                            smallint not null,
    sequence                        integer not null,
    client_id                       text not null,
    hospital_code                   text not null,
    bill_no                         text not null,
    scheme                          text not null check (scheme in ('RESIDENT', 'EMPLOYEE')),
    encounter_type                  text not null check (encounter_type in ('INPATIENT', 'OUTPATIENT', 'OUTPATIENT_CHRONIC')),
    benefit_date                    date not null,
    file_no                         text,
    category                        text,
    assistance_class                smallint check (assistance_class between 1 and 4),
    total                           bigint not null,
    own_pay                         bigint not null,
    over_ceiling                    bigint not null,
    first_pay                       bigint not null,
    in_scope                        bigint not null,
    basic                           bigint not null,
    critical_illness                bigint not null,
    medical_assistance              bigint not null,
    tilt_aid                        bigint not null,
    patient_pays                    bigint not null,
    mutual_aid_expected             bigint not null,
    moved_admissions                bigint not null,
    moved_basic_paid                bigint not null,
    moved_basic_cost                bigint not null,
    moved_outpatient_deductible     bigint not null,
    moved_outpatient_paid           bigint not null,
    moved_chronic_deductible        bigint not null,
    moved_chronic_paid              bigint not null,
    moved_critical_base             bigint not null,
    moved_critical_paid             bigint not null,
    moved_assistance_deductible     bigint not null,
    moved_assistance_paid           bigint not null,
    moved_tilt_threshold            bigint not null,
    moved_tilt_paid                 bigint not null,
    moved_mutual_aid_burden         bigint not null,
    policy_set                      bytea not null check (octet_length(policy_set) = 32),
    input                           text not null,
    answer                          bytea not null,
    settled_at                      timestamptz not null,
    record_digest                   bytea not null check (octet_length(record_digest) = 32),
    unique (person_id, year, sequence),
    check (extract(year from benefit_date) = year),
    check (total = own_pay + over_ceiling + first_pay + in_scope),
    check (total = basic + critical_illness + medical_assistance + tilt_aid + patient_pays),
    check (least(own_pay, over_ceiling, first_pay, in_scope, basic, critical_illness, medical_assistance, tilt_aid,
                 patient_pays, mutual_aid_expected) >= 0)
);
create index settlement_by_bill on settlement (hospital_code, bill_no);
create index settlement_by_day on settlement (hospital_code, settled_at, id);

-- Compressing the two documents would cost the commit more than writing them.
alter table settlement alter column input set storage external, alter column answer set storage external;

-- What undoes a settlement: the same amounts with the opposite sign. One per settlement, for ever.
create table settlement_reversal (
    id                              uuid primary key,
    settlement_id                   uuid not null unique references settlement (id),
    person_id                       uuid not null,
    year                            smallint not null,
    sequence                        integer not null,
    client_id                       text not null,
    hospital_code                   text not null,
    reason                          text not null,
    total                           bigint not null,
    own_pay                         bigint not null,
    over_ceiling                    bigint not null,
    first_pay                       bigint not null,
    in_scope                        bigint not null,
    basic                           bigint not null,
    critical_illness                bigint not null,
    medical_assistance              bigint not null,
    tilt_aid                        bigint not null,
    patient_pays                    bigint not null,
    mutual_aid_expected             bigint not null,
    moved_admissions                bigint not null,
    moved_basic_paid                bigint not null,
    moved_basic_cost                bigint not null,
    moved_outpatient_deductible     bigint not null,
    moved_outpatient_paid           bigint not null,
    moved_chronic_deductible        bigint not null,
    moved_chronic_paid              bigint not null,
    moved_critical_base             bigint not null,
    moved_critical_paid             bigint not null,
    moved_assistance_deductible     bigint not null,
    moved_assistance_paid           bigint not null,
    moved_tilt_threshold            bigint not null,
    moved_tilt_paid                 bigint not null,
    moved_mutual_aid_burden         bigint not null,
    answer                          bytea not null,
    reversed_at                     timestamptz not null,
    record_digest                   bytea not null check (octet_length(record_digest) = 32),
    unique (person_id, year, sequence),
    check (total = own_pay + over_ceiling + first_pay + in_scope),
    check (total = basic + critical_illness + medical_assistance + tilt_aid + patient_pays)
);

-- What must be unique while it stands: one standing settlement per hospital and bill number. A reversal removes the row.
create table standing_bill (
    hospital_code text not null,
    bill_no       text not null,
    settlement_id uuid not null,
    primary key (hospital_code, bill_no)
);

-- Every person and year whose accumulators are not the sum of the settlements and reversals. Must be empty.
create view accumulator_difference as
with movement as (
    select m.person_id, m.year, m.sequence, m.moved_admissions as admissions,
           case when m.scheme = 'RESIDENT' then m.moved_basic_paid else 0 end as resident_basic_paid,
           case when m.scheme = 'RESIDENT' then m.moved_basic_cost else 0 end as resident_basic_cost,
           case when m.scheme = 'RESIDENT' then m.moved_outpatient_deductible else 0 end as resident_outpatient_deductible,
           case when m.scheme = 'RESIDENT' then m.moved_outpatient_paid else 0 end as resident_outpatient_paid,
           case when m.scheme = 'RESIDENT' then m.moved_chronic_deductible else 0 end as resident_chronic_deductible,
           case when m.scheme = 'RESIDENT' then m.moved_chronic_paid else 0 end as resident_chronic_paid,
           case when m.scheme = 'RESIDENT' then m.moved_critical_base else 0 end as resident_critical_base,
           case when m.scheme = 'RESIDENT' then m.moved_critical_paid else 0 end as resident_critical_paid,
           case when m.scheme = 'EMPLOYEE' then m.moved_basic_paid else 0 end as employee_basic_paid,
           case when m.scheme = 'EMPLOYEE' then m.moved_basic_cost else 0 end as employee_basic_cost,
           case when m.scheme = 'EMPLOYEE' then m.moved_outpatient_deductible else 0 end as employee_outpatient_deductible,
           case when m.scheme = 'EMPLOYEE' then m.moved_outpatient_paid else 0 end as employee_outpatient_paid,
           case when m.scheme = 'EMPLOYEE' then m.moved_chronic_deductible else 0 end as employee_chronic_deductible,
           case when m.scheme = 'EMPLOYEE' then m.moved_chronic_paid else 0 end as employee_chronic_paid,
           case when m.scheme = 'EMPLOYEE' then m.moved_critical_base else 0 end as employee_critical_base,
           case when m.scheme = 'EMPLOYEE' then m.moved_critical_paid else 0 end as employee_critical_paid,
           m.moved_assistance_deductible as assistance_deductible,
           m.moved_assistance_paid as assistance_paid,
           m.moved_tilt_threshold as tilt_threshold,
           m.moved_tilt_paid as tilt_paid,
           m.moved_mutual_aid_burden as mutual_aid_burden
    from settlement m
    union all
    select m.person_id, m.year, m.sequence, m.moved_admissions as admissions,
           case when s.scheme = 'RESIDENT' then m.moved_basic_paid else 0 end as resident_basic_paid,
           case when s.scheme = 'RESIDENT' then m.moved_basic_cost else 0 end as resident_basic_cost,
           case when s.scheme = 'RESIDENT' then m.moved_outpatient_deductible else 0 end as resident_outpatient_deductible,
           case when s.scheme = 'RESIDENT' then m.moved_outpatient_paid else 0 end as resident_outpatient_paid,
           case when s.scheme = 'RESIDENT' then m.moved_chronic_deductible else 0 end as resident_chronic_deductible,
           case when s.scheme = 'RESIDENT' then m.moved_chronic_paid else 0 end as resident_chronic_paid,
           case when s.scheme = 'RESIDENT' then m.moved_critical_base else 0 end as resident_critical_base,
           case when s.scheme = 'RESIDENT' then m.moved_critical_paid else 0 end as resident_critical_paid,
           case when s.scheme = 'EMPLOYEE' then m.moved_basic_paid else 0 end as employee_basic_paid,
           case when s.scheme = 'EMPLOYEE' then m.moved_basic_cost else 0 end as employee_basic_cost,
           case when s.scheme = 'EMPLOYEE' then m.moved_outpatient_deductible else 0 end as employee_outpatient_deductible,
           case when s.scheme = 'EMPLOYEE' then m.moved_outpatient_paid else 0 end as employee_outpatient_paid,
           case when s.scheme = 'EMPLOYEE' then m.moved_chronic_deductible else 0 end as employee_chronic_deductible,
           case when s.scheme = 'EMPLOYEE' then m.moved_chronic_paid else 0 end as employee_chronic_paid,
           case when s.scheme = 'EMPLOYEE' then m.moved_critical_base else 0 end as employee_critical_base,
           case when s.scheme = 'EMPLOYEE' then m.moved_critical_paid else 0 end as employee_critical_paid,
           m.moved_assistance_deductible as assistance_deductible,
           m.moved_assistance_paid as assistance_paid,
           m.moved_tilt_threshold as tilt_threshold,
           m.moved_tilt_paid as tilt_paid,
           m.moved_mutual_aid_burden as mutual_aid_burden
    from settlement_reversal m join settlement s on s.id = m.settlement_id
), recomputed as (
    select person_id, year, max(sequence) as version, count(*) as movements, sum(admissions) as admissions,
           sum(resident_basic_paid) as resident_basic_paid,
           sum(resident_basic_cost) as resident_basic_cost,
           sum(resident_outpatient_deductible) as resident_outpatient_deductible,
           sum(resident_outpatient_paid) as resident_outpatient_paid,
           sum(resident_chronic_deductible) as resident_chronic_deductible,
           sum(resident_chronic_paid) as resident_chronic_paid,
           sum(resident_critical_base) as resident_critical_base,
           sum(resident_critical_paid) as resident_critical_paid,
           sum(employee_basic_paid) as employee_basic_paid,
           sum(employee_basic_cost) as employee_basic_cost,
           sum(employee_outpatient_deductible) as employee_outpatient_deductible,
           sum(employee_outpatient_paid) as employee_outpatient_paid,
           sum(employee_chronic_deductible) as employee_chronic_deductible,
           sum(employee_chronic_paid) as employee_chronic_paid,
           sum(employee_critical_base) as employee_critical_base,
           sum(employee_critical_paid) as employee_critical_paid,
           sum(assistance_deductible) as assistance_deductible,
           sum(assistance_paid) as assistance_paid,
           sum(tilt_threshold) as tilt_threshold,
           sum(tilt_paid) as tilt_paid,
           sum(mutual_aid_burden) as mutual_aid_burden
    from movement group by person_id, year
)
select coalesce(a.person_id, r.person_id) as person_id, coalesce(a.year, r.year) as year, a.version as kept_version,
       r.version as recomputed_version, r.movements
from accumulator a full join recomputed r on r.person_id = a.person_id and r.year = a.year
where (a.version, a.admissions, a.resident_basic_paid, a.resident_basic_cost, a.resident_outpatient_deductible, a.resident_outpatient_paid, a.resident_chronic_deductible, a.resident_chronic_paid, a.resident_critical_base, a.resident_critical_paid, a.employee_basic_paid, a.employee_basic_cost, a.employee_outpatient_deductible, a.employee_outpatient_paid, a.employee_chronic_deductible, a.employee_chronic_paid, a.employee_critical_base, a.employee_critical_paid, a.assistance_deductible, a.assistance_paid, a.tilt_threshold, a.tilt_paid, a.mutual_aid_burden)
      is distinct from (r.version, r.admissions, r.resident_basic_paid, r.resident_basic_cost, r.resident_outpatient_deductible, r.resident_outpatient_paid, r.resident_chronic_deductible, r.resident_chronic_paid, r.resident_critical_base, r.resident_critical_paid, r.employee_basic_paid, r.employee_basic_cost, r.employee_outpatient_deductible, r.employee_outpatient_paid, r.employee_chronic_deductible, r.employee_chronic_paid, r.employee_critical_base, r.employee_critical_paid, r.assistance_deductible, r.assistance_paid, r.tilt_threshold, r.tilt_paid, r.mutual_aid_burden)
   or r.movements is distinct from a.version;

select guard_append_only('settlement');
select guard_append_only('settlement_reversal');
grant select, insert on settlement, settlement_reversal to ${service};
grant select, insert, update on accumulator to ${service};
grant select, insert, delete on standing_bill to ${service};
grant select, insert on member_standing to ${service};
grant select on accumulator_difference to ${service};
