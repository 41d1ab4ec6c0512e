-- Hospitals and the catalogue become rows that are never rewritten, in two times, as the register's (V010). A hospital's name
-- belongs to its period: a hospital that is raised a level is often renamed.
do $$
declare
    old record;
begin
    for old in select conrelid::regclass as target, conname from pg_constraint where contype in ('p', 'x')
            and conrelid in ('hospital_period'::regclass, 'catalogue_item'::regclass) loop
        execute format('alter table %s drop constraint %I', old.target, old.conname);
    end loop;
end
$$;

alter table hospital_period
    add column id bigint generated always as identity primary key,
    add column name text,
    add column recorded_at timestamptz not null default now(),
    add column superseded_at timestamptz,
    add constraint hospital_period_order check (valid_to is null or valid_to >= valid_from),
    add constraint hospital_period_once exclude using gist ((code || '') with =, daterange(valid_from, valid_to, '[]') with &&)
        where (superseded_at is null);
update hospital_period p set name = h.name from hospital h where h.code = p.code;
alter table hospital_period alter column name set not null, alter column recorded_at drop default;
create index hospital_period_by_code on hospital_period (code, valid_from) where superseded_at is null;

alter table catalogue_item
    add column id bigint generated always as identity primary key,
    add column recorded_at timestamptz not null default now(),
    add column superseded_at timestamptz,
    add constraint catalogue_item_code check (item_code ~ '^[A-Za-z0-9._-]{1,64}$'),
    add constraint catalogue_item_order check (valid_to is null or valid_to >= valid_from),
    add constraint catalogue_item_once exclude using gist
        ((item_code || '') with =, daterange(valid_from, valid_to, '[]') with &&) where (superseded_at is null);
alter table catalogue_item alter column recorded_at drop default;
create index catalogue_item_by_code on catalogue_item (item_code, valid_from) where superseded_at is null;

select guard_history('hospital_period');
select guard_history('catalogue_item');
revoke update (valid_to) on hospital_period, catalogue_item from ${service};
grant update (superseded_at) on hospital_period, catalogue_item to ${service};

-- The hospitals' lasting identity was their code and their name; the periods have both.
alter table hospital_period drop constraint if exists hospital_period_code_fkey;
alter table hospital_period add constraint hospital_period_code check (code ~ '^[A-Z0-9]{1,32}$');
drop table hospital;

-- Where what it is of is afterwards, if it says so: those who answer for the new area must hear of a move as well.
alter table change_record add column area_after text generated always as (facts::jsonb ->> 'area') stored;
-- Which feed a change belongs to.
alter table change_record add column topic text not null default 'REGISTRY'
    check (topic in ('REGISTRY', 'HOSPITAL', 'CATALOGUE'));
alter table change_record alter column topic drop default;
drop index change_record_by_tx;
create index change_record_by_topic on change_record (topic, tx, id);

-- Why a person's insurance ended.
alter table enrolment add column ended_because text
    check (ended_because in ('MOVED_AWAY', 'NOT_PAID', 'DIED', 'REPLACED', 'CORRECTION'));

-- What an audit should look at: settlements that a later correction would have changed. kept, would_be: JSON, what was settled and
-- what would be. fund_difference: what the funds would pay less what they paid, in fen. object: what was corrected, a file or a
-- hospital; null where it is the person's insurance. direct: whether the settlement's day is one of the corrected days; otherwise an
-- earlier settlement of the year is, and this one follows from it. difference: digest of what would be, so that nothing is found
-- twice. tx: whose change records tell what happened and who did it.
create table finding (
    id              uuid primary key,
    kind            text        not null check (kind in ('REGISTRY_CORRECTION', 'MASTER_DATA_CORRECTION')),
    settlement_id   uuid        not null references settlement (id),
    person_id       uuid        not null,
    reason          text        not null check (reason ~ '^[A-Z_]{1,48}$'),
    object          text,
    affected_from   date        not null,
    affected_to     date,
    direct          boolean     not null,
    kept            text        not null,
    would_be        text        not null,
    fund_difference bigint      not null,
    difference      bytea       not null check (octet_length(difference) = 32),
    found_at        timestamptz not null,
    record_digest   bytea       not null check (octet_length(record_digest) = 32),
    tx              xid8        not null default pg_current_xact_id(),
    constraint finding_once unique (settlement_id, difference)
);
create index finding_by_time on finding (found_at, id);

-- Where a finding stands: its last event.
create table finding_event (
    finding_id  uuid        not null references finding (id),
    sequence    integer     not null check (sequence >= 1),
    state       text        not null check (state in ('OPEN', 'EXPLAINED', 'CLOSED')),
    client_id   text        not null,
    subject     text        not null,
    recorded_at timestamptz not null,
    primary key (finding_id, sequence)
);
select guard_append_only('finding');
select guard_append_only('finding_event');
grant select, insert on finding, finding_event to ${service};
