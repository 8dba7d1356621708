"""`diff`, `prove` and `world matrix` from outside: what they tell is what `decide` answers, mistakes are told, assertions of the shipped world hold."""
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
WORLD = ["--world", str(SOURCE / "data/worlds/indo-pacific")]
FAULTS = []


def run(*arguments: str, given: str | None = None) -> subprocess.CompletedProcess:
    environment = {name: value for name, value in os.environ.items() if name != "ENTENTE_WORLD"}
    return subprocess.run([os.environ["ENTENTE"], *arguments, *WORLD], text=True, capture_output=True, timeout=300, check=False, env=environment,
                          input=given)


def expect(what: str, holds: bool, detail: object = "") -> None:
    if not holds:
        FAULTS.append(what)
        print(f"{what}: {detail}")


def decided(policy: str, marking: str, recipient: str, date: str) -> bool:
    """What `decide` says of an owner's marking that is released to the recipient."""
    request = {"subject": {"type": "party", "id": recipient}, "action": {"name": "disclose"},
               "resource": {"type": "document", "id": "doc", "properties": {"policy": policy, "label": marking, "releasable_to": [recipient]}}}
    done = run("decide", "--as-of", date, given=json.dumps(request))
    return json.loads(done.stdout)["decision"]


def samples(found: dict) -> list[tuple[dict, bool]]:
    """The requests that a diff gives as examples, and what each is answered at its own time."""
    return [(each["sample"], group["change"] == "permitted") for group in found["groups"] for each in group["conditions"] if each["sample"]]


def answers(requests: list[dict]) -> list[bool]:
    done = run("decide", given="\n".join(json.dumps(each) for each in requests))
    return [json.loads(line)["decision"] for line in done.stdout.splitlines()]


def samples_change(found: dict, before: str, after: str) -> None:
    """Each sample is a request that is answered as told, on its date and on the other."""
    asked = samples(found)
    expect("there are samples", len(asked) >= 1, found["groups"])
    now = answers([each for each, _ in asked])
    times = {before: after, after: before}
    other = [{**each, "context": {**each["context"], "time": times[each["context"]["time"][:10]]}} for each, _ in asked]
    expect("samples are permitted on the date that permits", all(now) and len(now) == len(asked), [each for each, is_so in zip(asked, now) if not is_so])
    expect("and not on the other date", not any(answers(other)))
    causes = [(group["rule"], group["clause"]) for group in found["groups"] for each in group["conditions"] if each["sample"]]
    done = run("decide", "--explain", given="\n".join(json.dumps(each) for each in other))
    for cause, line in zip(causes, done.stdout.splitlines(), strict=True):
        first = next(each for each in json.loads(line)["context"]["reasons"] if each["outcome"] in ("fail", "unknown"))
        expect("by the clause that decide cites first", (first["rule"], first["clause"] or "") == cause, (cause, first))


def told(arguments: list[str]) -> tuple[int, dict]:
    done = run(*arguments, "--format", "json")
    return done.returncode, json.loads(done.stdout) if done.stdout else {}


def diffs() -> None:
    code, found = told(["diff", "--from", "2016-11-22", "--to", "2016-11-24", "--owner", "JPN,KOR"])
    expect("an entry into force changes decisions", code == 4 and found["newly_permitted"] > 0 and found["newly_denied"] == 0, found)
    expect("all by that instrument", {each["instrument"] for each in found["groups"]} == {"isa-jpn-kor"}, found["groups"])
    levels = {level for group in found["groups"] for each in group["conditions"] if each["owner"] == ["KOR"] for level in each["level"]}
    for level in levels:
        expect(f"before, {level} is denied", not decided("KOR", level, "JPN", "2016-11-22"))
        expect(f"after, {level} is permitted", decided("KOR", level, "JPN", "2016-11-24"))
    expect("there are levels", len(levels) == 2, levels)
    samples_change(found, "2016-11-22", "2016-11-24")
    code, many = told(["diff", "--from", "2012-01-01", "--to", "2026-11-01"])
    samples_change(many, "2012-01-01", "2026-11-01")
    expect("each condition has a sample", all(each["sample"] for group in many["groups"] for each in group["conditions"]), len(samples(many)))
    expect("nobody is asked about its own", not any(each["owner"] == each["recipient"] for group in many["groups"] for each in group["conditions"]))
    example = run("diff", "--help").stdout.split("entente diff --from ")[1].split("\n")[0].split(" --to ")
    shown = run("diff", "--from", example[0], "--to", example[1])
    expect("the first example of the help shows something", shown.returncode == 4 and "isa-" in shown.stdout, shown.stdout)
    code, same = told(["diff", "--from", "2024-11-20", "--to", "2024-11-20"])
    expect("nothing changes on one day", code == 0 and same["groups"] == [] and same["decisions"] > 20_000_000, same)
    code, back = told(["diff", "--from", "2016-11-24", "--to", "2016-11-22", "--owner", "JPN,KOR"])
    expect("backwards it is the reverse", code == 4 and back["newly_denied"] == found["newly_permitted"] and back["newly_permitted"] == 0)


PATCH = """format = 1
[[end]]
instrument = "isa-jpn-kor"
on = "2026-06-01"
"""


WHOLE = """format = 1
[[instruments]]
id = "isa-jpn-vnm"
kind = "information-security"
title = "supposed"
parties = [{ id = "JPN" }, { id = "VNM" }]
source = "supposed"
evidence = "verified"
"""
PROHIBIT = """[[amend]]
instrument = "isa-jpn-kor"
[[amend.clause]]
id = "no-{0}"
effect = "prohibit"
action = "disclose"
forms = ["{0}"]
text = "not as {0}"
"""
AMEND = 'format = 1\n[[amend]]\ninstrument = "isa-jpn-nzl"\n'


def status(value: str, on: str) -> str:
    return f'[[amend.status]]\nvalue = "{value}"\nfrom = "{on}"\n'


def row(level: str, to: str) -> str:
    return f'[[amend.equivalence]]\nfrom = {{ party = "JPN", level = "{level}" }}\nto = {{ party = "KOR", level = "{to}" }}\n'


def step(value: str, on: str) -> str:
    """A status of a whole instrument."""
    return f'[[instruments.status]]\nvalue = "{value}"\nfrom = "{on}"\nsource = "supposed"\nevidence = "verified"\n'


def named_sets() -> None:
    """Whoever joins an organisation may have what is marked as releasable to it."""
    code, found = told(["diff", "--from", "2023-01-01", "--to", "2024-01-01", "--owner", "USA", "--recipient", "FIN"])
    expect("an accession is told", {"set": "NATO", "joined": ["FIN"], "left": []} in found["sets"], found["sets"])
    conditions = [each for group in found["groups"] for each in group["conditions"] if group["change"] == "permitted" and not group["instrument"]]
    expect("marks that name the organisation", code == 4 and any("recipient-joined" in each.get("release", []) for each in conditions), found)
    expect("and lists of eyes", any("eyes-only-joined" in each.get("control", []) for each in conditions), found)
    samples_change(found, "2023-01-01", "2024-01-01")
    Path("left.toml").write_text('format = 1\n[[end]]\ngroup = "FVEY"\nmember = "NZL"\non = "2026-06-01"\n', encoding="utf-8")
    code, found = told(["diff", "--to", "left.toml", "--as-of", "2026-11-01", "--owner", "USA", "--recipient", "NZL"])
    expect("who leaves a group loses", code == 4 and found["newly_denied"] > 0 and found["sets"] == [{"set": "FVEY", "joined": [], "left": ["NZL"]}], found)


    Path("acgu.toml").write_text('format = 1\n[[end]]\ngroup = "ACGU"\nmember = "GBR"\non = "2026-06-01"\n', encoding="utf-8")
    code, found = told(["diff", "--to", "acgu.toml", "--as-of", "2026-11-01", "--owner", "USA", "--recipient", "AUKUS,CAN"])
    recipients = {each for group in found["groups"] for condition in group["conditions"] for each in condition["recipient"]}
    expect("so do sets of which it is a member, and nobody else", code == 4 and found["newly_permitted"] == 0 and recipients == {"AUKUS"}, found)
    expect("its samples are permitted today", all(answers([each for each, _ in samples(found)])), found)


def determining_clauses() -> None:
    """Two prohibitions of one instrument are two groups, each with its clause."""
    Path("two.toml").write_text("format = 1\n" + PROHIBIT.format("software") + PROHIBIT.format("equipment"), encoding="utf-8")
    code, found = told(["diff", "--to", "two.toml", "--as-of", "2026-11-01", "--owner", "JPN", "--recipient", "KOR"])
    clauses = {each["clause"] for each in found["groups"]}
    expect("by clause", code == 4 and clauses == {"isa-jpn-kor/no-software", "isa-jpn-kor/no-equipment"}, clauses)
    for group in found["groups"]:
        for each in group["conditions"]:
            expect("a form of the clause", group["clause"].rpartition("/no-")[2] in each["form"], each)
    text = run("diff", "--to", "two.toml", "--as-of", "2026-11-01", "--owner", "JPN", "--recipient", "KOR").stdout
    expect("in the text too", "legal-basis denies, isa-jpn-kor/no-equipment" in text, text)


def patches() -> None:
    Path("end.toml").write_text(PATCH, encoding="utf-8")
    code, found = told(["diff", "--to", "end.toml", "--as-of", "2026-11-01"])
    expect("an end denies", code == 4 and found["newly_denied"] > 0 and found["newly_permitted"] == 0, found)
    resting = {each["instrument"]: {part for condition in each["conditions"] for part in condition["recipient"]} for each in found["groups"]}
    # What goes to a command of both rests on either agreement.
    expect("what rested on it", set(resting) == {"isa-jpn-kor", "isa-jpn-usa"} and resting["isa-jpn-usa"] == {"CFCK"}, resting)
    code, _ = told(["diff", "--to", str(SOURCE / "data/samples/what-if-korea-ends.toml"), "--as-of", "2026-11-01"])
    expect("the sample changes something", code == 4)
    for name, text, words in (
        ("twice.toml", PATCH + PATCH.replace("format = 1\n", ""), "instrument isa-jpn-kor ends already (twice.toml:2)"),
        ("none.toml", PATCH.replace("isa-jpn-kor", "isa-jpn-kro"), "did you mean `isa-jpn-kor`"),
        ("key.toml", PATCH + 'how = "x"\n', "unknown key"),
        ("format.toml", PATCH.replace("format = 1", "format = 2"), "is not a format"),
        ("nothing.toml", PATCH.replace('instrument = "isa-jpn-kor"\n', ""), "expected one of instrument"),
        ("early.toml", 'format = 1\n[[end]]\ngroup = "FVEY"\nmember = "XXX"\non = "2026-01-01"\n', "is not a member"),
        ("amend.toml", 'format = 1\n[[amend]]\ninstrument = "isa-jpn-nzl"\n[[amend.status]]\nvalue = "enforced"\nfrom = "2026"\n', "in-force"),
        ("before.toml", PATCH.replace("2026-06-01", "2010-01-01"), "it begins on"),
        ("first.toml", PATCH.replace("2026-06-01", "2016-11-23"), "it begins on"),
        ("never.toml", PATCH.replace("isa-jpn-kor", "isa-jpn-phl"), "has not come into force"),
        ("same.toml", AMEND + status("in-force", "2026-06-01") + status("terminated", "2026-06-01"), "it is one of the two"),
        ("other.toml", AMEND + status("terminated", "2026-06-01") + AMEND.replace("format = 1\n", "") + status("in-force", "2026-06-01"), "it is one of the two"),
        ("ended.toml", AMEND + status("in-force", "2026-06-01") + PATCH.replace("format = 1\n", "").replace("isa-jpn-kor", "isa-jpn-nzl"), "it begins on 2026-06-01 only"),
        ("back.toml", AMEND.replace("nzl", "kor") + status("signed", "2026-10-01"), "and it is in force from"),
        ("talks.toml", AMEND.replace("nzl", "kor") + status("negotiating", "2026-10-01"), "and it is in force from"),
        ("over.toml", AMEND.replace("nzl", "kor") + status("terminated", "2010-10-01"), "it begins on"),
        ("joined.toml", AMEND.replace("nzl", "kor") + 'parties = [{ id = "USA", from = "1900-01-01" }]\n', "there is nothing of"),
        ("domain.toml", AMEND.replace("nzl", "kor") + 'domains = ["militray"]\n', "did you mean `military`"),
        ("limit.toml", AMEND.replace("nzl", "kor") + "domains = []\n", "would lift the limit"),
        ("forms.toml", AMEND.replace("nzl", "kor") + "forms = []\n", "would lift the limit"),
        ("whole.toml", WHOLE + step("in-force", "2026-05-01") + step("signed", "2026-06-01"), "and it is in force from"),
        ("day.toml", WHOLE + step("in-force", "2026-05-01") + step("suspended", "2026-05-01"), "it is one of the two"),
        ("rows.toml", AMEND.replace("nzl", "kor") + row("機密", "군사I급비밀") + row("機密", "군사II급비밀"), "`機密` of JPN has a row to KOR already"),
        ("recorded.toml", AMEND.replace("nzl", "kor") + row("極秘", "군사I급비밀"), "`極秘` of JPN has a row to KOR already"),
        ("bare.toml", AMEND, "nothing is said of"),
        ("void.toml", "format = 1\n", "it supposes nothing"),
        ("broken.toml", "format = 1\n[[end\n", "broken.toml"),
    ):
        Path(name).write_text(text, encoding="utf-8")
        done = run("diff", "--to", name)
        expect(f"{name} is refused", done.returncode == 1 and words in done.stderr and name in done.stderr, done.stderr)


def a_row_takes_the_place_of_another() -> None:
    ends = '[[end]]\ninstrument = "isa-jpn-kor"\nrow = { from = "JPN", level = "極秘", to = "KOR" }\non = "2026-06-01"\n'
    Path("instead.toml").write_text(AMEND.replace("nzl", "kor") + row("極秘", "군사I급비밀") + 'start = "2026-06-01"\n' + ends, encoding="utf-8")
    code, found = told(["diff", "--to", "instead.toml", "--as-of", "2026-11-01", "--owner", "JPN", "--recipient", "KOR"])
    expect("the one that ends makes room", code in (0, 4), found)


def what_counts_is_said() -> None:
    """`--require` and `--known-as-of`, in text, JSON and pictures; nothing where neither limits."""
    limited = ["--as-of", "2026-11-01", "--require", "verified", "--known-as-of", "2026-01-01"]
    words = "counted is only what is verified or better, and what was known by 2026-01-01"
    for view in (["world", "matrix", "--owner", "JPN"], ["world", "matrix", "--owner", "JPN", "--action", "grant"], ["reach", "--owner", "JPN"],
                 ["world", "matrix", "--owner", "JPN", "--over", "2026-01-01..2026-02-01"], ["diff", "--to", "2026-11-01"], ["calendar"], ["downgrade"]):
        text = run(*view, *limited)
        expect(f"{view[:2]} says what counts", words in text.stdout, text.stdout[:300] + text.stderr)
        found = told([*view, *limited])[1]
        expect(f"{view[:2]} in JSON", found.get("require") == "verified" and found.get("known_as_of") == "2026-01-01T00:00:00Z", list(found))
        expect(f"{view[:2]} says nothing else", "counted is only" not in run(*view, *limited[:2]).stdout)
    for view in (["world", "matrix"], ["reach", "--owner", "JPN"]):
        expect(f"{view} in the picture", words in run(*view, *limited, "--format", "svg").stdout)
    done = run("prove", str(SOURCE / "data/assertions/indo-pacific.toml"), *limited)
    expect("groups without members that count are told", done.returncode == 1 and "no member that counts" in done.stderr, done.stderr)


def what_comes_nearest_is_named() -> None:
    """Where no visit is permitted though an agreement on visits is in force, it is named, with what is missing."""
    cells = told(["world", "matrix", "--action", "visit", "--owner", "JPN", "--as-of", "2026-11-01"])[1]["cells"]
    near = {each["recipient"]: each["nearest"] for each in cells if "nearest" in each}
    expect("Australia and Japan have one", near.get("AUS", {}).get("instrument") == "raa-jpn-aus", near)
    expect("what it lacks", "raa-jpn-aus/host-consent" in near.get("AUS", {}).get("lacks", []), near)
    expect("only where nothing is permitted", all(each["permitted"] == 0 and each["denied_by"] != "legal-basis" for each in cells if "nearest" in each))
    text = run("world", "matrix", "--action", "visit", "--owner", "JPN", "--as-of", "2026-11-01").stdout
    expect("in text", "raa-jpn-aus\n" in text and "raa-jpn-aus/host-consent" in text, text)


def grids() -> None:
    """The picture of a diff has a cell for each pair that gains or loses, with the sums of the shares, and these are all decisions."""
    for asked in (["--from", "2012-01-01", "--to", "2026-11-01", "--owner", "JPN,KOR,NATO"], ["--from", "2016-11-22", "--to", "2016-11-24", "--owner", "KOR", "--persons"],
                  *(["--from", "2012-01-01", "--to", "2026-11-01", "--action", action] for action in ("supply", "consult", "participate"))):
        (code, found), cells = told(["diff", *asked]), {}
        for report, group in [(report, group) for report in [found, *found.get("acts", [])] for group in report["groups"]]:
            expect(f"shares are all of a group: {asked}", sum(each["decisions"] for each in group["shares"]) == group["decisions"], group["shares"])
            for each in group["shares"]:
                cells.setdefault((report["action"], each["owner"], each["recipient"]), [0, 0])[group["change"] == "denied"] += each["decisions"]
        done = run("diff", *asked, "--format", "svg")
        expect("a picture finds what JSON finds", code == 4 and done.returncode == 4, (code, done.returncode, done.stderr))
        drawn, action = {}, ""
        for element in list(ET.fromstring(done.stdout).iter())[1:]:
            heads = (text := element.text or "").startswith("What changes")
            action = action if not heads else text.split("(")[1].split(")")[0] if "(" in text else "disclose"
            if heads or not element.tag.endswith("}title"): continue
            (owners, recipients), figures = [side.removeprefix("each of ").split() for side in text.split(": ")[0].split(" to ")], text.split(": ")[1]
            counted = {"permitted": 0, "denied": 0} | {part.rsplit(" ", 1)[1]: int(part.split()[0].replace(",", "")) for part in figures.split(", ")}
            drawn |= {(action, owner, each): [counted["permitted"], counted["denied"]] for owner in owners for each in recipients}
        expect(f"every pair has its cell: {asked}", drawn == cells and len(cells) >= 1, (set(drawn) ^ set(cells), len(cells)))
    done = run("diff", "--to", "2026-11-01", "--output", "diff.svg")
    expect("a file is for a picture", done.returncode == 2 and "--format svg" in done.stderr, done.stderr)
    done = run("diff", "--from", "2021-07-10", "--to", "2021-07-12", "--action", "supply", "--format", "svg", "--output", "diff.svg")
    expect("the picture is written, and something changes", done.returncode == 4 and ET.parse("diff.svg") is not None, done.stderr)
    done = run("diff", "--from", "2021-07-10", "--to", "2021-07-12", "--action", "supply", "--format", "svg", "--output", "diff.svg")
    expect("and not written over", done.returncode == 1 and "--force" in done.stderr, done.stderr)


def speed_is_told() -> None:
    found = told(["diff", "--from", "2012-11-20", "--to", "2024-11-21"])[1]
    expect("a diff says its speed", found["seconds"] > 0 and found["decisions_per_second"] > found["decisions"] / found["seconds"] - 2 and "narrowed" not in found, found)
    for day, later in (("2024-11-20", "2024-11-21"), ("2016-11-22", "2016-11-23")):
        found = told(["diff", "--from", day, "--to", later, "--action", "disclose"])[1]
        expect(f"where not everything had to be asked there is no rate: {day}", "decisions_per_second" not in found and found["narrowed"], found)
    expect("in text", [" a second\n" in run("diff", "--from", day, "--to", "2024-11-21").stdout for day in ("2024-11-20", "2012-11-20")] == [False, True])
    file = str(SOURCE / "data/assertions/indo-pacific.toml")
    for each in told(["prove", file, "--as-of", "2026-11-01"])[1]["results"]:
        expect(f"{each['id']} has classes and speed", 0 < each["classes"] <= each["covered"] and each["decisions_per_second"] > 0, each)
    expect("prove in text", " classes all " in run("prove", file, "--as-of", "2026-11-01").stdout)


def proofs() -> None:
    Path("false.toml").write_text('format = 1\n[[assertion]]\nid = "a"\ntext = "Korea gives Japan nothing."\nexpect = "deny"\nowner = "KOR"\nrecipient = "JPN"\nclassified = true\n',
                                  encoding="utf-8")
    code, found = told(["prove", "false.toml", "--as-of", "2026-11-01"])
    result = found["results"][0]
    expect("a false one is violated", code == 4 and not result["holds"] and result["violations"] == sum(each["decisions"] for each in result["groups"]))
    expect("by the agreement", [each["instrument"] for each in result["groups"]] == ["isa-jpn-kor"], result["groups"])
    expect("before it held", told(["prove", "false.toml", "--as-of", "2016-01-01"])[0] == 0)
    text = """format = 1
[[assertion]]
id = "cleared"
text = "A person of Japan who is cleared, is read in and needs to know may get what Korea marks as releasable to Japan."
expect = "permit"
owner = "KOR"
recipient = "JPN"
subject = "person"
clearance = "JPN:機密"
read_in = true
need_to_know = true
release = "recipient"
control = "none"
level = ["군사II급비밀", "군사III급비밀"]
domain = ["unstated", "military"]
categories = "none"
channel = "unstated"
activity = ["unstated", "another"]
[[assertion]]
id = "any"
text = "Whatever the clearance."
expect = "permit"
owner = "KOR"
recipient = "JPN"
subject = "person"
level = ["군사II급비밀"]
"""
    Path("persons.toml").write_text(text, encoding="utf-8")
    code, found = told(["prove", "persons.toml", "--as-of", "2026-11-01"])
    cleared, other = found["results"]
    expect("who is cleared may have it", code == 4 and cleared["holds"] and cleared["covered"] > 0, cleared)
    expect("not without", not other["holds"] and {"clearance", "need-to-know"} <= {each["rule"] for each in other["groups"]}, other)
    code, found = told(["diff", "--from", "2016-11-22", "--to", "2016-11-24", "--owner", "KOR", "--recipient", "JPN", "--persons"])
    conditions = [each for group in found["groups"] for each in group["conditions"]]
    expect("persons gain by an agreement", code == 4 and found["subject"] == "person" and conditions, found)
    expect("with need to know alone", all(each["need-to-know"] == ["yes"] and "none" not in each["clearance"] for each in conditions), conditions)
    head = 'format = 1\n[[assertion]]\nid = "a"\ntext = "t"\nexpect = "deny"\n'
    for name, text, words in (
        ("party.toml", head + 'owner = "KRO"\n', "did you mean `KOR`"),
        ("value.toml", head + 'owner = "KOR"\ncontrol = "eyes"\n', "control"),
        ("empty.toml", head + 'owner = "KOR"\nrecipient = "KOR"\n', "covers no request"),
        ("expect.toml", head.replace('"deny"', '"denied"'), "deny"),
        ("two.toml", head + head.replace("format = 1\n", ""), "stands twice"),
        ("none.toml", "format = 1\n", "there is none"),
        ("nobody.toml", head + "owner = []\n", "names nothing"),
        ("nowhere.toml", head + "domain = []\n", "names nothing"),
        ("long-ago.toml", head + 'owner = "KOR"\nas_of = "1850-01-01"\n', "1850-01-01 lies outside this world"),
        ("cleared.toml", head + 'clearance = "none"\n', 'write `subject = "person"` too'),
        ("level.toml", head + 'owner = "KOR"\nsubject = "person"\nclearance = "JPN:秘密"\n', "is none that a nation of this world gives"),
    ):
        Path(name).write_text(text, encoding="utf-8")
        done = run("prove", name)
        expect(f"{name} is refused", done.returncode == 1 and words in done.stderr, done.stderr)


def acted(action: str, holder: str, recipient: str, date: str, **properties: object) -> bool:
    """What `decide` says of an act."""
    purpose = properties.pop("purpose", None)
    request = {"subject": {"type": "party", "id": recipient}, "action": {"name": action},
               "resource": {"type": "item", "id": "thing", "properties": properties}, "context": {"holder": holder, **({"purpose": purpose} if purpose else {})}}
    done = run("decide", "--as-of", date, given=json.dumps(request))
    return json.loads(done.stdout)["decision"]


def acts() -> None:
    date = "2026-11-01"
    code, found = told(["world", "matrix", "--action", "supply", "--owner", "JPN", "--recipient", "GBR,KOR", "--as-of", date])
    expect("the matrix of supplies", code == 0 and found["action"] == "supply" and len(found["cells"]) == 2, found)
    cells = {each["recipient"]: each for each in found["cells"]}
    expect("nothing without an agreement", cells["KOR"]["permitted"] == 0 and cells["KOR"]["denied_by"] == "legal-basis", cells["KOR"])
    [way] = cells["GBR"]["ways"]
    expect("with one, by it", way["instrument"] == "acsa-jpn-gbr" and "fuel" in way["stated"]["items"] and "weapons" not in way["stated"]["items"], way)
    for purpose in way["stated"]["purpose"]:
        for item in way["stated"]["items"]:
            expect(f"{item} for {purpose} is permitted", acted("supply", "JPN", "GBR", date, purpose=purpose, item=item))
    expect("weapons are not", not acted("supply", "JPN", "GBR", date, purpose="joint-exercise", item="weapons"))
    expect("nor what is for nothing", not acted("supply", "JPN", "GBR", date, item="fuel"))
    code, over = told(["world", "matrix", "--action", "supply", "--owner", "JPN", "--recipient", "IND", "--over", "2013..2026"])
    expect("it begins with the agreement", code == 0 and [(each["before"]["permitted"], each["at"][:10]) for each in over["changes"]] == [(0, "2021-07-11")], over)
    code, found = told(["world", "matrix", "--action", "participate", "--recipient", "JPN", "--as-of", date])
    expect("programmes stand in the giver's place", code == 0 and all(each["owner"].startswith(("programme:", "project:")) for each in found["cells"]), found)
    code, found = told(["diff", "--from", "2021-07-10", "--to", "2021-07-12", "--action", "supply"])
    expect("an agreement on supplies changes supplies", code == 4 and found["action"] == "supply" and found["newly_denied"] == 0, found)
    expect("by it alone", {each["instrument"] for each in found["groups"]} == {"acsa-jpn-ind"}, found["groups"])
    samples_change(found, "2021-07-10", "2021-07-12")
    head = 'format = 1\n[[assertion]]\nid = "a"\ntext = "t"\naction = "supply"\n'
    for name, text, code, words in (
        ("weapons.toml", 'expect = "deny"\nitems = ["weapons", "fuel+weapons"]\n', 0, ""),
        ("fuel.toml", 'expect = "permit"\nowner = "JPN"\nrecipient = "GBR"\nitems = "fuel"\npurpose = "joint-exercise"\nactivities = "unstated"\ncontrol = "none"\norigin = "the giver"\n', 0, ""),
        ("food.toml", 'expect = "deny"\nowner = "JPN"\nrecipient = "GBR"\nitems = "food"\n', 4, ""),
        ("nobody.toml", 'expect = "permit"\nowner = "JPN"\nrecipient = "KOR"\n', 4, ""),
        ("slip.toml", 'expect = "deny"\nitems = "waepons"\n', 1, "did you mean `weapons`"),
        ("level.toml", 'expect = "deny"\nlevel = "SECRET"\n', 1, "level"),
        ("self.toml", 'expect = "deny"\nowner = "JPN"\nrecipient = "JPN"\n', 1, "covers no request"),
    ):
        Path(name).write_text(head + text, encoding="utf-8")
        done = run("prove", name, "--as-of", date)
        expect(f"{name} of acts", done.returncode == code and words in done.stderr, (done.returncode, done.stdout, done.stderr))
    code, _ = told(["diff", "--from", "2021-07-12", "--to", "2021-07-12", "--action", "visit"])
    expect("nothing changes on one day", code == 0)
    nothing = run("diff", "--from", "2020-01-01", "--to", "2026-01-01", "--owner", "JPN", "--recipient", "JPN")
    expect("a question that asks no decision is refused", nothing.returncode == 1 and "no decision is asked" in nothing.stderr, nothing.stderr)
    for arguments, code, words in (
        (("--action", "sell"), 2, "consult"),
        (("--action", "supply", "--owner", "JPM"), 1, "did you mean `JPN`"),
        (("--action", "participate", "--owner", "JPN"), 1, "programme:x"),
    ):
        done = run("world", "matrix", *arguments)
        expect(" ".join(arguments), done.returncode == code and words in done.stderr, (done.returncode, done.stderr))


def pictures() -> None:
    first = run("world", "matrix", "--as-of", "2026-11-01", "--format", "svg", "--output", "matrix.svg")
    expect("a picture is written", first.returncode == 0, first.stderr)
    expect("it is XML with a title", "2026-11-01" in (ET.parse("matrix.svg").getroot()[0].text or ""))
    acts = run("world", "matrix", "--action", "supply", "--as-of", "2026-11-01", "--format", "svg")
    titles = [each.text for each in ET.fromstring(acts.stdout).iter() if each.tag.endswith("}title")]
    cells = json.loads(run("world", "matrix", "--action", "supply", "--as-of", "2026-11-01", "--format", "json").stdout)["cells"]
    permitted = {(cell["owner"], cell["recipient"]) for cell in cells if cell["ways"]}
    drawn = {tuple(title.split(":")[0].split(" to ")) for title in titles if "acsa-" in title}
    expect("a picture of acts shows what is permitted", acts.returncode == 0 and permitted and drawn == permitted, (permitted, drawn))
    for action in ("disclose", "supply"):
        asked = ("world", "matrix", "--action", action, "--owner", "JPN,KOR,FRA", "--over", "2013..2026")
        changes = json.loads(run(*asked, "--format", "json").stdout)["changes"]
        over = run(*asked, "--format", "svg")
        titles = [each.text or "" for each in ET.fromstring(over.stdout).iter() if each.tag.endswith("}title")]
        drawn = [(title.split(", ")[0], sign, title.split(f", {sign} ")[1][:10]) for title in titles for sign in "▲▼◆" if f", {sign} " in title]
        expect(f"every change is in the timeline ({action})", sorted((each[0], each[2]) for each in drawn) == sorted(
            (f"{each['owner']} → {each['recipient']}", each["at"][:10]) for each in changes) and len(drawn) > 5, (drawn, over.stderr))
        gained = [each for each in changes if action == "disclose" and each["after"]["highest"] and not each["before"]["highest"] and not each["before"]["beside"]]
        for each in gained:
            expect("what is gained points up", (f"{each['owner']} → {each['recipient']}", "▲", each["at"][:10]) in drawn, each)
    def written(*arguments: str) -> list[str]:
        return [each.text or "" for each in ET.fromstring(run(*arguments, "--format", "svg").stdout).iter("{http://www.w3.org/2000/svg}text")]
    expect("a level beside the highest is in the graph", any("極秘" in each and "特定秘密" in each for each in written("reach", "--owner", "JPN", "--as-of", "2026-11-01")))
    expect("levels have room in the graph", written("reach", "--owner", "NATO", "--as-of", "2026-11-01").count("COSMIC TOP SECRET") > 30)
    expect("names of owners are whole", "North Atlantic Treaty Organization" in written("world", "matrix", "--as-of", "2026-11-01"))
    apart = [each for each in ET.fromstring(run("world", "matrix", "--as-of", "2013-01-01", "--format", "svg").stdout).iter() if each.get("fill") == "#dcd6c8"]
    expect("a level that cannot be compared has a shade of its own: the cell of FRA and JPN, and the legend", len(apart) == 2, len(apart))
    partners = list(ET.fromstring(run("world", "stage", "USA", "--as-of", "2026-11-01", "--format", "svg").stdout).iter())
    last_circle = max(place for place, each in enumerate(partners) if each.tag.endswith("circle") and each.get("fill") == "#ffffff")
    expect("no circle covers letters", [each.text for each in partners[last_circle:]].count("IXPA") == 2)  # AUS and GBR
    again = run("world", "matrix", "--format", "svg", "--output", "matrix.svg")
    expect("and not written over", again.returncode == 1 and "--force" in again.stderr, again.stderr)
    for arguments, code, words in (
        (("diff", "--to", "tomorrow"), 1, "neither a date"),
        (("diff",), 2, "--to"),
        (("diff", "--to", "2026-01-01", "--owner", "JPM"), 1, "did you mean `JPN`"),
        (("diff", "--to", "2026-01-01", "--action", "sell"), 2, "supply"),
        (("diff", "--to", "2026-01-01", "--action", "supply", "--owner", "JPM"), 1, "did you mean `JPN`"),
        (("world", "matrix", "--over", "2013"), 2, "FROM..TO"),
        (("world", "matrix", "--recipient", "XXX"), 1, "--recipient"),
    ):
        done = run(*arguments)
        expect(" ".join(arguments), done.returncode == code and words in done.stderr, (done.returncode, done.stderr))


def patches_say_what_they_leave_open() -> None:
    """A patch that speaks of later dates alone says so, and one that says two things of one matter is refused."""
    Path("later.toml").write_text(PATCH.replace("2026-06-01", "2027-03-01"), encoding="utf-8")
    code, found = told(["diff", "--to", "later.toml", "--as-of", "2026-11-01"])
    expect("nothing changes yet, and it says from when on", code == 0 and found["later"] == "2027-03-01", found)
    shown = run("diff", "--to", "later.toml", "--as-of", "2026-11-01").stdout
    expect("in words too", "what differs begins or ends later, first on 2027-03-01" in " ".join(shown.split()), shown)
    code, found = told(["diff", "--to", "later.toml", "--as-of", found["later"]])
    expect("and on that day it does", code == 4 and "later" not in found, found)
    for key, one, other in (("domains", '["military"]', '["signals"]'), ("items", '["fuel"]', '["food"]'), ("forms", '["document"]', '["oral"]')):
        Path("twice.toml").write_text("format = 1\n" + "".join(f'[[amend]]\ninstrument = "isa-jpn-kor"\n{key} = {value}\n' for value in (one, other)), encoding="utf-8")
        refused = run("diff", "--to", "twice.toml")
        expect(f"two that say what {key} are, are refused", refused.returncode == 1 and f"twice.toml:7: amend.{key}: stands in an earlier `[[amend]]` of `isa-jpn-kor` too" in refused.stderr, refused.stderr)


def what_no_fact_names_can_be_asked() -> None:
    """A sample of what no fact of the two names states a word that the world knows, so that `decide` answers it."""
    Path("others.toml").write_text("format = 1\n" + "".join(
        f'[[assertion]]\nid = "{key}"\ntext = "nothing else"\nexpect = "deny"\naction = "transfer"\nowner = ["USA"]\nrecipient = ["GBR"]\n{key} = ["{value}"]\n'
        for key, value in (("items", "another"), ("activities", "another"))), encoding="utf-8")
    code, found = told(["prove", "others.toml", "--as-of", "2026-11-01"])
    for each in found["results"]:
        asked = [condition["sample"] for group in each["groups"] for condition in group["conditions"]]
        expect(f"other {each['id']} go somewhere", code == 4 and asked and all(asked), each)
        expect(f"and decide says so of other {each['id']}", all(answers(asked)) and len(answers(asked)) == len(asked), asked)


def main() -> int:
    diffs()
    determining_clauses()
    patches()
    a_row_takes_the_place_of_another()
    named_sets()
    proofs()
    what_counts_is_said()
    what_comes_nearest_is_named()
    speed_is_told()
    acts()
    patches_say_what_they_leave_open()
    what_no_fact_names_can_be_asked()
    grids()
    pictures()
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
