"""Runs the fuzzing client of Autobahn's test suite and judges what it finds, close codes included. For Jython.

Usage: suite.py WEBSOCKET-URL REPORT-FOLDER CASES-EXPECTED [PATTERN-OF-CASES-LEFT-OUT...]
"""
import json
import sys

from autobahntestsuite import wstest

url, folder, expected, left_out = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]
AGENT = "starling"
INFORMATIONAL = 3

wstest.start({"mode": "fuzzingclient"}, {
    "failByDrop": False,
    "outdir": folder,
    "servers": [{"agent": AGENT, "url": url, "options": {"version": 18}}],
    "options": {"version": 18},
    "cases": ["*"],
    "exclude-cases": left_out,
    "exclude-agent-cases": {},
})

cases = json.load(open(folder + "/index.json"))[AGENT]


def count(kind, behavior):
    return len([case for case in cases.values() if case[kind] == behavior])


sound = len(cases) == expected
for kind in "behavior", "behaviorClose":
    sound = sound and count(kind, "OK") == expected - INFORMATIONAL and count(kind, "INFORMATIONAL") == INFORMATIONAL
for name, case in sorted(cases.items()):
    if case["behavior"] not in ("OK", "INFORMATIONAL") or case["behaviorClose"] not in ("OK", "INFORMATIONAL"):
        sys.stderr.write("case %s: %s, closing %s, code %s; see %s/%s\n" % (
            name, case["behavior"], case["behaviorClose"], case["remoteCloseCode"], folder, case["reportfile"]))
sys.stderr.write("Autobahn: %d of %d cases: %d OK + %d informational, %d non-strict, %d failed; closing: %d OK + %d informational\n" % (
    len(cases), expected, count("behavior", "OK"), count("behavior", "INFORMATIONAL"), count("behavior", "NON-STRICT"),
    len(cases) - count("behavior", "OK") - count("behavior", "INFORMATIONAL") - count("behavior", "NON-STRICT"),
    count("behaviorClose", "OK"), count("behaviorClose", "INFORMATIONAL")))
sys.exit(0 if sound else 1)
