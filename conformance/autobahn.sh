#!/usr/bin/env bash
# Autobahn's test suite against a server's /bench/echo: 301 cases, some four minutes. The suite is the one inside the Maven plugin of
# Norman Maurer, driven by its Jython; the plugin itself would only look at half of each result, and serve from within Maven.
# Usage: conformance/autobahn.sh [--short]   (--short leaves out 9.*, the 54 cases with up to 16 MiB: 40 s)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/..
# shellcheck source=server.sh
. "$here/server.sh"
# shellcheck source=../scripts/toolchain.sh
. "$root/scripts/toolchain.sh"
plugin=me.normanmaurer.maven.autobahntestsuite:autobahntestsuite-maven-plugin:0.1.5
jython=org.python:jython-standalone:2.7.2

case "$*" in
  "") expected=301 left_out=() ;;
  --short) expected=247 left_out=("9.*") ;;
  *)
    echo "usage: conformance/autobahn.sh [--short]" >&2
    exit 2
    ;;
esac

jdk=$(find_jdk 25)
flags="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" # what Jython and Maven do without asking
target=$here/target
rm -rf "$target/autobahn"
for artifact in $plugin $jython; do
  name=${artifact#*:}
  [ -s "$target/lib/${name/:/-}.jar" ] ||
    (cd "$root" && JAVA_HOME=$jdk MAVEN_OPTS=$flags mvn -q -B -ntp -N dependency:copy -Dartifact="$artifact" -DoutputDirectory="$target/lib")
done

start_server "$root"
mkdir -p "$target/autobahn"
# shellcheck disable=SC2086 # words
"$jdk/bin/java" $flags -cp "$target/lib/*" org.python.util.jython "$here/suite.py" "ws://$server/bench/echo" \
  "$target/autobahn" "$expected" "${left_out[@]}" >"$target/autobahn/log"
