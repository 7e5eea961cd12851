#!/bin/sh
exec sqlite3 -batch -bail -noheader -separator ' ' -readonly "$1/data.db" ".parameter set @as_of \"'$2'\"" \
    ".read '$(dirname "$0")/rules.sql'"
