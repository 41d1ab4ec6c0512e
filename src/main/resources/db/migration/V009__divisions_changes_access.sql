-- County-level divisions (县级行政区划) with their periods: a household's area, 12 digits, begins with the code of one. A division that
-- was renamed or raised got a new code; its old one stays valid in what was written under it. succeeded_by: who is responsible now.
-- Sources: the division codes of civil affairs (GB/T 2260) as published; the days of change are those of the State Council's approvals
-- of 2017 (盘县 to 盘州市) and 2020 (水城县 to 水城区), from general knowledge.
create table division (
    code         text primary key check (code ~ '^[0-9]{6}$'),
    name         text not null,
    valid_from   date not null,
    valid_to     date,
    succeeded_by text references division (code) deferrable initially deferred,
    check (valid_to is null or valid_to >= valid_from)
);
insert into division (code, name, valid_from, valid_to, succeeded_by) values
    ('520201', '钟山区', '1978-12-18', null, null),
    ('520203', '六枝特区', '1970-12-01', null, null),
    ('520221', '水城县', '1970-12-01', '2020-06-23', '520204'),
    ('520204', '水城区', '2020-06-24', null, null),
    ('520222', '盘县', '1999-02-02', '2017-04-09', '520281'),
    ('520281', '盘州市', '2017-04-10', null, null);
grant select on division to ${service};

-- Working days (工作日): what the State Council's yearly arrangement takes from the weekdays and adds to the weekends.
create table calendar_day (
    day     date primary key,
    working boolean not null,
    source  text not null
);
grant select, insert on calendar_day to ${service};

-- What was changed in the register and in master data, by whom, with effect from when: the history of every file, and the feed by
-- which other departments follow it. Never a citizen's name or number. tx: identities are handed out before commits, so a reader
-- goes by (tx, id) and takes only what no running transaction can still add to.
create table change_record (
    id             bigint generated always as identity primary key,
    tx             xid8        not null default pg_current_xact_id(),
    recorded_at    timestamptz not null,
    client_id      text        not null,
    subject        text        not null,
    kind           text        not null check (kind ~ '^[A-Z_]{1,48}$'),
    object         text        not null,
    person_id      uuid,
    area           text check (area ~ '^[0-9]{12}$'),
    department     text check (department in ('CIVIL_AFFAIRS', 'HOUSING', 'UNION')),
    effective_from date,
    effective_to   date,
    facts          text        not null
);
create index change_record_by_tx on change_record (tx, id);
create index change_record_by_object on change_record (object, id);
select guard_append_only('change_record');
grant select, insert on change_record to ${service};

-- Who looked at whose data, when, in which role and what for. object: what was looked at, such as a file number.
create table access_record (
    id          bigint generated always as identity primary key,
    accessed_at timestamptz not null,
    client_id   text        not null,
    subject     text        not null,
    role        text        not null,
    operation   text        not null check (operation ~ '^[A-Z_]{1,48}$'),
    purpose     text,
    person_id   uuid,
    object      text
);
create index access_record_by_person on access_record (person_id, id);
select guard_append_only('access_record');
grant select, insert on access_record to ${service};

-- Where what an operation made can be read, for the same header in every repetition of its answer.
alter table idempotency_key add column location text;
