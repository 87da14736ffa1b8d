#!/bin/bash
# Run by the PostgreSQL image once, when it makes the database. The names are those of docker-compose.yml.
set -euo pipefail

psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
    --set=command="$ALLOCATOR_COMMAND_PASSWORD" \
    --set=query="$ALLOCATOR_QUERY_PASSWORD" \
    --set=reader="$ALLOCATOR_READER_PASSWORD" <<'SQL'
ALTER ROLE allocator_command PASSWORD :'command';
ALTER ROLE allocator_query PASSWORD :'query';
ALTER ROLE allocator_reader PASSWORD :'reader';
SQL
