-- How many households and persons live in a region, from a day until the next row's: what a share of the population is a share of.
-- region: six digits, a county-level division or a whole city. Where the source gives only a share, the base is derived from it; the
-- row says so.
create table population_base (
    region     text not null check (region ~ '^[0-9]{6}$'),
    valid_from date not null,
    households integer not null check (households > 0),
    persons    integer not null check (persons > 0),
    source     text not null,
    primary key (region, valid_from)
);
insert into population_base (region, valid_from, households, persons, source) values
    ('520200', '2018-01-14', round(41055 / 0.135), round(91242 / 0.121),
     '推算:人民网六盘水2018-01-14称六类困难群体41055户、91242人,分别占城镇户数13.5%、城镇人口12.1%;基数由两个比例反推,并非公布的数字。'
     || ' Derived: People''s Daily Online, Liupanshui, 2018-01-14, gives 41,055 households and 91,242 persons as 13.5% of urban'
     || ' households and 12.1% of the urban population; the base is worked back from those shares and was not itself published.');
grant select on population_base to ${service};

-- The parts of the made-up demonstration city that are there; a part and its mark are written in one transaction.
-- content: SHA-256 over the part's rows, so that another seed is not taken for the same city.
create table demonstration_part (
    part    text primary key check (part ~ '^[a-z0-9-]{1,64}$'),
    content bytea not null check (octet_length(content) = 32),
    made_at timestamptz not null
);
select guard_append_only('demonstration_part');
grant select, insert on demonstration_part to ${service};
