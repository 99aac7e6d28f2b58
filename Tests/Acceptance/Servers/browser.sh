#!/bin/bash
# A chromedriver for one test: prints the folder of the browser's profile, then what chromedriver prints, its port among
# it. It ends when chromedriver does, or when its standard input is closed, which it also is when the tests end for
# whatever reason; then browser, driver and folder go.
profile=$(mktemp -d "${TMPDIR:-/tmp}/duban-browser-XXXXXX") || exit 1
echo "$profile"
exec 3<&0
cat <&3 >/dev/null &
input=$!
chromedriver --port=0 3<&- &
driver=$!
wait -n "$input" "$driver"

# chromedriver leaves a browser behind whose session was not closed; the lock in its profile names the process.
lock=$(readlink "$profile/SingletonLock") && kill "${lock##*-}" 2>/dev/null
kill "$driver" "$input" 2>/dev/null
wait "$driver" "$input" 2>/dev/null
# Its helpers end a little later than the browser, and write into the folder until then. They name it.
tries=100
while [ $tries != 0 ] && grep -qs "$profile" /proc/[0-9]*/cmdline; do
    tries=$((tries - 1))
    sleep 0.1
done
rm -rf "$profile"
