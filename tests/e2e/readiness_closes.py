"""What `entente world readiness` says would close a requirement does: recorded in an overlay, it is met.

Method: of each requirement of a profile that is not met the steps are read as they are printed and written as facts; with all of
them everything is met, without those of one requirement that one is not. Steps that point at a row of another profile are that row's.
"""
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
WORLD = ["--world", str(SOURCE / "data/worlds/indo-pacific"), "--as-of", "2026-11-01"]
READ = 'source = "supposed"\nevidence = "verified"\n'
FAULTS = []


def run(*arguments: str) -> subprocess.CompletedProcess:
    environment = {name: value for name, value in os.environ.items() if name != "ENTENTE_WORLD"}
    return subprocess.run([os.environ["ENTENTE"], *arguments, *WORLD], capture_output=True, text=True, encoding="utf-8", check=False, env=environment)


def expect(what: str, holds: bool, detail: object = "") -> None:
    if not holds:
        FAULTS.append(what)
        print(f"{what}: {detail}")


def standings(profile: str, overlay: str | None = None) -> dict:
    """By requirement: its standing, and the steps that would close it."""
    done = run("world", "readiness", "JPN", profile, "--format", "json", *(["--overlay", overlay] if overlay else []))
    expect("readiness answers", done.returncode == 0, done.stderr)
    found = json.loads(done.stdout) if done.stdout else {"requirements": []}
    return {each["id"]: each for each in found["requirements"]}


def fact(number: int, step: str) -> tuple[str, str]:
    """A step as a file of an overlay: its path and its text."""
    if match := re.match(r"an assessment of (requirement:\S+) that says `met`", step):
        return f"profiles/step-{number}.toml", (f'[[assessment]]\nid = "step-{number}"\nrequirement = "{match[1]}"\nparty = "JPN"\nstate = "met"\n'
                                                f'from = "2026-10-01"\nassessor = "whoever assesses"\ntext = "it is met"\n{READ}')
    status = f'\n[[status]]\nvalue = "in-force"\nfrom = "2026-10-01"\n{READ}'
    if match := re.match(r"a law on (\S+), in force", step):
        return f"instruments/step-{number}.toml", (f'id = "step-{number}"\nkind = "national-law"\ntitle = "Supposed"\nparties = [{{ id = "JPN" }}]\n'
                                                   f'topics = ["{match[1]}"]\n{READ}{status}')
    if match := re.match(r"an agreement \(information security\), in force with (\w+)", step):
        return f"instruments/step-{number}.toml", (f'id = "step-{number}"\nkind = "information-security"\ntitle = "Supposed"\n'
                                                   f'parties = [{{ id = "JPN" }}, {{ id = "{match[1]}" }}]\n{READ}{status}')
    return "", ""


def write(folder: str, steps: list[str]) -> list[str]:
    """The steps that cannot be written here."""
    shutil.rmtree(folder, ignore_errors=True)
    Path(folder).mkdir()
    (Path(folder) / "world.toml").write_text('format = 1\nname = "supposed"\n', encoding="utf-8")
    left = []
    for number, step in enumerate(steps):
        path, text = fact(number, step)
        if not path:
            left.append(step)
            continue
        (Path(folder) / path).parent.mkdir(exist_ok=True)
        (Path(folder) / path).write_text(text, encoding="utf-8")
    return left


def steps_of(profile: str, requirement: dict, others: dict) -> list[str]:
    out = []
    for each in requirement["closes"]:
        # What is done has to be recorded, and an assessment then is one of the requirement that asks for it.
        expect(f"{profile}#{requirement['id']}: somebody can act", bool(each["actors"]), each)
        step = each.get("record", each["what"])
        step = re.sub("^an assessment that", f"an assessment of requirement:{profile}#{requirement['id']} that", step)
        if match := re.match(r"requirement:fvey#(\S+) met", step):
            out += steps_of("fvey", others[match[1]], {})
        else:
            out.append(step)
    return out


def closes(profile: str, others: dict, may_be_left: int) -> None:
    before = standings(profile)
    steps = {name: steps_of(profile, each, others) for name, each in before.items() if each["state"] != "met"}
    expect(f"{profile}: something is to be closed", len(steps) >= 3, before)
    expect(f"{profile}: each says how", all(steps.values()), steps)
    left = write("all", [step for each in steps.values() for step in each])
    expect(f"{profile}: few steps are left out here", len(left) <= may_be_left, left)
    after = standings(profile, "all")
    for name, each in steps.items():
        if not any(step in left for step in each):
            expect(f"{profile}#{name} is met by what closes it", after[name]["state"] == "met", (each, after[name]))
    for name in list(steps)[:4]:
        shared = set(steps[name])
        write("others", [step for other, each in steps.items() if other != name for step in each if step not in shared])
        expect(f"{profile}#{name} is not met without", standings(profile, "others")[name]["state"] != "met", steps[name])


def main() -> int:
    closes("fvey", {}, 0)
    closes("aukus-pillar-2", standings("fvey"), 2)
    closes("nato-interop", {}, 3)
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
