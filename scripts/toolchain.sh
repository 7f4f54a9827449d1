# Finds what the build and the server need. Sourced by ./starling and ./check; prints nothing.

# First JDK of at least version $1: its home, or nothing. Looks at `release` files only, which takes milliseconds.
find_jdk() {
  local wanted=$1 home version
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] && [ -r "$home/release" ] && [ -x "$home/bin/java" ] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    if [ "${version:-0}" -ge "$wanted" ]; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
}

# Major version of Node, or 0.
node_version() {
  node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p' | grep . || echo 0
}

# Says what a build lacks and how to get it, one line each; nothing when all is there.
missing_for_build() {
  find_jdk 25 >/dev/null || echo "a JDK 25 or later: from adoptium.net, or 'apt-get install openjdk-25-jdk' where your Debian has it; JAVA_HOME may point to it"
  command -v mvn >/dev/null || echo "Maven 3.8 or later: apt-get install maven"
  [ "$(node_version)" -ge 20 ] || echo "Node 20 or later: from nodejs.org, or 'apt-get install nodejs npm' where your Debian has it"
  command -v npm >/dev/null || echo "npm: it comes with Node, or 'apt-get install npm'"
}

# Runs a step quietly: a line with its time when it is done; its output only when it fails, and then the status.
step() {
  local title=$1 log started=$SECONDS
  shift
  log=$(mktemp)
  if [ -t 2 ]; then printf '  … %s\r' "$title" >&2; fi
  if "$@" >"$log" 2>&1 </dev/null; then
    printf '  ✓ %s (%d s)\n' "$title" $((SECONDS - started)) >&2
    rm -f "$log"
  else
    local status=$?
    printf '  ✗ %s (%d s)\n' "$title" $((SECONDS - started)) >&2
    cat "$log" >&2
    rm -f "$log"
    return $status
  fi
}
