#!/bin/sh
# Runs the layout's JMH benchmarks. Usage: benchmarks/layout/jmh.sh [JMH OPTIONS…]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/../java.sh"

(cd "$root" && mvn -q -B install -pl benchmarks -am -Dmaven.test.skip=true)
exec "$JAVA" -cp "$(class_path)" org.openjdk.jmh.Main LayoutBenchmark "$@"
