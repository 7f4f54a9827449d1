#!/bin/sh
# Steps a second of our layout beside ngraph.forcelayout, on two cores, in turns. Prints a Markdown table.
# Usage: benchmarks/layout/compare.sh [NODES…]   (default: 10000 100000; about three minutes)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/../java.sh"

(cd "$here" && npm ci --silent --no-audit --no-fund)
(cd "$root" && mvn -q -B install -pl benchmarks -am -Dmaven.test.skip=true)

two_cores=""
if command -v taskset >/dev/null && [ "$(nproc)" -gt 2 ]; then
  two_cores="taskset -c 0,1"
fi
[ $# -gt 0 ] || set -- 10000 100000
uptime
exec $two_cores "$JAVA" -cp "$(class_path)" io.starling.benchmarks.layout.LayoutComparison "$here/ngraph.js" "$@"
