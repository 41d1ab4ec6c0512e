-- Why a category was ended outside of a review. reason: sealed, as all that people wrote about people.
create table category_exit (
    id          uuid primary key,
    category_id uuid        not null,
    file_no     text        not null references household (file_no),
    last_day    date        not null,
    reason      bytea       not null,
    key_id      text        not null,
    client_id   text        not null,
    subject     text        not null,
    recorded_at timestamptz not null
);
create index category_exit_by_file on category_exit (file_no);
select guard_append_only('category_exit');
grant select, insert on category_exit to ${service};

-- Which categories are due for their review (复核).
create index household_category_by_review on household_category (review_due_on) where superseded_at is null;
