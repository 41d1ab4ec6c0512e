-- The two roles of the service's database. Run once by a superuser, as the README tells; it may be run again.
-- onestop_owner migrates and owns every table; onestop_service is the running service's, owns nothing, and gets from each
-- migration no more than it needs: nothing that could change or delete what is append-only.
do $$
begin
    if not exists (select from pg_roles where rolname = 'onestop_owner') then
        create role onestop_owner login nosuperuser nocreatedb nocreaterole nobypassrls noreplication;
    end if;
    if not exists (select from pg_roles where rolname = 'onestop_service') then
        create role onestop_service login nosuperuser nocreatedb nocreaterole nobypassrls noreplication;
    end if;
end
$$;
