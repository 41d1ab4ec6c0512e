-- An entry and its postings become one row: one insert, one check, half the indexes (src/docs/decisions/0016-ledger-in-one-row.md).
-- The rules stay what they were, and they still hold against the service's own role. CHECK constraints are compiled anew for every
-- statement, which cost as much as the insert itself; the one trigger below says the same from a plan that is kept.
drop view ledger_fold_difference;
drop trigger period on ledger_entry;
drop trigger balanced on ledger_entry;
drop trigger closing on ledger_closing;
drop function guard_period(), guard_balance(), guard_closing(), ledger_balance(text, date);

-- The postings in their order, debits (借方) first: which account, and how many fen, above zero.
alter table ledger_entry
    add column debit_accounts text[], add column debit_amounts bigint[],
    add column credit_accounts text[], add column credit_amounts bigint[];
alter table ledger_entry disable trigger append_only;
update ledger_entry e set (debit_accounts, debit_amounts, credit_accounts, credit_amounts) = (
    select array_agg(p.account order by p.line) filter (where p.side = 'DEBIT'),
           array_agg(p.amount order by p.line) filter (where p.side = 'DEBIT'),
           array_agg(p.account order by p.line) filter (where p.side = 'CREDIT'),
           array_agg(p.amount order by p.line) filter (where p.side = 'CREDIT')
    from ledger_posting p where p.entry_id = e.id);
alter table ledger_entry enable trigger append_only;
drop table ledger_posting, ledger_fold, ledger_fold_run;
drop function guard_postings();
drop index ledger_entry_by_day;
alter table ledger_entry
    drop column lines,
    drop column total,
    drop column tx,
    alter column debit_accounts set not null,
    alter column debit_amounts set not null,
    alter column credit_accounts set not null,
    alter column credit_amounts set not null,
    alter column reason type text collate "C",
    alter column source_type type text collate "C",
    alter column source_id type text collate "C",
    drop constraint ledger_entry_check,
    drop constraint ledger_entry_reason_check,
    drop constraint ledger_entry_source_type_check,
    drop constraint ledger_entry_source_id_check,
    drop constraint ledger_entry_reverses_key,
    drop constraint ledger_entry_reverses_fkey;
create unique index ledger_entry_by_day on ledger_entry (posting_date, number);
create unique index ledger_entry_reverses_key on ledger_entry (reverses) where reverses is not null;

-- The postings (分录) as rows.
create view ledger_posting as
select e.id as entry_id, e.number, d.line::int as line, d.account, 'DEBIT' as side, d.amount, d.amount as debit, 0::bigint as credit,
       e.posting_date
from ledger_entry e, unnest(e.debit_accounts, e.debit_amounts) with ordinality d (account, amount, line)
union all
select e.id, e.number, cardinality(e.debit_accounts) + c.line::int, c.account, 'CREDIT', c.amount, 0, c.amount, e.posting_date
from ledger_entry e, unnest(e.credit_accounts, e.credit_amounts) with ordinality c (account, amount, line);

-- Folded totals: what the entries up to a number add up to, by account and day. Each run adds what came since the run before; nothing
-- is rewritten. A balance is the folded totals and the postings behind the last run. Only fold_ledger() writes here: totals that
-- anybody could write would be a way round the limits.
create table ledger_fold_run (
    through   bigint primary key,
    folded_at timestamptz not null
);
create table ledger_fold (
    through      bigint not null references ledger_fold_run (through),
    account      text   not null,
    posting_date date   not null,
    debit        bigint not null,
    credit       bigint not null,
    primary key (account, posting_date, through)
);

-- The balance of an account through a day, debits less credits.
create function ledger_balance(sought text, through_day date) returns bigint language sql stable as $$
    select coalesce((select sum(f.debit - f.credit) from ledger_fold f
                     where f.account = sought and f.posting_date <= through_day), 0)::bigint
         + coalesce((select sum(p.debit - p.credit) from ledger_posting p where p.account = sought and p.posting_date <= through_day
                     and p.number > coalesce((select max(r.through) from ledger_fold_run r), 0)), 0)::bigint
$$;

-- Folds what is new. Entries that are being posted are waited for, a moment only: numbers are drawn under the lock that an insert
-- takes, so that behind the lock none below the highest is still to come. False where there was nothing, or the moment didn't come.
create function fold_ledger(at timestamptz) returns boolean language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp set lock_timeout = '100ms' as $$
declare
    before bigint;
    reached bigint;
begin
    begin
        lock table ledger_entry in share row exclusive mode;
    exception when lock_not_available then
        return false;
    end;
    select coalesce(max(r.through), 0) into before from ledger_fold_run r;
    select max(e.number) into reached from ledger_entry e where e.number > before;
    if reached is null then
        return false;
    end if;
    insert into ledger_fold_run (through, folded_at) values (reached, at);
    insert into ledger_fold (through, account, posting_date, debit, credit)
        select reached, p.account, p.posting_date, sum(p.debit), sum(p.credit)
        from ledger_posting p where p.number > before group by p.account, p.posting_date;
    update ledger_chart set folded_through = reached;
    return true;
end
$$;

-- What can surely be taken from a limited account, on its normal side: everything that lowers the account is deducted here at once,
-- under this row's lock; what raises it is not, and is counted only when the sure amount doesn't suffice. So entries that raise an
-- account never wait, and the amount is never above the balance.
create table ledger_limit (
    account text primary key references ledger_account (code),
    sure    bigint not null
);

-- What a posting has to know of the chart and of the closings, in the one row that it reads: which accounts there are, and which
-- limited ones a credit lowers (bank), or a debit; what is closed and folded. Kept by the triggers below and by fold_ledger().
create table ledger_chart (
    one            boolean primary key default true check (one),
    accounts          text[] not null,
    falling_in_credit text[] not null,
    falling_in_debit  text[] not null,
    closed_through    date   not null,
    folded_through    bigint not null
);
insert into ledger_chart (accounts, falling_in_credit, falling_in_debit, closed_through, folded_through)
    select coalesce(array_agg(code), '{}'),
           coalesce(array_agg(code) filter (where limited and type in ('ASSET', 'EXPENSE')), '{}'),
           coalesce(array_agg(code) filter (where limited and type not in ('ASSET', 'EXPENSE')), '{}'),
           coalesce((select max(closed_through) from ledger_closing), '-infinity'), 0 from ledger_account;
insert into ledger_limit (account, sure) select code, 0 from ledger_account where limited;

create function chart_account() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update ledger_chart set accounts = accounts || new.code,
        falling_in_credit = falling_in_credit || array(select new.code where new.limited and new.type in ('ASSET', 'EXPENSE')),
        falling_in_debit = falling_in_debit || array(select new.code where new.limited and new.type not in ('ASSET', 'EXPENSE'));
    if new.limited then
        insert into ledger_limit (account, sure) values (new.code, 0);
    end if;
    return null;
end
$$;
create trigger chart after insert on ledger_account for each row execute function chart_account();

-- Keeps entries out until the transaction ends; those that are being posted are waited for.
create function hold_ledger() returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    lock table ledger_entry in share row exclusive mode
$$;

create function chart_closing() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    closed date;
begin
    lock table ledger_entry in share row exclusive mode;
    select c.closed_through into closed from ledger_chart c for update;
    if new.closed_through <= closed then
        raise exception 'ledger: the books are closed through % already', closed using errcode = 'OS002';
    end if;
    update ledger_chart set closed_through = new.closed_through;
    return new;
end
$$;
create trigger closing before insert on ledger_closing for each row execute function chart_closing();

-- Deducts what a new entry takes from limited accounts, which must be there: in the order of their codes, so that two never wait for
-- each other over one entry each.
create function lower_accounts(entry ledger_entry) returns void language plpgsql security definer
    set search_path = pg_catalog, public, pg_temp as $$
declare
    lowered record;
    left_over bigint;
begin
    for lowered in
        select a.code, a.sign, -sum(l.debit * a.sign)::bigint as amount
        from (select * from unnest(entry.debit_accounts, entry.debit_amounts)
              union all select d.code, -d.amount from unnest(entry.credit_accounts, entry.credit_amounts) d (code, amount)) l (code, debit)
        join (select code, case when type in ('ASSET', 'EXPENSE') then 1 else -1 end as sign
              from ledger_account where limited) a using (code)
        group by a.code, a.sign having sum(l.debit * a.sign) < 0 order by a.code
    loop
        select sure into strict left_over from ledger_limit where account = lowered.code for update;
        if left_over < lowered.amount then
            left_over := lowered.sign * ledger_balance(lowered.code, 'infinity');
        end if;
        if left_over < lowered.amount then
            raise exception 'ledger: account % would fall below zero', lowered.code using errcode = 'OS004';
        end if;
        update ledger_limit set sure = left_over - lowered.amount where account = lowered.code;
    end loop;
end
$$;

-- What is wrong with an entry's form, if anything is.
create function refuse_form(entry ledger_entry) returns void language plpgsql as $$
begin
    if entry.posting_date < entry.event_date or entry.reason !~ '^[A-Z_]{1,48}$' or entry.source_type !~ '^[A-Z_]{1,48}$'
            or length(entry.source_id) not between 1 and 100
            or cardinality(entry.debit_accounts) = 0 or cardinality(entry.debit_accounts) <> cardinality(entry.debit_amounts)
            or cardinality(entry.credit_accounts) <> cardinality(entry.credit_amounts)
            or exists (select from unnest(entry.debit_amounts || entry.credit_amounts) amount where amount is null or amount <= 0) then
        raise exception 'ledger: entry % breaks the form: days, words, accounts with an amount above zero each', entry.id
            using errcode = 'check_violation';
    end if;
end
$$;

-- Every rule of an entry. The usual case is one glance; what is wrong, or special, is told apart behind it. An isolation that reads
-- an old state of the books would miss what others have posted or closed meanwhile.
create function guard_entry() returns trigger language plpgsql as $$
declare
    amount bigint;
    difference bigint := 0;
    closed date;
    known boolean;
    lowers boolean;
    numbered boolean;
begin
    foreach amount in array new.debit_amounts loop
        difference := difference + case when amount > 0 then amount end;
    end loop;
    foreach amount in array new.credit_amounts loop
        difference := difference - case when amount > 0 then amount end;
    end loop;
    select c.closed_through, new.debit_accounts <@ c.accounts and new.credit_accounts <@ c.accounts,
           new.credit_accounts && c.falling_in_credit or new.debit_accounts && c.falling_in_debit,
           new.number > c.folded_through and new.number = currval('ledger_entry_number_seq')
        into closed, known, lowers, numbered from ledger_chart c;
    if difference = 0 and known and numbered and new.posting_date > closed and new.posting_date >= new.event_date and new.reverses is null
            and cardinality(new.debit_accounts) > 0 and cardinality(new.debit_accounts) = cardinality(new.debit_amounts)
            and cardinality(new.credit_accounts) = cardinality(new.credit_amounts)
            and length(new.reason) between 1 and 48 and length(new.source_type) between 1 and 48
            and translate(new.reason || new.source_type, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ_', '') = ''
            and length(new.source_id) between 1 and 100 and current_setting('transaction_isolation') = 'read committed' then
        if lowers then
            perform lower_accounts(new);
        end if;
        return new;
    end if;
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'ledger: entries are posted at read committed' using errcode = 'OS003';
    end if;
    if new.posting_date <= closed then
        raise exception 'ledger: the books are closed through %', closed using errcode = 'OS002';
    end if;
    perform refuse_form(new);
    if not coalesce(numbered, false) then
        raise exception 'ledger: entry % has a number of its own making', new.id using errcode = 'OS003';
    end if;
    if difference is distinct from 0 or not coalesce(known, false) then
        raise exception 'ledger: entry % does not balance (debits less credits %), or names an account that the chart has not',
            new.id, difference using errcode = 'OS003';
    end if;
    if new.reverses is not null and not exists (select from ledger_entry e where e.id = new.reverses) then
        raise exception 'ledger: entry % undoes one that there is not', new.id using errcode = 'foreign_key_violation';
    end if;
    if lowers then
        perform lower_accounts(new);
    end if;
    return new;
end
$$;
create trigger entry before insert on ledger_entry for each row execute function guard_entry();

-- Every account whose folded totals are not the sum of its folded postings, or whose sure amount is above its balance. Must be empty.
create view ledger_fold_difference as
with folded as (
    select account, posting_date, sum(debit) as debit, sum(credit) as credit from ledger_fold group by account, posting_date
), recomputed as (
    select account, posting_date, sum(debit) as debit, sum(credit) as credit
    from ledger_posting where number <= coalesce((select max(through) from ledger_fold_run), 0) group by account, posting_date
), unsure as (
    select l.account, l.sure, (select coalesce(sum(p.debit - p.credit), 0) from ledger_posting p where p.account = l.account)
        * case when a.type in ('ASSET', 'EXPENSE') then 1 else -1 end as balance
    from ledger_limit l join ledger_account a on a.code = l.account
)
select account, posting_date, f.debit as folded_debit, f.credit as folded_credit, r.debit, r.credit
from folded f full join recomputed r using (account, posting_date)
where (f.debit, f.credit) is distinct from (r.debit, r.credit)
union all
select account, null, sure, null, balance, null from unsure where sure > balance or balance < 0;

select guard_append_only('ledger_fold_run');
select guard_append_only('ledger_fold');
revoke all on function hold_ledger(), fold_ledger(timestamptz), lower_accounts(ledger_entry) from public;
grant execute on function hold_ledger(), fold_ledger(timestamptz), lower_accounts(ledger_entry) to ${service};
grant select on sequence ledger_entry_number_seq to ${service};
grant select on ledger_posting, ledger_fold, ledger_fold_run, ledger_limit, ledger_chart, ledger_fold_difference to ${service};
