#!/bin/sh
TZ=UTC exec lua5.4 "$(dirname "$0")/rules.lua" "$@"
