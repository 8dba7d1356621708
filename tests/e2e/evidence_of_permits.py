"""A permit that says that it rests on a grade of evidence is a permit where that grade is required, and none of a weaker one is; what
is required more never permits more. Over disclosures of every shipped marking system to every party, held by each of them, received
under agreements or not, and acts with and without dates.
"""
import itertools
import json
import os
import sys
from pathlib import Path

from _running import run

WORLD = Path(os.environ["ENTENTE_SOURCE_DIR"], "data/worlds/indo-pacific")
GRADES = ["assumed", "unverified", "partial", "verified"]
PARTIES = ["USA", "JPN", "AUS", "GBR", "KOR", "CAN", "NZL", "NATO", "FVEY", "FRA", "DEU"]
MARKS = {"USA": ["UNCLASSIFIED", "CONFIDENTIAL//REL TO USA, {}", "SECRET//REL TO USA, {}", "TOP SECRET//SI//REL TO USA, {}", "SECRET//REL TO USA, FVEY", "SECRET"],
         "JPN": ["極秘", "秘", "特定秘密"], "AUS": ["SECRET", "PROTECTED"], "GBR": ["SECRET", "OFFICIAL"], "NATO": ["NATO SECRET", "NATO RESTRICTED"]}
RECEIVED = {"JPN": "isa-jpn-usa", "AUS": "isa-aus-usa", "GBR": "gsa-usa-gbr"}
DAY = "2025-12-01"


def disclosure(owner, mark, recipient, holder):
    properties = {"policy": owner, "label": mark.format(recipient)}
    if owner != "USA":
        properties["releasable_to"] = [recipient]
    if holder == recipient:
        properties["received_under"] = RECEIVED.get(recipient, "isa-jpn-kor")
    context = {"time": DAY} | ({"holder": holder} if holder else {})
    return {"subject": {"type": "party", "id": recipient}, "action": {"name": "disclose"},
            "resource": {"type": "information", "id": "r-1", "properties": properties}, "context": context}


def act(action, giver, recipient, **properties):
    return {"subject": {"type": "party", "id": recipient}, "action": {"name": action},
            "resource": {"type": "item", "id": "x-1", "properties": properties}, "context": {"time": DAY, "holder": giver, "purpose": "joint-exercise"}}


def consent(name, start, end, evidence):
    until = f'until = "{end}"\n' if end else ""
    return f'[[consent]]\nid = "{name}"\nby = "AUS"\nto = ["USA"]\nobjects = ["x-1"]\nfrom = "{start}"\n{until}source = "an order"\nevidence = "{evidence}"\n'


def decided(requests, grade, *options):
    done = run(["decide", "--world", str(WORLD), "--explain", "--require", grade, *options, "requests.jsonl"])
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(requests):
        sys.exit(f"{len(answers)} answers to {len(requests)} requests: {done.first_line}")
    return answers


def faults_of(requests, *options):
    Path("requests.jsonl").write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in requests), encoding="utf-8")
    by_grade = {grade: decided(requests, grade, *options) for grade in GRADES}
    permits = 0
    for at, request in enumerate(requests):
        answers = [by_grade[grade][at] for grade in GRADES]
        told = json.dumps(request, ensure_ascii=False)
        for required, answer in enumerate(answers):
            if not answer["decision"]:
                continue
            permits += 1
            says = GRADES.index(answer["context"]["evidence"])
            if says < required:
                yield f"{told}: a permit of {GRADES[says]} evidence where {GRADES[required]} is required"
            if not answers[says]["decision"]:
                yield f"{told}: permitted on {GRADES[says]} evidence, and denied where that is required"
        if [each["decision"] for each in answers] != sorted((each["decision"] for each in answers), reverse=True):
            yield f"{told}: more evidence is required, and more is permitted"
    if permits < len(requests) / 10:
        yield f"only {permits} permits of {len(requests)} requests tell anything"


def main():
    disclosures = [disclosure(owner, mark, recipient, holder) for owner, marks in MARKS.items() for mark in marks for recipient in PARTIES
                   for holder in (None, *PARTIES[:5])]
    acts = [act(action, giver, recipient, item=item) for action, item in (("supply", "fuel"), ("supply", "ammunition"), ("transfer", "frigate"), ("consult", "fuel"))
            for giver, recipient in itertools.permutations(PARTIES[:8], 2)]
    faults = list(faults_of(disclosures)) + list(faults_of(acts))

    # Two consents, the second weaker: who is asked about dates that need both rests on both.
    Path("more/consents").mkdir(parents=True)
    dated = [act("supply", "JPN", "USA", item="fuel", origin="AUS", dates={"from": start, "until": end})
             for start, end in (("2025-12-01", "2025-12-24"), ("2026-01-02", "2026-01-20"), ("2026-01-02", "2026-01-03"), ("2026-01-10", "2026-01-20"))]
    # An act over by its beginning is asked on a day when it is not.
    Path("more/consents/of-australia.toml").write_text(consent("c-1", "2025-01-01", "2026-01-05", "verified") + consent("c-2", "2026-01-01", "", "unverified"), encoding="utf-8")
    faults += list(faults_of(dated, "--overlay", "more"))
    Path("requests.jsonl").write_text("".join(json.dumps(each) + "\n" for each in dated), encoding="utf-8")
    together = [(each["decision"], each["context"]["evidence"]) for each in decided(dated, "unverified", "--overlay", "more")]
    wanted = [(True, "verified"), (True, "unverified"), (True, "verified"), (True, "unverified")]
    if together != wanted:
        faults.append(f"of dates within one consent and over two: {together}, not {wanted}")

    # A gap between them.
    Path("more/consents/of-australia.toml").write_text(consent("c-1", "2025-01-01", "2026-01-05", "verified") + consent("c-2", "2026-01-15", "", "verified"), encoding="utf-8")
    across = decided(dated, "unverified", "--overlay", "more")[1]
    why = [each["text"] for each in across["context"]["reasons"] if each["text"].startswith("within its dates, on 2026-01-05: ")]
    if across["decision"] or len(why) != 1:
        faults.append(f"across a gap: {json.dumps(across)[:600]}")

    # What is received on weak evidence is not known to be held, and the row is what helps.
    request = disclosure("USA", "SECRET//REL TO USA, {}", "JPN", "JPN")
    Path("requests.jsonl").write_text(json.dumps(request) + "\n", encoding="utf-8")
    [held] = decided([request], "verified", "--remedies")
    valid = held["context"]["reasons"][0]
    if held["decision"] or valid["rule"] != "label-valid" or valid["outcome"] != "unknown" or "isa-jpn-usa" not in valid["text"]:
        faults.append(f"received on weak evidence: {valid}")
    if not held["context"]["remedies"]["sets"]:
        faults.append(f"received on weak evidence: no remedy: {held['context']['remedies']}")

    print("\n".join(faults[:20]) if faults else f"{len(disclosures)} disclosures, {len(acts)} acts, {len(dated)} with dates: all rest on what they say")
    sys.exit(1 if faults else 0)


main()
