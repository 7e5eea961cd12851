#!/bin/sh
exec "$(dirname "$0")/../import.sh" "$1" "$2/data.db"
