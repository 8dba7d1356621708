"""The inputs of bench/peers/decision: the same on every run and machine; `entente decide` gives a fair share of both answers."""
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.dont_write_bytecode = True
from _peer_works import ENTENTE, done, expect, expect_input, expect_peer, works

LEAST_SHARE = 0.2  # of permits, and of denies
# The first digits of the SHA-256 of the whole input of both works.
INPUT = "4fc5d7f288b48af0"


def evaluation(line, at):
    """A request of the works as `entente decide` reads it: the label in words."""
    asked = json.loads(line)
    words = [asked["level"], *asked["categories"], *(["NOFORN"] if asked["noforn"] else [])]
    properties = {"label": " ".join(words), "policy": asked["owner"]}
    if "release" in asked:
        properties["releasable_to"] = asked["release"]
    if "communities" in asked:
        properties["cois"] = asked["communities"]
    subject = {"type": "person", "id": asked["who"]} if "who" in asked else {"type": "party", "id": asked["to"]}
    return json.dumps({"subject": subject, "action": {"name": "disclose"}, "resource": {"type": "information", "id": asked["id"], "properties": properties},
                       "context": {"time": at, "holder": asked["holder"]}})


def answered(work, at, folder):
    name, _, _, make, _ = work
    made = make(folder)
    lines = made.read_text(encoding="utf-8").splitlines()
    ran = subprocess.run([ENTENTE, "decide", "--world", folder / "decision/world", "--format", "json"], capture_output=True, text=True, check=False,
                          input="".join(evaluation(line, at) + "\n" for line in lines), timeout=250)
    answers = ["permit" if json.loads(answer)["decision"] else "deny" for answer in ran.stdout.splitlines()]
    expect(len(answers) == len(lines) >= 1024, f"{name}: {len(answers)} answers to {len(lines)} requests: {ran.stderr[:500]}")
    shares = Counter(answers)
    expect(all(shares[each] >= LEAST_SHARE * len(lines) for each in ("permit", "deny")), f"{name}: {dict(shares)}")
    expect_peer(name, made, lines, answers)


def main():
    module = works("decision")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        for work in module.WORKS:
            answered(work, module.AT, folder)
        expect_input(folder, lambda: [work[3](folder) for work in module.WORKS], INPUT)
    return done()


sys.exit(main())
