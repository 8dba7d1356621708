"""`world readiness` and `world stage` from outside: JSON that adds up, mistakes that are told, pictures that are written once."""
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
WORLD = ["--world", str(SOURCE / "data/worlds/indo-pacific")]
FAULTS = []

LONG_PROFILE = """[[profile]]
id = "{}"
title = "a profile"
of = "party:FVEY"
source = "S"
evidence = "assumed"
"""
LONG_REQUIREMENT = """
  [[profile.requirement]]
  id = "r{0}"
  area = "a{0}"
  text = "t"
  source = "S"
  evidence = "assumed"

    [[profile.requirement.needs]]
    test = "instrument"
    kinds = ["information-security"]
    with = ["CAN"]
"""

BAD_MODEL = """[[model]]
id = "loop"
title = "a model"
source = "S"
evidence = "assumed"

  [[model.stage]]
  id = "one"
  title = "one"

    [[model.stage.needs]]
    test = "event"
    kinds = ["alliance"]

  [[model.stage]]
  id = "two"
  title = "two"
  after = "thre"

    [[model.stage.needs]]
    test = "membership"
    of = "party:FVYE"
"""


def run(*arguments: str) -> subprocess.CompletedProcess:
    environment = {name: value for name, value in os.environ.items() if name != "ENTENTE_WORLD"}
    return subprocess.run([os.environ["ENTENTE"], "world", *arguments, *WORLD], text=True, capture_output=True, timeout=120, check=False,
                          env=environment)


def expect(what: str, holds: bool, detail: object = "") -> None:
    if not holds:
        FAULTS.append(what)
        print(f"{what}: {detail}")


def readiness() -> None:
    done = run("readiness", "JPN", "fvey", "--as-of", "2024-11-20", "--format", "json", "--timeline", "2013..2026")
    answer = json.loads(done.stdout)
    states = [each["state"] for each in answer["requirements"]]
    for state in ("met", "unmet", "unknown"):
        expect(f"count of {state}", answer[state] == states.count(state), answer[state])
    expect("a met requirement has grounds", all(each["because"] for each in answer["requirements"] if each["state"] == "met"))
    expect("others say what would close them", all(each["closes"] for each in answer["requirements"] if each["state"] != "met"))
    expect("changes by date", [each["at"] for each in answer["timeline"]] == sorted(each["at"] for each in answer["timeline"]))
    strict = json.loads(run("readiness", "JPN", "fvey", "--as-of", "2024-11-20", "--format", "json", "--require", "verified").stdout)
    expect("better evidence meets no more", strict["met"] < answer["met"], strict["met"])

    picture = ET.fromstring(run("readiness", "JPN", "fvey", "--as-of", "2024-11-20", "--timeline", "2013..2026", "--format", "svg").stdout)
    told = [each.text or "" for each in picture.iter() if each.tag.endswith("}title")]
    for change in answer["timeline"]:
        words = f"{change['requirement']}: {change['after']} since {change['at'][:10]}"
        expect(f"in the picture: {words}", any(each.startswith(words) for each in told))
    short = run("readiness", "JPN", "fvey", "--as-of", "2024-11-20", "--format", "svg")
    rows = int(re.search(r"kPictureRows = (\d+)", (SOURCE / "src/base/picture_limits.h").read_text(encoding="utf-8"))[1])
    Path("long/profiles").mkdir(parents=True)
    for name, count in (("full", rows), ("long", rows + 1)):
        needs = "".join(LONG_REQUIREMENT.format(each) for each in range(count))
        Path(f"long/profiles/{name}.toml").write_text(LONG_PROFILE.format(name) + needs, encoding="utf-8")
    asked = ("--as-of", "2024-11-20", "--timeline", "2013..2026", "--overlay", "long", "--format", "svg")
    full = run("readiness", "JPN", "full", *asked)
    expect("as many requirements as a picture has rows are drawn", f">r{rows - 1}<" in full.stdout, full.stderr)
    long = run("readiness", "JPN", "long", *asked)
    expect("one more is refused", long.returncode == 1 and f"{rows + 1} requirements are more than the {rows} rows" in long.stderr and not long.stdout, long.stderr)
    first = min(each["since"] for each in answer["requirements"] if "since" in each)[:10]
    years = sorted(int(year) for year in re.findall(r">(\d{4})<", short.stdout))
    expect("a picture begins before what came first", f" since {first}" in short.stdout and years[0] <= int(first[:4]) + 1, (first, years))
    cut = run("readiness", "JPN", "fvey", "--as-of", "2024-11-20", "--timeline", "2020..2026", "--format", "svg")
    expect("and where it is asked to begin", min(map(int, re.findall(r">(\d{4})<", cut.stdout))) >= 2020, cut.stderr)


def stages() -> None:
    answer = json.loads(run("stage", "JPN", "--as-of", "2024-11-20", "--format", "json").stdout)
    expect("the model is named", "Article 001" in answer["model"]["source"])
    for each in answer["partners"]:
        reached = [stage["reached"] for stage in each["stages"]]
        expect(f"stages of {each['partner']} in a row", reached == sorted(reached, reverse=True), reached)
    # The grade that is told is that of facts which alone bring it as far, since then; and no better one does.
    grades = ["assumed", "unverified", "partial", "verified"]
    for party in ("JPN", "AUS"):
        by = {}
        for grade in grades:
            found = json.loads(run("stage", party, "--as-of", "2026-11-01", "--format", "json", "--require", grade).stdout)
            by[grade] = {each["partner"]: (each["reached"], each.get("since")) for each in found["partners"]}
        found = json.loads(run("stage", party, "--as-of", "2026-11-01", "--format", "json", "--require", "assumed").stdout)
        expect(f"partners of {party}", len(found["partners"]) > 3, len(found["partners"]))
        for each in found["partners"]:
            if not each["reached"]:
                continue
            is_so = [grade for grade in grades if by[grade].get(each["partner"]) == (each["reached"], each.get("since"))]
            expect(f"the evidence of {party} with {each['partner']}", each["evidence"] == is_so[-1], (each["evidence"], is_so))
    first = run("stage", "JPN", "--format", "svg", "--as-of", "2024-11-20", "--output", "map.svg")
    expect("a picture is written", first.returncode == 0, first.stderr)
    expect("the picture is XML with a title", ET.parse("map.svg").getroot()[0].text == "Japan (JPN) and its partners, 2024-11-20")
    again = run("stage", "JPN", "--format", "svg", "--output", "map.svg")
    expect("and not written over", again.returncode == 1 and "--force" in again.stderr, again.stderr)


def what_counts() -> None:
    """What is left out by date or evidence is said wherever it is, in text and in pictures."""
    limited = ["--as-of", "2026-11-01", "--known-as-of", "2024-01-01", "--require", "partial"]
    for view in (["stage", "JPN"], ["capabilities", "JPN"]):
        text = run(*view, *limited)
        expect(f"{view} in text", "counted is only what is partial or better, and what was known by 2024-01-01" in text.stdout, text.stdout[-300:] + text.stderr)
        drawn = run(*view, *limited, "--format", "svg").stdout
        expect(f"{view} in the picture", "known by 2024-01-01" in drawn and "partial" in drawn)
        expect(f"{view} says nothing else", "known by" not in run(*view, *limited[:2], "--format", "svg").stdout)


def mistakes() -> None:
    for arguments, code, words in (
        (("readiness", "JPM", "fvey"), 1, "did you mean `JPN`"),
        (("readiness", "JPN", "fvye"), 1, "did you mean `fvey`"),
        (("readiness", "FVEY", "fvey"), 1, "name a nation or an organisation"),
        (("readiness", "JPN", "fvey", "--timeline", "2026..2013"), 2, "ends before it begins"),
        (("readiness", "JPN", "fvey", "--output", "x.svg"), 2, "add `--format svg`"),
        (("readiness", "JPN", "fvey", "--as-of", "1900-01-01", "--format", "svg"), 1, "state a time with --timeline"),
        (("stage", "JPN", "JPN"), 1, "stands twice"),
        (("stage", "JPN", "--beside", "2013-01-01"), 2, "add `--format svg`"),
        (("stage", "JPN", "AUS", "--format", "svg"), 1, "leave the second one out"),
        (("stage", "JPN", "--model", "for-stages"), 1, "did you mean `four-stages`"),
    ):
        done = run(*arguments)
        expect(" ".join(arguments), done.returncode == code and words in done.stderr and not done.stdout, (done.returncode, done.stderr))
    Path("mine/profiles").mkdir(parents=True)
    Path("mine/profiles/model.toml").write_text(BAD_MODEL, encoding="utf-8")
    done = run("stage", "JPN", "--overlay", "mine")
    expect("a bad model does not load", done.returncode == 1)
    for words in ("mine/profiles/model.toml:11: model.stage.needs.kinds: the test `event` does not take it",
                  "mine/profiles/model.toml:15: model.stage.after: `thre` is not a stage of `loop`",
                  "mine/profiles/model.toml:20: model.stage.needs.of: `party:FVYE` does not exist"):
        expect(words, words in done.stderr, done.stderr)


def main() -> int:
    readiness()
    stages()
    what_counts()
    mistakes()
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
