#!/bin/sh
# Bytes a moved node takes in several encodings of position updates, on traces of real simulations: a graph that settles, one
# at rest in which a node is dragged, one that never cools. Prints a Markdown table.
# Usage: benchmarks/compact/compare.sh [NODES…]   (default: 1000 10000 100000; some minutes, most of it the simulation)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/../java.sh"

(cd "$root" && mvn -q -B install -pl benchmarks -am -Dmaven.test.skip=true)
[ $# -gt 0 ] || set -- 1000 10000 100000
exec "$JAVA" -cp "$(class_path)" io.starling.benchmarks.compact.CompactComparison "$@"
