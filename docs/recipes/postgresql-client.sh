#!/bin/sh
# Opens the way to a database behind postgresql.conf for the job that runs this, with the token in DEPLOY_TOKEN:
#   sh postgresql-client.sh "$DIR" & psql -h "$DIR" -d payments
# DIR is a folder that nobody else may enter (mktemp -d): whoever reaches the socket in it has the job's way to the database.
set -eu
# Where the proxy closes, so does this: nothing else would end the cat that waits for more.
export GATE_WAY='(printf "Bearer %s\n" "$DEPLOY_TOKEN"; cat) | { socat - OPENSSL:db.example.com:5433,cafile=/etc/ssl/certs/ca-certificates.crt; kill 0; }'
exec socat "UNIX-LISTEN:$1/.s.PGSQL.5432,mode=600,unlink-early,fork" 'SYSTEM:eval "$GATE_WAY",setsid'
