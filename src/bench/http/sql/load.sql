-- The made-up register, as the superuser; then what every database has after a night: statistics.
\copy person from 'person.copy'
\copy person_identity from 'person_identity.copy'
\copy enrolment (person_id, scheme, working_status, valid_from, valid_to, recorded_at) from 'enrolment.copy'
\copy household from 'household.copy'
\copy household_residence (file_no, area, valid_from, recorded_at) from 'household_residence.copy'
\copy household_member (file_no, person_id, relation, seriously_ill, valid_from, valid_to, recorded_at) from 'household_member.copy'
\copy household_category (file_no, category, grade, approved_by, valid_from, valid_to, recorded_at) from 'household_category.copy'
\copy member_standing from 'member_standing.copy'
vacuum analyze;
