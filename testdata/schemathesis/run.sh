#!/usr/bin/env bash
# Asks the service, on the sample articles, whatever schemathesis makes up from the
# schema: 200 questions an operation. No answer may be an error of the server, and
# the log no line of one. Two processes share the operations: one takes too long.
#
#	run.sh ST UNIGRAPH [EXAMPLES]
set -euo pipefail
st=$(realpath "$1") unigraph=$(realpath "$2") examples=${3:-200}
here=$(realpath "$(dirname "$0")")
cd "$here/../.."
scratch=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$scratch"' EXIT

"$unigraph" load --store "sqlite:$scratch/unigraph.db" examples/articles >/dev/null
"$unigraph" serve --store "sqlite:$scratch/unigraph.db" --addr 127.0.0.1:0 --log-level warn >"$scratch/address" 2>"$scratch/log" &
for _ in $(seq 100); do
	[ -s "$scratch/address" ] && break
	sleep 0.1
done
base=$(sed -n 's|^Ask at \(.*\)/playground$|\1|p' "$scratch/address")

# ask PART OPTION…: ask about the operations that the options select.
ask() {
	local part=$1
	shift
	mkdir "$scratch/$part"
	cd "$scratch/$part"
	SCHEMATHESIS_HOOKS="$here/hooks.py" "$st" --no-color run "$base/query" --phases fuzzing --max-examples "$examples" \
		--checks not_a_server_error --generation-deterministic --no-shrink --warnings off "$@" >"$scratch/$part.out" 2>&1
}
heavy='^Query\.(p|n|u|ag|v|m)'
ask some --include-name-regex "$heavy" &
some=$!
ask others --exclude-name-regex "$heavy" &
others=$!
failed=
wait $some || failed=yes
wait $others || failed=yes
grep -hE 'Tested|generated|passed|FAILURES|ERRORS' "$scratch"/*.out
if [ -n "$failed" ] || [ -s "$scratch/log" ]; then
	cat "$scratch"/*.out "$scratch/log"
	exit 1
fi
