-- The double-entry ledger (复式账). Amounts in fen. Entries are never changed or deleted; a mistake is undone by a reversing entry.
-- What keeps the books right is here, not in the program: every rule below holds against the service's own role too.

-- The chart of accounts (科目). limited: its balance can't fall below zero on its normal side (a bank account can't be overdrawn).
create table ledger_account (
    code       text primary key check (code ~ '^[0-9]{4}(-[0-9]{4})?$'),
    name_zh    text    not null,
    name_en    text    not null,
    type       text    not null check (type in ('ASSET', 'LIABILITY', 'EQUITY', 'INCOME', 'EXPENSE')),
    limited    boolean not null,
    term       smallint,
    opened_at  timestamptz not null,
    check ((term is not null) = (code ~ '-')),
    check (term is null or right(code, 4) = term::text)
);

-- A journal entry (记账凭证). total: of its debits, and of its credits. source: the document behind it; one entry a reason and source.
-- event_date: when it happened; posting_date: the day of the books that bears it, later only where that day's period was closed.
create table ledger_entry (
    id           uuid primary key,
    number       bigint generated always as identity unique,
    reason       text        not null check (reason ~ '^[A-Z_]{1,48}$'),
    source_type  text        not null check (source_type ~ '^[A-Z_]{1,48}$'),
    source_id    text        not null check (length(source_id) between 1 and 100),
    event_date   date        not null,
    posting_date date        not null,
    lines        smallint    not null check (lines >= 2),
    total        bigint      not null check (total > 0),
    reverses     uuid unique references ledger_entry (id),
    client_id    text        not null,
    subject      text        not null,
    recorded_at  timestamptz not null,
    tx           xid8        not null default pg_current_xact_id(),
    unique (reason, source_type, source_id),
    check (posting_date >= event_date)
);
create index ledger_entry_by_day on ledger_entry (posting_date, number);

-- A posting (分录). No foreign key to the account: checking it would lock one row that every entry shares; the trigger looks instead,
-- and accounts are never deleted. posting_date and tx are the entry's, so that a balance is one index and one sum.
create table ledger_posting (
    entry_id     uuid     not null references ledger_entry (id),
    line         smallint not null check (line >= 1),
    account      text     not null,
    side         text     not null check (side in ('DEBIT', 'CREDIT')),
    amount       bigint   not null check (amount > 0),
    posting_date date     not null,
    tx           xid8     not null default pg_current_xact_id(),
    primary key (entry_id, line)
);
create index ledger_posting_by_account on ledger_posting (account, tx) include (posting_date, side, amount);
create index ledger_posting_by_day on ledger_posting (account, posting_date, entry_id, line);

-- The books are closed (结账) up to a day, year after year.
create table ledger_closing (
    closed_through date        primary key,
    client_id      text        not null,
    subject        text        not null,
    recorded_at    timestamptz not null
);

-- Folded totals: what the entries of the transactions below a watermark add up to, by account and day. Each run adds what came since
-- the run before; nothing is rewritten. A balance is the folded totals and the postings at or above the last watermark.
create table ledger_fold_run (
    watermark xid8        primary key,
    folded_at timestamptz not null
);
create table ledger_fold (
    watermark    xid8   not null references ledger_fold_run (watermark),
    account      text   not null,
    posting_date date   not null,
    debit        bigint not null,
    credit       bigint not null,
    primary key (account, posting_date, watermark)
);

-- The balance of an account through a day, debits less credits.
create function ledger_balance(sought text, through date) returns bigint language sql stable as $$
    select coalesce((select sum(f.debit - f.credit) from ledger_fold f where f.account = sought and f.posting_date <= through), 0)::bigint
         + coalesce((select sum(case p.side when 'DEBIT' then p.amount else -p.amount end) from ledger_posting p
                     where p.account = sought and p.posting_date <= through
                       and p.tx >= coalesce((select max(r.watermark) from ledger_fold_run r), '0'::xid8)), 0)::bigint
$$;

-- No entry into a closed period. Closing takes this lock alone, entries take it together.
create function guard_period() returns trigger language plpgsql as $$
declare
    closed date;
begin
    perform pg_advisory_xact_lock_shared(hashtext('ledger closing'));
    select max(c.closed_through) into closed from ledger_closing c;
    if new.posting_date <= closed then
        raise exception 'ledger: the books are closed through %', closed using errcode = 'OS002';
    end if;
    return new;
end
$$;
create trigger period before insert on ledger_entry for each row execute function guard_period();

create function guard_closing() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtext('ledger closing'));
    if exists (select from ledger_closing c where c.closed_through >= new.closed_through) then
        raise exception 'ledger: the books are closed beyond % already', new.closed_through using errcode = 'OS002';
    end if;
    return new;
end
$$;
create trigger closing before insert on ledger_closing for each row execute function guard_closing();

-- Postings come with their entry, in its transaction, to accounts that exist; whoever lowers a limited account takes its lock first.
create function guard_postings() returns trigger language plpgsql as $$
declare
    strayed record;
    lowered record;
begin
    select a.entry_id, a.line into strayed from added a
        left join ledger_entry e on e.id = a.entry_id and e.tx = pg_current_xact_id() and e.posting_date = a.posting_date and a.tx = e.tx
        left join ledger_account c on c.code = a.account
        where e.id is null or c.code is null limit 1;
    if found then
        raise exception 'ledger: posting % of entry % is not of this transaction, day or chart', strayed.line, strayed.entry_id
            using errcode = 'OS003';
    end if;
    for lowered in select distinct c.code, c.type from added a join ledger_account c on c.code = a.account
            where c.limited and a.side = case when c.type in ('ASSET', 'EXPENSE') then 'CREDIT' else 'DEBIT' end order by c.code loop
        perform pg_advisory_xact_lock(hashtext('ledger account'), hashtext(lowered.code));
        if ledger_balance(lowered.code, 'infinity') * (case when lowered.type in ('ASSET', 'EXPENSE') then 1 else -1 end) < 0 then
            raise exception 'ledger: account % would fall below zero', lowered.code using errcode = 'OS004';
        end if;
    end loop;
    return null;
end
$$;
create trigger postings after insert on ledger_posting referencing new table as added
    for each statement execute function guard_postings();

-- Balanced at commit: as many lines as announced, debits and credits both the total.
create function guard_balance() returns trigger language plpgsql as $$
declare
    found record;
begin
    select count(*) as lines, coalesce(sum(amount) filter (where side = 'DEBIT'), 0) as debit,
           coalesce(sum(amount) filter (where side = 'CREDIT'), 0) as credit
        into found from ledger_posting where entry_id = new.id;
    if found.lines <> new.lines or found.debit <> new.total or found.credit <> new.total then
        raise exception 'ledger: entry % has % lines, debits % and credits %, and announces % lines and %', new.id, found.lines,
            found.debit, found.credit, new.lines, new.total using errcode = 'OS003';
    end if;
    return null;
end
$$;
create constraint trigger balanced after insert on ledger_entry deferrable initially deferred
    for each row execute function guard_balance();

-- Every account whose folded totals are not the sum of its folded postings. Must be empty.
create view ledger_fold_difference as
with folded as (
    select account, posting_date, sum(debit) as debit, sum(credit) as credit from ledger_fold group by account, posting_date
), recomputed as (
    select account, posting_date, coalesce(sum(amount) filter (where side = 'DEBIT'), 0) as debit,
           coalesce(sum(amount) filter (where side = 'CREDIT'), 0) as credit
    from ledger_posting where tx < coalesce((select max(watermark) from ledger_fold_run), '0'::xid8) group by account, posting_date
)
select account, posting_date, f.debit as folded_debit, f.credit as folded_credit, r.debit, r.credit
from folded f full join recomputed r using (account, posting_date)
where (f.debit, f.credit) is distinct from (r.debit, r.credit);

select guard_append_only('ledger_account');
select guard_append_only('ledger_entry');
select guard_append_only('ledger_posting');
select guard_append_only('ledger_closing');
select guard_append_only('ledger_fold_run');
select guard_append_only('ledger_fold');
grant select, insert on ledger_account, ledger_entry, ledger_posting, ledger_closing, ledger_fold_run, ledger_fold to ${service};
grant select on ledger_fold_difference to ${service};
