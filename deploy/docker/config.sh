#!/bin/sh
# Writes the page's config.json: CONFIG as it is, or one that names HOMESERVER. Without either, the file
# stays as it is.
set -eu
file="${CONFIG_FILE:-/var/www/join/config.json}"

if [ -n "${CONFIG:-}" ]; then
  printf '%s\n' "$CONFIG" >"$file"
elif [ -n "${HOMESERVER:-}" ]; then
  case "$HOMESERVER" in
    *[!A-Za-z0-9.:/_-]*)
      echo "HOMESERVER must be a server name or a base URL, not: $HOMESERVER" >&2
      exit 1
      ;;
  esac
  printf '{ "homeserver": "%s" }\n' "$HOMESERVER" >"$file"
fi
