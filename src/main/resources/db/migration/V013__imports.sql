-- Bulk imports (批量导入). What was handed in, by whom, with which rights: they count when the rows are applied, not only when the
-- file comes in.
create table import_job (
    id         uuid primary key,
    kind       text        not null check (kind ~ '^[a-z-]{1,32}$'),
    atomic     boolean     not null,
    format     text        not null check (format in ('CSV', 'XLSX')),
    charset    text check (charset in ('UTF-8', 'GB18030')),
    bytes      bigint      not null check (bytes >= 0),
    client_id  text        not null,
    subject    text        not null,
    groups     text        not null,
    level      text,
    department text,
    area       text,
    queued_at  timestamptz not null,
    check ((format = 'CSV') = (charset is not null))
);
create index import_job_by_client on import_job (client_id, queued_at, id);
create index import_job_by_time on import_job (queued_at, id);
select guard_append_only('import_job');
grant select, insert on import_job to ${service};

-- How far a job has come; changed in the transaction that applies its rows, so that whoever takes a job up goes on with the very
-- next row. claim: of the worker that holds the job until lease_until; without it nobody moves the job. idle_claims: how often it
-- was taken up since it last moved. run: which reading of the file this is; an atomic job that broke off begins anew.
create table import_progress (
    job_id       uuid primary key references import_job (id),
    state        text     not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    run          integer  not null default 1,
    rows_read    bigint   not null default 0,
    added        bigint   not null default 0,
    changed      bigint   not null default 0,
    unchanged    bigint   not null default 0,
    rejected     bigint   not null default 0,
    bytes_read   bigint   not null default 0,
    busy_millis  bigint   not null default 0,
    claim        uuid,
    lease_until  timestamptz,
    idle_claims  integer  not null default 0,
    cancelling   boolean  not null default false,
    started_at   timestamptz,
    ended_at     timestamptz,
    failure      text,
    facts        text,
    check ((state = 'RUNNING') = (claim is not null)),
    check ((state = 'RUNNING') = (lease_until is not null)),
    check ((state in ('DONE', 'FAILED', 'CANCELLED')) = (ended_at is not null)),
    check ((state = 'FAILED') = (failure is not null))
);
create index import_progress_open on import_progress (job_id) where state in ('QUEUED', 'RUNNING');

-- What a job has come to when it has ended stays.
create function refuse_change_of_end() returns trigger language plpgsql as $$
begin
    if old.ended_at is not null then
        raise exception 'import %: it has ended', old.job_id using errcode = 'OS001';
    end if;
    return new;
end
$$;
create trigger ended before update on import_progress for each row execute function refuse_change_of_end();
create trigger kept before delete or truncate on import_progress for each statement execute function refuse_change();
grant select, insert, update on import_progress to ${service};

-- The file while its job is open: pieces sealed with AES-256-GCM, each bound to its job and place. They hold citizens' numbers and
-- names, so they are deleted with the job's end and are the only rows that the service may delete besides open applications. A job
-- is made after its file, so there is no foreign key.
create table import_chunk (
    job_id      uuid        not null,
    sequence    integer     not null check (sequence >= 0),
    key_id      text        not null,
    sealed      bytea       not null,
    recorded_at timestamptz not null,
    primary key (job_id, sequence)
);
alter table import_chunk alter column sealed set storage external;
grant select, insert, delete on import_chunk to ${service};

-- Why a row was rejected: which row, which column, which code. Never what stood in the cell.
create table import_error (
    job_id      uuid    not null references import_job (id),
    run         integer not null,
    line        bigint  not null,
    sequence    integer not null,
    column_name text    not null,
    code        text    not null check (code ~ '^[a-z-]{1,64}$'),
    primary key (job_id, run, line, sequence)
);
select guard_append_only('import_error');
grant select, insert on import_error to ${service};
