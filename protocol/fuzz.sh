#!/usr/bin/env bash
# Looks for bytes that break a decoder, led by coverage (Jazzer), each fuzz test in a JVM of its own, two at a time. What is found makes it
# fail; what leads to new code lies in protocol/.cifuzz-corpus, and is tried by every build once `keep` has put it into src/test/fuzz.
# Usage: protocol/fuzz.sh [SECONDS A DECODER | keep]   (default: 600)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=../scripts/toolchain.sh
. "$here/../scripts/toolchain.sh"
JAVA_HOME=${JAVA_HOME:-$(find_jdk 25)}
if [ "${1:-}" = keep ]; then
  mkdir -p "$here/src/test/fuzz"
  for corpus in "$here"/.cifuzz-corpus/*/readsOrRefuses; do
    test=$(basename "$(dirname "$corpus")")
    "$JAVA_HOME/bin/jar" --create --no-manifest --date=2026-01-01T00:00:00Z --file "$here/src/test/fuzz/${test##*.}.zip" -C "$corpus" .
  done
  exit
fi
export JAVA_HOME JAZZER_FUZZ=1 JAZZER_MAX_DURATION=${1:-600}s

cd "$here/.."
set +e # the search's own status counts, not that of what filters its words
# Without Netty's leak detector, which takes most of the time.
mvn -B -ntp test-compile surefire:test@fuzz -pl protocol -DforkCount=2 -DreuseForks=false \
  -Dtest.jvm.flags='--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dio.netty.leakDetection.level=disabled' \
  2>&1 | grep --line-buffered -E '^Done [0-9]+ runs|^== |Running .*FuzzTest|Tests run|ERROR|BUILD'
exit "${PIPESTATUS[0]}"
