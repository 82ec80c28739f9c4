#!/bin/sh
# Takes out of node_modules what a running program never loads: maps, types, guides, sources for browsers and for other systems.
# usage: slim-modules.sh node_modules
set -eu
cd "$1"
find . -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.md' -o -name '*.tsbuildinfo' -o -name '*.flow' \) \
  ! -iname 'licen[cs]e*' ! -iname 'notice*' -delete
# Sources beside what is built of them.
find . -type f \( -name '*.ts' -o -name '*.mts' -o -name '*.cts' \) -delete
# The same code for browsers, phones and workers.
find . -type d \( -path '*/dist/browser' -o -path '*/dist/react-native' -o -path '*/dist/workerd' -o -path '*/dist-browser' -o -path '*/build/esnext' \) -prune -exec rm -rf {} +
# A second copy of the database engine, for a system that is not this one.
rm -rf @libsql/linux-*-musl
find . -type d -empty -delete
