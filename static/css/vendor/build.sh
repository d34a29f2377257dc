#!/usr/bin/env bash
# Makes static/css/dkfds.css again from the npm package dkfds. Needs node and npm; nothing stays behind.
# The portal itself needs none of this: the finished sheet is kept beside this folder.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

cd "$work"
npm init --yes >/dev/null
npm install --no-audit --no-fund dkfds@11.2.0 sass@1.108.2 purgecss@8.0.0

npx sass --quiet-deps --style=compressed --no-source-map --no-charset --load-path=node_modules \
    "$here/dkfds.scss" whole.css
npx purgecss --css whole.css --content "$here/kept.txt" --output dkfds.css

cp node_modules/dkfds/LICENSE.md "$here/LICENSE-dkfds.md"
chmod 644 "$here/LICENSE-dkfds.md"
cp dkfds.css "$here/../dkfds.css"
gzip -9c "$here/../dkfds.css" | wc -c
