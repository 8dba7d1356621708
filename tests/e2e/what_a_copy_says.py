"""Whose a received copy is, however it is written; what is stated beside a mark, on each date on which it counts; and what an act began under.

Method: each spelling of a mark that the reader takes for a received copy is answered as the plain one is; copies of the training world with one
more group, person, agreement or category; each permit that is wrong has beside it the one that is right.
"""
import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

from _running import run

TRAINING = Path(os.environ["ENTENTE_SOURCE_DIR"], "data/worlds/training")
FAULTS = []


def expect(what, holds, detail=""):
    if not holds:
        FAULTS.append(what)
        print(f"{what}: {str(detail)[:600]}")


def world(name, files):
    shutil.copytree(TRAINING, name)
    for file, text in files.items():
        path = Path(name, file)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as out:
            out.write(text)
    return name


def decide(name, request, *options):
    Path("request.jsonl").write_text(json.dumps(request), encoding="utf-8")
    args = ["decide", "--explain", *options, "request.jsonl"]
    return json.loads(run(args if name is None else [args[0], "--world", str(name), *args[1:]]).stdout)


def permits(name, request, *options):
    return decide(name, request, *options)["decision"]


def label_valid(answer):
    return [(each["outcome"], each["text"]) for each in answer["context"]["reasons"] if each["rule"] == "label-valid"]


def disclosure(to, label, policy, time, kind="party", context=None, **properties):
    return {"subject": {"type": kind, "id": to}, "action": {"name": "disclose"}, "context": {"time": time, **(context or {})},
            "resource": {"type": "information", "id": "r", "properties": {"label": label, "policy": policy, **properties}}}


def spellings(level, code, mark):
    return [f"{level} [{code}: {mark}]", f"({level} [{code}: {mark}])", f"( {level} [{code}: {mark}] )", f"{level}[{code}: {mark}]", f"{level} [{code}:{mark}]",
            f"{level}\t[{code}: {mark}]", f"  {level}  [ {code} :  {mark} ] "]


def whose_a_copy_is():
    for text in spellings("HUSHED", "XAR", "OPEN//FOR XBO, XCA"):
        told = decide(TRAINING, disclosure("XCA", text, "XBO", "2026-05-01"))
        expect(f"{text!r} is held by whom its mark says", told["decision"] is False and label_valid(told)[0][0] == "pass", told)
        expect(f"{text!r} stays denied to a set the holder is in", not permits(TRAINING, disclosure("TRIO", text, "XBO", "2026-05-01")))
        owner = permits(TRAINING, disclosure("XCA", text, "XBO", "2026-05-01", context={"holder": "XAR"}))
        expect(f"{text!r} may come from its owner", owner)
        shipped = text.replace("HUSHED", "極秘").replace("XAR", "USA").replace("OPEN//FOR XBO, XCA", "SECRET//REL TO USA, GBR, JPN")
        asked = disclosure("GBR", shipped, "JPN", "2024-11-20", domain="military", form="document")
        expect(f"{shipped!r} does not go on", not permits(None, asked), asked)


def release(text, to, *options):
    Path("copy.md").write_text(text, encoding="utf-8")
    done = run(["release", "copy.md", "--world", str(TRAINING), "--to", to, "--as-of", "2026-05-01", "--force", *options])
    return done.returncode, (done.stdout + done.stderr).decode()


def a_released_copy():
    copy = "HUSHED [XAR: OPEN//FOR XBO, XCA]"
    body = "OPEN//FOR XBO, XCA\n\n(OPEN//FOR XBO, XCA) Text of the report.\n"
    code, told = release(body, "XCA")
    expect("the owner's document is released", code == 0, told)
    for line in [f"【{copy}】", f"「{copy}」", f"[{copy}](x)", f"1. {copy}", f"- [ ] {copy}", f"| Classification | {copy} |", f"<b>{copy}</b>", f"{copy} - Page 1",
                 f"Einstufung: {copy}", f"# Report ({copy})", f"A\r* {copy}\rB"]:
        code, told = release(f"{body}\n{line}\n\nMore.\n", "XCA")
        expect(f"{line!r} below the body needs a holder", code != 0 and "--holder" in told, told)
    for line in [copy, f"Classification: {copy}", f"**Classification:** {copy}", f"> {copy}", f"- {copy}", f"**{copy}**", f"機密区分: {copy}", f"({copy})", copy.replace(" [", "[")]:
        for text in (f"{line}\n\n{body}", f"{body}\n## Report\n\n{line}\n\nMore.\n"):
            code, told = release(text, "XCA")
            why = "--policy" if line.startswith("(") and text.startswith(line) else "--holder"  # no banner stands in parentheses
            expect(f"{line!r} needs a holder", code != 0 and why in told, told)
    code, told = release(f"{body}\n({copy}) A part that was received.\n", "XCA")
    expect("so does a portion that another party received", code != 0 and "--holder" in told, told)
    code, told = release(f"Classification: {copy}\n\n{body}", "XCA", "--holder", "XBO")
    expect("and with it the holder is asked", code == 3 and "--holder" not in told, told)
    for line in ("x HUSHED\n[XAR: OPEN//FOR XBO, XCA] y", "x HUSHED\u00a0[XAR: OPEN//FOR XBO, XCA] y", "x HUSHED ［XAR: OPEN//FOR XBO, XCA］ y", "x **HUSHED** [XAR: OPEN//FOR XBO, XCA]",
                 r"x HUSHED \[XAR: OPEN//FOR XBO, XCA\] y"):
        code, told = release(f"{body}\n{line}\n", "XCA")
        expect(f"{line!r} needs a holder", code != 0 and "--holder" in told, told)
    code, told = release(f"{body}\nx UNHUSHED [XAR: OPEN//FOR XBO, XCA] y\n", "XCA")
    expect("the end of a word is no mark", "--holder" not in told, told)


def a_copy_in_marks_that_others_share():
    def shipped(text, to, *options):
        Path("copy.md").write_text(text, encoding="utf-8")
        done = run(["release", "copy.md", "--to", to, "--as-of", "2024-11-20", "--force", *options])
        return done.returncode, (done.stdout + done.stderr).decode()

    body = "SECRET//REL TO USA, AUS, JPN\n\n(S//REL TO USA, AUS, JPN) Text.\n\n"
    expect("the owner's document is released", shipped(body, "JPN")[0] == 0, shipped(body, "JPN"))
    for line in ("(SECRET [USA: SECRET//REL TO USA, AUS, JPN]) got", "x SECRET [USA: SECRET//REL TO USA, AUS, JPN] y", "1. SECRET [USA: SECRET//REL TO USA, AUS, JPN]"):
        code, told = shipped(body + line + "\n", "JPN")
        expect(f"{line!r} was received by another, though the owner has such a level", code != 0 and "--holder" in told and "--holder USA" not in told, told)
    own = "極秘\n\n(極秘 [USA: SECRET//REL TO USA, JPN])\nText\n"
    code, told = shipped(own, "USA")
    expect("what the document's party received itself needs nobody stated", "--holder" not in told, told)


DUO = """
[[party]]
id = "DUO"
kind = "group"
name = "Duo"
source = "invented"
evidence = "verified"

  [[party.member]]
  id = "XBO"
  from = "2021-05-01"
  until = "2026-01-01"
  evidence = "{0}"

  [[party.member]]
  id = "{1}"
  from = "2026-01-01"
"""


def beside_a_mark_of_another_day():
    held = {"holder": "XBO"}
    gone = world("gone", {"parties/duo.toml": DUO.format("verified", "XCA")})
    mark = dict(created="2025-06-01", received_under="isa-xar-xbo")
    asked = disclosure("XBO", "GUARDED//FOR XCA", "XAR", "2026-05-01", context=held, releasable_to=["DUO"], **mark)
    told = decide(gone, asked)
    expect("a set that is within the mark now was not when it was given", told["decision"] is False and "DUO" in label_valid(told)[0][1], told)
    own = disclosure("XBO", "GUARDED//FOR XBO", "XAR", "2026-05-01", context=held, releasable_to=["XBO"], **mark)
    expect("one that was is given", permits(gone, own), decide(gone, own))
    weak = world("weak", {"parties/duo.toml": DUO.format("unverified", "XBO")})
    asked = disclosure("XBO", "GUARDED//FOR DUO", "XAR", "2026-05-01", context=held, releasable_to=["XBO"], **mark)
    told = decide(weak, asked)
    expect("it rests on the membership of that day", told["decision"] is True and told["context"]["evidence"] == "unverified", told)
    told = decide(weak, asked, "--require", "verified")
    expect("which may be too weak", told["decision"] is False and label_valid(told)[0][0] == "unknown", told)


def dated_by_the_label_itself():
    asked = disclosure("JPN", "", "USA", "2024-11-20", context={"holder": "JPN"}, domain="military", received_under="isa-jpn-usa")
    properties = asked["resource"]["properties"]
    label = {"classification": "S", "ownerProducer": "USA", "disseminationControls": "REL", "releasableTo": "USA JPN", "createDate": "2024-01-01"}
    properties["label"] = label
    expect("it could have received it then", permits(None, asked), decide(None, asked))
    label["createDate"] = "2000-01-01"
    told = decide(None, asked)
    expect("not before the agreement", told["decision"] is False and "2000-01-01" in label_valid(told)[0][1], told)


def who(text):
    Path("question.json").write_text(text, encoding="utf-8")
    return run(["who", "--format", "json", "question.json"]).stdout


def who_reads_escapes():
    for label in ("SECRET//NOFORN         ", "SECRET//NOFORN", "SECRET//REL TO USA, JPN"):
        question = disclosure("", label, "USA", "2024-11-20")
        question["subject"] = {"type": "party"}
        question["resource"]["id"] = "SECRET//REL TO USA, JPN"
        text = json.dumps(question)
        plain, escaped = (who(each) for each in (text, text.replace("//", "\\/\\/")))
        expect(f"{label!r} is asked alike however it is written", plain == escaped and b'"candidates"' in plain, (plain, escaped))


def cursors_begin_at_a_candidate():
    question = {"subject": {"type": "person"}, "action": {"name": "disclose"}, "context": {"time": "2026-06-01"}, "page": {"limit": 0},
                "resource": {"type": "information", "id": "r", "properties": {"label": "OPEN", "policy": "XAR"}}}

    def page(token=None):
        asked = question if token is None else question | {"page": {"token": token}}
        Path("question.json").write_text(json.dumps(asked), encoding="utf-8")
        done = run(["who", "--world", str(TRAINING), "--format", "json", "question.json"])
        return done.returncode, json.loads(done.stdout)

    fields = page()[1]["page"]["next_token"].split(".")[:-1]
    for position, limit, holds in ((0, 10, True), (1, 10, True), (2, 10, False), (1_000_000, 10, False), (2**64 - 8, 10_000, False)):
        text = ".".join([fields[0], str(position), str(limit), *fields[3:]])
        code, answer = page(text + "." + hashlib.sha256(text.encode()).hexdigest()[:16])
        expect(f"a cursor at {position}", ("error" not in answer["context"]) == holds and all(each["type"] == "person" for each in answer["results"]), (code, answer))


def an_organisation_as_itself():
    clerk = '[[person]]\nid = "league-clerk"\nrole = "clerk"\nemployer = "LEAGUE"\nnationalities = ["XAR"]\nsource = "invented"\nevidence = "verified"\n'
    staffed = world("staffed", {"people/clerk.toml": clerk})
    asked = disclosure("league-clerk", "OPEN//FOR XAR, XBO", "XAR", "2026-05-01", kind="person")
    expect("its members are not the organisation", not permits(staffed, asked))
    asked["resource"]["properties"]["releasable_to"] = ["LEAGUE"]
    told = decide(staffed, asked)
    expect("nor is it within their list", told["decision"] is False and "LEAGUE" in label_valid(told)[0][1], told)
    named = disclosure("league-clerk", "OPEN//FOR LEAGUE", "XAR", "2026-05-01", kind="person", releasable_to=["LEAGUE"])
    expect("where it is named it is itself", permits(staffed, named), decide(staffed, named))


def what_it_is_about():
    for to, mark, policy, time in [("AUS", "UK SECRET", "GBR", "2023-05-23"), ("NZL", "SECRET", "AUS", "2023-05-23")]:
        release_to = ["FVEY"] if policy == "GBR" else ["NZL"]
        stated = {"releasable_to": release_to, "categories": ["USA:SI"]}
        told = decide(None, disclosure(to, mark, policy, time, **stated))
        expect(f"a category beside {mark} of {policy} does not say what it is about", told["decision"] is False, told)
        expect("the one who states it may", permits(None, disclosure(to, mark, policy, time, domain="signals-intelligence", **stated)))
        told = decide(None, disclosure(to, mark, policy, time, domain="military", **stated))
        expect("but not another than the category", told["decision"] is False and label_valid(told)[0][0] == "fail", told)
    own = disclosure("GBR", "TOP SECRET//SI//REL TO USA, FVEY", "USA", "2023-05-23")
    expect("what the mark says counts", permits(None, own), decide(None, own))
    own["resource"]["properties"]["categories"] = ["USA:SI"]
    expect("and may be said again", permits(None, own), decide(None, own))


def by_which_it_was_received():
    twin = Path(TRAINING, "instruments/information-security/isa-xar-xbo.toml").read_text(encoding="utf-8")
    for name in ("aaa-isa", "zzz-isa"):
        both = world(name, {f"instruments/information-security/{name}.toml": twin.replace('id = "isa-xar-xbo"', f'id = "{name}"', 1)})
        for under in (name, "isa-xar-xbo"):
            asked = disclosure("XBO", "GUARDED//FOR XBO", "XAR", "2026-05-01", context={"holder": "XBO"}, received_under=under)
            expect(f"beside {name} it can have been received under {under}", permits(both, asked), decide(both, asked))
    asked = disclosure("XBO", "GUARDED//FOR XBO", "XAR", "2026-05-01", context={"holder": "XBO"}, received_under="isa-xar-xca")
    told = decide(TRAINING, asked)
    expect("one of others carried nothing", told["decision"] is False and "isa-xar-xca" in label_valid(told)[0][1], told)
    unstated = world("forms", {})
    file = Path(unstated, "instruments/information-security/isa-xar-xbo.toml")
    file.write_text(file.read_text(encoding="utf-8").replace("source =", 'forms = ["document"]\nsource =', 1), encoding="utf-8")
    asked = disclosure("XBO", "GUARDED//FOR XBO", "XAR", "2026-05-01", context={"holder": "XBO"}, received_under="isa-xar-xbo")
    told = decide(unstated, asked)
    expect("what is not stated is no weak evidence", told["decision"] is False and label_valid(told)[0][0] == "fail", told)


def what_it_began_under():
    def supply(time, **dates):
        return {"subject": {"type": "party", "id": "JPN"}, "action": {"name": "supply"}, "context": {"time": time, "purpose": "joint-exercise", "holder": "USA"},
                "resource": {"type": "item", "id": "o1", "properties": {"item": "storage", **({"dates": dates} if dates else {})}}}
    expect("listed now", permits(None, supply("2022-09-09")))
    expect("not before", not permits(None, supply("2017-03-01")))
    told = decide(None, supply("2022-09-09", **{"from": "2017-03-01", "until": "2022-12-31"}))
    expect("so it cannot have begun", told["decision"] is False and any("at its beginning" in each["text"] for each in told["context"]["reasons"]), told)
    expect("but later it can", permits(None, supply("2022-09-09", **{"from": "2017-05-01", "until": "2022-12-31"})))


def main():
    whose_a_copy_is()
    a_released_copy()
    a_copy_in_marks_that_others_share()
    beside_a_mark_of_another_day()
    dated_by_the_label_itself()
    who_reads_escapes()
    cursors_begin_at_a_candidate()
    an_organisation_as_itself()
    what_it_is_about()
    by_which_it_was_received()
    what_it_began_under()
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
