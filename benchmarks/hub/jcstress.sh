#!/bin/sh
# Runs the hub's jcstress tests: the lock-free steps under all the races that the machine can make; a report goes to
# target/jcstress. Usage: benchmarks/hub/jcstress.sh [JCSTRESS OPTIONS…]   (default: -m quick, a few minutes)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/../java.sh"

(cd "$root" && mvn -q -B install -pl benchmarks -am -Dmaven.test.skip=true)
mkdir -p "$root/benchmarks/target/jcstress"
cd "$root/benchmarks/target/jcstress"
[ $# -gt 0 ] || set -- -m quick
exec "$JAVA" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "$(class_path)" \
  org.openjdk.jcstress.Main -t 'io.starling.server.hub' "$@"
