-- Clients that sign their requests (RFC 9421). A key is registered once and never changed; that it ended is a row of its own.
create table signature_key (
    key_id         uuid        primary key,
    client_id      text        not null references client (client_id),
    algorithm      text        not null check (algorithm in ('HMAC_SHA256', 'SM2_SM3')),
    sealed_key     bytea       check (octet_length(sealed_key) between 60 and 92),
    sealed_under   text,
    public_key     bytea,
    signature_form text        check (signature_form in ('DER', 'RAW')),
    signer_id      text        check (signer_id ~ '^[!-~]{1,64}$'),
    registered_by  text        not null,
    registered_at  timestamptz not null,
    check ((algorithm = 'HMAC_SHA256') = (sealed_key is not null)),
    check ((algorithm = 'HMAC_SHA256') = (sealed_under is not null)),
    check ((algorithm = 'SM2_SM3') = (public_key is not null)),
    check ((algorithm = 'SM2_SM3') = (signature_form is not null)),
    check ((algorithm = 'SM2_SM3') = (signer_id is not null))
);
create index signature_key_client on signature_key (client_id);
select guard_append_only('signature_key');

create table signature_key_end (
    key_id   uuid        primary key references signature_key (key_id),
    ended_by text        not null,
    ended_at timestamptz not null
);
select guard_append_only('signature_key_end');

-- Two keys are valid at once and no more: that is what an exchange without a gap needs, and whoever gets in a third can't hide
-- it among many.
create function guard_signature_key() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('signature key ' || new.client_id, 0));
    if (select count(*) from signature_key k where k.client_id = new.client_id
            and not exists (select from signature_key_end e where e.key_id = k.key_id)) >= 2 then
        raise exception 'client %: two signing keys are valid already', new.client_id using errcode = 'OS010';
    end if;
    return new;
end
$$;
create trigger two_at_once before insert on signature_key for each row execute function guard_signature_key();

-- The signatures that were taken, by their nonce, for as long as one could be sent again.
create table signature_nonce (
    client_id text        not null,
    nonce     text        not null check (nonce ~ '^[A-Za-z0-9_-]{16,64}$'),
    forget_at timestamptz not null,
    primary key (client_id, nonce)
);
create index signature_nonce_old on signature_nonce (forget_at);

grant select, insert on signature_key, signature_key_end to ${service};
grant select, insert, delete on signature_nonce to ${service};
