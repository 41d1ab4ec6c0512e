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

alter table household_category add constraint household_category_ended_because
    check (ended_because in ('EXIT', 'REVIEW', 'IMPORT'));

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

-- What the register knows now of the person behind an indexed ID number, on one day: one row, or none where it knows nobody. As
-- before, but each table is asked for the person alone: the planner, going by the few rows that a plan was made for, joined the
-- memberships and the residences of everybody first, and went on so while an import brought a city in.
-- labels: CATEGORY/GRADE/approver/from/to, joined by commas, in the order of the categories; empty where there is none.
create or replace function person_facts(sought bytea, on_day date)
returns table (person_id uuid, revision integer, sealed bytea, key_id text, scheme text, working_status text, suspended boolean,
               file_no text, area text, seriously_ill boolean, labels text)
language sql stable as $$
    select i.person_id, i.revision, i.sealed, i.key_id, e.scheme, e.working_status,
           exists (select from enrolment_suspension s where s.person_id = i.person_id and s.superseded_at is null
                   and on_day between s.valid_from and coalesce(s.valid_to, 'infinity'::date)),
           m.file_no, r.area, coalesce(m.seriously_ill, false),
           coalesce((select string_agg(concat_ws('/', c.category, coalesce(c.grade, '-'), c.approved_by, c.valid_from,
                                                 coalesce(c.valid_to::text, '-')), ',' order by c.category, c.grade)
                     from household_category c where c.file_no = m.file_no and c.superseded_at is null
                     and on_day between c.valid_from and coalesce(c.valid_to, 'infinity'::date)), '')
    from person_identity i
    left join lateral (select n.scheme, n.working_status from enrolment n
         where n.person_id = i.person_id and n.superseded_at is null
         and on_day between n.valid_from and coalesce(n.valid_to, 'infinity'::date) limit 1) e on true
    left join lateral (select n.file_no, n.seriously_ill from household_member n
         where n.person_id = i.person_id and n.superseded_at is null
         and on_day between n.valid_from and coalesce(n.valid_to, 'infinity'::date) limit 1) m on true
    left join lateral (select n.area from household_residence n
         where n.file_no = m.file_no and n.superseded_at is null
         and on_day between n.valid_from and coalesce(n.valid_to, 'infinity'::date) limit 1) r on true
    where i.id_index = sought
      and not exists (select from person_identity n where n.person_id = i.person_id and n.revision > i.revision)
$$;

-- Tells the planner how much there is now. The database's own upkeep comes by once a minute; an import brings tens of thousands of
-- rows meanwhile, and every plan made before would go by what there was. Only a table's owner may, so this does it for the service.
create function renew_figures() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
    analyze (skip_locked) person, person_identity, enrolment, enrolment_suspension, household, household_residence, household_member,
        household_category, hospital_period, catalogue_item;
end
$$;

revoke execute on function renew_figures() from public;
grant execute on function renew_figures() to ${service};
