"""The inputs of bench/peers/decision: the same on every run and machine; `entente decide` gives a fair share of both answers."""
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(os.environ["ENTENTE_SOURCE_DIR"])
ENTENTE = Path(os.environ["ENTENTE"])
LEAST_SHARE = 0.2  # of permits, and of denies
# The first digits of the SHA-256 of the whole input of both works.
INPUT = "4fc5d7f288b48af0"
FAULTS = []


def expect(holds, what):
    if not holds:
        FAULTS.append(what)
        print("fault:", what)


def works():
    spec = importlib.util.spec_from_file_location("works_of_decision", ROOT / "bench/peers/decision/works.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def digest(folder):
    """Of the names and bytes of all files below."""
    summed = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            summed.update(f"{file.relative_to(folder)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return summed.hexdigest()[:16]


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
    done = subprocess.run([ENTENTE, "decide", "--world", folder / "decision/world", "--format", "json"], capture_output=True, text=True, check=False,
                          input="".join(evaluation(line, at) + "\n" for line in lines), timeout=250)
    answers = ["permit" if json.loads(answer)["decision"] else "deny" for answer in done.stdout.splitlines()]
    expect(len(answers) == len(lines) >= 1024, f"{name}: {len(answers)} answers to {len(lines)} requests: {done.stderr[:500]}")
    shares = Counter(answers)
    expect(all(shares[each] >= LEAST_SHARE * len(lines) for each in ("permit", "deny")), f"{name}: {dict(shares)}")
    peer = ENTENTE.parent / "bench/entente_peer"  # where the benchmarks were built too
    if peer.is_file():
        said = subprocess.run([peer, "answers", name, made], capture_output=True, text=True, check=False, timeout=100).stdout.splitlines()
        differing = [line for line, one, other in zip(lines, answers, said) if one != other]
        expect(len(said) == len(answers) and not differing, f"{name}: the peer answers otherwise: {differing[:3]}")


def main():
    module = works()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        for work in module.WORKS:
            answered(work, module.AT, folder)
        once = digest(folder)
        expect(once == INPUT, f"the input has changed: {once}; figures in docs/performance.md are then of another input")
        for work in module.WORKS:
            work[3](folder)
        expect(digest(folder) == once, "made twice, the input differs")
    print(f"{len(FAULTS)} fault(s)")
    return 1 if FAULTS else 0


sys.exit(main())
