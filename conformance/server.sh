# Starts a server for conformance tests on a free port, with /bench/echo; sets `server` to where it is, and ends it with the script.
# Sourced. Nothing of it is printed unless it does not start.

start_server() {
  local root=$1 said pid
  said=$(mktemp)
  "$root/starling" serve "$root/examples/garden" --port 0 --bench >"$said" 2>&1 &
  pid=$!
  # shellcheck disable=SC2064 # what it is now
  trap "kill $pid 2>/dev/null || true; rm -f '$said'" EXIT
  server=
  for _ in $(seq 1200); do
    server=$(sed -n 's,^Starling is at http://\([^/]*\)/.*,\1,p' "$said")
    [ -z "$server" ] && kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  if [ -z "$server" ]; then
    cat "$said" >&2
    return 1
  fi
}
