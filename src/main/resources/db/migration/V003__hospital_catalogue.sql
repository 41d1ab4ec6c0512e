-- Master data that every settlement looks at. Small, so the service holds a copy; reference_version tells it when to read anew.
create table reference_version (
    name    text primary key,
    version bigint not null
);
insert into reference_version (name, version) values ('hospital', 0), ('catalogue', 0);

create function bump_reference_version() returns trigger language plpgsql security definer set search_path = public as $$
begin
    update reference_version set version = version + 1 where name = tg_argv[0];
    return null;
end
$$;

create table hospital (
    code text primary key check (code ~ '^[A-Z0-9]{1,32}$'),
    name text not null
);

-- What a hospital was, and when. Periods are never rewritten: one is ended, another begins.
create table hospital_period (
    code       text not null references hospital (code),
    level      text not null check (level in ('TOWNSHIP', 'LEVEL_1', 'LEVEL_2', 'LEVEL_3', 'PROVINCIAL')),
    place      text not null check (place in ('LOCAL', 'PROVINCE', 'OUTSIDE')),
    division   text not null check (division ~ '^[0-9]{6}$'),
    valid_from date not null,
    valid_to   date,
    primary key (code, valid_from),
    exclude using gist (code with =, daterange(valid_from, valid_to, '[]') with &&)
);

-- The price and scope catalogue (医保目录). Ratio in ten-thousandths, ceiling in millionths of a yuan per unit.
create table catalogue_item (
    item_code       text not null,
    name            text not null,
    fee_type        text not null,
    catalogue_class text not null check (catalogue_class in ('A', 'B', 'C')),
    first_pay_ratio integer check (first_pay_ratio between 0 and 10000),
    price_ceiling   bigint check (price_ceiling >= 0),
    valid_from      date not null,
    valid_to        date,
    primary key (item_code, valid_from),
    exclude using gist (item_code with =, daterange(valid_from, valid_to, '[]') with &&)
);

create trigger new_version after insert or update or delete on hospital
    for each statement execute function bump_reference_version('hospital');
create trigger new_version after insert or update or delete on hospital_period
    for each statement execute function bump_reference_version('hospital');
create trigger new_version after insert or update or delete on catalogue_item
    for each statement execute function bump_reference_version('catalogue');

grant select on reference_version to ${service};
grant select, insert on hospital, hospital_period, catalogue_item to ${service};
grant update (valid_to) on hospital_period, catalogue_item to ${service};
