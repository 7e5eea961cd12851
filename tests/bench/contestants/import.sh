#!/usr/bin/env bash
# import.sh DATASET FILE: the generated dataset as an SQLite database for contestants that share nothing with accord. A
# date is two day numbers, its first and its last (`due`, `due_last`); what is blank is NULL; a list is ";one;two;".
# Rows of a Party stand together, in the order of the ids; `party` is its place in it.
set -euo pipefail

# The columns of a date.
date() {
    local name
    for name in "$@"; do
        printf '%s, ' "unixepoch(substr(nullif(\"$name\", '') || '-01-01', 1, 10)) / 86400"
        printf '%s, ' "CASE length(\"$name\") WHEN 4 THEN unixepoch(\"$name\" || '-12-31') / 86400
            WHEN 7 THEN unixepoch(\"$name\" || '-01', '+1 month') / 86400 - 1
            WHEN 10 THEN unixepoch(\"$name\") / 86400 END"
    done
}

text() {
    local name
    for name in "$@"; do printf '%s, ' "nullif(\"$name\", '')"; done
}

list() {
    local name
    for name in "$@"; do printf '%s, ' "';' || nullif(\"$name\", '') || ';'"; done
}

# take TABLE COLUMNS EXPRESSIONS: the typed rows of a table, whose expressions end with a comma.
take() {
    cat <<SQL
.import --csv --schema temp $1.csv raw_$1
CREATE TABLE $1 (party INTEGER, n INTEGER, $2, PRIMARY KEY (party, n)) WITHOUT ROWID;
INSERT INTO $1 ($2, party, n)
SELECT $3 parties.party, raw.rowid FROM temp.raw_$1 AS raw JOIN parties ON parties.id = raw.actor
ORDER BY parties.party, raw.rowid;
DROP TABLE temp.raw_$1;
SQL
}

file=$(realpath -m "$2")
rm -f "$file"
cd "$1"
sqlite3 -batch -bail "$file" >/dev/null <<SQL
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
.import --csv --schema temp actors.csv raw_actors
CREATE TABLE parties (party INTEGER PRIMARY KEY, id TEXT UNIQUE);
INSERT INTO parties SELECT row_number() OVER (ORDER BY id), id FROM temp.raw_actors;
$(take memberships 'treaty, in_force, in_force_last, ended, ended_last' "$(text treaty)$(date in_force ended)")
$(take focal_points 'role, institution, email, designated, designated_last, confirmed, confirmed_last, ended, ended_last' \
    "$(text role institution email)$(date designated confirmed ended)")
$(take reports 'treaty, period, due_kind, state, due, due_last, submitted, submitted_last, about' \
    "$(text treaty period due_kind state)$(date due submitted)$(list about)")
$(take actions 'provision, kind, status, evidence_url, "date", date_last, "from", from_last, "to", to_last,
    counterparts, groups, mandate, flags' \
    "$(text provision kind status evidence_url)$(date 'date' from to)$(list counterparts groups mandate flags)")
$(take plans 'kind, adopted, adopted_last, expires, expires_last, flags' "$(text kind)$(date adopted expires)$(list flags)")
-- Where the tables say that they are complete: from the first day of since to the last of until, for values of a column.
CREATE TABLE complete ("table" TEXT, "column" TEXT, "values" TEXT, since INTEGER, until INTEGER);
WITH said AS (
  SELECT json_extract(resource.value, '\$.name') AS name, declared.value AS declared
  FROM json_each(readfile('datapackage.json'), '\$.resources') AS resource,
    json_each(resource.value, '\$."accord:complete"') AS declared),
dates AS (
  SELECT name, "where".key AS "column", "where".value AS "values", json_extract(declared, '\$.since') AS since,
    json_extract(declared, '\$.until') AS until
  FROM said, json_each(declared, '\$.where') AS "where")
INSERT INTO complete SELECT name, "column", "values", unixepoch(substr(since || '-01-01', 1, 10)) / 86400,
  CASE length(until) WHEN 4 THEN unixepoch(until || '-12-31') / 86400
    WHEN 7 THEN unixepoch(until || '-01', '+1 month') / 86400 - 1 WHEN 10 THEN unixepoch(until) / 86400 END
FROM dates;
SQL
