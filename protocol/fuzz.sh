#!/usr/bin/env bash
# Looks for bytes that break a decoder, led by coverage (Jazzer), each fuzz test in a JVM of its own, two at a time. What is found makes it
# fail and lies in protocol/; new inputs that lead to new code are kept in protocol/.cifuzz-corpus for the next time.
# Usage: protocol/fuzz.sh [SECONDS A DECODER]   (default: 600)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=../scripts/toolchain.sh
. "$here/../scripts/toolchain.sh"
JAVA_HOME=${JAVA_HOME:-$(find_jdk 25)}
export JAVA_HOME JAZZER_FUZZ=1 JAZZER_MAX_DURATION=${1:-600}s

cd "$here/.."
# Without Netty's leak detector, which takes most of the time.
mvn -B -ntp test-compile surefire:test@fuzz -pl protocol -DforkCount=2 -DreuseForks=false \
  -Dtest.jvm.flags='--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dio.netty.leakDetection.level=disabled' \
  2>&1 | grep -E '^Done [0-9]+ runs|^== |Running .*FuzzTest|Tests run|ERROR|BUILD' || true
exit "${PIPESTATUS[0]}"
