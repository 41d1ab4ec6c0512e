-- Contributions to mutual aid (互助金缴费). Amounts in fen. Nothing here is ever changed: what was received, what for, and what became
-- of the rest are rows that are added; what is left is computed.

-- What one command or one batch of an import added to a unit's roster of a term as of a day: the document behind the accrual.
create table contribution_roster (
    id          uuid        primary key,
    credit_code text        not null references mutual_aid_unit (credit_code),
    term        smallint    not null,
    joined_on   date        not null,
    members     integer     not null check (members > 0),
    amount      bigint      not null check (amount > 0),
    client_id   text        not null,
    subject     text        not null,
    recorded_at timestamptz not null
);

-- What is due for a membership, once.
create table contribution_due (
    membership_id uuid     primary key,
    person_id     uuid     not null references person (id),
    term          smallint not null,
    amount        bigint   not null check (amount > 0),
    roster_id     uuid     not null references contribution_roster (id)
);
create index contribution_due_by_roster on contribution_due (roster_id);

-- A payment of a unit for a term, with its receipt (收据). named: whether the payer said for whom. matched: what went to members
-- when it came in; suspense: the rest. The receipts of a year are numbered without a gap.
create table contribution (
    id             uuid        primary key,
    credit_code    text        not null references mutual_aid_unit (credit_code),
    term           smallint    not null,
    amount         bigint      not null check (amount > 0),
    received_on    date        not null,
    bank_reference text        not null check (length(bank_reference) between 1 and 64),
    payer          text        not null check (payer <> ''),
    named          boolean     not null,
    outcome        text        not null check (outcome in ('MATCHED', 'SHORT', 'SURPLUS', 'UNKNOWN_MEMBERS')),
    members        integer     not null check (members >= 0),
    matched        bigint      not null check (matched >= 0),
    suspense       bigint      not null check (suspense >= 0),
    unit_name      text        not null,
    receipt_year   smallint    not null,
    receipt_number integer     not null check (receipt_number >= 1),
    issued_on      date        not null,
    client_id      text        not null,
    subject        text        not null,
    recorded_at    timestamptz not null,
    constraint contribution_bank_reference_once unique (bank_reference),
    constraint contribution_receipt_once unique (receipt_year, receipt_number),
    check (matched + suspense = amount),
    check ((members > 0) = (matched > 0)),
    check (extract(year from issued_on) = receipt_year),
    check (received_on <= issued_on)
);
create index contribution_by_unit on contribution (credit_code, term);

create function guard_receipt_number() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtext('receipt'), new.receipt_year);
    if new.receipt_number <> 1 + coalesce((select max(c.receipt_number) from contribution c where c.receipt_year = new.receipt_year), 0) then
        raise exception 'receipt % of % would leave a gap', new.receipt_number, new.receipt_year using errcode = 'OS001';
    end if;
    return new;
end
$$;
create trigger receipt_number before insert on contribution for each row execute function guard_receipt_number();

-- What the payer said for whom, line by line, and what came of it. membership_id is null where nobody was found.
create table contribution_line (
    contribution_id uuid    not null references contribution (id),
    line            integer not null check (line >= 1),
    membership_id   uuid,
    verdict         text    not null check (verdict in ('PAID', 'NOT_ENOUGH', 'NOT_DUE', 'NOT_OF_UNIT', 'UNKNOWN', 'REPEATED')),
    amount          bigint  not null check (amount > 0),
    primary key (contribution_id, line)
);

-- Money in suspense that was given to members afterwards (核销).
create table contribution_allotment (
    id              uuid        primary key,
    contribution_id uuid        not null references contribution (id),
    amount          bigint      not null check (amount > 0),
    members         integer     not null check (members > 0),
    allotted_on     date        not null,
    client_id       text        not null,
    subject         text        not null,
    recorded_at     timestamptz not null
);
create index contribution_allotment_by_contribution on contribution_allotment (contribution_id);

-- What became of a due, once: paid by a payment (at once, or out of its suspense by an allotment), or written back as the member
-- left without paying.
create table contribution_due_outcome (
    membership_id   uuid        primary key references contribution_due (membership_id),
    outcome         text        not null check (outcome in ('PAID', 'WRITTEN_BACK')),
    contribution_id uuid        references contribution (id),
    allotment_id    uuid        references contribution_allotment (id),
    received_on     date,
    happened_on     date        not null,
    recorded_at     timestamptz not null,
    check ((outcome = 'PAID') = (contribution_id is not null)),
    check ((outcome = 'PAID') = (received_on is not null)),
    check (allotment_id is null or contribution_id is not null)
);
create index contribution_due_outcome_by_contribution on contribution_due_outcome (contribution_id);

-- Money given back: out of suspense to the unit, or a member's contribution, once.
create table contribution_refund (
    id              uuid        primary key,
    contribution_id uuid        not null references contribution (id),
    membership_id   uuid        references contribution_due_outcome (membership_id),
    amount          bigint      not null check (amount > 0),
    refunded_on     date        not null,
    bank_reference  text        not null check (length(bank_reference) between 1 and 64),
    reason          text        not null check (reason <> ''),
    client_id       text        not null,
    subject         text        not null,
    recorded_at     timestamptz not null,
    constraint contribution_refund_bank_reference_once unique (bank_reference),
    constraint contribution_refund_member_once unique (membership_id)
);
create index contribution_refund_by_contribution on contribution_refund (contribution_id);

-- No more leaves a payment's suspense than came into it.
create function contribution_suspense_left(sought uuid) returns bigint language sql stable as $$
    select c.suspense
         - coalesce((select sum(a.amount) from contribution_allotment a where a.contribution_id = c.id), 0)::bigint
         - coalesce((select sum(r.amount) from contribution_refund r where r.contribution_id = c.id and r.membership_id is null), 0)::bigint
    from contribution c where c.id = sought
$$;
grant execute on function contribution_suspense_left(uuid) to ${service};

create function guard_suspense() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('suspense ' || new.contribution_id, 0));
    if contribution_suspense_left(new.contribution_id) < 0 then
        raise exception 'contribution %: more than its suspense', new.contribution_id using errcode = 'OS005';
    end if;
    return null;
end
$$;
create trigger suspense after insert on contribution_allotment for each row execute function guard_suspense();
create trigger suspense after insert on contribution_refund for each row execute function guard_suspense();

-- Payments whose parts are not what the members' dues say. Must be empty.
create view contribution_difference as
select c.id, c.matched, c.members, p.amount as paid, p.members as paid_members, a.amount as allotted, p.allotted as paid_by_allotment,
       contribution_suspense_left(c.id) as suspense_left
from contribution c
cross join lateral (
    select coalesce(sum(d.amount) filter (where o.allotment_id is null), 0) as amount,
           count(*) filter (where o.allotment_id is null) as members,
           coalesce(sum(d.amount) filter (where o.allotment_id is not null), 0) as allotted
    from contribution_due_outcome o join contribution_due d using (membership_id) where o.contribution_id = c.id) p
cross join lateral (
    select coalesce(sum(t.amount), 0) as amount from contribution_allotment t where t.contribution_id = c.id) a
where c.matched <> p.amount or c.members <> p.members or a.amount <> p.allotted or contribution_suspense_left(c.id) < 0;
grant select on contribution_difference to ${service};

select guard_append_only('contribution_roster');
select guard_append_only('contribution_due');
select guard_append_only('contribution');
select guard_append_only('contribution_line');
select guard_append_only('contribution_allotment');
select guard_append_only('contribution_due_outcome');
select guard_append_only('contribution_refund');
grant select, insert on contribution_roster, contribution_due, contribution, contribution_line, contribution_allotment,
    contribution_due_outcome, contribution_refund to ${service};

-- Memberships as they are now, by their last unit, with what was due and what became of it. joined_on: of the whole membership;
-- unit_since: of the last unit. contribution: NONE where nothing was due.
create view membership_now as
select l.membership_id, l.person_id, l.term, l.credit_code,
       (select min(e.joined_on) from membership e where e.membership_id = l.membership_id and e.superseded_at is null) as joined_on,
       l.first_joiner, l.joined_on as unit_since, l.left_on, l.left_because, d.amount,
       case when r.id is not null then 'REFUNDED' when o.outcome is not null then o.outcome
            when d.membership_id is not null then 'DUE' else 'NONE' end as contribution,
       o.received_on, o.contribution_id
from membership l
left join contribution_due d on d.membership_id = l.membership_id
left join contribution_due_outcome o on o.membership_id = l.membership_id
left join contribution_refund r on r.membership_id = l.membership_id
where l.superseded_at is null and l.left_because is distinct from 'TRANSFERRED';
grant select on membership_now to ${service};
