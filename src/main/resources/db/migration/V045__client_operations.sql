-- Clients are registered, change their secrets without a gap, and are retired; each step by somebody.
alter table client add column registered_by text;

alter table client_secret
    add column secret_id uuid not null default gen_random_uuid() unique,
    add column created_at timestamptz,
    add column created_by text;
update client_secret s set created_at = c.created_at from client c where c.client_id = s.client_id;
alter table client_secret alter column created_at set not null;

-- Two secrets of a client are valid at once and no more, and a secret's end may come sooner but never later: a secret that
-- somebody else has learnt can't be kept alive.
create function guard_client_secret() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if new.valid_until is null or new.valid_until > old.valid_until then
            raise exception 'client %: a secret ends sooner, not later', new.client_id using errcode = 'OS009';
        end if;
        return new;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('client secret ' || new.client_id, 0));
    if (select count(*) from client_secret s
            where s.client_id = new.client_id and (s.valid_until is null or s.valid_until > new.created_at)) >= 2 then
        raise exception 'client %: two secrets are valid already', new.client_id using errcode = 'OS009';
    end if;
    return new;
end
$$;
create trigger two_at_once before insert or update on client_secret for each row execute function guard_client_secret();

-- Clients that get no tokens any more.
create table client_retirement (
    client_id  text        primary key references client (client_id),
    reason     text        not null check (reason <> ''),
    retired_by text        not null,
    retired_at timestamptz not null
);
select guard_append_only('client_retirement');
grant select, insert on client_retirement to ${service};
