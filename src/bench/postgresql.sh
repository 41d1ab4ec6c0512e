# A PostgreSQL of a benchmark's own, sourced by those that need one: DATA, PGDATA and SERVICE_ROLE are the benchmark's.

# Made anew each time: the service refuses passwords that anybody might guess.
SERVICE_PASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
OWNER_PASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')

fail() { echo "$*" >&2; exit 1; }

require() {
    command -v "$1" > /dev/null || fail "缺少 missing: $1 (Debian: apt-get install $2)"
}

find_postgresql() {
    if [ -z "${PG_BIN:-}" ]; then
        for directory in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin; do
            if [ -x "$directory/initdb" ]; then PG_BIN=$directory; fi
        done
    fi
    [ -x "${PG_BIN:-}/initdb" ] || fail "缺少 missing: initdb (Debian: apt-get install postgresql; else set PG_BIN)"
    PATH=$PATH:$PG_BIN
    require pgbench postgresql-contrib
}

# PostgreSQL refuses to run as root.
as_server() {
    if [ "$(id -u)" = 0 ]; then setpriv --reuid "$SERVER_USER" --regid "$SERVER_USER" --clear-groups "$@"; else "$@"; fi
}

free_port() {
    local port
    for port in $(seq $((20000 + RANDOM % 20000)) 65000); do
        if ! (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then echo "$port"; return; fi
    done
}

start_server() {
    SERVER_USER=postgres
    id "$SERVER_USER" > /dev/null 2>&1 || SERVER_USER=nobody
    if [ "$(id -u)" = 0 ]; then
        require setpriv util-linux
        # The way to target may be closed to another user; then the data lie in the directory for temporary files.
        if ! as_server test -x "$DATA"; then PGDATA=$(mktemp -d); fi
        install -d -m 700 -o "$SERVER_USER" "$PGDATA"
    fi
    ( cd / && as_server initdb -D "$PGDATA" -U postgres -A trust -E UTF8 --locale=C.UTF-8 ) > "$DATA/initdb.log"
    PGPORT=$(free_port)
    cat >> "$PGDATA/postgresql.conf" << CONF
listen_addresses = '127.0.0.1'
port = $PGPORT
unix_socket_directories = ''
fsync = on
synchronous_commit = on
full_page_writes = on
shared_buffers = 1GB
max_wal_size = 8GB
timezone = 'Asia/Shanghai'
CONF
    ( cd / && as_server pg_ctl -D "$PGDATA" -l "$PGDATA/server.log" -w start ) > "$DATA/pg_ctl.log"
    STARTED_SERVER=$(head -1 "$PGDATA/postmaster.pid")
    export PGPORT PGHOST=127.0.0.1
}

sql() { psql -X -q -At -v ON_ERROR_STOP=1 -U postgres -d onestop "$@"; }

make_database() {
    psql -X -q -v ON_ERROR_STOP=1 -U postgres -d postgres -f src/main/resources/db/roles.sql
    psql -X -q -v ON_ERROR_STOP=1 -U postgres -d postgres -c "alter role onestop_owner password '$OWNER_PASSWORD'" \
        -c "alter role $SERVICE_ROLE password '$SERVICE_PASSWORD'" -c 'create database onestop owner onestop_owner'
}

# Ends what start_server has started, and takes its data away unless KEEP is set.
stop_server() {
    if [ -n "$STARTED_SERVER" ]; then
        kill -INT "$STARTED_SERVER" 2> /dev/null || true
        while kill -0 "$STARTED_SERVER" 2> /dev/null; do sleep 0.2; done
    fi
    if [ -z "${KEEP:-}" ]; then rm -rf "$PGDATA"; fi
}

middle() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
