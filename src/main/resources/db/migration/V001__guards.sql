-- What every other migration uses. Runs as the owner; ${service} is the running service's role, which owns nothing.
create extension if not exists btree_gist;

revoke create on schema public from public;
grant usage on schema public to ${service};

-- Append-only means: for everybody, the owner included. A correction is a further row.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'append-only: % on % is refused', tg_op, tg_table_name using errcode = 'OS001';
end
$$;

create function guard_append_only(target regclass) returns void language plpgsql as $$
begin
    execute format('create trigger append_only before update or delete or truncate on %s '
                   'for each statement execute function refuse_change()', target);
end
$$;
