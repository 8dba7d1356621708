"""What a request states beside a mark takes away and never adds, and an answer tells all that it rests on and how long it holds. Over every
token of every shipped marking system stated as a category (a control is none), sub-compartments, releases that narrow a group of the mark
(known when, marked when, on which evidence, until when), acts that began in the past, and remedies of copies said to have been received.
"""
import itertools
import json
import os
import shutil
import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from _running import run

WORLDS = Path(os.environ["ENTENTE_SOURCE_DIR"], "data/worlds")
SHIPPED, TRAINING = WORLDS / "indo-pacific", WORLDS / "training"
GRADES = ["assumed", "unverified", "partial", "verified"]
CATEGORIES = {"restrictive", "permissive", "informative"}  # every other meaning says to whom it may go, or whose it is
RECIPIENTS = {SHIPPED: ["JPN", "AUS", "GBR", "KOR", "DEU", "USA"], TRAINING: ["XBO", "XAR", "XCA"]}
DAYS = {SHIPPED: "2024-11-20", TRAINING: "2026-05-01"}
PARTIES = "parties/parties.toml"
GROUP = '\n[[party]]\nid = "{0}"\nkind = "group"\nname = "{0}"\nsource = "invented"\nevidence = "verified"\n'
MEMBERS = '\n  [[party.member]]\n  id = "XAR"\n  from = "2021-05-01"\n\n  [[party.member]]\n  id = "XBO"\n  from = "{1}"\n'
DUO, LATE = (GROUP + MEMBERS).format("DUO", "2021-05-01"), (GROUP + MEMBERS).format("LATE", "2025-05-01")


def changed(name, world, **edits):
    """A copy of the world in which, of each file, one text stands for another; an empty one is what stands at the end."""
    shutil.copytree(world, name)
    for path, (old, new) in edits.items():
        text = Path(name, path).read_text(encoding="utf-8")
        assert old in text, f"{path} has no {old}"
        Path(name, path).write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
    return name


def asked(recipient, policy, label, time, context=None, **stated):
    properties = {"policy": policy, "label": label} | {key: value for key, value in stated.items() if value}
    return {"subject": {"type": "party", "id": recipient}, "action": {"name": "disclose"},
            "resource": {"type": "information", "id": "r", "properties": properties}, "context": {"time": time} | (context or {})}


def answers(world, requests, *options):
    Path("requests.jsonl").write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in requests), encoding="utf-8")
    done = run(["decide", "--world", str(world), "--explain", *options, "requests.jsonl"])
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == len(requests) and all("reasons" in each["context"] for each in told), f"{world}: {done.first_line} {told[:1]}"
    return [each | {"outcomes": [(reason["rule"], reason.get("owner"), reason["outcome"]) for reason in each["context"]["reasons"]],
                    "label": each["context"]["reasons"][0]["outcome"]} for each in told]


def told_of(request):
    return json.dumps([request["subject"]["id"], request["resource"]["properties"], request["context"]], ensure_ascii=False)


def too_few(seen, permits, denies, of_these=0, least=0):
    may = sum(each["decision"] for each in seen)
    if may < permits or len(seen) - may < denies or of_these < least:
        yield f"only {may} permits of {len(seen)} answers, and {of_these} of those that matter, tell anything"


def marks_of(world, policy):
    """A few marks of the policy that alone are permitted to somebody, and a few that are not."""
    beside, form = policy.get("release_outside_marking", False), {"USA": "{}//REL TO USA, {}", "XAR": "{}//FOR {}"}.get(policy["id"])
    requests = [asked(recipient, policy["id"], label.format(level["name"], recipient), DAYS[world], releasable_to=[recipient] if beside else None)
                for level in policy["level"] for recipient in RECIPIENTS[world] for label in ("{}", form) if label]
    told = answers(world, requests)
    permitted, denied = ([request for request, answer in zip(requests, told, strict=True) if answer["decision"] == may] for may in (True, False))
    return permitted[::max(1, len(permitted) // 4)], denied[::max(1, len(denied) // 2)]


def faults_of_tokens():
    controls, seen = 0, []
    for world in (SHIPPED, TRAINING):
        for file in sorted((world / "policies").glob("*.toml")):
            policy = tomllib.loads(file.read_text(encoding="utf-8"))
            permitted, denied = marks_of(world, policy)
            if not permitted and policy["id"] != "EU":  # nothing recorded carries what is the EU's
                yield f"{file.name}: no mark is permitted to anybody"
            cases = [(alone, mark, token, written) for alone, marks in ((True, permitted), (False, denied)) for mark in marks
                     for token in policy.get("token", []) for written in (token["name"], f"{policy['id']}:{token['name']}")]
            requests = [asked(mark["subject"]["id"], time=DAYS[world], **mark["resource"]["properties"], categories=[written]) for _, mark, _, written in cases]
            told = answers(world, requests)
            seen += told
            for (alone, _, token, _), request, answer in zip(cases, requests, told, strict=True):
                control = token.get("meaning", "restrictive") not in CATEGORIES
                controls += control
                if answer["decision"] and (control or not alone):
                    yield f"{told_of(request)}: permitted, {'and it is a control' if control else 'and not without it'}"
                elif control and answer["label"] != "fail":
                    yield f"{told_of(request)}: a control, and the label is {answer['label']}"
    yield from too_few(seen, 200, 1000, controls, 200)


def faults_of_parents():
    """What is below a compartment is in it, too: an agreement that lists no more than the part covers nothing of it."""
    ukusa = "instruments/information-security/ukusa.toml"
    worlds = {name: changed(name, SHIPPED, **{ukusa: ('["USA:SI"]', f"[{listed}]")}) for name, listed in (("only-part", '"USA:SI-G"'), ("both", '"USA:SI", "USA:SI-G"'))}
    chains = [["SI", "SI-G"], ["SI", "SI-G", "SI-G ABCD"], ["SI", "SI-EU"], ["TK", "TK-BLFH"], ["RD", "RD-CNWDI"], ["SI"]]
    cases = [(label, recipient, each) for label in ("TOP SECRET//REL TO USA, GBR", "TOP SECRET//REL TO USA, FVEY") for recipient in ("GBR", "AUS", "JPN") for each in chains]
    seen = []
    for name, world in [*worlds.items(), ("shipped", SHIPPED)]:
        last, whole, named = (answers(world, [asked(recipient, "USA", label, DAYS[SHIPPED], categories=stated(each),
                                      **({"domain": "signals-intelligence"} if each[0] == "SI" else {})) for label, recipient, each in cases])
                              for stated in (lambda chain: chain[-1:], list, lambda chain: ["USA:" + chain[-1]]))
        seen += last + whole + named
        for case, part, all_of_it, by_policy in zip(cases, last, whole, named, strict=True):
            if not part["outcomes"] == all_of_it["outcomes"] == by_policy["outcomes"]:
                yield f"{name}, {case}: the last alone is {part['decision']}, all {all_of_it['decision']}, with its policy {by_policy['decision']}"
            if name == "only-part" and part["decision"]:
                yield f"{name}, {case}: permitted where nothing lists all of it"
    yield from too_few(seen, 6, 100)


def narrowed(group, members, times, recipients, policy="XAR", label="{}//FOR {}", levels=("OPEN", "GUARDED"), beside=True, **stated):
    return [asked(recipient, policy, label.format(level, group), time, releasable_to=beside and sorted({one, other}), **stated)
            for level in levels for one in members for other in members if one <= other for recipient in recipients for time in times]


def faults_of_known():
    world = changed("known-later", TRAINING, **{PARTIES: ("", DUO + '  known = "2026-03-01"\n')})
    requests = [each for group in ("DUO", "TRIO", "LEAGUE") for beside in (True, False)
                for each in narrowed(group, ["XBO", "XAR", "XCA"], ["2026-05-01", "2025-02-01"], ["XBO", "XCA"], beside=beside)]
    seen = []
    for known in ("2019-01-01", "2025-06-01", "2026-02-01", "2026-03-01T12:00:00Z", "2026-04-01"):
        by_option = answers(world, requests, "--known-as-of", known)
        by_request = answers(world, [each | {"context": each["context"] | {"known_as_of": known}} for each in requests])
        seen += by_option
        for request, one, other in zip(requests, by_option, by_request, strict=True):
            if one != other:
                yield f"{told_of(request)}, known as of {known}: {one['decision']} by the option, {other['decision']} by the request: {one['outcomes'][0]} {other['outcomes'][0]}"
    yield from too_few(seen, 30, 100)


def faults_of_marking_dates():
    world = changed("at-marking", TRAINING, **{PARTIES: ("", DUO + LATE), "policies/XAR.toml": ('id = "XAR"\n', 'id = "XAR"\nexpand_groups = "marking"\n')})
    created = (None, "2020-06-01", "2022-01-01", "2024-12-31", "2025-04-30", "2025-05-01", "2026-01-01")
    requests, plain = ([each for group in ("DUO", "LATE", "TRIO", "LEAGUE") for day in created for each in narrowed(
        group, ["XBO", "XCA", "XEL", "LATE"], ["2024-06-01", "2025-05-01", "2026-05-01"], ["XBO", "XCA", "XEL"], beside=beside, created=day)] for beside in (True, False))
    with_it = answers(world, requests)
    for request, narrow, wide in zip(requests, with_it, answers(world, plain), strict=True):
        if narrow["decision"] and not wide["decision"]:
            yield f"{told_of(request)}: permitted, and denied without the release beside the mark"
    yield from too_few(with_it, 50, 100)


def faults_of_grades(world, requests, permits, denies, least_weak):
    by_grade = {grade: answers(world, requests, "--require", grade, "--remedies") for grade in GRADES}
    weak = 0
    for request, *told in zip(requests, *by_grade.values(), strict=True):
        for grade, answer in zip(GRADES, told, strict=True):
            says = GRADES.index(answer["context"]["evidence"])
            if answer["decision"] and (says < GRADES.index(grade) or not told[says]["decision"]):
                yield f"{told_of(request)}: permitted under {grade} on {GRADES[says]} evidence, which is {told[says]['decision']} where that is required"
            if told[0]["label"] == "pass" and answer["label"] != "pass":
                weak += 1
                helps = {each["helps"] for each in answer["context"]["remedies"].get("no_remedy", [])}
                if answer["label"] != "unknown" or "new-mark" in helps:
                    yield f"{told_of(request)}: under {grade} the label is {answer['label']} only as its evidence is weak, and helps {helps}"
    yield from too_few(sum(by_grade.values(), []), permits, denies, weak, least_weak)


def faults_of_evidence():
    parties = [each for file in sorted((SHIPPED / "parties").glob("*.toml")) for each in tomllib.loads(file.read_text(encoding="utf-8"))["party"]]
    sets = {each["id"]: sorted({member["id"] for member in each["member"]}) for each in parties if each.get("member")}
    requests = [asked(member, "USA", f"UNCLASSIFIED//REL TO USA, {group}", day, releasable_to=[member])
                for group, members in sets.items() for member in members for day in ("2018-01-01", DAYS[SHIPPED])]
    requests += [asked("AUS", "USA", f"SECRET//REL TO USA, {group}", DAYS[SHIPPED], releasable_to=["AUS"]) for group in ("FVEY", "AUKUS", "QUAD", "TEYE")]
    return faults_of_grades(SHIPPED, requests, 200, 100, 30)


def faults_of_past_beginnings():
    agreement = "instruments/reciprocal-access/raa-xar-xca.toml"
    permission = '\n[[{}]]\nid = "{}"\nby = "{}"\nto = ["{}"]\nfrom = "{}"\nsource = "a letter"\nevidence = "verified"\n{}\n'
    given = "".join(permission.format("consent", item, "XCA", "XAR", day, f'objects = ["{item}"]') for item, day in (("a1", "2026-04-01"), ("a2", "2025-04-01")))
    given += permission.format("approval", "n", "XAR", "XCA", "2025-04-01", 'organ = "notification"\nof = "instrument:raa-xar-xca"\nitems = ["a1", "a2", "a3"]')
    text = (TRAINING / agreement).read_text(encoding="utf-8")
    header, entry = text[:text.index("[[status]]")], '[[status]]\nvalue = "in-force"\nfrom = "{}"\nevidence = "{}"\n\n'
    early = header.replace("2026-03-01", "2022-03-01") + entry.format("2022-03-01", "unverified") + entry.format("2026-03-01", "verified")
    world = changed("began-weak", TRAINING, **{"consents/permissions.toml": ("", given), agreement: (text, early)})
    requests = [{"subject": {"type": "party", "id": "XAR"}, "action": {"name": "visit"}, "context": {"time": time, "holder": "XCA"},
                 "resource": {"type": "force", "id": item, "properties": {"dates": {"from": start, "until": end}}}}
                for item in ("a1", "a2", "a3") for start in ("2021-06-01", "2022-06-01", "2025-06-01", "2026-03-02", "2026-04-30")
                for end in ("2026-05-20", "2026-07-01") for time in ("2025-07-01", "2026-02-01", "2026-05-01")]
    return faults_of_grades(world, requests, 60, 60, 0)


def faults_of_remedies():
    """What is added holds from the day of the request, so it cures nothing of a day before; records of that day may be made better."""
    again = changed("again-in-force", TRAINING, **{"instruments/information-security/isa-xar-xbo.toml": (
        '[[status]]\nvalue = "in-force"', '[[status]]\nvalue = "in-force"\nfrom = "2026-05-01"\n\n[[status]]\nvalue = "in-force"')})
    copies = [("XBO", "XAR", "GUARDED", None), ("XBO", "XAR", "GUARDED//FOR XBO", None), ("XBO", "XAR", "GUARDED//FOR XCA", None), ("XBO", "XAR", "SEALED//FOR XBO", None),
              ("XAR", "XBO", "VEILED", None), ("XAR", "XBO", "HUSHED", ["XAR"]), ("XAR", "XBO", "VEILED", ["XAR"])]
    past = [asked(holder, policy, label, "2026-05-01", {"holder": holder}, releasable_to=to, received_under=under, created=created) for holder, policy, label, to in copies
            for under in ("isa-xar-xbo", "league-security") for created in ("2019-01-01", "2021-01-01", "2025-06-01", "2026-04-30")]
    cured, seen = 0, []
    for world in (TRAINING, again):
        weak, strong = (answers(world, past, "--remedies", "--require", grade) for grade in ("unverified", "verified"))
        seen += weak + strong
        for request, *told in zip(past, weak, strong, strict=True):
            facts, better = ({step["fact"] for each in answer["context"].get("remedies", {}).get("sets", []) for step in each["steps"]} for answer in told)
            if (facts | better) - {"evidence"}:
                yield f"{world}, {told_of(request)}: remedies of what was marked before are {facts} {better}"
            cured += better == {"evidence"}
            if told[0]["decision"] and not told[1]["decision"] and not better:
                yield f"{world}, {told_of(request)}: permitted on weaker evidence, and no better record would do: {told[1]['context']['remedies']}"
    yield from too_few(seen, 20, 100, cured, 1)
    members = [asked("LEAGUE", policy, level, "2026-05-01", {"holder": holder}, received_under="isa-xar-xbo")
               for policy, level, holder in (("XBO", "VEILED", "XAR"), ("XBO", "HUSHED", "XAR"), ("XAR", "GUARDED", "XBO"))]
    for request, answer in zip(members, answers(TRAINING, members, "--remedies"), strict=True):
        remedies = answer["context"].get("remedies", {})
        if answer["decision"] or "new-mark" in {each["helps"] for each in remedies.get("no_remedy", [])}:
            yield f"{told_of(request)}: a set with the holder: {answer['decision']} {remedies}"


def faults_of_horizons():
    world = changed("joined-late", TRAINING, **{PARTIES: ("", DUO + LATE)})
    training = [each for group in ("DUO", "LATE", "TRIO", "LEAGUE") for each in narrowed(group, ["XBO", "XCA", "XEL", "LEAGUE", "LATE"], [""], ["XBO", "XCA"])]
    shipped = [each for group, *members in (("NATO", "FIN", "SWE", "GBR"), ("QUAD", "AUS", "JPN"), ("CFCK", "KOR", "USA"), ("AUKUS", "AUS", "GBR"))
               for each in narrowed(group, members, [""], members, "USA", "{}//REL TO USA, {}", ["UNCLASSIFIED", "SECRET"])]
    joined, seen = 0, []
    for place, requests, days in ((world, training, ["2021-01-01", "2022-06-01", "2024-12-01", "2024-12-31", "2025-01-01", "2025-04-30", "2025-05-01", "2026-05-01"]),
                                  (SHIPPED, shipped, ["2016-01-01", "2018-01-01", "2021-01-01", "2022-08-01", "2023-02-01", "2023-05-01", "2024-11-20"])):
        by_day = [answers(place, [each | {"context": {"time": day}} for each in requests]) for day in days]
        seen += sum(by_day, [])
        cases = [(request | {"context": {"time": day}}, told[index], [other[index]["decision"] for other in by_day])
                 for day, told in zip(days, by_day, strict=True) for index, request in enumerate(requests)]
        ends = [(request, answer) for request, answer, _ in cases if answer["context"]["valid_until"]]
        last = [datetime.fromisoformat(answer["context"]["valid_until"]) - timedelta(seconds=1) for _, answer in ends]
        then = answers(place, [request | {"context": {"time": second.strftime("%Y-%m-%dT%H:%M:%SZ")}} for (request, _), second in zip(ends, last, strict=True)])
        for (request, answer), second, at_last in zip(ends, last, then, strict=True):
            if at_last["outcomes"] != answer["outcomes"]:
                yield f"{told_of(request)}: answered otherwise in its last second, {second}"
        for request, answer, decisions in cases:
            today, until = request["context"]["time"], answer["context"]["valid_until"] or "never"
            later = [day for day, decision in zip(days, decisions) if day > today and decision != answer["decision"]]
            joined += bool(later) and answer["label"] == "fail"
            if later and until[:10] > later[0]:
                yield f"{told_of(request)}: said to be {answer['decision']} until {until}, and is not on {later[0]}"
    yield from too_few(seen, 100, 100, joined, 10)


def main():
    faults = [f"{family.__name__[10:]}: {each}" for family in (faults_of_tokens, faults_of_parents, faults_of_known, faults_of_marking_dates, faults_of_evidence,
              faults_of_past_beginnings, faults_of_remedies, faults_of_horizons) for each in itertools.islice(family(), 10)]
    print("\n".join(faults))
    print(f"{len(faults)} faults")
    return 1 if faults else 0


raise SystemExit(main())
