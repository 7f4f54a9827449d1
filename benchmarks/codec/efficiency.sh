#!/bin/sh
# Bytes that an update takes in each encoding, plain and compressed, for 1 to 10,000 nodes of a settling simulation. Prints the
# Markdown tables of "What it saves" in docs/protocol.md. Usage: benchmarks/codec/efficiency.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/../java.sh"

(cd "$root" && mvn -q -B package -pl benchmarks -am -Dmaven.test.skip=true >&2)
exec "$JAVA" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "$(class_path)" \
  io.starling.benchmarks.codec.Efficiency
