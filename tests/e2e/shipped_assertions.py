"""The shipped assertions: those of the shipped world hold, and what is said too widely of the Five Eyes fails for what is known to be missing."""
import json
import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
GENERAL = {("legal-basis", each) for each in ("gsa-usa-can", "gsa-usa-gbr", "gsa-usa-nzl", "isa-aus-usa", "ukusa")}
GENERAL_ROWS = {("equivalence", each) for each in ("gsa-usa-can", "gsa-usa-gbr", "gsa-usa-nzl")}
WIDELY = GENERAL | {("legal-basis", "gsa-usa-aus"), ("legal-basis", "isa-aus-usa"), ("equivalence", "isa-aus-usa"), ("equivalence", "ukusa"),
                    ("legal-basis", "aus-international-sharing/austeo"), ("channel", "")}
WIDELY |= {("legal-basis", f"{each}/onward") for each in ("isa-aus-usa", "gsa-usa-can", "gsa-usa-gbr", "gsa-usa-nzl", "ukusa")}  # stated to go on to others
MISSING = {  # by assertion, the rules that deny and what they cite
    "fvey-gets-rel-to-fvey": WIDELY,
    "fvey-gets-what-is-released-to-fvey": WIDELY | GENERAL_ROWS,
    "fvey-release-whatever-it-is-about": GENERAL,
    "fvey-release-at-every-level": {("equivalence", "ukusa"), ("legal-basis", "gsa-usa-gbr"), ("legal-basis", "isa-aus-usa")},
    "fvey-release-with-categories": GENERAL,
}


SLIPS = (
    ('owner = "AUS"\ncontrol = "AUSTEO"\n', 'stands as `marking = ["AUSTEO"]`'),
    ('marking = "AUSTOE"\n', "no owner that it means can mark anything so: `AUSTOE`"),
    ('owner = "USA"\nmarking = "AUSTEO"\n', "no owner that it means can mark anything so: `AUSTEO`"),
    ('owner = "USA"\nmarking = "REL TO JPN"\nreleasable_to = "KOR"\n', "says itself to whom"),
    ('releasable_to = "JPAN"\n', "did you mean"),
    ('owner = "USA"\nrecipient = "NATO"\nmarking = "REL TO GBR"\n', "names some members of NATO and not others"),
)


def prove(file: Path, world: Path = SOURCE / "data/worlds/indo-pacific", *options: str, form: str = "json") -> subprocess.CompletedProcess:
    environment = {key: value for key, value in os.environ.items() if key != "ENTENTE_WORLD"}
    return subprocess.run([os.environ["ENTENTE"], "prove", str(file), "--as-of", "2026-11-01", "--format", form,
                           "--world", str(world), *options], text=True, capture_output=True, timeout=300, check=False, env=environment)


def proved(name: str) -> tuple[int, dict]:
    done = prove(SOURCE / "data/assertions" / name)
    return done.returncode, json.loads(done.stdout)


def slips() -> list:
    """A marking that nobody has, or that cannot be asked so, is no proof."""
    faults = []
    for text, words in SLIPS:
        Path("slip.toml").write_text('format = 1\n[[assertion]]\nid = "a"\ntext = "t"\nexpect = "deny"\n' + text, encoding="utf-8")
        done = prove(Path("slip.toml"))
        if done.returncode != 1 or words not in done.stderr:
            faults.append((text, done.returncode, done.stderr))
    return faults


def refused_alone() -> list:
    """A slip in one assertion refuses that one, with exit 1; the others are tried and told."""
    texts = ('owner = "KOR"\ncontrol = "no-foreign"\n', 'action = "supply"\nitems = "waepons"\n', 'owner = "JPN"\nrecipient = "USA"\nclassified = true\n')
    parts = [f'[[assertion]]\nid = "{name}"\ntext = "t"\nexpect = "deny"\n{text}' for name, text in zip(("kept", "slip", "wrong"), texts)]
    Path("slips.toml").write_text("format = 1\n" + "".join(parts), encoding="utf-8")
    done = prove(Path("slips.toml"))
    found = json.loads(done.stdout or "{}")
    results = found.get("results", [])
    if done.returncode != 1 or [each["holds"] for each in results] != [True, False, False] or (found["violated"], found["refused"]) != (1, 1):
        return [("one of three is refused, and one violated", done.returncode, found, done.stderr)]
    faults = []
    if "did you mean `weapons`" not in results[1]["refused"] or "covered" in results[1] or results[2]["violations"] == 0:
        faults.append(("why it is refused, and the others whole", results))
    if "slips.toml: `slip`: items: no fact about supply knows `waepons`" not in done.stderr:
        faults.append(("on standard error", done.stderr))
    text = prove(Path("slips.toml"), form="text").stdout
    if "1 of 3 assertions is violated, 1 is refused\n" not in text or "\n? refused slip  t\n  items: no fact" not in text:
        faults.append(("in text", text))
    return faults


def told(faults: list) -> int:
    """Prints what is wrong; the exit code."""
    for fault in faults:
        print(*fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


def main() -> int:
    faults = slips() + refused_alone()
    code, found = proved("indo-pacific.toml")
    if code != 0 or found["violated"] != 0 or found["assertions"] < 21:
        faults.append(("assertions of the shipped world hold", [each["id"] for each in found["results"] if not each["holds"]]))
    code, found = proved("fvey-release.toml")
    missing = {each["id"]: {(group["rule"], group["clause"]) for group in each["groups"]} for each in found["results"]}
    if code != 4 or missing != MISSING:
        faults.append(("what is missing for REL TO FVEY", missing))
    said = found["results"][0]
    if said["without_marking"] != ["CAN", "GBR", "NZL"] or said["invalid_marks"] == 0:
        faults.append(("whose marks have no REL TO, and which are not valid, is told", said["without_marking"], said["invalid_marks"]))
    return told(faults)


if __name__ == "__main__":
    sys.exit(main())
