#!/bin/sh
# Runs the hub's JMH benchmarks. Usage: benchmarks/hub/jmh.sh [JMH OPTIONS…], such as -prof gc
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/../java.sh"

(cd "$root" && mvn -q -B install -pl benchmarks -am -Dmaven.test.skip=true)
exec "$JAVA" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "$(class_path)" \
  org.openjdk.jmh.Main HubBenchmark "$@"
