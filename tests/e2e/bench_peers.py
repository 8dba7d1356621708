"""Comparison with other programs: absent peers are named with the reason, what differs is listed and not timed. With invented peers only."""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(os.environ["ENTENTE_SOURCE_DIR"])
PROGRAM = """#!/usr/bin/env python3
import json, pathlib, sys
name, answers = {name!r}, {answers!r}
words = sys.argv[1:]
if words[0] == "describe":
    print(json.dumps({{"peer": name, "version": "7", "works": ["toy/double"]}}))
elif answers is None:
    sys.exit("out of order")
elif words[0] == "answers":
    items = pathlib.Path(words[2]).read_text().split()
    print("\\n".join(answers[int(item) - 1] for item in items))
else:
    with open({timed!r}, "a") as log:
        print(name, *pathlib.Path(words[2]).read_text().split(), file=log)
    print(json.dumps({{"passes": 10, "seconds": 0.5}}))
"""
WORKS = """
def make(folder):
    out = folder / "numbers.txt"
    out.write_text("1\\n2\\n3\\n")
    return out
def missing(folder):
    raise ValueError("the numbers are not here")
WORKS = (("toy/double", "numbers", True, make, "a number doubled"), ("toy/other", "numbers", True, missing, "nothing"))
"""
FAULTS = []


def expect(holds, what):
    if not holds:
        FAULTS.append(what)
        print("fault:", what)


def program(file, name, answers, timed):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PROGRAM.format(name=name, answers=answers, timed=str(timed)), encoding="utf-8")
    file.chmod(0o755)


def run(folder, *words):
    command = [sys.executable, str(ROOT / "bench/peers/run.py"), "--recipes", str(folder / "recipes"), "--build", str(folder / "build"), "--peers",
               str(folder / "peers"), "--rounds", "1", "--seconds", "0.01", *words]
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False, timeout=60)


def recipes(folder):
    for name, recipe in (("none", {"peer": "nowhere", "absent": "no registry has it"}),
                         ("tool", {"peer": "toolless", "needs": ["no-such-tool-here"], "build": ["false"], "run": ["x"]}),
                         ("broken", {"peer": "broken", "needs": ["false"], "build": ["false"], "run": ["x"]}),
                         ("given", {"peer": "same", "absent": "must not be said, since it was built by hand"})):
        place = folder / "recipes/toy" / name
        place.mkdir(parents=True)
        (place / "peer.json").write_text(json.dumps(recipe), encoding="utf-8")
    (folder / "recipes/toy/works.py").write_text(WORKS, encoding="utf-8")
    idle = folder / "recipes/idle/slow"
    idle.mkdir(parents=True)
    (idle / "peer.json").write_text(json.dumps({"peer": "slow", "needs": ["touch"], "build": ["touch", str(folder / "built")], "run": ["x"]}), encoding="utf-8")
    (folder / "recipes/idle/works.py").write_text("WORKS = (('idle/work', 'items', True, None, 'nothing'),)\n", encoding="utf-8")


def compared(folder):
    timed = folder / "timed"
    recipes(folder)
    program(folder / "own", "entente", ["2", "4", "6"], timed)
    program(folder / "peers/a", "same", ["2", "4", "6"], timed)
    program(folder / "peers/b", "near", ["2", "5", "6"], timed)
    program(folder / "peers/c", "far", ["0", "0", "0"], timed)
    program(folder / "peers/d", "faulty", None, timed)
    (folder / "peers/notes.txt").write_text("no program", encoding="utf-8")
    done = run(folder, "--own", str(folder / "own"), "--json", str(folder / "out.json"), "--filter", "^toy/")
    expect(done.returncode == 0, f"exit {done.returncode}: {done.stderr}")
    lines = done.stdout.splitlines()
    for line in ("absent: nowhere: no registry has it", "absent: toolless: not installed here: no-such-tool-here",
                 "toy/double: near answers otherwise on 1; the other 2 are timed", "toy/double: far answers otherwise on 3; not timed",
                 "      entente: 4", "      near: 5", "toy/double: faulty is not timed: `answers` ended with 1: out of order"):
        expect(line in lines, f"no line `{line}` in:\n{done.stdout}")
    expect(any(line.startswith("absent: broken: its build failed") for line in lines), f"broken: {done.stdout}")
    expect("slow" not in done.stdout and not (folder / "built").exists(), "a peer is built whose room has no work to do")
    expect("must not be said" not in done.stdout, "a peer built by hand is called absent")
    table = {line.split()[1]: line.split() for line in lines if line.startswith("toy/double ")}
    expect(set(table) == {"same", "near"}, f"table: {sorted(table)}")
    expect(table["same"][3:6] == ["3", "of", "3"] and table["near"][3:6] == ["2", "of", "3"], f"table: {table}")
    expect(timed.read_text(encoding="utf-8").splitlines() == ["same 1 2 3", "entente 1 2 3", "near 1 3", "entente 1 3"], "who was timed, on what")
    figures = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    rates = {row["peer"]: row["peer_per_second"] for row in figures["rows"]}
    expect(rates == {"same": [60.0], "near": [40.0], "far": [], "faulty": []}, f"figures: {rates}")
    expect(set(figures["absent"]) == {"nowhere", "toolless", "broken"}, f"absent: {figures['absent']}")


def without(folder):
    """No peer at all; an input that cannot be made; no program of our own."""
    done = run(folder, "--own", str(folder / "own"), "--peers", str(folder / "none"))
    expect(done.returncode == 0 and "no peer for toy/double" in done.stdout, f"no peers: {done.returncode} {done.stdout}")
    expect(f"absent: {folder / 'none'}: ENTENTE_PEERS is no folder" in done.stdout.splitlines(), f"no folder: {done.stdout}")
    for file in (folder / "peers").glob("[b-d]"):
        file.unlink()
    text = (folder / "peers/a").read_text(encoding="utf-8").replace("toy/double", "toy/other")
    (folder / "peers/a").write_text(text, encoding="utf-8")
    done = run(folder, "--own", str(folder / "own"))
    expect(done.returncode == 0 and "no input for toy/other: the numbers are not here" in done.stdout, f"no input: {done.stdout}")
    done = run(folder, "--own", str(folder / "nothing"))
    expect(done.returncode == 1 and "nothing" in done.stderr, f"no program: {done.returncode} {done.stderr}")


def kept():
    """Every recipe of the project says how its peer is built, or why it is absent."""
    files = sorted((ROOT / "bench/peers").glob("*/*/peer.json"))
    expect(files, "no recipes")
    for file in files:
        recipe = json.loads(file.read_text(encoding="utf-8"))
        expect(set(recipe) in ({"peer", "absent"}, {"peer", "needs", "build", "run"}), f"{file}: {sorted(recipe)}")


with tempfile.TemporaryDirectory() as name:
    compared(Path(name).resolve())
    without(Path(name).resolve())
kept()
print(f"{len(FAULTS)} fault(s)")
sys.exit(1 if FAULTS else 0)
