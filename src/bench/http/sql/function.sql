-- One settlement as one call, the ceiling for any client: the same looks and rows as naive.sql, no round trips between.
create schema bench;
grant usage on schema bench to public;
create function bench.settle(
    person uuid, settlement_id uuid, client text, bound_key text, bill text, input text, answer bytea)
returns integer language plpgsql as $$
declare
    facts record;
    key_found record;
    standing record;
    member record;
    hospital_version bigint;
    catalogue_version bigint;
    made integer;
    moment constant timestamptz := now();
    digest constant bytea := decode(repeat('00', 32), 'hex');
begin
    select r.version into hospital_version from reference_version r where r.name = 'hospital';
    select r.version into catalogue_version from reference_version r where r.name = 'catalogue';
    select k.operation, k.fingerprint, k.subject_id into key_found from idempotency_key k
    where k.client_id = client and k.key = bound_key;
    select b.settlement_id into standing from standing_bill b where b.hospital_code = 'BENCH' and b.bill_no = bill;
    select p.* into facts from person_identity i cross join lateral person_facts(i.id_index, date '2025-06-15') p
    where i.person_id = person and i.revision = 1;
    select m.member_from, m.covered_from, m.covered_until into member from member_standing m
    where m.person_id = person and m.term = 2025;
    insert into accumulator as a (person_id, year, version,
        admissions, resident_basic_paid, resident_basic_cost, resident_outpatient_deductible, resident_outpatient_paid,
        resident_chronic_deductible, resident_chronic_paid, resident_critical_base, resident_critical_paid,
        employee_basic_paid, employee_basic_cost, employee_outpatient_deductible, employee_outpatient_paid,
        employee_chronic_deductible, employee_chronic_paid, employee_critical_base, employee_critical_paid,
        assistance_deductible, assistance_paid, tilt_threshold, tilt_paid, mutual_aid_burden)
    values (person, 2025, 1,
        1, 3, 8, 0, 0, 0, 0, 5, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0)
    on conflict (person_id, year) do update set version = a.version + 1,
        admissions = a.admissions + 1, resident_basic_paid = a.resident_basic_paid + 3, resident_basic_cost =
        a.resident_basic_cost + 8, resident_outpatient_deductible = a.resident_outpatient_deductible + 0,
        resident_outpatient_paid = a.resident_outpatient_paid + 0, resident_chronic_deductible =
        a.resident_chronic_deductible + 0, resident_chronic_paid = a.resident_chronic_paid + 0, resident_critical_base =
        a.resident_critical_base + 5, resident_critical_paid = a.resident_critical_paid + 1, assistance_deductible =
        a.assistance_deductible + 0, assistance_paid = a.assistance_paid + 1, tilt_threshold = a.tilt_threshold + 0,
        tilt_paid = a.tilt_paid + 0, mutual_aid_burden = a.mutual_aid_burden + 0
    returning a.version into made;
    insert into idempotency_key (client_id, key, operation, fingerprint, subject_id, status, bound_at)
    values (client, bound_key, 'SETTLEMENT', digest, settlement_id, 201, moment);
    insert into standing_bill (hospital_code, bill_no, settlement_id) values ('BENCH', bill, settlement_id);
    insert into settlement (
        id, person_id, identity_revision, year, sequence, client_id, hospital_code, bill_no, scheme, encounter_type,
        benefit_date, file_no, category, assistance_class, total, own_pay, over_ceiling, first_pay, in_scope, basic,
        critical_illness, medical_assistance, tilt_aid, patient_pays, mutual_aid_expected, moved_admissions,
        moved_basic_paid, moved_basic_cost, moved_outpatient_deductible, moved_outpatient_paid, moved_chronic_deductible,
        moved_chronic_paid, moved_critical_base, moved_critical_paid, moved_assistance_deductible, moved_assistance_paid,
        moved_tilt_threshold, moved_tilt_paid, moved_mutual_aid_burden, policy_set, input, answer, settled_at, record_digest)
    values (
        settlement_id, person, 1, 2025, made, client, 'BENCH', bill, 'RESIDENT', 'INPATIENT', date '2025-06-15', 'BENCH-1',
        'DIBAO', 2, 800000, 100000, 0, 100000, 600000, 400000, 0, 100000, 0, 300000, 0, 1, 3, 8, 0, 0, 0, 0, 5, 1, 0, 1, 0,
        0, 0, digest, input, answer, moment,
        digest);
    insert into journal_record (kind, subject_id, digest, recorded_at, client_id)
    values ('SETTLEMENT', settlement_id, digest, moment, client);
    return made;
end
$$;
