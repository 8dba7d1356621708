"""Capabilities, programmes and the picture of claims, of the shipped world: golden texts, and what they must agree with.

tests/golden/shipped/ has the texts; run with `--update` to write them anew, and look at the difference before committing it.
"""
import datetime
import difflib
import json
import os
import re
import subprocess
import sys
import time
import xml.etree.ElementTree
from pathlib import Path

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
GOLDEN = SOURCE / "tests/golden/shipped"
UPDATE = "--update" in sys.argv
SANITIZED = bool(os.environ.get("ENTENTE_SANITIZED"))
WORLD = ["--world", "data/worlds/indo-pacific"]
AS_OF = ["--as-of", "2026-11-01"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "ENTENTE_WORLD"}
TEXTS = {
    "capabilities-jpn-2026-11-01.txt": (0, ["world", "capabilities", "JPN", *AS_OF]),
    "programme-aukus-pillar-2-2026-11-01.txt": (4, ["programme", "check", "aukus-pillar-2", *AS_OF]),
}
faults = []


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([os.environ["ENTENTE"], *arguments], cwd=SOURCE, text=True, capture_output=True, timeout=120, check=False,
                          env=ENVIRONMENT)


def expect(holds: bool, what: str) -> None:
    if not holds:
        faults.append(what)


def golden() -> None:
    for name, (code, arguments) in TEXTS.items():
        done = run(*arguments, *WORLD)
        expect(done.returncode == code, f"{name}: exit {done.returncode}: {done.stderr}")
        path = GOLDEN / name
        if UPDATE:
            path.write_text(done.stdout, encoding="utf-8")
        kept = path.read_text(encoding="utf-8") if path.is_file() else ""
        if kept != done.stdout:
            faults.append("\n".join(list(difflib.unified_diff(kept.splitlines(), done.stdout.splitlines(), f"golden/{name}", "now",
                                                              lineterm="", n=0))[:60]))


def disclosures_are_those_of_the_matrix() -> None:
    """What capabilities say of a disclosure is the cell of the matrix."""
    cells = {(cell["owner"], cell["recipient"]): cell for cell in json.loads(run("world", "matrix", "--format", "json", *AS_OF, *WORLD).stdout)["cells"]}
    found = json.loads(run("world", "capabilities", "--format", "json", *AS_OF, *WORLD).stdout)
    count = 0
    for row in found["capabilities"]:
        for match in row["matches"]:
            for each in match["carrying"]:
                if each["action"] != "disclose":
                    continue
                count += 1
                cell = cells.get((each["from"], each["to"]))
                highest = cell and (cell["highest"] or (cell["beside"] or [None])[0])
                expect((each["state"] == "unasked") == (cell is None), f"{each['from']} to {each['to']}: {each['state']}, the matrix: {cell}")
                expect((each["state"] == "carried") == bool(highest), f"{each['from']} to {each['to']}: {each['state']}, the matrix: {highest}")
                if highest:
                    expect(each["level"] == highest["level"], f"{each['from']} to {each['to']}: {each['level']}, the matrix: {highest['level']}")
    expect(count > 20, f"only {count} disclosures compared")
    italy = [each for row in found["capabilities"] for match in row["matches"] for each in match["carrying"]
             if each["action"] == "disclose" and each["from"] == "ITA"]
    expect(bool(italy) and all(each["why"] == "no policy of ITA" for each in italy), f"ITA, whose policy is not loaded: {italy}")


def acts_are_decided_alike() -> None:
    """A transfer is carried here if and only if `decide` permits it; a denied one names the rules that deny."""
    found = json.loads(run("world", "capabilities", "JPN", "--format", "json", *AS_OF, *WORLD).stdout)
    asked = []
    for row in found["capabilities"]:
        for match in row["matches"]:
            for each in match["carrying"]:
                if each["action"] != "transfer":
                    continue
                resource = {"type": "equipment", "id": row["area"], "properties": {"items": [row["area"]], "export_controlled": True}}
                asked.append((each, {"subject": {"type": "party", "id": each["to"]}, "action": {"name": "transfer"}, "resource": resource,
                                     "context": {"holder": each["from"]}}))
    Path("asked.ndjson").write_text("\n".join(json.dumps(question) for _, question in asked) + "\n", encoding="utf-8")
    done = run("decide", str(Path("asked.ndjson").resolve()), "--explain", *AS_OF, *WORLD)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    expect(done.returncode == 0 and len(answers) == len(asked) > 10, f"decide: exit {done.returncode}, {len(answers)} answers: {done.stdout[:300]}")
    for (each, _), answer in zip(asked, answers):
        expect((each["state"] == "carried") == answer["decision"], f"transfer {each['from']} to {each['to']}: {each['state']}, decide: {answer['decision']}")
        denied = {reason["rule"] for reason in answer["context"]["reasons"] if reason["outcome"] in ("fail", "unknown")}
        lacks = {lack["rule"] for lack in each.get("lacks", [])}
        expect(lacks <= denied, f"transfer {each['from']} to {each['to']}: lacks {lacks}, decide denies by {denied}")


def unsettled_come_first_and_are_counted() -> None:
    done = run("programme", "check", "aukus-pillar-2", "--format", "json", *AS_OF, *WORLD)
    found = json.loads(done.stdout)
    states = [subject["state"] for each in found["participants"] for subject in each["subjects"]]
    for state in ("unsettled", "settled", "unknown"):
        expect(states.count(state) == found[state], f"{state}: {states.count(state)} and {found[state]}")
    expect(done.returncode == (4 if found["unsettled"] else 0), f"exit {done.returncode}")
    text = run("programme", "check", "aukus-pillar-2", *AS_OF, *WORLD).stdout
    places = [text.find(f"\n\n{word}") for word in ("unsettled\n", "settled\n", "unknown")]
    expect(places == sorted(places) and -1 not in places, f"sections at {places}")
    expect(run("programme", "check", "gcap", *AS_OF, *WORLD).returncode == 0, "gcap: exit other than 0")
    members = {each["party"]: each["may_take_part"] for each in found["participants"] if each["parts"][0]["role"] == "member"}
    expect(members == {"AUS": True, "GBR": True, "USA": True}, f"members take part in their own programme: {members}")
    pillar_1 = json.loads(run("programme", "check", "aukus-pillar-1", "--format", "json", *AS_OF, *WORLD).stdout)
    japan = [each for each in pillar_1["participants"] if each["party"] == "JPN"]
    expect(len(japan) == 1 and japan[0]["excluded"] and not japan[0]["subjects"], f"pillar 1: {japan}")


def what_is_classified_is_decided() -> None:
    """With whom in nothing classified is what `decide` says, ends with an agreement of the two; up to which level is the matrix's."""
    def of_members(*overlay: str) -> dict[str, dict]:
        found = json.loads(run("programme", "check", "aukus-pillar-2", "--format", "json", *AS_OF, *WORLD, *overlay).stdout)
        return {each["party"]: {of["of"]: of for of in each["classified"]} for each in found["participants"] if each["may_take_part"]}

    cells = {(cell["owner"], cell["recipient"]): cell for cell in json.loads(run("world", "matrix", "--format", "json", *AS_OF, *WORLD).stdout)["cells"]}
    members = of_members()
    barred = {(party, giver) for party, of in members.items() for giver, each in of.items() if not each["may_take_part"]}
    expect(barred == {("AUS", "GBR"), ("GBR", "AUS")}, f"without a security agreement: {barred}")
    for party, of in members.items():
        question = {"subject": {"type": "party", "id": party}, "action": {"name": "participate"}, "resource": {
            "type": "programme", "id": "aukus-pillar-2", "properties": {"project": "programme:aukus-pillar-2", "items": ["classified"]}}}
        Path("classified.ndjson").write_text(json.dumps(question) + "\n", encoding="utf-8")
        decided = json.loads(run("decide", str(Path("classified.ndjson").resolve()), *AS_OF, *WORLD).stdout)["decision"]
        expect(decided == all(each["may_take_part"] for each in of.values()), f"{party}: decide says {decided}, the check {of}")
        for giver, each in of.items():
            expect(each.get("level") == cells[giver, party]["highest"]["level"], f"{giver} to {party}: {each}")
    folder = Path("agreed/instruments/information-security")
    folder.mkdir(parents=True, exist_ok=True)
    cited = 'source = "supposed"\nevidence = "unverified"\n'
    (folder / "isa-aus-gbr.toml").write_text(
        f'id = "isa-aus-gbr"\nkind = "information-security"\ntitle = "t"\nparties = [{{ id = "AUS", from = "2020-01-01" }}, {{ id = "GBR", from = "2020-01-01" }}]\n'
        f'{cited}[[status]]\nvalue = "in-force"\nfrom = "2020-01-01"\n{cited}', encoding="utf-8")
    agreed = of_members("--overlay", str(Path("agreed").resolve()))
    expect(all(each["may_take_part"] for of in agreed.values() for each in of.values()), f"with one: {agreed}")


def pairs_say_what_counts() -> None:
    """A test that does not count says why, one that was not known yet is counted only."""
    def pairs(*limits: str) -> dict:
        return json.loads(run("world", "capabilities", "JPN", "--format", "json", *limits, *WORLD).stdout)
    for limits, why in ((("--as-of", "2024-01-01"), "tested later"), ((*AS_OF, "--require", "verified"), "weak evidence"), (AS_OF, None)):
        told = [each.get("set_aside") for each in pairs(*limits)["interoperability"] if each["id"] == "jpn-aukus-underwater-communication"]
        expect(told == [why], f"the test of 2025 with {limits}: {told}")
    before = pairs(*AS_OF, "--known-as-of", "2022-12-05")
    expect(before["interoperability_left_out"] == 5 and len(before["interoperability"]) == 2, f"before the article: {before['interoperability']}")


def counts_on(date: str) -> dict[str, dict[str, int]]:
    out: dict[str, dict[str, int]] = {}
    for claim in json.loads(run("world", "claims", "--format", "json", "--as-of", date, *WORLD).stdout)["claims"]:
        counts = out.setdefault(claim["source"], {"confirmed": 0, "open": 0, "superseded": 0, "contradicted": 0})
        counts[claim["outcome"]] += 1
    return out


def the_picture_of_claims_says_what_the_list_says() -> None:
    """On each date of a change, on the day before, and every so often in between."""
    done = run("world", "claims", "--format", "svg", *AS_OF, *WORLD)
    picture = xml.etree.ElementTree.fromstring(done.stdout)
    described = picture.findtext("{http://www.w3.org/2000/svg}desc") or ""
    steps: list[tuple[str, str, dict[str, int]]] = []
    for step in described.rstrip(".").split("; "):
        read = re.fullmatch(r"(\S+) on (\S+): (.*)", step)
        if read is None:
            faults.append(f"not a step: {step}")
            return
        counts = {word: int(number) for number, word in (each.split(" ") for each in read[3].split(", "))}
        steps.append((read[2], read[1], counts))
    expect(len(steps) > 15, f"only {len(steps)} steps")
    first, last = datetime.date.fromisoformat(min(step[0] for step in steps)), datetime.date(2026, 11, 1)
    days = {first + datetime.timedelta(apart) for apart in range(0, (last - first).days, 90 if SANITIZED else 30)} | {last}
    for date, _, _ in steps:
        day = datetime.date.fromisoformat(date)
        days |= {day} if day == first else {day, day - datetime.timedelta(1)}
    for day in sorted(days):
        shown: dict[str, dict[str, int]] = {}
        for date, source, counts in sorted(steps, key=lambda step: step[0]):
            if datetime.date.fromisoformat(date) <= day:
                shown[source] = counts
        expect(shown == counts_on(day.isoformat()), f"{day}: the picture says {shown}, the list {counts_on(day.isoformat())}")


def pictures_are_whole() -> None:
    for arguments in (["world", "capabilities", "JPN"], ["world", "capabilities"], ["world", "claims"],
                      ["programme", "check", "gcap"], ["programme", "check", "aukus-pillar-2"]):
        done = run(*arguments, "--format", "svg", *AS_OF, *WORLD)
        expect(done.returncode == (4 if "aukus-pillar-2" in arguments else 0), f"{arguments}: {done.stderr}")
        picture = xml.etree.ElementTree.fromstring(done.stdout)
        text = " ".join(picture.itertext())
        expect("2026-11-01" in text and "Source: world" in text and int(picture.get("width", "0")) >= 1200, f"{arguments}: {picture.attrib}")
        for each in picture.iter("{http://www.w3.org/2000/svg}text"):
            expect(0 <= float(each.get("x", "0")) <= int(picture.get("width", "0")), f"{arguments}: {each.text} at {each.get('x')}")


def the_picture_of_a_programme_says_what_the_check_says() -> None:
    for programme in ("gcap", "aukus-pillar-2", "aukus-pillar-1"):
        found = json.loads(run("programme", "check", programme, "--format", "json", *AS_OF, *WORLD).stdout)
        picture = xml.etree.ElementTree.fromstring(run("programme", "check", programme, "--format", "svg", *AS_OF, *WORLD).stdout)
        titles = [each.text or "" for each in picture.iter("{http://www.w3.org/2000/svg}title")]
        for each in found["participants"]:
            for subject in each["subjects"]:
                begin = f"{each['party']} {subject['subject']}: {subject['state']}"
                expect(any(title.startswith(begin) for title in titles), f"{programme}: the picture does not say {begin}")
        described = picture.findtext("{http://www.w3.org/2000/svg}desc") or ""
        for clause in found["clauses"]:
            expect(f"§ {clause['clause'].split('/')[1]} " in described, f"{programme}: the picture does not tell {clause['clause']}")


def participants_beyond_the_rows_of_a_picture() -> None:
    cited = 'source = "x"\nevidence = "unverified"\n'
    for folder in ("many/parties", "many/programmes"):
        Path(folder).mkdir(parents=True, exist_ok=True)
    ids = [f"MANY_{each:03}" for each in range(151)]
    Path("many/parties/many.toml").write_text("".join(f'[[party]]\nid = "{each}"\nkind = "organisation"\nname = "<{each}>"\n{cited}' for each in ids))
    for count in (150, 151):
        parts = "".join(f'[[programme.participant]]\nparty = "{each}"\nrole = "candidate"\n{cited}' for each in ids[:count])
        Path("many/programmes/many.toml").write_text(f'[[programme]]\nid = "many"\ntitle = "Many"\n{cited}{parts}')
        done = run("programme", "check", "many", "--format", "svg", "--overlay", str(Path("many").resolve()), *AS_OF, *WORLD)
        drawn = done.returncode == 0 and "MANY_149" in done.stdout
        refused = done.returncode == 1 and "151 participants are more than the 150 rows of a picture" in done.stderr and not done.stdout
        expect(drawn if count == 150 else refused, f"{count} participants: exit {done.returncode}: {done.stderr}")


def bad_input() -> None:
    for code, said, arguments in (
            (1, "did you mean `JPN`", ["world", "capabilities", "JPM"]),
            (1, "is a group", ["world", "capabilities", "FVEY"]),
            (2, "--output is for a picture", ["world", "capabilities", "JPN", "--output", "x.svg"]),
            (2, "--output is for a picture", ["programme", "check", "gcap", "--output", "x.svg"]),
            (1, "did you mean `aukus-pillar-2`", ["programme", "check", "aukus-pilar-2"]),
            (1, "there are aukus-pillar-1", ["programme", "check", "zzzzzzzz"]),
            (2, "a command is needed: check", ["programme"]),
            (2, "is required", ["programme", "check"]),
            (1, "says nothing in this world", ["world", "claims", "--format", "svg", "--source", "zzz"]),
            (1, "state --from and --to", ["world", "claims", "--format", "svg", "--from", "2026-01-01", "--to", "2025-01-01"]),
            (2, "dates of a picture", ["world", "claims", "--from", "2026-01-01"]),
            (2, "claims of every outcome", ["world", "claims", "--format", "svg", "--outcome", "open"]),
            (2, "facts of every grade", ["world", "claims", "--format", "svg", "--require", "verified"])):
        done = run(*arguments, *(WORLD if len(arguments) > 1 else []))
        expect(done.returncode == code and said in done.stderr and not done.stdout, f"{arguments}: exit {done.returncode}: {done.stderr}")


def fast() -> None:
    """Under 50 ms beyond what loading the world takes; the best of five."""
    def best(*arguments: str) -> float:
        times = []
        for _ in range(5):
            begin = time.perf_counter()
            run(*arguments, *WORLD)
            times.append(time.perf_counter() - begin)
        return min(times)

    load = best("world", "show", *AS_OF)
    for arguments in (["world", "capabilities", "JPN"], ["programme", "check", "aukus-pillar-2"]):
        took = best(*arguments, *AS_OF) - load
        print(f"{' '.join(arguments)}: {took * 1000:.1f} ms and {load * 1000:.1f} ms to load")
        expect(SANITIZED or took < 0.05, f"{arguments}: {took * 1000:.1f} ms")


for check in (golden, disclosures_are_those_of_the_matrix, acts_are_decided_alike, unsettled_come_first_and_are_counted, pairs_say_what_counts, what_is_classified_is_decided,
              the_picture_of_claims_says_what_the_list_says, the_picture_of_a_programme_says_what_the_check_says,
              participants_beyond_the_rows_of_a_picture, pictures_are_whole, bad_input, fast):
    check()
for fault in faults:
    print(fault)
print(f"{len(faults)} faults")
sys.exit(1 if faults else 0)
