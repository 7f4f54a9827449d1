#!/bin/sh
# What the relay of voices adds in delay: benchmarks/voice/relay.sh [SPEAKERS [LISTENERS [SECONDS]]], after
#   mvn -q -pl benchmarks -am package -Dmaven.test.skip=true
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/benchmarks/java.sh"
exec "$JAVA" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "$(class_path)" \
  io.starling.benchmarks.voice.VoiceRelayDelay "$@"
