-- What follows guards the data from the service's own role. That is worth nothing if the role owns the tables or is a superuser,
-- so a start under such a role ends here, before anything is made.
do $$
begin
    if exists (select from pg_roles where rolname = '${service}' and (rolsuper or rolbypassrls))
        or pg_has_role('${service}', current_user, 'MEMBER') then
        raise exception '拒绝启动:服务角色${service}是超级用户或库表属主 / refused: the service''s role ${service} is a superuser or owns the tables'
            using hint = 'quarkus.datasource.username must name the service''s own role, quarkus.flyway.username the owner';
    end if;
end
$$;

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
