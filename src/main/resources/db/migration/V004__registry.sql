-- The exclusions below name their keys as expressions, on purpose: the planner takes a GiST index for as cheap as a B-tree, and
-- would look a person up by reading all of one. As they stand, no look-up can use them; each has a B-tree of its own.

-- Persons. Everything else names a person by this random number and by nothing else.
create table person (
    id         uuid primary key default gen_random_uuid(),
    created_at timestamptz not null
);

-- The only table with a citizen's ID number and name, both encrypted (AES-256-GCM, key_id says under which key). id_index is a
-- keyed digest of the number, to look it up. A correction is a further revision; the highest one counts.
create table person_identity (
    person_id   uuid not null references person (id),
    revision    integer not null check (revision >= 1),
    id_index    bytea not null check (octet_length(id_index) = 32),
    sealed      bytea not null,
    key_id      text not null,
    recorded_at timestamptz not null,
    primary key (person_id, revision),
    exclude using gist ((encode(id_index, 'hex')) with =, (person_id::text) with <>)
);
create index person_identity_by_index on person_identity (id_index);
select guard_append_only('person_identity');

-- Basic medical insurance: one scheme at a time.
create table enrolment (
    person_id      uuid not null references person (id),
    scheme         text not null check (scheme in ('RESIDENT', 'EMPLOYEE')),
    working_status text check (working_status in ('WORKING', 'RETIRED')),
    valid_from     date not null,
    valid_to       date,
    primary key (person_id, valid_from),
    check ((scheme = 'EMPLOYEE') = (working_status is not null)),
    exclude using gist ((person_id::text) with =, daterange(valid_from, valid_to, '[]') with &&)
);

create table enrolment_suspension (
    person_id  uuid not null references person (id),
    valid_from date not null,
    valid_to   date,
    primary key (person_id, valid_from),
    exclude using gist ((person_id::text) with =, daterange(valid_from, valid_to, '[]') with &&)
);

-- A household's file (建档立卡) and who belongs to it; a person belongs to one household at a time.
create table household (
    file_no    text primary key check (file_no ~ '^[A-Za-z0-9-]{1,32}$'),
    area       text not null check (area ~ '^[0-9]{12}$'),
    created_at timestamptz not null
);

create table household_member (
    file_no        text not null references household (file_no),
    person_id      uuid not null references person (id),
    seriously_ill  boolean not null,
    valid_from     date not null,
    valid_to       date,
    primary key (person_id, valid_from),
    exclude using gist ((person_id::text) with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index household_member_by_file on household_member (file_no);

-- An approved hardship category of a household, with its effective period (both days included).
create table household_category (
    id          uuid primary key default gen_random_uuid(),
    file_no     text not null references household (file_no),
    category    text not null check (category in ('DESTITUTE', 'DIBAO', 'DIBAO_MARGIN', 'EXPENDITURE', 'HOUSING', 'WORKER')),
    grade       text check (grade in ('DEEP', 'RELATIVE', 'ACCIDENT')),
    approved_by text not null check (approved_by in ('CIVIL_AFFAIRS', 'HOUSING', 'UNION')),
    valid_from  date not null,
    valid_to    date,
    check ((category = 'WORKER') = (grade is not null)),
    exclude using gist ((file_no || '') with =, category with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index household_category_by_file on household_category (file_no);

-- What the register knows of the person behind an indexed ID number, on one day: one row, or none where it knows nobody.
-- labels: CATEGORY/GRADE/approver/from/to, joined by commas, in the order of the categories; empty where there is none.
create function person_facts(sought bytea, on_day date)
returns table (person_id uuid, revision integer, sealed bytea, key_id text, scheme text, working_status text, suspended boolean,
               file_no text, area text, seriously_ill boolean, labels text)
language sql stable as $$
    select i.person_id, i.revision, i.sealed, i.key_id, e.scheme, e.working_status,
           exists (select from enrolment_suspension s where s.person_id = i.person_id
                   and on_day between s.valid_from and coalesce(s.valid_to, 'infinity'::date)),
           m.file_no, h.area, coalesce(m.seriously_ill, false),
           coalesce((select string_agg(concat_ws('/', c.category, coalesce(c.grade, '-'), c.approved_by, c.valid_from,
                                                 coalesce(c.valid_to::text, '-')), ',' order by c.category, c.grade)
                     from household_category c where c.file_no = m.file_no
                     and on_day between c.valid_from and coalesce(c.valid_to, 'infinity'::date)), '')
    from person_identity i
    left join enrolment e on e.person_id = i.person_id
         and on_day between e.valid_from and coalesce(e.valid_to, 'infinity'::date)
    left join household_member m on m.person_id = i.person_id
         and on_day between m.valid_from and coalesce(m.valid_to, 'infinity'::date)
    left join household h on h.file_no = m.file_no
    where i.id_index = sought
      and not exists (select from person_identity n where n.person_id = i.person_id and n.revision > i.revision)
$$;

grant select, insert on person, person_identity, enrolment, enrolment_suspension, household, household_member,
    household_category to ${service};
grant update (valid_to) on enrolment, enrolment_suspension, household_member, household_category to ${service};
