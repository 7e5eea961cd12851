#!/bin/sh
exec "$(dirname "$0")/../json.sh" "$@"
