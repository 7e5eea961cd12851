#!/usr/bin/env bash
# json.sh DATASET FOLDER: the dataset as JSON, in FOLDER: parties.jsonl with a line a Party, all its rows on it and cells
# left out where they are blank; complete.json, where the tables say that they are complete.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
file=$2/import.db
"$here/import.sh" "$1" "$file"

# rows TABLE COLUMN...: the Party's rows as an array of objects. A column after "-" is a list.
rows() {
    local table=$1 cells='' list=false name
    shift
    for name in "$@"; do
        if [ "$name" = - ]; then
            list=true
        elif $list; then
            cells+=", '$name', json('[\"' || replace(trim(\"$name\", ';'), ';', '\",\"') || '\"]')"
        else
            cells+=", '$name', \"$name\""
        fi
    done
    echo ", '$table', json((SELECT json_group_array(json_patch('{}', json_object(${cells#, })))
        FROM $table AS rows WHERE rows.party = parties.party))"
}

sqlite3 -batch -bail -noheader -readonly "$file" >"$2/parties.jsonl" <<SQL
SELECT json_object('id', id
  $(rows memberships treaty in_force in_force_last ended ended_last)
  $(rows focal_points role institution email designated designated_last confirmed confirmed_last ended ended_last)
  $(rows reports treaty period due_kind state due due_last submitted submitted_last - about)
  $(rows actions provision kind status evidence_url date date_last from from_last to to_last \
      - counterparts groups mandate flags)
  $(rows plans kind adopted adopted_last expires expires_last - flags))
FROM parties ORDER BY party;
SQL
sqlite3 -batch -bail -noheader -readonly "$file" >"$2/complete.json" <<SQL
SELECT json_group_array(json_patch('{}', json_object('table', "table", 'column', "column", 'values', json("values"),
  'since', since, 'until', until))) FROM complete;
SQL
rm "$file"
