-- One settlement as bare SQL, statement by statement: 11 round trips. The same rows and sizes as the service writes.
-- n counts this client's transactions; round makes keys unique. The run fills in what stands between at signs.
\set n :n + 1
\set person random(0, :persons - 1)
begin;
select operation, fingerprint, subject_id from idempotency_key
where client_id = 'bench-' || :client_id and key = :round || '-' || :n;
select settlement_id from standing_bill where hospital_code = 'BENCH' and bill_no = :round || '-' || :client_id || '-' || :n;
select (select version from reference_version where name = 'hospital'),
    (select version from reference_version where name = 'catalogue'),
    m.member_from, m.covered_from, m.covered_until, p.*
from person_identity i cross join lateral person_facts(i.id_index, date '2025-06-15') p
left join member_standing m on m.person_id = p.person_id and m.term = 2025
where i.person_id = @person@ and i.revision = 1;
select * from accumulator where person_id = @person@ and year = 2025 for update;
insert into accumulator as a (person_id, year, version,
    admissions, resident_basic_paid, resident_basic_cost, resident_outpatient_deductible, resident_outpatient_paid,
    resident_chronic_deductible, resident_chronic_paid, resident_critical_base, resident_critical_paid, employee_basic_paid,
    employee_basic_cost, employee_outpatient_deductible, employee_outpatient_paid, employee_chronic_deductible,
    employee_chronic_paid, employee_critical_base, employee_critical_paid, assistance_deductible, assistance_paid,
    tilt_threshold, tilt_paid, mutual_aid_burden)
values (@person@, 2025, 1,
    1, 3, 8, 0, 0, 0, 0, 5, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0)
on conflict (person_id, year) do update set version = a.version + 1,
    admissions = a.admissions + 1, resident_basic_paid = a.resident_basic_paid + 3, resident_basic_cost =
    a.resident_basic_cost + 8, resident_outpatient_deductible = a.resident_outpatient_deductible + 0,
    resident_outpatient_paid = a.resident_outpatient_paid + 0, resident_chronic_deductible = a.resident_chronic_deductible +
    0, resident_chronic_paid = a.resident_chronic_paid + 0, resident_critical_base = a.resident_critical_base + 5,
    resident_critical_paid = a.resident_critical_paid + 1, assistance_deductible = a.assistance_deductible + 0,
    assistance_paid = a.assistance_paid + 1, tilt_threshold = a.tilt_threshold + 0, tilt_paid = a.tilt_paid + 0,
    mutual_aid_burden = a.mutual_aid_burden + 0
returning a.version
\gset
insert into idempotency_key (client_id, key, operation, fingerprint, subject_id, status, bound_at)
values ('bench-' || :client_id, :round || '-' || :n, 'SETTLEMENT', @digest@, @id@, 201, now());
insert into standing_bill (hospital_code, bill_no, settlement_id)
values ('BENCH', :round || '-' || :client_id || '-' || :n, @id@);
insert into settlement (
    id, person_id, identity_revision, year, sequence, client_id, hospital_code, bill_no, scheme, encounter_type,
    benefit_date, file_no, category, assistance_class, total, own_pay, over_ceiling, first_pay, in_scope, basic,
    critical_illness, medical_assistance, tilt_aid, patient_pays, mutual_aid_expected, moved_admissions, moved_basic_paid,
    moved_basic_cost, moved_outpatient_deductible, moved_outpatient_paid, moved_chronic_deductible, moved_chronic_paid,
    moved_critical_base, moved_critical_paid, moved_assistance_deductible, moved_assistance_paid, moved_tilt_threshold,
    moved_tilt_paid, moved_mutual_aid_burden, policy_set, input, answer, settled_at, record_digest)
values (
    @id@, @person@, 1, 2025, :version, 'bench-' || :client_id, 'BENCH',
    :round || '-' || :client_id || '-' || :n, 'RESIDENT',
    'INPATIENT', date '2025-06-15', 'BENCH-1', 'DIBAO', 2, 800000, 100000, 0, 100000, 600000, 400000, 0, 100000, 0, 300000,
    0, 1, 3, 8, 0, 0, 0, 0, 5, 1, 0, 1, 0, 0, 0, @digest@,
    :input@size@, :answer@size@::bytea, now(), @digest@);
insert into journal_record (kind, subject_id, digest, recorded_at, client_id)
values ('SETTLEMENT', @id@, @digest@, now(), 'bench-' || :client_id);
commit;
