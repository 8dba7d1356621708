"""The inputs of bench/peers/analysis: the same on every run and machine; `entente diff` and `entente prove` give both answers."""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
from _peer_works import ENTENTE, done, expect, expect_input, expect_peer, works

FOUND = 4  # the exit code where a decision changes, or an assertion is violated
ASKED = 8  # of each work: each question opens the world anew
# The first digits of the SHA-256 of the whole input of all works.
INPUT = "97684389daeebe0b"


def run(*words):
    ran = subprocess.run([ENTENTE, *words], capture_output=True, text=True, check=False, timeout=250)
    expect(ran.returncode in (0, FOUND), f"{words}: {ran.returncode}: {ran.stderr[:500]}")
    return ran


def compared(world, asked, at):
    """By `entente diff` with a patch. None: the agreement ends by itself later, and a patch ends nothing twice."""
    if 'value = "terminated"' in (world / f"instruments/information-security/{asked['ends']}.toml").read_text(encoding="utf-8"):
        return None
    patch = world.parent / "ends.toml"
    patch.write_text(f'format = 1\n[[end]]\ninstrument = "{asked["ends"]}"\non = "{at}"\n', encoding="utf-8")
    narrowed = ["--owner", asked["owner"], "--recipient", asked["to"]] if "owner" in asked else []
    return "changed" if run("diff", "--world", world, "--to", patch, "--as-of", at, "--action", "disclose", *narrowed).returncode == FOUND else "same"


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
    expect_peer(name, made, questions, answers + [None] * (len(questions) - len(asked)))


def main():
    module = works("analysis")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        made = [work[3](folder) for work in module.WORKS]
        expect_input(folder, lambda: [work[3](folder) for work in module.WORKS], INPUT)
        for work, input_file in zip(module.WORKS, made):
            answered(work, module.decision.AT, input_file)
    return done()


sys.exit(main())
