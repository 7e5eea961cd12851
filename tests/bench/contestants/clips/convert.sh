#!/usr/bin/env bash
# convert.sh DATASET FOLDER: the dataset as facts of CLIPS, in FOLDER: parties/1.facts and so on, a Party each, because
# CLIPS reads facts faster from files than from lines; all.facts: how many there are, and where the tables say that they are
# complete.
set -euo pipefail
file=$2/import.db
"$(dirname "$0")/../import.sh" "$1" "$file"

# The slots of a fact; one that is blank is left out. Kinds: symbol, string, date (its first and last day), list.
slots() {
    local kind=symbol name value
    for name in "$@"; do
        case $name in --*) kind=${name#--} && continue ;; esac
        case $kind in
            symbol) value="\"$name\"" ;;
            string) value="'\"' || \"$name\" || '\"'" ;;
            date) value="\"$name\" || ' ' || \"${name}_last\"" ;;
            list) value="replace(trim(\"$name\", ';'), ';', ' ')" ;;
        esac
        printf '%s' " || coalesce(' ($name ' || $value || ')', '')"
    done
}

# facts NAME TABLE SLOTS...: a question for the facts of a table.
facts() {
    local name=$1 table=$2
    shift 2
    echo "SELECT party, '($name (n ' || n || ')' $(slots "$@") || ')' AS fact FROM $table UNION ALL"
}

mkdir -p "$2/parties"
sqlite3 -batch -bail -noheader -readonly "$file" >/dev/null <<SQL
SELECT writefile('${2//\'/\'\'}/parties/' || party || '.facts', coalesce(group_concat(fact, char(10)), '') || char(10)) FROM (
  $(facts claim memberships treaty --date in_force ended)
  $(facts holder focal_points role --string institution email --date designated confirmed ended)
  $(facts report reports treaty period due_kind state --date due submitted --list about)
  $(facts act actions provision kind status --string evidence_url --date date from to \
      --list counterparts groups mandate flags)
  $(facts plan plans kind --date adopted expires --list flags)
  SELECT party, NULL FROM parties)
GROUP BY party;
SQL
sqlite3 -batch -bail -noheader -readonly "$file" >"$2/all.facts" <<'SQL'
SELECT format('(parties (count %d))', count(*)) FROM parties;
SELECT format('(complete (table %s) (column %s) (values %s) (since %d)%s)', "table", "column",
  (SELECT group_concat(value, ' ') FROM json_each("values")), since, coalesce(' (until ' || until || ')', ''))
FROM complete;
SQL
rm "$file"
