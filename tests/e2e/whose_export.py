"""Who exports what: an exemption ends with the law that it is made under, what goes home is exported by who gives it, and what another had
provided needs his licence and that of who hands it on. Remedies of what a party is to have received are under the instrument that it states.
"""
import json
import os
import shutil
from pathlib import Path

from _running import run

WORLD = Path(os.environ["ENTENTE_SOURCE_DIR"], "data/worlds/indo-pacific")
DAY = "2025-10-01"


def act(action, giver, recipient, item, origin=None):
    properties = {"item": item, "export_controlled": True} | ({"origin": origin} if origin else {})
    return {"subject": {"type": "party", "id": recipient}, "action": {"name": action},
            "resource": {"type": "item", "id": "o1", "properties": properties}, "context": {"time": DAY, "holder": giver}}


def disclosure(recipient, holder, mark, received, item=None):
    properties = {"policy": "USA", "label": mark} | ({"received_under": received} if received else {}) | ({"item": item, "export_controlled": True, "domain": "military"} if item else {})
    return {"subject": {"type": "party", "id": recipient}, "action": {"name": "disclose"},
            "resource": {"type": "information", "id": "r1", "properties": properties}, "context": {"time": DAY} | ({"holder": holder} if holder else {})}


def decided(world, requests, *options):
    Path("requests.jsonl").write_text("".join(json.dumps(each) + "\n" for each in requests), encoding="utf-8")
    done = run(["decide", "--world", str(world), "--explain", *options, "requests.jsonl"])
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == len(requests), done.first_line
    return told


def changed(name, file, *edits):
    """A copy of the shipped world in which a file says something else."""
    shutil.copytree(WORLD, name)
    path = Path(name, file)
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert old == "" or old in text, old
        text = text.replace(old, new) if old else text + new
    path.write_text(text, encoding="utf-8")
    return name


def faults_of_the_law():
    ended = changed("ended", "instruments/national-law/usa-arms-export-control.toml", ("", '\n[[status]]\nvalue = "terminated"\nfrom = "2025-01-01"\nsource = "supposed"\nevidence = "verified"\n'))
    asked = [act("transfer", "USA", "AUS", "towed-sonar-array"), disclosure("AUS", None, "UNCLASSIFIED", None, "towed-sonar-array")]
    before = [each["decision"] for each in decided(WORLD, asked)]
    after = decided(ended, asked)
    if before != [True, True] or any(each["decision"] for each in after):
        yield f"the law under which the exemption is made: before {before}, after its end {[each['decision'] for each in after]}"
    if any(reason["outcome"] == "pass" for each in after for reason in each["context"]["reasons"] if reason["rule"] == "export-control"):
        yield "an exemption outlives the law that it is made under"
    # Until when it is so, and within its dates: the law is suspended for three days.
    status = '\n[[status]]\nvalue = "{}"\nfrom = "2026-02-{}"\nsource = "supposed"\nevidence = "verified"\n'
    gap = changed("gap", "instruments/national-law/usa-arms-export-control.toml", ("", status.format("suspended", "15") + status.format("in-force", "18")))
    dated = act("transfer", "USA", "AUS", "towed-sonar-array")
    dated["resource"]["properties"]["dates"] = {"from": "2026-02-10", "until": "2026-02-25"}
    dated["context"]["time"] = "2026-02-01"
    told = decided(gap, [*asked, dated])
    until = [each["context"].get("valid_until", "") for each in told[:2]]
    if [each["decision"] for each in told] != [True, True, False] or any(not str(each).startswith("2026-02-15") for each in until):
        yield f"the law is suspended for three days: {[each['decision'] for each in told]}, until {until}"


PERMISSIONS = """
[[consent]]
id = "c-gbr"
by = "GBR"
to = ["USA"]
objects = ["o1"]
from = "2025-01-01"
source = "supposed"
evidence = "verified"

[[consent]]
id = "c-usa"
by = "USA"
to = ["GBR"]
objects = ["o1"]
from = "2025-01-01"
source = "supposed"
evidence = "verified"
"""
LICENCE = """
[[licence]]
id = "l-{0}"
by = "{0}"
to = ["{1}"]
items = ["{2}"]
from = "2025-01-01"
source = "supposed"
evidence = "verified"
"""


def faults_of_handing_on():
    Path("more/consents").mkdir(parents=True)
    file = Path("more/consents/supposed.toml")
    asked = [act("transfer", "AUS", "USA", "excluded-technology", origin) for origin in (None, "USA", "GBR")] + [act("transfer", "AUS", "GBR", "towed-sonar-array", "USA")]
    for licences, wanted in ((("GBR", "USA", "excluded-technology"),), [False, False, False, False]), \
            ((("GBR", "USA", "excluded-technology"), ("AUS", "USA", "excluded-technology")), [True, True, True, False]), \
            ((("AUS", "GBR", "towed-sonar-array"),), [False, False, False, True]):
        file.write_text(PERMISSIONS + "".join(LICENCE.format(*each) for each in licences), encoding="utf-8")
        told = decided(WORLD, asked, "--overlay", "more")
        if [each["decision"] for each in told] != wanted:
            yield f"with licences {licences}: {[each['decision'] for each in told]}, not {wanted}: {[[r['text'] for r in each['context']['reasons'] if r['outcome'] == 'fail'] for each in told]}"


def faults_of_lost_remedies():
    """What an exemption covers in part, and what was received before an agreement: what is missing is told."""
    quad = disclosure("QUAD", None, "UNCLASSIFIED", None, "fuel")
    early = disclosure("KOR", "KOR", "CONFIDENTIAL//REL TO USA, KOR", "gsa-usa-kor")
    early["context"]["time"] = "1987-09-01"
    told = decided(WORLD, [quad, early], "--remedies")
    words = [[step["text"] for each in one["context"]["remedies"]["sets"] for step in each["steps"]] for one in told]
    licensed = [any("licenses" in text and party in text for text in words[0]) for party in ("IND", "JPN")]
    if not all(licensed) or any("of `r1`" not in text for text in words[0]):
        yield f"licences for two of QUAD: {words[0]}"
    if not any("gsa-usa-kor into force" in text for text in words[1]):
        yield f"an agreement that was not in force: {told[1]['context']['remedies']}"
    [weak] = decided(WORLD, [disclosure("AUS", None, "UNCLASSIFIED", None, "towed-sonar-array")], "--remedies", "--require", "verified")
    if not any("usa-arms-export-control" in step["text"] for each in weak["context"]["remedies"]["sets"] for step in each["steps"]):
        yield f"the law is too weak, and no step verifies it: {weak['context']['remedies']}"


def faults_of_remedies():
    """Each set that is told, if it can be written, makes it a permit; and one about a set of parties is told where it does."""
    alone = disclosure("GBR", "GBR", "SECRET//REL TO USA, GBR", "gsa-usa-gbr")
    [told] = decided(WORLD, [alone], "--remedies", "--require", "verified")
    for each in told["context"]["remedies"]["sets"]:
        others = {step.get("instrument", "gsa-usa-gbr") for step in each["steps"]} - {"gsa-usa-gbr"}
        if others:
            yield f"what was received under gsa-usa-gbr is to be cured by {others}"
    if told["decision"] or not told["context"]["remedies"]["sets"]:
        yield f"no remedy of what one party received: {told['context']['remedies']}"
    for set_of, holder, under in (("QUAD", "JPN", "isa-jpn-usa"), ("FVEY", "GBR", "gsa-usa-gbr")):
        [told] = decided(WORLD, [disclosure(set_of, holder, f"SECRET//REL TO USA, {holder}", under)], "--remedies", "--require", "verified")
        remedies = told["context"]["remedies"]
        if told["decision"] or remedies["sets"] or remedies["complete"]:
            yield f"remedies of what {holder} received, to {set_of}: {remedies}"


def faults_of_keys():
    for key, value in (("channel", "courier"), ("mode", "oral")):
        request = act("supply", "JPN", "USA", "fuel")
        request["context"][key] = value
        Path("one.json").write_text(json.dumps(request), encoding="utf-8")
        done = run(["decide", "--world", str(WORLD), "one.json"])
        if f"context.{key}: not of supply".encode() not in done.stdout + done.stderr:
            yield f"{key} of an act: {done.stdout} {done.first_line}"


def main():
    faults = [*faults_of_the_law(), *faults_of_handing_on(), *faults_of_lost_remedies(), *faults_of_remedies(), *faults_of_keys()]
    print("\n".join(faults))
    print(f"{len(faults)} faults")
    return 1 if faults else 0


raise SystemExit(main())
