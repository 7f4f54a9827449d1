#!/usr/bin/env bash
# permessage-deflate against npm's ws as the other side: 48 offers, each with 18 payloads echoed and compared. A few seconds.
# Usage: conformance/deflate.sh
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=server.sh
. "$here/server.sh"

(cd "$here" && npm ci --silent --no-audit --no-fund)
start_server "$here/.."
node "$here/deflate.mjs" "ws://$server/bench/echo"
