-- Units whose union takes part in mutual aid (参加职工医疗互助的单位), by their unified social credit code (GB 32100).
create table mutual_aid_unit (
    credit_code   text primary key check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    name          text not null check (name <> ''),
    registered_at timestamptz not null
);
select guard_append_only('mutual_aid_unit');
grant select, insert on mutual_aid_unit to ${service};

-- Who is a member through which unit in which term, a calendar year. Kept in two times like the register's rows: joined_on..left_on
-- is when it was so (both days included; without a left_on until the term ends), recorded_at..superseded_at when this was on record.
-- Of one person no two memberships of a term stand on the same day; a transfer ends one and begins another on the next day.
-- membership_id is the membership's lasting name; first_joiner: whether the waiting period applies.
create table membership (
    id            bigint generated always as identity primary key,
    membership_id uuid        not null,
    person_id     uuid        not null references person (id),
    term          smallint    not null,
    credit_code   text        not null references mutual_aid_unit (credit_code),
    joined_on     date        not null,
    first_joiner  boolean     not null,
    left_on       date,
    left_because  text check (left_because in ('TRANSFERRED', 'LEFT', 'DIED')),
    recorded_at   timestamptz not null,
    superseded_at timestamptz,
    check (extract(year from joined_on) = term),
    check (extract(year from left_on) = term and left_on >= joined_on),
    check ((left_on is null) = (left_because is null)),
    constraint membership_one_standing exclude using gist
        ((person_id::text) with =, term with =, daterange(joined_on, left_on, '[]') with &&) where (superseded_at is null)
);
create unique index membership_in_force on membership (membership_id) where superseded_at is null;
create index membership_by_person on membership (person_id, term) where superseded_at is null;
create index membership_by_unit on membership (credit_code, term) where superseded_at is null;
select guard_history('membership');
grant select, insert on membership to ${service};
grant update (superseded_at) on membership to ${service};
