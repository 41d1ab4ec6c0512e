#!/bin/sh
# Run once by the database's container: passwords and rights of the two roles that roles.sql made.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" \
  -v owner="$(cat /run/secrets/owner-password)" -v service="$(cat /run/secrets/service-password)" <<'SQL'
alter role onestop_owner password :'owner';
alter role onestop_service password :'service';
alter database onestop owner to onestop_owner;
revoke all on database onestop from public;
grant connect on database onestop to onestop_service;
SQL
