-- Benefits of the union's mutual aid (互助金). Amounts in fen. A benefit and what happened to it are rows that are added; how it
-- stands is what its last event says.

-- Opened by a settlement, in its transaction, once. trace: how the amount came about, steps in both languages, a JSON array.
create table benefit (
    id            uuid        primary key,
    settlement_id uuid        not null unique references settlement (id),
    person_id     uuid        not null,
    term          smallint    not null,
    benefit_date  date        not null,
    amount        bigint      not null check (amount > 0),
    trace         text        not null,
    opened_at     timestamptz not null
);
create index benefit_by_person on benefit (person_id, term);
create index benefit_by_term on benefit (term, id);

-- Benefits that one order to the bank pays (发放批次).
create table payment_batch (
    id          uuid        primary key,
    number      bigint      generated always as identity unique,
    benefits    integer     not null check (benefits > 0),
    amount      bigint      not null check (amount > 0),
    client_id   text        not null,
    subject     text        not null,
    recorded_at timestamptz not null
);

-- What happened to a benefit, step by step. state: how it stands since. amount: of a repayment alone. happened_on: by the bank's
-- statement where it is the bank's, else by the calendar. bank_reference: of a payment singly or a repayment unique.
create table benefit_event (
    benefit_id     uuid        not null references benefit (id),
    step           smallint    not null check (step >= 1),
    kind           text        not null check (kind in ('APPROVED', 'REJECTED', 'ORDERED', 'PAID', 'FAILED', 'REVERSED', 'REPAID')),
    state          text        not null,
    happened_on    date        not null,
    amount         bigint      check (amount > 0),
    batch_id       uuid        references payment_batch (id),
    bank_reference text        check (length(bank_reference) between 1 and 64),
    reason         text        check (reason <> ''),
    client_id      text        not null,
    subject        text        not null,
    recorded_at    timestamptz not null,
    primary key (benefit_id, step),
    check ((kind = 'REPAID') = (amount is not null)),
    check (kind <> 'ORDERED' or batch_id is not null),
    check (kind not in ('REJECTED', 'FAILED', 'REVERSED') or reason is not null),
    check (kind <> 'REPAID' or bank_reference is not null),
    check (kind <> 'PAID' or batch_id is not null or bank_reference is not null)
);
create unique index benefit_event_bank_reference_once on benefit_event (bank_reference) where batch_id is null;
create unique index benefit_event_ordered_once on benefit_event (batch_id, benefit_id) where kind = 'ORDERED';

-- Benefits as they are now. approver, approved_on: who approved and when; recovered: what the member has paid back; batch_id: the order that pays it,
-- or paid it.
create view benefit_now as
select b.id, b.settlement_id, b.person_id, b.term, b.benefit_date, b.amount, b.opened_at, coalesce(l.step, 0) as step,
       coalesce(l.state, 'OPEN') as state, l.batch_id,
       a.subject as approver, a.happened_on as approved_on,
       coalesce((select sum(e.amount) from benefit_event e where e.benefit_id = b.id and e.kind = 'REPAID'), 0)::bigint as recovered
from benefit b
left join lateral (select e.step, e.state, e.batch_id from benefit_event e where e.benefit_id = b.id
                   order by e.step desc limit 1) l on true
left join benefit_event a on a.benefit_id = b.id and a.kind = 'APPROVED';

-- Whether the books have an entry for a benefit.
create function benefit_posted(benefit uuid, why text) returns boolean language sql stable as $$
    select exists (select from ledger_entry e where e.reason = why and e.source_type = 'BENEFIT' and e.source_id = benefit::text)
$$;

-- One step at a time, along the ways that there are; paid by another than who approved; on the books first. What is approved and
-- unpaid the bank can bear: approvals come one after another.
create function guard_benefit_event() returns trigger language plpgsql as $$
declare
    before benefit_now;
begin
    perform pg_advisory_xact_lock(hashtextextended('benefit ' || new.benefit_id, 0));
    select * into before from benefit_now n where n.id = new.benefit_id;
    if new.step <> before.step + 1 or not concat_ws(' ', before.state, new.kind, new.state) = any (array[
            'OPEN APPROVED APPROVED', 'OPEN REJECTED REJECTED', 'OPEN REVERSED CANCELLED',
            'APPROVED ORDERED ORDERED', 'APPROVED PAID PAID', 'APPROVED REVERSED CANCELLED',
            'ORDERED PAID PAID', 'ORDERED FAILED APPROVED', 'ORDERED REVERSED RECALLED',
            'RECALLED PAID RECOVERABLE', 'RECALLED FAILED CANCELLED', 'PAID REVERSED RECOVERABLE',
            'RECOVERABLE REPAID RECOVERABLE', 'RECOVERABLE REPAID RECOVERED']) then
        raise exception 'benefit %: % does not follow on % (step %)', new.benefit_id, new.kind, before.state, before.step
            using errcode = 'OS006';
    end if;
    if new.kind in ('ORDERED', 'PAID', 'FAILED') and new.subject = before.approver then
        raise exception 'benefit %: paid by who approved it', new.benefit_id using errcode = 'OS007';
    end if;
    if before.state in ('ORDERED', 'RECALLED') and new.kind in ('PAID', 'FAILED') and new.batch_id is distinct from before.batch_id then
        raise exception 'benefit %: another order''s', new.benefit_id using errcode = 'OS006';
    end if;
    if new.kind = 'REPAID' and (before.recovered + new.amount > before.amount
            or (new.state = 'RECOVERED') <> (before.recovered + new.amount = before.amount)) then
        raise exception 'benefit %: more, or less, was paid back', new.benefit_id using errcode = 'OS006';
    end if;
    if new.kind = 'APPROVED' then
        perform pg_advisory_xact_lock(hashtext('benefit approval'));
        if ledger_balance('1001', 'infinity') + ledger_balance('2101', 'infinity') < 0 then
            raise exception 'benefit %: the bank does not bear it', new.benefit_id using errcode = 'OS008';
        end if;
    end if;
    if new.state = 'APPROVED' and not benefit_posted(new.benefit_id, 'BENEFIT_APPROVED')
            or new.kind = 'PAID' and not benefit_posted(new.benefit_id, 'BENEFIT_PAID')
            or new.state = 'RECOVERABLE' and not benefit_posted(new.benefit_id, 'BENEFIT_RECOVERABLE')
            or new.state = 'CANCELLED' and before.state <> 'OPEN' and not exists (
                select from ledger_entry a join ledger_entry r on r.reverses = a.id
                where a.reason = 'BENEFIT_APPROVED' and a.source_type = 'BENEFIT' and a.source_id = new.benefit_id::text) then
        raise exception 'benefit %: % is not on the books', new.benefit_id, new.kind using errcode = 'OS006';
    end if;
    return new;
end
$$;
create trigger step before insert on benefit_event for each row execute function guard_benefit_event();

-- Benefits whose state and entries differ: what each should have brought to bank, payable, expense and recoverables of its own
-- entries, and what it has. Must be empty.
create view benefit_difference as
with posted as (
    select coalesce(a.source_id, e.source_id) as benefit_id,
           sum(p.debit - p.credit) filter (where p.account = '1001') as bank,
           sum(p.debit - p.credit) filter (where p.account = '2101') as payable,
           sum(p.debit - p.credit) filter (where p.account like '5001-%') as expense,
           sum(p.debit - p.credit) filter (where p.account = '1201') as recoverable
    from ledger_entry e join ledger_posting p on p.entry_id = e.id
    left join ledger_entry a on a.id = e.reverses and a.source_type = 'BENEFIT'
    where e.source_type = 'BENEFIT' or a.id is not null
    group by 1
), repaid as (
    select split_part(e.source_id, '/', 1) as benefit_id, sum(p.debit - p.credit) filter (where p.account = '1001') as bank
    from ledger_entry e join ledger_posting p on p.entry_id = e.id where e.source_type = 'BENEFIT_REPAYMENT' group by 1
)
select n.id, n.state, n.amount, n.recovered, p.bank, p.payable, p.expense, p.recoverable, r.bank as repaid
from benefit_now n left join posted p on p.benefit_id = n.id::text left join repaid r on r.benefit_id = n.id::text
where (coalesce(p.bank, 0), coalesce(p.payable, 0), coalesce(p.expense, 0), coalesce(p.recoverable, 0), coalesce(r.bank, 0)) <> (
    case when n.state in ('PAID', 'RECOVERABLE', 'RECOVERED') then -n.amount else 0 end,
    case when n.state in ('APPROVED', 'ORDERED', 'RECALLED') then -n.amount else 0 end,
    case when n.state in ('APPROVED', 'ORDERED', 'RECALLED', 'PAID') then n.amount else 0 end,
    case when n.state in ('RECOVERABLE', 'RECOVERED') then n.amount else 0 end,
    n.recovered);

select guard_append_only('benefit');
select guard_append_only('benefit_event');
select guard_append_only('payment_batch');
grant select, insert on benefit, benefit_event, payment_batch to ${service};
grant select on benefit_now, benefit_difference to ${service};

-- Settlements from before benefits were kept open theirs now; those that were undone open none.
with opened as (
    insert into benefit (id, settlement_id, person_id, term, benefit_date, amount, trace, opened_at)
    select gen_random_uuid(), s.id, s.person_id, s.year, s.benefit_date, s.mutual_aid_expected,
           coalesce((select json_agg(t.step) from json_array_elements(convert_from(s.answer, 'UTF8')::json -> 'trace') t (step)
                     where t.step ->> 'tier' = 'MUTUAL_AID')::text, '[]'), s.settled_at
    from settlement s where s.mutual_aid_expected > 0
      and not exists (select from settlement_reversal r where r.settlement_id = s.id)
    returning id, settlement_id, person_id, term, amount, opened_at
)
insert into journal_record (kind, subject_id, digest, recorded_at, client_id)
select 'BENEFIT', o.id, sha256(convert_to('record=BENEFIT.1' || chr(10) || 'id=' || o.id || chr(10) || 'settlement=' || o.settlement_id
       || chr(10) || 'person=' || o.person_id || chr(10) || 'term=' || o.term || chr(10) || 'amount=' || o.amount || chr(10), 'UTF8')),
       o.opened_at, 'onestop'
from opened o;
