-- A key that a success or a fence has bound, for ever. Scope: the client, across all operations.
-- operation: what bound it (SETTLEMENT, REVERSAL, FENCE, ...). The first answer is kept by the subject where it has one of
-- its own (a settlement keeps its answer), else here.
create table idempotency_key (
    client_id       text        not null,
    key             text        not null check (key ~ '^[!-~]{1,64}$'),
    operation       text        not null check (operation ~ '^[A-Z_]{1,32}$'),
    fingerprint     bytea       check (octet_length(fingerprint) = 32),
    subject_id      uuid,
    status          smallint,
    answer          bytea,
    bound_at        timestamptz not null,
    primary key (client_id, key),
    check ((operation = 'FENCE') = (fingerprint is null)),
    check (operation = 'FENCE' or (status is not null and (subject_id is not null or answer is not null)))
);

select guard_append_only('idempotency_key');
grant select, insert on idempotency_key to ${service};
