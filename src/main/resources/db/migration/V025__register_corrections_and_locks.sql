-- Why something that was recorded wrongly of a person was put right (更正). What was wrong and what is right stand in the rows that
-- were superseded and those that took their place. reason: sealed, as all that people wrote about people.
create table register_correction (
    id          uuid primary key,
    kind        text        not null check (kind in ('DEATH', 'RELATION', 'NAME')),
    person_id   uuid        not null references person (id),
    file_no     text        references household (file_no),
    reason      bytea       not null,
    key_id      text        not null,
    client_id   text        not null,
    subject     text        not null,
    recorded_at timestamptz not null
);
create index register_correction_by_file on register_correction (file_no);
create index register_correction_by_person on register_correction (person_id);
select guard_append_only('register_correction');
grant select, insert on register_correction to ${service};

-- Who changes a file or what is on record of a person locks its row first, an import as well as a registrar, always files before
-- persons and each in one order. An import locks more of them than advisory locks have room for, and a row's lock asks for a right to
-- change the row, which the service has not: so these two lock on its behalf, and do nothing else.
create function hold_households(numbers text[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform from household where file_no = any (numbers) order by file_no for no key update;
end
$$;

create function hold_persons(ids uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform from person where id = any (ids) order by id for no key update;
end
$$;

revoke execute on function hold_households(text[]), hold_persons(uuid[]) from public;
grant execute on function hold_households(text[]), hold_persons(uuid[]) to ${service};
