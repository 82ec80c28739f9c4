#!/usr/bin/env bash
# Runs the tests under a shifted clock: nothing may depend on the day it runs.
# usage: scripts/test-dates.sh [--fast] [JEST ARGUMENTS]
#   --fast  only the suites that meet the clock (command line, e2e, editing, jobs), at 460 days from now
# Browser suites are left out: Chromium does not stand a shifted clock.
set -euo pipefail
cd "$(dirname "$0")/.."

library=$(find /usr/lib /usr/local/lib /opt/homebrew/lib -name 'libfaketimeMT.so.1' 2>/dev/null | head -n 1 || true)
if [ -z "$library" ]; then
  echo "test:dates is skipped: libfaketime is missing (Debian: apt-get install faketime)."
  exit 0
fi

now=$(date +%s)
day=86400
year=$(date -u +%Y)
# Seconds from now to the last Sunday of a month of next year, 00:30 UTC: British clocks change at 01:00 UTC.
last_sunday() {
  local last
  last=$(date -u -d "$((year + 1))-$1-31" +%s)
  echo $((last - $(date -u -d "@$last" +%w) * day + 1800 - now))
}
# Seconds from now to 23:30 UTC on the next 29 February.
leap_day() {
  local leap=$((year + 4 - year % 4))
  echo $(($(date -u -d "$leap-02-29 23:30" +%s) - now))
}
shifts=($((460 * day)))
suites=(test/cli test/e2e test/editing test/jobs test/core/tips test/core/digest)
if [ "${1-}" = --fast ]; then
  shift
else
  suites=()
  shifts+=($day "$(leap_day)" "$(last_sunday 03)" "$(last_sunday 10)")
fi
browsers=$(grep -rlE 'support/(browser|chromium)|agents-playground' test --include='*.test.ts' | paste -sd '|' -)

for shift in "${shifts[@]}"; do
  echo "The tests on $(date -u -d "@$((now + shift))" '+%A %Y-%m-%d %H:%M') UTC"
  TZ=Europe/London LD_PRELOAD=$library FAKETIME="$(printf '%+d' "$shift")" FAKETIME_DONT_FAKE_MONOTONIC=1 PROPERTY_RUNS=few \
    npm run -s jest -- --silent --testPathIgnorePatterns /node_modules/ "$browsers" "$@" -- "${suites[@]}"
done
