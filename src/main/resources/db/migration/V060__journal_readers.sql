-- How far each of those has come who follow the journal behind the commits: up to which record (position), and everything that was
-- committed before complete_to is among what it has read.
create table journal_reader (
    name        text        primary key check (name ~ '^[a-z0-9-]{1,32}$'),
    position    bigint      not null check (position >= 0),
    complete_to timestamptz not null
);
grant select, insert, update (position, complete_to) on journal_reader to ${service};
