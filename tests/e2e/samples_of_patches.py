"""What a diff tells of a world that has more facts is what `decide` says in both, also of acts that begin at a stated time and of persons
who are read in without a clearance; what it does not ask it says: what changes within the dates of an act, and later.

Method: copies of the worlds with facts added, each sample put to `decide` in both of them.
"""
import json
import os
import shutil
import sys
from pathlib import Path

from _running import run

WORLDS = Path(os.environ["ENTENTE_SOURCE_DIR"], "data/worlds")
TRAINING, SHIPPED = WORLDS / "training", WORLDS / "indo-pacific"
DAY = "2026-11-01"
VISIT = """
[[consent]]
id = "visit-host"
by = "XAR"
to = ["XCA"]
objects = ["o1"]
from = "2024-01-15"
source = "invented"
evidence = "verified"

[[approval]]
id = "notice"
by = "XCA"
organ = "notification"
of = "instrument:raa-xar-xca"
items = ["o1"]
to = ["XAR"]
from = "{0}"
source = "invented"
evidence = "verified"
"""
CONSENT = '\n[[consent]]\nid = "one-more"\nby = "XAR"\nto = ["{0}"]\nobjects = ["{1}"]\nfrom = "2026-06-01"\nsource = "invented"\nevidence = "verified"\n'
FAULTS = []


def expect(what, holds, detail=""):
    if not holds:
        FAULTS.append(what)
        print(f"{what}: {str(detail)[:600]}")


def with_more(name, world, text):
    shutil.copytree(world, name)
    Path(name, "consents/one-more.toml").write_text(text, encoding="utf-8")
    return name


def decided(world, request, person=""):
    options = ["--world", str(world)]
    if person:
        for path, words in (("world.toml", 'format = 1\nname = "supposed"\n'), ("people/supposed.toml", person + "\n")):
            Path("overlay", path).parent.mkdir(parents=True, exist_ok=True)
            Path("overlay", path).write_text(words, encoding="utf-8")
        options += ["--overlay", "overlay"]
    Path("request.jsonl").write_text(json.dumps(request, ensure_ascii=False), encoding="utf-8")
    done = run(["decide", *options, "request.jsonl"])
    answer = json.loads(done.stdout) if done.stdout else {}
    return answer.get("decision") if "error" not in answer.get("context", {}) else done.stdout


def conditions(before, after, *options):
    done = run(["diff", "--from", str(before), "--to", str(after), "--as-of", DAY, "--format", "json", *options])
    found = json.loads(done.stdout)
    return found, [(each, group["change"] == "permitted") for group in found["groups"] for each in group["conditions"]]


def changed_as_told(what, before, after, *options):
    found, told = conditions(before, after, *options)
    for each, permitted in told:
        expect(f"{what}: there is a sample", each["sample"], each)
        answers = [decided(world, each["sample"], each.get("suppose", "")) for world in (before, after)]
        expect(f"{what}: it is answered as told", answers == [not permitted, permitted], (answers, each))
    return found, told


def visits():
    """One was notified long ago, one in the week before, one will be: no sample begins before it is asked about."""
    for number, notified in enumerate(["2024-05-07", "2026-10-25", "2027-01-01"]):
        found, told = changed_as_told("visits", TRAINING, with_more(f"visit-{number}", TRAINING, VISIT.format(notified)), "--action", "visit")
        begun = [each["sample"]["resource"]["properties"].get("dates", {}).get("from", "") for each, _ in told]
        expect("visits are permitted that begin in time", (len(told) >= 1) == (notified < DAY) and all(each >= DAY for each in begun), (notified, begun))
        expect("and it is said what is not asked", "within the dates of an act" in found["not_asked"], found["not_asked"])


def persons():
    found, told = changed_as_told("persons", TRAINING, with_more("persons", TRAINING, CONSENT.format("XCA", "o1")), "--persons")
    read_in = [each for each, _ in told if "HARBOUR" in each.get("suppose", "") or "read-in" in each.get("read-in", [])]
    expect("some are read in", found["newly_permitted"] > 0 and len(read_in) >= 1, [each for each, _ in told])


def digests():
    after = with_more("digests", TRAINING, CONSENT.format("XBO", "sha256:" + "ab" * 32))
    for action in ("transfer", "supply", "visit"):
        found, told = conditions(TRAINING, after, "--action", action)
        expect("no act is of a digest", not told and found["decisions"] > 0, told)
    found, told = changed_as_told("digests", TRAINING, after)
    expect("information is", any("sha256:" in str(each["sample"]) for each, _ in told), told)


def later():
    """What differs only after the day is told, alone and beside what changes on it."""
    ends = '[[end]]\ninstrument = "{}"\non = "{}"\n'
    for name, text, changes in (("later.toml", ends.format("acsa-jpn-usa-2017", "2026-12-01"), False),
                                ("both.toml", ends.format("acsa-jpn-usa-2017", "2026-12-01") + ends.format("isa-jpn-kor", "2026-06-01"), True),
                                ("now.toml", ends.format("isa-jpn-kor", "2026-06-01"), True)):
        Path(name).write_text("format = 1\n" + text, encoding="utf-8")
        done = run(["diff", "--world", str(SHIPPED), "--to", name, "--as-of", DAY, "--format", "json"])
        found = json.loads(done.stdout)
        expect(f"{name} changes decisions or not", (done.returncode == 4) == changes, done.returncode)
        expect(f"{name} tells of later", found.get("later") == (None if name == "now.toml" else "2026-12-01"), found.get("later"))
        shown = " ".join(run(["diff", "--world", str(SHIPPED), "--to", name, "--as-of", DAY]).stdout.decode().split())
        expect(f"{name} in words", ("begins or ends later, first on 2026-12-01" in shown) == (name != "now.toml"), shown)


def several_owners():
    """A second owner may be stated beside any mark, and then each keeps control of it: what its consent changes is told."""
    one, both = with_more("of-one", SHIPPED, CONSENT.format("USA", "report-7").replace("XAR", "AUS")), "of-both"
    shutil.copytree(one, both)
    Path(both, "consents/another.toml").write_text(CONSENT.format("USA", "report-7").replace("XAR", "NZL").replace("one-more", "another"), encoding="utf-8")
    request = {"subject": {"type": "party", "id": "USA"}, "action": {"name": "disclose"}, "context": {"time": DAY},
               "resource": {"type": "information", "id": "report-7",
                            "properties": {"label": "UNCLASSIFIED", "policy": "NZL", "owners": ["NZL", "AUS"], "releasable_to": ["USA"]}}}
    expect("the second consent makes it a permit", [decided(world, request) for world in (one, both)] == [False, True])
    found, told = conditions(one, both, "--owner", "NZL", "--recipient", "USA")
    tells = [each for each, permitted in told if permitted and "holder" not in each and "report-7" in each.get("object", []) and
             "recipient" in each.get("release", ["recipient"]) and "originator-control" in each.get("control", ["originator-control"])]
    expect("and the diff tells it, held by its owner", len(tells) >= 1, told)


def persons_of_holders():
    """Who holds what another owns is asked besides how it came to that, so its persons are no class of a diff."""
    found, told = changed_as_told("persons of holders", TRAINING, with_more("holders", TRAINING, CONSENT.format("XCA", "o1")), "--persons", "--owner", "XAR")
    own = [each for each, _ in told if set(each.get("holder", [])) & set(each["recipient"])]
    expect("no person of the holder", told and not own, own)
    expect("it is said", "persons of another holder than the owner" in found["not_asked"], found["not_asked"])


def a_consent_of_the_largest_owner():
    """With it every holder of the owner's information is a class of its own, and everything can still be asked."""
    world = with_more("largest", SHIPPED, CONSENT.format("KOR", "").replace("XAR", "USA").replace('objects = [""]', 'up_to = "SECRET"'))
    for asked in (["world", "matrix"], ["world", "capabilities", "JPN"], ["programme", "check", "aukus-pillar-2"], ["reach", "--owner", "USA"], ["downgrade"],
                  ["diff", "--from", "2024-01-01", "--to", "2025-01-01"]):
        done = run([*asked, "--world", world, "--as-of", DAY] if asked[0] != "diff" else [*asked, "--world", world])
        expect(f"{asked} is answered", done.returncode in (0, 4) and done.stdout, done.first_line)


def main():
    for each in (visits, persons, digests, later, several_owners, persons_of_holders, a_consent_of_the_largest_owner):
        each()
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
