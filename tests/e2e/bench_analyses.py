"""The inputs of bench/peers/analysis: the same on every run and machine; `entente diff` and `entente prove` give both answers."""
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(os.environ["ENTENTE_SOURCE_DIR"])
ENTENTE = Path(os.environ["ENTENTE"])
FOUND = 4  # the exit code where a decision changes, or an assertion is violated
ASKED = 8  # of each work: each question opens the world anew
# The first digits of the SHA-256 of the whole input of all works.
INPUT = "97684389daeebe0b"
FAULTS = []


def expect(holds, what):
    if not holds:
        FAULTS.append(what)
        print("fault:", what)


def works():
    spec = importlib.util.spec_from_file_location("works_of_analysis", ROOT / "bench/peers/analysis/works.py")
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


def run(*words):
    done = subprocess.run([ENTENTE, *words], capture_output=True, text=True, check=False, timeout=250)
    expect(done.returncode in (0, FOUND), f"{words}: {done.returncode}: {done.stderr[:500]}")
    return done


def compared(world, asked, at):
    """By `entente diff` with a patch. None: the agreement ends by itself later, and a patch ends nothing twice."""
    if 'value = "terminated"' in (world / f"instruments/information-security/{asked['ends']}.toml").read_text(encoding="utf-8"):
        return None
    patch = world.parent / "ends.toml"
    patch.write_text(f'format = 1\n[[end]]\ninstrument = "{asked["ends"]}"\non = "{at}"\n', encoding="utf-8")
    narrowed = ["--owner", asked["owner"], "--recipient", asked["to"]] if "owner" in asked else []
    return "changed" if run("diff", "--world", world, "--to", patch, "--as-of", at, *narrowed).returncode == FOUND else "same"


def proved(world, questions, at):
    file = world.parent / "assertions.toml"
    file.write_text("format = 1\n" + "".join(
        f'[[assertion]]\nid = "a{number}"\ntext = "nothing classified"\nexpect = "deny"\nowner = ["{asked["owner"]}"]\nrecipient = ["{asked["to"]}"]\n'
        "classified = true\n" for number, asked in enumerate(questions)), encoding="utf-8")
    told = json.loads(run("prove", file, "--world", world, "--as-of", at, "--format", "json").stdout)
    return ["holds" if each["holds"] else "violated" for each in told["results"]]


def answered(work, at, made):
    name = work[0]
    questions = [json.loads(line) for line in made.read_text(encoding="utf-8").splitlines()]
    world = made.parent / questions[0]["world"] / "world"
    asked = questions[:ASKED]
    answers = proved(world, asked, at) if "ends" not in asked[0] else [compared(world, each, at) for each in asked]
    expect(len(asked) < ASKED or len(set(answers) - {None}) == 2, f"{name}: {answers}")
    peer = ENTENTE.parent / "bench/entente_peer"  # where the benchmarks were built too
    if peer.is_file():
        said = subprocess.run([peer, "answers", name, made], capture_output=True, text=True, check=False, timeout=250).stdout.splitlines()
        differing = [pair for pair in zip(asked, answers, said) if pair[1] not in (None, pair[2])]
        expect(len(said) == len(questions) and not differing, f"{name}: the peer answers otherwise: {differing[:3]}")


def main():
    module = works()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        made = [work[3](folder) for work in module.WORKS]
        once = digest(folder)
        expect(once == INPUT, f"the input has changed: {once}; figures in docs/performance.md are then of another input")
        for work in module.WORKS:
            work[3](folder)
        expect(digest(folder) == once, "made twice, the input differs")
        for work, input_file in zip(module.WORKS, made):
            answered(work, module.decision.AT, input_file)
    print(f"{len(FAULTS)} fault(s)")
    return 1 if FAULTS else 0


sys.exit(main())
