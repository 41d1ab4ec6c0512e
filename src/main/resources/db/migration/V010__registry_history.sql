-- The register's periods become rows that are never rewritten, in two times: valid_from..valid_to is when a thing was so in the world
-- (both days included), recorded_at..superseded_at is when the register said so. A correction supersedes a row and writes another;
-- what the register knew at any moment of any day can be read for ever. The one change allowed is to supersede a row, once.

create function only_supersede() returns trigger language plpgsql as $$
begin
    if old.superseded_at is not null or new.superseded_at is null or new.superseded_at < old.recorded_at
        or to_jsonb(new) - 'superseded_at' <> to_jsonb(old) - 'superseded_at' then
        raise exception 'history: a row of % can be superseded once and nothing else', tg_table_name using errcode = 'OS001';
    end if;
    return new;
end
$$;

create function guard_history(target regclass) returns void language plpgsql as $$
begin
    execute format('create trigger history before update on %s for each row execute function only_supersede()', target);
    execute format('create trigger history_kept before delete or truncate on %s '
                   'for each statement execute function refuse_change()', target);
end
$$;

-- The old keys and exclusions, which counted every row; those that follow count only what is not superseded.
do $$
declare
    old record;
begin
    for old in select conrelid::regclass as target, conname from pg_constraint where contype in ('p', 'x') and conrelid in
            ('enrolment'::regclass, 'enrolment_suspension'::regclass, 'household_member'::regclass, 'household_category'::regclass) loop
        execute format('alter table %s drop constraint %I', old.target, old.conname);
    end loop;
end
$$;

-- ---- enrolment ----
alter table enrolment
    add column id bigint generated always as identity primary key,
    add column recorded_at timestamptz not null default now(),
    add column superseded_at timestamptz,
    add constraint enrolment_period check (valid_to is null or valid_to >= valid_from),
    add constraint enrolment_one_scheme exclude using gist ((person_id::text) with =, daterange(valid_from, valid_to, '[]') with &&)
        where (superseded_at is null);
alter table enrolment alter column recorded_at drop default;
create index enrolment_by_person on enrolment (person_id, valid_from) where superseded_at is null;

alter table enrolment_suspension
    add column id bigint generated always as identity primary key,
    add column recorded_at timestamptz not null default now(),
    add column superseded_at timestamptz,
    add constraint enrolment_suspension_period check (valid_to is null or valid_to >= valid_from),
    add constraint enrolment_suspension_once exclude using gist ((person_id::text) with =, daterange(valid_from, valid_to, '[]') with &&)
        where (superseded_at is null);
alter table enrolment_suspension alter column recorded_at drop default;
create index enrolment_suspension_by_person on enrolment_suspension (person_id, valid_from) where superseded_at is null;

-- ---- death ----
create table person_death (
    id            bigint generated always as identity primary key,
    person_id     uuid not null references person (id),
    died_on       date not null,
    recorded_at   timestamptz not null,
    superseded_at timestamptz
);
create unique index person_death_once on person_death (person_id) where superseded_at is null;

-- ---- where a household lives ----
create table household_residence (
    id            bigint generated always as identity primary key,
    file_no       text not null references household (file_no),
    area          text not null check (area ~ '^[0-9]{12}$'),
    valid_from    date not null,
    valid_to      date,
    recorded_at   timestamptz not null,
    superseded_at timestamptz,
    check (valid_to is null or valid_to >= valid_from),
    exclude using gist ((file_no || '') with =, daterange(valid_from, valid_to, '[]') with &&) where (superseded_at is null)
);
create index household_residence_by_file on household_residence (file_no, valid_from) where superseded_at is null;
create index household_residence_by_area on household_residence (area text_pattern_ops) where superseded_at is null;
insert into household_residence (file_no, area, valid_from, recorded_at)
    select h.file_no, h.area, coalesce(min(m.valid_from), h.created_at::date), h.created_at
    from household h left join household_member m on m.file_no = h.file_no group by h.file_no, h.area, h.created_at;
drop function person_facts(bytea, date);
alter table household drop column area;

-- ---- who belongs to a household ----
-- member_id is the membership's lasting name; its row in force is the one not superseded.
alter table household_member
    add column id bigint generated always as identity primary key,
    add column member_id uuid not null default gen_random_uuid(),
    add column relation text not null default 'OTHER' check (relation in ('HEAD', 'SPOUSE', 'CHILD', 'PARENT', 'GRANDPARENT',
                                                                         'GRANDCHILD', 'SIBLING', 'OTHER')),
    add column left_because text check (left_because in ('LEFT', 'DIED', 'OTHER_HOUSEHOLD', 'CORRECTION')),
    add column recorded_at timestamptz not null default now(),
    add column superseded_at timestamptz,
    add constraint household_member_period check (valid_to is null or valid_to >= valid_from),
    add constraint household_member_one_household exclude using gist
        ((person_id::text) with =, daterange(valid_from, valid_to, '[]') with &&) where (superseded_at is null);
alter table household_member alter column recorded_at drop default, alter column relation drop default;
drop index household_member_by_file;
create index household_member_by_file on household_member (file_no) where superseded_at is null;
create index household_member_by_person on household_member (person_id, valid_from) where superseded_at is null;
create unique index household_member_in_force on household_member (member_id, valid_from) where superseded_at is null;

-- ---- the hardship categories of a household ----
-- id is the category's lasting name; origin: the application that won it, or the import that brought it.
alter table household_category
    add column row_id bigint generated always as identity primary key,
    add column application_id uuid,
    add column ended_because text,
    add column review_due_on date,
    add column recorded_at timestamptz not null default now(),
    add column superseded_at timestamptz,
    add constraint household_category_period check (valid_to is null or valid_to >= valid_from),
    add constraint household_category_once exclude using gist
        ((file_no || '') with =, category with =, daterange(valid_from, valid_to, '[]') with &&) where (superseded_at is null);
alter table household_category alter column recorded_at drop default;
drop index household_category_by_file;
create index household_category_by_file on household_category (file_no) where superseded_at is null;
create unique index household_category_in_force on household_category (id) where superseded_at is null;

-- What the register knows now of the person behind an indexed ID number, on one day: one row, or none where it knows nobody.
-- labels: CATEGORY/GRADE/approver/from/to, joined by commas, in the order of the categories; empty where there is none.
create function person_facts(sought bytea, on_day date)
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
    left join enrolment e on e.person_id = i.person_id and e.superseded_at is null
         and on_day between e.valid_from and coalesce(e.valid_to, 'infinity'::date)
    left join household_member m on m.person_id = i.person_id and m.superseded_at is null
         and on_day between m.valid_from and coalesce(m.valid_to, 'infinity'::date)
    left join household_residence r on r.file_no = m.file_no and r.superseded_at is null
         and on_day between r.valid_from and coalesce(r.valid_to, 'infinity'::date)
    where i.id_index = sought
      and not exists (select from person_identity n where n.person_id = i.person_id and n.revision > i.revision)
$$;

select guard_history('enrolment');
select guard_history('enrolment_suspension');
select guard_history('person_death');
select guard_history('household_residence');
select guard_history('household_member');
select guard_history('household_category');
revoke update (valid_to) on enrolment, enrolment_suspension, household_member, household_category from ${service};
grant select, insert on person_death, household_residence to ${service};
grant update (superseded_at) on enrolment, enrolment_suspension, person_death, household_residence, household_member,
    household_category to ${service};
