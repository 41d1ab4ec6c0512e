-- One settlement in one round trip; function.sql says what it does.
\set n :n + 1
\set person random(0, :persons - 1)
select bench.settle(@person@, @id@, 'bench-' || :client_id, :round || '-' || :n,
    :round || '-' || :client_id || '-' || :n, :input@size@, :answer@size@::bytea);
