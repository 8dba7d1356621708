"""A set is permitted what each of its members is permitted, also where the party that holds it is one of them: nobody gets by a group what
it is denied alone. Over marks of several systems and sets, held by members and others, received under agreements or not; `who` tells the
same, a release to such a set is refused, and no diff tells of one.
"""
import json
import os
import tomllib
from pathlib import Path

from _running import run

WORLD = Path(os.environ["ENTENTE_SOURCE_DIR"], "data/worlds/indo-pacific")
DAY = "2025-12-01"
SETS = ["FVEY", "AUKUS", "CFCK", "QUAD", "IP4"]
HOLDERS = ["USA", "AUS", "GBR", "KOR", "JPN", "NZL", "FRA"]
MARKS = [("USA", "TOP SECRET//HCS//NOFORN", None), ("USA", "SECRET//NOFORN", None), ("USA", "SECRET//REL TO USA, FVEY", None), ("USA", "SECRET//REL TO USA, AUS", None),
         ("USA", "CONFIDENTIAL//REL TO USA, KOR", None), ("USA", "SECRET//REL TO USA, AUS, GBR, JPN, KOR", None), ("USA", "UNCLASSIFIED", None),
         ("AUS", "SECRET", ["AUS", "USA", "GBR"]), ("AUS", "OFFICIAL", None), ("GBR", "SECRET", ["FVEY"]), ("KOR", "군사II급비밀", ["KOR", "USA"]), ("JPN", "秘", ["QUAD"])]
RECEIVED = [None, "isa-jpn-usa", "gsa-usa-aus", "isa-aus-usa", "gsa-usa-gbr", "gsa-usa-kor", "ukusa"]


def members():
    found = {}
    for file in sorted((WORLD / "parties").glob("*.toml")):
        for party in tomllib.loads(file.read_text(encoding="utf-8"))["party"]:
            counts = [each["id"] for each in party.get("member", []) if str(each.get("from", "0")) <= DAY and str(each.get("until", "9999")) > DAY]
            found[party["id"]] = counts
    return found


def resource(mark, received):
    policy, label, to = mark
    stated = {"policy": policy, "label": label} | ({"releasable_to": to} if to else {}) | ({"received_under": received} if received else {})
    return {"type": "information", "id": "r-1", "properties": stated}


def request(mark, recipient, holder, received):
    context = {"time": DAY} | ({"holder": holder} if holder else {})
    return {"subject": {"type": "party", "id": recipient}, "action": {"name": "disclose"}, "resource": resource(mark, received), "context": context}


def answers(requests):
    Path("requests.jsonl").write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in requests), encoding="utf-8")
    done = run(["decide", "--world", str(WORLD), "requests.jsonl"])
    told = [json.loads(line)["decision"] for line in done.stdout.splitlines()]
    assert len(told) == len(requests), done.first_line
    return told


def faults_of_sets(of):
    asked = [(mark, each, holder, received) for mark in MARKS for each in SETS for holder in HOLDERS for received in RECEIVED]
    by_set = answers([request(*each) for each in asked])
    alone = [(mark, member, holder, received) for mark, each, holder, received in asked for member in of[each]]
    by_member = iter(answers([request(*each) for each in alone]))
    permits = within = 0
    for each, permitted in zip(asked, by_set, strict=True):
        all_may = all([next(by_member) for _ in of[each[1]]])
        permits += permitted
        within += permitted and each[2] in of[each[1]]
        if permitted != all_may:
            yield f"{each}: the set is {'permitted' if permitted else 'denied'} what its members, one by one, are {'' if all_may else 'not all '}permitted"
    if permits < 30 or within < 10:
        yield f"only {permits} permits, {within} of them to a set with the holder, tell anything"


def faults_of_received_copies(of):
    """Nobody is stated to hold what says that it was received: its reader does, and is asked besides how it got it."""
    copies = [("JPN", "極秘 [USA: TOP SECRET//HCS//NOFORN]", None), ("JPN", "極秘 [USA: SECRET//REL TO USA, JPN]", None), ("KOR", "군사II급비밀 [USA: SECRET//NOFORN]", None),
              ("KOR", "군사II급비밀 [USA: SECRET//REL TO USA, KOR]", None)]
    for mark in copies:
        for each in SETS:
            by_set, *by_member = answers([request(mark, recipient, None, None) for recipient in [each, *of[each]]])
            if by_set and not all(by_member):
                yield f"{mark} to {each}: permitted, and not to {[member for member, may in zip(of[each], by_member) if not may]}"
    # Korea reads it and the United States own it, so nobody in their command lacks it; how Korea got it is what is asked.
    told = answers([request(copies[2], "CFCK", None, "gsa-usa-kor"), request(copies[3], "CFCK", None, None), request(copies[3], "CFCK", None, "gsa-usa-kor"),
                    request(copies[3], "USA", None, None)])
    if told != [False, False, True, True]:
        yield f"a received copy to the command of its reader and its owner: {told}"


def faults_of_who():
    for mark in MARKS:
        for holder, received in (("USA", None), ("AUS", None), ("AUS", "isa-aus-usa"), ("KOR", None), ("JPN", "isa-jpn-usa")):
            search = {"action": {"name": "disclose"}, "subject": {"type": "party"}, "resource": resource(mark, received), "context": {"time": DAY, "holder": holder}, "page": {"limit": 1000}}
            Path("search.json").write_text(json.dumps(search, ensure_ascii=False), encoding="utf-8")
            done = run(["who", "--world", str(WORLD), "--format", "json", "search.json"])
            found = {each["id"] for each in json.loads(done.stdout)["results"]}
            single = {each for each, may in zip(SETS, answers([request(mark, each, holder, received) for each in SETS])) if may}
            if found & set(SETS) != single:
                yield f"{mark} of {holder}, {received}: who finds {found & set(SETS)}, decide permits {single}"


def released(name, text, to, *options):
    Path(name + ".md").write_text(text, encoding="utf-8")
    done = run(["release", "--world", str(WORLD), "--to", to, "--as-of", DAY, "--out", name, *options, name + ".md"])
    copies = sorted(Path(name, "releasable").glob("*.md"))
    return done, "".join(each.read_text(encoding="utf-8") for each in copies)


def faults_of_releases():
    """Nobody states who holds a document of the United States: they do, and what is another's in it they must have been given."""
    document = "SECRET//FGI KOR//REL TO USA, KOR\n\n(//KOR S//NOFORN) Of Korea.\n\n(S//REL TO USA, KOR) Of both.\n"
    for to in ("CFCK", "KOR,USA", "USA"):
        done, text = released("command-" + to.replace(",", "-"), document, to)
        if "Of Korea" in text or (to != "USA" and "Of both" not in text):
            yield f"a release to {to}: {done.returncode} {done.first_line} {text}"
    Path("memo.md").write_text("SECRET//REL TO USA, FVEY\n\n(S//REL TO USA, FVEY) Text.\n", encoding="utf-8")
    done = run(["release", "--world", str(WORLD), "--to", "FVEY", "--holder", "AUS", "--as-of", DAY, "--out", "released", "memo.md"])
    if done.returncode == 0 or b"AUS is a member of FVEY" not in done.stderr.replace(b"`", b"") or Path("released").exists():
        yield f"a release to a set with its stated holder: {done.returncode} {done.first_line}"


def faults_of_diffs(of):
    """Until November 2022 there was no such command: a change for what the owner holds, none for what a member holds."""
    done = run(["diff", "--world", str(WORLD), "--from", "2022-06-01", "--to", "2023-01-01", "--owner", "USA", "--recipient", "CFCK", "--format", "json"])
    conditions = [each for group in json.loads(done.stdout)["groups"] for each in group["conditions"]]
    if not conditions or any(set(each.get("holder", [])) & set(of["CFCK"]) for each in conditions):
        yield f"a diff about a set tells of what its members hold: {conditions}"


def main():
    of = members()
    faults = [*faults_of_sets(of), *faults_of_received_copies(of), *faults_of_who(), *faults_of_releases(), *faults_of_diffs(of)]
    print("\n".join(faults))
    print(f"{len(faults)} faults")
    return 1 if faults else 0


raise SystemExit(main())
