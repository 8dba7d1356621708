"""Remedies look beyond an agreement, or its framework, that is over by a stated day, and beside a clause that admits somebody only where more is stated.

Method: copies of the training world in which an agreement ended so, or has such a clause; what is told is written down as an overlay, and
the same request is permitted with it.
"""
import json
import os
import shutil
import sys
from pathlib import Path

from _running import run

TRAINING = Path(os.environ["ENTENTE_SOURCE_DIR"], "data/worlds/training")
FORCES = "instruments/reciprocal-access/raa-xar-xca.toml"
SCHEME = "instruments/security-assistance/aid-scheme.toml"
EXEMPTION = "instruments/export-exemption/export-order-9.toml"
DURATION = '\n[duration]\nuntil = "{}"\nrenewal = "by-consent"\nsource = "invented"\nevidence = "verified"\n'
SECRETS = "instruments/information-security/isa-xar-xbo.toml"
FAULTS = []


def expect(what, holds, detail=""):
    if not holds:
        FAULTS.append(what)
        print(f"{what}: {str(detail)[:600]}")


def world(name, file, text):
    shutil.copytree(TRAINING, name)
    path = Path(name, file)
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    return name


def overlay(name, file, text):
    Path(name, file).parent.mkdir(parents=True)
    Path(name, "world.toml").write_text('format = 1\nname = "told"\n', encoding="utf-8")
    Path(name, file).write_text(text, encoding="utf-8")
    return name


def answer(request, name, *options):
    Path("request.jsonl").write_text(json.dumps(request), encoding="utf-8")
    done = run(["decide", "--world", name, "--remedies", *options, "request.jsonl"])
    return json.loads(done.stdout)


def steps(told):
    return [sorted(step["fact"] for step in each["steps"]) for each in told["context"]["remedies"]["sets"]]


def over_by_a_stated_day():
    request = {"subject": {"type": "party", "id": "XCA"}, "action": {"name": "visit"}, "context": {"time": "2026-06-15", "holder": "XAR"},
               "resource": {"type": "item", "id": "v"}}
    over = world("over", FORCES, DURATION.format("2026-06-01"))
    told = steps(answer(request, over))
    expect("another instrument is thought of", any("new-instrument" in each for each in told), told)
    expect("and no entry into force of what is over", not any("instrument-in-force" in each for each in told), told)
    new = """id = "raa-new"
title = "Another agreement on visiting forces"
parties = [{ id = "XAR", from = "2026-06-10" }, { id = "XCA", from = "2026-06-10" }]
source = "told"
evidence = "verified"

[[status]]
value = "in-force"
from = "2026-06-10"
"""
    with_it = overlay("with-new", "instruments/reciprocal-access/raa-new.toml", new)
    needs = steps(answer(request, over, "--overlay", with_it))
    expect("it carries the visit, but for what each visit needs", needs and all("new-instrument" not in each for each in needs), needs)
    later = world("later", FORCES, DURATION.format("2026-07-01"))
    expect("a later day there prolongs it", not any("new-instrument" in each for each in steps(answer(request, later))), steps(answer(request, later)))
    shown = run(["world", "check", "--world", over, "--as-of", "2026-06-15"]).stdout.decode()
    expect("the check says how to record that", "record the prolongation as a later `until`" in shown, shown)


def under_what_is_over():
    request = {"subject": {"type": "party", "id": "XFE"}, "action": {"name": "grant"}, "context": {"time": "2026-06-15", "holder": "XAR", "purpose": "rescue-at-sea"},
               "resource": {"type": "item", "id": "g", "properties": {"items": ["rescue-boat"]}}}
    over = world("framework-over", SCHEME, DURATION.format("2026-06-01"))
    answered = answer(request, over, "--explain")
    told = steps(answered)
    expect("another instrument than the one under a framework that is over", told and all("new-instrument" in each for each in told), answered)
    expect("not the framework's entry into force", not any("instrument-in-force" in each for each in told), told)
    reasons = [each["text"] for each in answered["context"]["reasons"] if each["rule"] == "legal-basis"]
    expect("the reason names the framework and its end", any("aid-scheme ended on 2026-06-01" in each for each in reasons), reasons)
    new = """id = "aid-new"
title = "Another arrangement on assistance"
parties = [{ id = "XAR", from = "2026-06-10" }, { id = "XFE", from = "2026-06-10" }]
items = ["rescue-boat"]
source = "told"
evidence = "verified"

[[status]]
value = "in-force"
from = "2026-06-10"
"""
    with_it = overlay("with-aid", "instruments/security-assistance/aid-new.toml", new)
    needs = answer(request, over, "--overlay", with_it)
    expect("with it no other is thought of", needs["decision"] or all("new-instrument" not in each for each in steps(needs)), needs)


def exempted_by_what_is_over():
    request = {"subject": {"type": "party", "id": "XBO"}, "action": {"name": "transfer"}, "context": {"time": "2026-06-15", "holder": "XAR"},
               "resource": {"type": "equipment", "id": "e", "properties": {"items": ["wing-spar"], "export_controlled": True}}}
    over = world("exemption-over", EXEMPTION, DURATION.format("2026-06-01"))
    told = answer(request, over)
    sets = told["context"]["remedies"]["sets"]
    named = [step.get("instrument") for each in sets for step in each["steps"] if step["fact"] == "instrument-in-force"]
    expect("a licence is told, and no entry into force of an exemption that is over", sets and "export-order-9" not in named
           and all("licence" in each for each in steps(told)), told)


def beside_a_clause():
    clause = '\n[[clause]]\nid = "of-xel"\neffect = "oblige"\naction = "disclose"\nobligation = "admit-nationality"\nto = ["XEL"]\nsource = "invented"\nevidence = "verified"\n'
    admits = world("admits", SECRETS, clause)
    person = """[[person]]
id = "xbo-two"
role = "analyst"
employer = "XBO"
nationalities = ["XBO", "XEL"]
source = "invented"
evidence = "verified"
"""
    Path(admits, "people/two.toml").write_text(person, encoding="utf-8")
    request = {"subject": {"type": "person", "id": "xbo-two"}, "action": {"name": "disclose"}, "context": {"time": "2026-05-01"},
               "resource": {"type": "information", "id": "o", "properties": {"label": "OPEN//FOR XBO", "policy": "XAR"}}}
    told = answer(request, admits)
    expect("it is denied", told["decision"] is False, told)
    expect("a consent is told", ["consent"] in steps(told), told)
    consent = '[[consent]]\nid = "told"\nby = "XAR"\nto = ["XEL"]\nobjects = ["o"]\nfrom = "2026-05-01"\nsource = "told"\nevidence = "verified"\n'
    expect("and permits", answer(request, admits, "--overlay", overlay("with-consent", "consents/told.toml", consent))["decision"] is True)


def main():
    over_by_a_stated_day()
    under_what_is_over()
    exempted_by_what_is_over()
    beside_a_clause()
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
