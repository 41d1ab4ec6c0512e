-- Recomputations (复算) and drafts (草案测算): what was asked, by whom. request: canonical JSON, as it was asked.
create table recomputation (
    id        uuid primary key,
    mode      text        not null check (mode in ('STORED', 'DRAFT')),
    request   text        not null,
    client_id text        not null,
    subject   text        not null,
    queued_at timestamptz not null
);
select guard_append_only('recomputation');
grant select, insert on recomputation to ${service};

-- How far one has come. last_person: everybody up to this one is done, and all that follows of it is written in the transaction that
-- moves it, so that whoever takes the job up goes on with the very next person. claim, lease_until, idle_claims: as with imports.
-- selected: how many settlements are meant; null where they are too many to count in passing.
create table recomputation_progress (
    job_id      uuid primary key references recomputation (id),
    state       text    not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    selected    bigint,
    settlements bigint  not null default 0,
    people      bigint  not null default 0,
    differing   bigint  not null default 0,
    differences bigint  not null default 0,
    busy_millis bigint  not null default 0,
    last_person uuid    not null default '00000000-0000-0000-0000-000000000000',
    claim       uuid,
    lease_until timestamptz,
    idle_claims integer not null default 0,
    cancelling  boolean not null default false,
    started_at  timestamptz,
    ended_at    timestamptz,
    incident    text,
    check ((state = 'RUNNING') = (claim is not null)),
    check ((state = 'RUNNING') = (lease_until is not null)),
    check ((state in ('DONE', 'FAILED', 'CANCELLED')) = (ended_at is not null)),
    check ((state = 'FAILED') = (incident is not null))
);
create index recomputation_progress_open on recomputation_progress (job_id) where state in ('QUEUED', 'RUNNING');

create function refuse_change_of_ended_recomputation() returns trigger language plpgsql as $$
begin
    if old.ended_at is not null then
        raise exception 'recomputation %: it has ended', old.job_id using errcode = 'OS001';
    end if;
    return new;
end
$$;
create trigger ended before update on recomputation_progress
    for each row execute function refuse_change_of_ended_recomputation();
create trigger kept before delete or truncate on recomputation_progress for each statement execute function refuse_change();
grant select, insert, update on recomputation_progress to ${service};

-- What differed, numbered through the job. kept, again: as stored and as it comes out; difference: in fen, where both are amounts.
create table recomputation_difference (
    job_id        uuid     not null references recomputation (id),
    sequence      bigint   not null,
    record        text     not null check (record in ('SETTLEMENT', 'REVERSAL', 'YEAR')),
    settlement_id uuid,
    reversal_id   uuid,
    person_id     uuid     not null,
    year          smallint not null,
    movement      integer  not null,
    part          text     not null check (part in ('COLUMN', 'MOVEMENT', 'ANSWER', 'INPUT', 'POLICY', 'ACCUMULATOR', 'SEQUENCE', 'DIGEST')),
    reason        text     not null check (reason in ('DIFFERS', 'UNREADABLE', 'REFUSED', 'MISSING')),
    name          text     not null,
    kept          text,
    again         text,
    difference    bigint,
    step          integer,
    tier          text,
    rule          text,
    primary key (job_id, sequence)
);
select guard_append_only('recomputation_difference');
grant select, insert on recomputation_difference to ${service};

-- What a draft would have cost, per group; rewritten as the job goes on. Amounts in fen: paid_* as settled, would_* under the draft.
-- better, worse: people who would have paid less or more themselves over all their bills in the group.
create table recomputation_total (
    job_id                   uuid   not null references recomputation (id),
    dimension                text   not null check (dimension in ('ALL', 'SCHEME', 'CATEGORY', 'CLASS', 'HOSPITAL', 'MONTH')),
    key                      text   not null,
    people                   bigint not null,
    better                   bigint not null,
    worse                    bigint not null,
    bills                    bigint not null,
    changed                  bigint not null,
    undecided                bigint not null,
    total                    bigint not null,
    paid_basic               bigint not null,
    paid_critical_illness    bigint not null,
    paid_medical_assistance  bigint not null,
    paid_tilt_aid            bigint not null,
    paid_patient             bigint not null,
    paid_mutual_aid          bigint not null,
    would_basic              bigint not null,
    would_critical_illness   bigint not null,
    would_medical_assistance bigint not null,
    would_tilt_aid           bigint not null,
    would_patient            bigint not null,
    would_mutual_aid         bigint not null,
    primary key (job_id, dimension, key),
    check (paid_basic + paid_critical_illness + paid_medical_assistance + paid_tilt_aid + paid_patient = total),
    check (would_basic + would_critical_illness + would_medical_assistance + would_tilt_aid + would_patient = total)
);
create function refuse_total_of_ended_recomputation() returns trigger language plpgsql as $$
begin
    if (select ended_at from recomputation_progress where job_id = new.job_id) is not null then
        raise exception 'recomputation %: it has ended', new.job_id using errcode = 'OS001';
    end if;
    return new;
end
$$;
create trigger ended before insert or update on recomputation_total
    for each row execute function refuse_total_of_ended_recomputation();
create trigger kept before delete or truncate on recomputation_total for each statement execute function refuse_change();
grant select, insert, update on recomputation_total to ${service};

-- A settlement that does not come out again can become a finding, beside whatever kinds there are.
do $$
declare
    present text := (select pg_get_constraintdef(oid) from pg_constraint
                     where conrelid = 'finding'::regclass and conname = 'finding_kind_check');
begin
    if present is not null and present not like '%RECOMPUTATION%' then
        alter table finding drop constraint finding_kind_check;
        execute 'alter table finding add constraint finding_kind_check ' || replace(present, 'ARRAY[', 'ARRAY[''RECOMPUTATION''::text, ');
    end if;
end
$$;
