"""The requests that analyses give as examples are what `entente decide` answers so.

Method: diffs and proofs about persons, each sample put to `decide` in a world with the person that it supposes; the text of --explain,
whose lines are taken as they stand; what enters into force and changes nothing.
"""
import json
import os
import subprocess
import sys
from pathlib import Path

ENTENTE = os.environ["ENTENTE"]
WORLD = ["--world", str(Path(os.environ["ENTENTE_SOURCE_DIR"]) / "data/worlds/indo-pacific")]
FAULTS = []


def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess:
    environment = {name: value for name, value in os.environ.items() if name != "ENTENTE_WORLD"}
    return subprocess.run([ENTENTE, *arguments, *WORLD], input=given, capture_output=True, text=True, encoding="utf-8", check=False, env=environment)


def expect(what: str, holds: bool, detail: object = "") -> None:
    if not holds:
        FAULTS.append(what)
        print(f"{what}: {detail}")


def answer(request: dict, person: str) -> dict:
    """What `decide` says in the shipped world, with that person recorded."""
    folder = Path("overlay")
    folder.mkdir(exist_ok=True)
    (folder / "world.toml").write_text('format = 1\nname = "supposed"\n', encoding="utf-8")
    (folder / "people").mkdir(exist_ok=True)
    (folder / "people" / "supposed.toml").write_text(person + "\n", encoding="utf-8")
    done = run("decide", "--overlay", str(folder), "--explain", given=json.dumps(request))
    expect("it can be asked", done.returncode == 0, done.stderr + done.stdout)
    return json.loads(done.stdout) if done.stdout else {}


def persons_of_a_diff() -> None:
    before, after = "2016-11-22", "2016-11-24"
    found = json.loads(run("diff", "--persons", "--from", before, "--to", after, "--owner", "JPN,KOR", "--format", "json").stdout)
    conditions = [(each, group["change"] == "permitted") for group in found["groups"] for each in group["conditions"]]
    expect("there are conditions", len(conditions) >= 4, len(conditions))
    for each, permitted in conditions:
        expect("each has a sample and a person", bool(each["sample"]) and each["suppose"].startswith("person = [{"), each)
        now = each["sample"]["context"]["time"][:10]
        expect("it is asked where it is permitted", now == (after if permitted else before), each["sample"])
        expect("and decide permits it there", answer(each["sample"], each["suppose"]).get("decision") is True, each)
        other = {**each["sample"], "context": {**each["sample"]["context"], "time": before if now == after else after}}
        expect("and not on the other date", answer(other, each["suppose"]).get("decision") is False, each)


def persons_of_a_proof() -> None:
    Path("cleared.toml").write_text('format = 1\n[[assertion]]\nid = "a"\ntext = "nobody of JPN gets SECRET of USA"\nexpect = "deny"\n'
                                    'subject = "person"\nowner = ["USA"]\nrecipient = ["JPN"]\nlevel = ["SECRET"]\n', encoding="utf-8")
    found = json.loads(run("prove", "cleared.toml", "--as-of", "2026-11-01", "--format", "json").stdout)
    conditions = [each for result in found["results"] for group in result["groups"] for each in group["conditions"] if each["sample"]]
    expect("it is violated", len(conditions) >= 1, found)
    for each in conditions[:12]:
        expect("decide permits what violates", answer(each["sample"], each["suppose"]).get("decision") is True, each)


def text() -> None:
    shown = run("diff", "--from", "2016-11-22", "--to", "2016-11-24", "--owner", "JPN,KOR", "--explain").stdout
    asked = [line.strip().removeprefix("ask ") for line in shown.splitlines() if line.strip().startswith("ask {")]
    expect("the text has a request for each condition", len(asked) >= 2, shown)
    done = run("decide", given="\n".join(asked))
    expect("and decide takes them as they stand", [json.loads(line)["decision"] for line in done.stdout.splitlines()] == [True] * len(asked), done.stdout)
    brief = run("diff", "--from", "2016-11-22", "--to", "2016-11-24", "--owner", "JPN,KOR").stdout
    expect("without --explain there are none", "ask {" not in brief, brief)
    shown = run("diff", "--persons", "--from", "2016-11-22", "--to", "2016-11-24", "--owner", "JPN", "--explain").stdout
    expect("of persons it says who", "suppose person = [{" in shown, shown)


def what_changes_nothing() -> None:
    """The agreement with Italy is in force since 2016-06-07; no row of it is recorded."""
    code = run("diff", "--from", "2016-06-01", "--to", "2016-06-30", "--format", "json")
    found = json.loads(code.stdout)
    expect("an agreement without rows is told", {"instrument": "isa-jpn-ita", "change": "began"} in found["quiet"], found["quiet"])
    shown = run("diff", "--from", "2016-06-01", "--to", "2016-06-30").stdout
    expect("in words too", "entered into force without a decision that changes by it: isa-jpn-ita" in " ".join(shown.split()), shown)
    shown = run("diff", "--from", "2016-11-22", "--to", "2016-11-24").stdout
    expect("not what changes decisions", "without a decision that changes" not in shown, shown)
    cells = json.loads(run("world", "matrix", "--as-of", "2026-11-01", "--owner", "JPN", "--format", "json").stdout)["cells"]
    italy = next(each for each in cells if each["recipient"] == "ITA")
    expect("the matrix names it", italy["denied_by"] == "equivalence" and italy["without_row"] == "isa-jpn-ita", italy)
    shown = run("world", "matrix", "--as-of", "2026-11-01").stdout
    expect("in words too", "JPN → ITA (isa-jpn-ita)" in shown, shown)
    shown = run("world", "matrix", "--as-of", "2026-11-01", "--format", "svg").stdout
    expect("and in the picture", "isa-jpn-ita is in force without a row that counts" in shown)


def what_is_on_its_way() -> None:
    found = json.loads(run("calendar", "--months", "3", "--as-of", "2026-11-01", "--action", "visit", "--format", "json").stdout)
    expect("the calendar lists what is signed", any(each["status"] == "signed" for each in found["pending"]), found["pending"])
    shown = run("calendar", "--months", "3", "--as-of", "2026-11-01", "--action", "visit").stdout
    expect("in words too", "on their way, with no date of entry into force" in shown and f"  {found['pending'][0]['instrument']}" in shown, shown)


def main() -> int:
    persons_of_a_diff()
    persons_of_a_proof()
    text()
    what_changes_nothing()
    what_is_on_its_way()
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
