-- Who may call: machines with a role and what it is bound to. Secrets are kept as salted digests.
create table client (
    client_id     text primary key check (client_id ~ '^[!-~]{1,64}$'),
    role          text not null check (role in ('hospital', 'registrar', 'union-admin', 'civil-affairs-auditor', 'policy-admin',
                                                'system-admin')),
    hospital_code text,
    level         text check (level in ('COMMUNITY', 'TOWNSHIP', 'COUNTY')),
    department    text check (department in ('CIVIL_AFFAIRS', 'HOUSING', 'UNION')),
    area          text check (area ~ '^[0-9]{12}$'),
    sandbox       boolean not null,
    created_at    timestamptz not null,
    check ((role = 'hospital') = (hospital_code is not null)),
    check ((role = 'registrar') = (level is not null and area is not null)),
    check ((level is not distinct from 'COUNTY') = (department is not null))
);

-- Two secrets may be valid at once, so that a client can change its own without a gap.
create table client_secret (
    client_id   text not null references client (client_id),
    salt        bytea not null check (octet_length(salt) = 16),
    hash        bytea not null check (octet_length(hash) = 32),
    valid_until timestamptz,
    primary key (client_id, hash)
);

grant select, insert on client, client_secret to ${service};
grant update (valid_until) on client_secret to ${service};
