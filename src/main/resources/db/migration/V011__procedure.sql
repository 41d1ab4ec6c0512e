-- The four-step procedure (申请、社区入户调查、乡镇审核、县级审批) by which a household wins a hardship category. What people wrote about
-- people (statement, opinion, visit) is sealed as identities are (AES-256-GCM), under the key that key_id names.
create sequence household_number;
grant usage on sequence household_number to ${service};

-- An application as lodged. Where it stands follows from its steps.
create table category_application (
    id          uuid primary key,
    file_no     text        not null references household (file_no),
    category    text        not null check (category in ('DESTITUTE', 'DIBAO', 'DIBAO_MARGIN', 'EXPENDITURE', 'HOUSING', 'WORKER')),
    grade       text check (grade in ('DEEP', 'RELATIVE', 'ACCIDENT')),
    lodged_on   date        not null,
    statement   bytea       not null,
    key_id      text        not null,
    client_id   text        not null,
    subject     text        not null,
    recorded_at timestamptz not null,
    check ((category = 'WORKER') = (grade is not null))
);
create index category_application_by_file on category_application (file_no);

-- One step taken. LODGING answers a return to the applicant; the other three are the law's steps. visit: the home-visit record as JSON.
create table application_step (
    application_id uuid        not null references category_application (id),
    sequence       integer     not null check (sequence >= 1),
    step           text        not null check (step in ('LODGING', 'INVESTIGATION', 'REVIEW', 'APPROVAL')),
    result         text        not null check (result in ('PASS', 'RETURN', 'REJECT')),
    return_to      text check (return_to in ('APPLICATION', 'INVESTIGATION', 'REVIEW')),
    opinion        bytea       not null,
    visit          bytea,
    key_id         text        not null,
    decided_on     date        not null,
    effective_from date,
    effective_to   date,
    client_id      text        not null,
    subject        text        not null,
    level          text        not null check (level in ('COMMUNITY', 'TOWNSHIP', 'COUNTY')),
    department     text check (department in ('CIVIL_AFFAIRS', 'HOUSING', 'UNION')),
    area           text        not null check (area ~ '^[0-9]{12}$'),
    recorded_at    timestamptz not null,
    primary key (application_id, sequence),
    check ((result = 'RETURN') = (return_to is not null)),
    check ((step = 'APPROVAL' and result = 'PASS') = (effective_from is not null)),
    check (effective_to is null or effective_to >= effective_from)
);

-- What waits, for whom, since when: one row while an application is open, so that a household has one open application a category.
-- stage: the step that is wanted next; LODGING while it is back with the applicant.
create table open_application (
    application_id uuid primary key references category_application (id),
    file_no        text    not null,
    category       text    not null,
    stage          text    not null check (stage in ('LODGING', 'INVESTIGATION', 'REVIEW', 'APPROVAL')),
    steps          integer not null,
    area           text    not null check (area ~ '^[0-9]{12}$'),
    department     text    not null check (department in ('CIVIL_AFFAIRS', 'HOUSING', 'UNION')),
    waiting_since  date    not null,
    due_on         date,
    unique (file_no, category)
);
create index open_application_by_due on open_application (due_on, application_id);

-- A review (复核) of a category in force.
create table category_review (
    id             uuid primary key,
    category_id    uuid        not null,
    file_no        text        not null references household (file_no),
    reviewed_on    date        not null,
    result         text        not null check (result in ('CONTINUE', 'END')),
    opinion        bytea       not null,
    key_id         text        not null,
    next_review_on date,
    client_id      text        not null,
    subject        text        not null,
    recorded_at    timestamptz not null,
    check ((result = 'CONTINUE') = (next_review_on is not null))
);
create index category_review_by_file on category_review (file_no);

select guard_append_only('category_application');
select guard_append_only('application_step');
select guard_append_only('category_review');
grant select, insert on category_application, application_step, category_review to ${service};
grant select, insert, delete on open_application to ${service};
grant update (stage, steps, area, waiting_since, due_on) on open_application to ${service};
