# Sourced by the scripts here, with $root set: finds a JDK of at least 25 as $JAVA and gives the class path of the benchmarks.
JAVA=
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null || true)
  if [ -n "$version" ] && [ "$version" -ge 25 ]; then
    JAVA="$home/bin/java"
    break
  fi
done
[ -n "$JAVA" ] || {
  echo "The benchmarks need a JDK of at least 25: set JAVA_HOME, or install one under /usr/lib/jvm." >&2
  exit 1
}

class_path() {
  echo "$root/benchmarks/target/classes:$(cat "$root/benchmarks/target/classpath.txt")"
}
