#!/usr/bin/env bash
# Goal: the shipped worlds are in the one layout, so that a change of facts shows in review as what it is.
# Method: `world fmt --check` over all of them, and over a copy with one blank too many, which it must find.
set -euo pipefail
"$ENTENTE" world fmt --check "$ENTENTE_SOURCE_DIR/data/worlds"
rm -rf copy
cp -r "$ENTENTE_SOURCE_DIR/data/worlds/training" copy
printf '\n\n' >>copy/world.toml
status=0
"$ENTENTE" world fmt --check copy || status=$?
[ "$status" -eq 4 ]
