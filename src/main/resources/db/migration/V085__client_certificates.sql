-- Certificates with which clients show themselves (RFC 8705): by their SHA-256, as a connection shows it.
create table client_certificate (
    certificate_id uuid        primary key,
    client_id      text        not null references client (client_id),
    thumbprint     bytea       not null check (octet_length(thumbprint) = 32),
    registered_by  text        not null,
    registered_at  timestamptz not null
);
create index client_certificate_client on client_certificate (client_id);
select guard_append_only('client_certificate');

create table client_certificate_end (
    certificate_id uuid        primary key references client_certificate (certificate_id),
    ended_by       text        not null,
    ended_at       timestamptz not null
);
select guard_append_only('client_certificate_end');

-- Two at once and no more, as with secrets and signing keys.
create function guard_client_certificate() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('client certificate ' || new.client_id, 0));
    if (select count(*) from client_certificate c where c.client_id = new.client_id
            and not exists (select from client_certificate_end e where e.certificate_id = c.certificate_id)) >= 2 then
        raise exception 'client %: two certificates are valid already', new.client_id using errcode = 'OS010';
    end if;
    return new;
end
$$;
create trigger two_at_once before insert on client_certificate for each row execute function guard_client_certificate();

grant select, insert on client_certificate, client_certificate_end to ${service};
