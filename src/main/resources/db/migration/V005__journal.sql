-- The append-only journal: one record for each settlement, reversal and, later, approval, ledger entry and finding.
-- A sealer reads behind the commits, so tx tells which transaction wrote a record: identities are handed out before
-- commits, and a record that commits late must not be skipped.
create table journal_record (
    id          bigint generated always as identity primary key,
    kind        text        not null check (kind ~ '^[A-Z_]{1,32}$'),
    subject_id  uuid        not null,
    digest      bytea       not null check (octet_length(digest) = 32),
    recorded_at timestamptz not null,
    client_id   text        not null,
    tx          xid8        not null default pg_current_xact_id()
);

-- What was asked and refused. A refusal binds nothing, so nothing else of the request is kept: no bill, no person.
create table refusal_record (
    id              bigint generated always as identity primary key,
    refused_at      timestamptz not null,
    client_id       text        not null,
    hospital_code   text,
    operation       text        not null,
    idempotency_key text,
    code            text        not null,
    facts           text        not null
);

select guard_append_only('journal_record');
select guard_append_only('refusal_record');
grant select, insert on journal_record, refusal_record to ${service};
