-- The values of the law that settlements have used, kept for ever, whatever becomes of the files they came from.
-- value_json: canonical JSON; digest: over id, valid_from, value and source (src/docs/policy-files.md).
-- One value for each parameter and first day: a value that was used can't change, only be followed by a later one.
create table policy_value (
    digest        bytea       primary key check (octet_length(digest) = 32),
    id            text        not null,
    valid_from    date        not null,
    value_json    text        not null,
    source        text        not null,
    confidence    text        not null,
    first_used_at timestamptz not null,
    unique (id, valid_from)
);

-- All values that one policy was made of. digest: over the list of (id, valid_from, digest) of its values.
create table policy_set (
    digest bytea primary key check (octet_length(digest) = 32),
    scheme text  not null check (scheme in ('RESIDENT', 'EMPLOYEE'))
);

create table policy_set_value (
    set_digest   bytea not null references policy_set (digest),
    value_digest bytea not null references policy_value (digest),
    primary key (set_digest, value_digest)
);

select guard_append_only('policy_value');
select guard_append_only('policy_set');
select guard_append_only('policy_set_value');
grant select, insert on policy_value, policy_set, policy_set_value to ${service};
