-- What a unit is called, and until when it takes part; the latest revision counts. A unit without one is called as it was registered.
create table mutual_aid_unit_revision (
    credit_code text        not null references mutual_aid_unit (credit_code),
    revision    smallint    not null check (revision >= 1),
    name        text        not null check (name <> ''),
    closed_on   date,
    client_id   text        not null,
    subject     text        not null,
    recorded_at timestamptz not null,
    primary key (credit_code, revision)
);
select guard_append_only('mutual_aid_unit_revision');
grant select, insert on mutual_aid_unit_revision to ${service};

-- Units as they are now; closed_on: last day on which one takes part, null while it does.
create view mutual_aid_unit_now as
select u.credit_code, coalesce(r.name, u.name) as name, u.registered_at, r.closed_on, coalesce(r.revision, 0) as revision
from mutual_aid_unit u
left join lateral (select n.name, n.closed_on, n.revision from mutual_aid_unit_revision n
                   where n.credit_code = u.credit_code order by n.revision desc limit 1) r on true;
grant select on mutual_aid_unit_now to ${service};

-- A membership keeps its name through a transfer: one row for each unit, one behind the other.
drop index membership_in_force;
create unique index membership_in_force on membership (membership_id, joined_on) where superseded_at is null;
create index membership_by_name on membership (membership_id);
alter table membership drop constraint membership_left_because_check;
alter table membership add constraint membership_left_because_check
    check (left_because in ('TRANSFERRED', 'LEFT', 'DIED', 'REFUNDED'));

-- What settlements go by follows from memberships and from what was received for them, and is kept by whoever changes those.
-- covered_from is null while a contribution is due and nothing was received for it.
alter table member_standing alter column covered_from drop not null;
grant update, delete on member_standing to ${service};
