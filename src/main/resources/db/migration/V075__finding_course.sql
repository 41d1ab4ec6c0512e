-- Findings come from corrections, from rules and by hand, and people work on them: what was done about each is a history of events.
-- A finding by hand is about one thing: a settlement (and its person), a person, a household or a hospital. A finding of a rule says
-- which (rule_version: digest of the rule's thresholds), why in both languages, and on which figures (JSON). hit_key: digest of what
-- was hit, so that the same is found once however often the rules look.
do $$
declare
    old name;
begin
    select conname into strict old from pg_constraint
        where conrelid = 'finding'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%kind = ANY%';
    execute format('alter table finding drop constraint %I', old);
end
$$;

alter table finding
    alter column settlement_id drop not null,
    alter column person_id drop not null,
    alter column reason drop not null,
    alter column affected_from drop not null,
    alter column direct drop not null,
    alter column kept drop not null,
    alter column would_be drop not null,
    alter column fund_difference drop not null,
    alter column difference drop not null,
    add column file_no text references household (file_no),
    add column hospital_code text check (hospital_code ~ '^[A-Z0-9]{1,32}$'),
    add column rule text check (rule ~ '^[A-Z_]{1,48}$'),
    add column rule_version bytea check (octet_length(rule_version) = 32),
    add column hit_key bytea check (octet_length(hit_key) = 32),
    add column figures text,
    add column text_zh text,
    add column text_en text,
    add constraint finding_hit_once unique (hit_key),
    add constraint finding_form check (coalesce(case
        when kind in ('REGISTRY_CORRECTION', 'MASTER_DATA_CORRECTION', 'RECOMPUTATION') then num_nonnulls(settlement_id, person_id, reason,
            affected_from, direct, kept, would_be, fund_difference, difference) = 9 and num_nulls(file_no, hospital_code, rule, hit_key) = 4
        when kind = 'RULE' then num_nonnulls(rule, rule_version, hit_key, figures, text_zh, text_en) = 6
            and num_nulls(reason, difference, kept, would_be) = 4
        when kind = 'MANUAL' then num_nulls(rule, hit_key, figures, reason, difference, kept, would_be) = 7
            and num_nonnulls(settlement_id, file_no, hospital_code) + (settlement_id is null and person_id is not null)::int = 1
        end, false));

-- Whose settlements a finding is about: it is by these that a hospital sees it, and no other.
create table finding_settlement (
    finding_id    uuid not null references finding (id),
    settlement_id uuid not null references settlement (id),
    hospital_code text not null,
    primary key (finding_id, settlement_id)
);
create index finding_settlement_by_hospital on finding_settlement (hospital_code, finding_id);
create index finding_settlement_by_settlement on finding_settlement (settlement_id);
insert into finding_settlement (finding_id, settlement_id, hospital_code)
    select f.id, s.id, s.hospital_code from finding f join settlement s on s.id = f.settlement_id;

-- note: what was written, sealed, since people write about people. assignee: who sees to it since this event. answer: the number of
-- the hospital's answer that an explanation accepts. outcome: with what it was closed. hospital_code: of the hospital that answers.
-- Events from before this have neither an id nor a digest of their own: each was the opening, which its finding's digest tells.
alter table finding_event
    add column id uuid unique,
    add column kind text not null default 'OPENED'
        check (kind in ('OPENED', 'NOTED', 'ASSIGNED', 'ANSWERED', 'EXPLAINED', 'CLOSED', 'REOPENED')),
    add column note bytea,
    add column key_id text,
    add column assignee text check (assignee <> ''),
    add column answer integer,
    add column outcome text check (outcome in ('UNFOUNDED', 'REMEDIED', 'REFERRED')),
    add column hospital_code text,
    add column record_digest bytea check (octet_length(record_digest) = 32),
    add constraint finding_event_digest check (kind = 'OPENED' and num_nulls(id, record_digest) = 2
        or num_nulls(id, record_digest) = 0),
    add constraint finding_event_form check ((note is null) = (key_id is null)
        and (note is not null or kind in ('OPENED', 'ASSIGNED'))
        and (assignee is not null or kind <> 'ASSIGNED')
        and (outcome is not null) = (kind = 'CLOSED') and (answer is null or kind = 'EXPLAINED')
        and (hospital_code is not null) = (kind = 'ANSWERED'));
alter table finding_event alter column kind drop default;
create index finding_event_by_assignee on finding_event (assignee, finding_id) where assignee is not null;

-- One event after another, and each only where its finding stands so: OPEN -> EXPLAINED -> CLOSED, and back by reopening.
create function guard_finding_event() returns trigger language plpgsql as $$
declare
    last finding_event;
begin
    select * into last from finding_event e where e.finding_id = new.finding_id order by e.sequence desc limit 1;
    if not coalesce(new.sequence = coalesce(last.sequence, 0) + 1 and case new.kind
            when 'OPENED' then last.sequence is null and new.state = 'OPEN'
            when 'NOTED' then new.state = last.state and new.assignee is not distinct from last.assignee
            when 'ASSIGNED' then new.state = last.state and last.state <> 'CLOSED'
            when 'ANSWERED' then last.state = 'OPEN' and new.state = 'OPEN'
            when 'EXPLAINED' then last.state = 'OPEN' and new.state = 'EXPLAINED' and (new.answer is null or exists
                (select from finding_event a where a.finding_id = new.finding_id and a.sequence = new.answer and a.kind = 'ANSWERED'))
            when 'CLOSED' then last.state = 'EXPLAINED' and new.state = 'CLOSED'
            when 'REOPENED' then last.state in ('EXPLAINED', 'CLOSED') and new.state = 'OPEN'
            end, false) then
        raise exception 'finding %: % does not follow', new.finding_id, new.kind using errcode = 'OS012';
    end if;
    return new;
end
$$;
create trigger step before insert on finding_event for each row execute function guard_finding_event();

select guard_append_only('finding_settlement');
grant select, insert on finding_settlement to ${service};
