#!/bin/sh
# How long JavaScript takes to read compact updates of a settling graph in which all nodes move.
# Usage: benchmarks/compact/decode.sh [NODES]   (default: 100000)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/../java.sh"

(cd "$root" && mvn -q -B install -pl benchmarks -am -Dmaven.test.skip=true)
(cd "$root" && npm run --silent build -w clients/typescript)
frames=$(mktemp)
trap 'rm -f "$frames"' EXIT
"$JAVA" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "$(class_path)" \
  io.starling.benchmarks.compact.TraceFrames "${1:-100000}" "$frames"
node "$here/decode.mjs" "$frames"
