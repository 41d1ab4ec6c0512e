# What the ledger is measured by, sourced by the benchmarks that post entries: the service's statement, and a row to compare with.

# The statement of the service: an entry of four postings and its record in the journal.
entry() { # debit accounts, credit accounts
    echo "with journal as (insert into journal_record (kind, subject_id, digest, recorded_at, client_id)
        values ('LEDGER_ENTRY', gen_random_uuid(), decode(repeat('00', 32), 'hex'), now(), 'bench'))
        insert into ledger_entry (id, reason, source_type, source_id, event_date, posting_date, debit_accounts, debit_amounts,
            credit_accounts, credit_amounts, client_id, subject, recorded_at)
        values (gen_random_uuid(), 'BENCH', 'BENCH', gen_random_uuid()::text, '2026-01-01', '2026-01-01', '{$1}', '{200,100}',
            '{$2}', '{150,150}', 'bench', 'bench', now());" | tr -s ' \n' ' '
}

# A bare row with a primary key.
bare() {
    echo "insert into bare (id, account, amount, posting_date, recorded_at)
        values (gen_random_uuid(), '1001', 100, '2026-01-01', now());" | tr -s ' \n' ' '
}

make_bare_table() {
    sql -c 'create table bare (id uuid primary key, account text not null, amount bigint not null, posting_date date not null,
            recorded_at timestamptz not null)' -c "grant insert on bare to $SERVICE_ROLE"
}
