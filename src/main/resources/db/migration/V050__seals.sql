-- Seals (印章): what was recorded is grouped into blocks, each with a Merkle root (RFC 9162), chained to the block before and signed
-- (Ed25519). A sealer does it behind the commits; nothing here is touched by what it seals (src/docs/tamper-evidence.md).

-- What is sealed, each at its position, without a gap. source: JOURNAL, ACCESS or REFUSAL, whose table's row record_id is. hash: the
-- leaf's, over position and record. No foreign key: that a record is gone is for the verification to tell.
create table journal_leaf (
    position   bigint primary key check (position >= 0),
    source     text   not null check (source ~ '^[A-Z_]{1,16}$'),
    record_id  bigint not null,
    kind       text   not null,
    subject_id uuid,
    hash       bytea  not null check (octet_length(hash) = 32),
    constraint journal_leaf_once unique (source, record_id)
);
create index journal_leaf_by_subject on journal_leaf (subject_id, kind) where subject_id is not null;

-- A block's header with its signature: the seal. previous: digest of the header before. log: Merkle root over the digests of all
-- earlier headers. complete_to: whatever was recorded before, but by transactions still open then, is in this block or an earlier one;
-- null while a backlog is worked off that no block has reached the end of.
create table journal_block (
    height      bigint      primary key check (height >= 0),
    previous    bytea       check (octet_length(previous) = 32),
    first       bigint      not null,
    records     integer     not null check (records >= 1),
    root        bytea       not null check (octet_length(root) = 32),
    log         bytea       not null check (octet_length(log) = 32),
    sealed_at   timestamptz not null,
    complete_to timestamptz,
    key_id      text        not null,
    digest      bytea       not null check (octet_length(digest) = 32),
    signature   bytea       not null check (octet_length(signature) = 64),
    check ((height = 0) = (previous is null))
);

-- A block follows on the newest: next height, its digest, the next position.
create function guard_block() returns trigger language plpgsql as $$
declare
    before journal_block;
begin
    select * into before from journal_block b order by b.height desc limit 1;
    if new.height <> coalesce(before.height + 1, 0) or new.previous is distinct from before.digest
            or new.first <> coalesce(before.first + before.records, 0) then
        raise exception 'block % does not follow on block %', new.height, before.height using errcode = 'OS010';
    end if;
    return new;
end
$$;
create trigger follows before insert on journal_block for each row execute function guard_block();

-- Verifications asked for, how far each has come, and what it found. The newest event says how it stands.
create table verification (
    id             uuid        primary key,
    client_id      text        not null,
    subject        text        not null,
    requested_at   timestamptz not null,
    earlier_height bigint      check (earlier_height >= 0),
    earlier_digest bytea       check (octet_length(earlier_digest) = 32),
    check ((earlier_height is null) = (earlier_digest is null))
);
create index verification_by_time on verification (requested_at, id);

create table verification_event (
    verification_id uuid        not null references verification (id),
    sequence        integer     not null check (sequence >= 1),
    state           text        not null check (state in ('RUNNING', 'INTACT', 'TAMPERED', 'FAILED')),
    blocks          bigint      not null,
    records         bigint      not null,
    rows_checked    bigint      not null,
    findings        bigint      not null,
    recorded_at     timestamptz not null,
    primary key (verification_id, sequence)
);

-- What was found, by name: never what stands in a row. row_id: the row's key. detail: what differs, such as a column's name.
create table verification_finding (
    verification_id uuid    not null references verification (id),
    number          integer not null check (number >= 1),
    kind            text    not null check (kind ~ '^[A-Z_]{1,48}$'),
    table_name      text    not null,
    row_id          text    not null,
    height          bigint,
    position        bigint,
    detail          text    not null,
    primary key (verification_id, number)
);

select guard_append_only('journal_leaf');
select guard_append_only('journal_block');
select guard_append_only('verification');
select guard_append_only('verification_event');
select guard_append_only('verification_finding');
grant select, insert on journal_leaf, journal_block, verification, verification_event, verification_finding to ${service};
