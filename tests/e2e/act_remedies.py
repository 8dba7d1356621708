"""Goal: what a remedy of an act says can be recorded in files, and then permits: each organ that a clause may ask for, and what goes with it.

Method: an overlay with one agreement, or one programme, whose clause asks for one need; the remedies of the denied act are written as a second
overlay and the act is asked again. So every action is permitted somewhere here, and denied without its facts.
"""
import json
import os
import subprocess
import sys
from pathlib import Path

ENTENTE = os.environ["ENTENTE"]
WORLD = Path(os.environ["ENTENTE_SOURCE_DIR"]) / "data/worlds/training"
SOURCED = 'source = "a test"\nevidence = "verified"\n'
GIVER, TAKER = "XAR", "XEL"
TIME = "2026-05-01"

# The organs by whose approval each need may be met (docs/semantics.md 4.2).
ORGANS = {"notification": "notification", "orders": "orders", "national-approval": "national-approval", "joint-committee": "joint-committee",
          "end-use-check": "end-use-check", "registration": "registration", "authorised-user": "authorised-user", "agreed-project": "project"}
OTHERS = {"provider-consent": "consent", "host-consent": "consent", "licence": "licence"}
KIND_OF = {"transfer": "equipment-transfer", "supply": "cross-servicing", "visit": "reciprocal-access", "grant": "security-assistance", "consult": "consultation",
           "participate": "programme"}

faults = []


def expect(holds, what):
    if not holds:
        faults.append(what)


def overlay_with(folder, action, need):
    """One agreement of the two, and one programme with a project under it, whose clause asks for the need."""
    kind = KIND_OF[action]
    parties = ", ".join(f'{{ id = "{party}", from = "2020-01-01" }}' for party in (GIVER, TAKER))
    text = f'id = "probe"\nkind = "{kind}"\ntitle = "what is tried"\nparties = [{parties}]\nitems = ["probe-item"]\n{SOURCED}\n'
    text += '[[status]]\nvalue = "in-force"\nfrom = "2020-01-01"\n\n'
    text += f'[[clause]]\nid = "asks"\neffect = "condition"\naction = "{action}"\nneeds = ["{need}"]\ntext = "asks for it"\n'
    path = Path(folder) / "instruments" / kind / "probe.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    programme = f'[[programme]]\nid = "probe"\ntitle = "what is tried"\n{"under = " + chr(34) + "probe" + chr(34) if action == "participate" else ""}\n{SOURCED}'
    for party in (GIVER, TAKER) if action == "participate" else ():
        programme += f'\n  [[programme.participant]]\n  party = "{party}"\n  role = "member"\n  from = "2020-01-01"\n'
    programme += '\n  [[programme.project]]\n  id = "one"\n  title = "one"\n  from = "2020-01-01"\n'
    path = Path(folder) / "programmes" / "probe.toml"
    path.parent.mkdir(parents=True)
    path.write_text(programme, encoding="utf-8")


def request_of(action, need):
    subject = {"type": "system" if need == "authorised-user" else "party", "id": "probe-system" if need == "authorised-user" else TAKER}
    properties = {"items": ["probe-item"], "project": "programme:probe" if action == "participate" else "project:probe#one"}
    if action == "participate":
        properties.pop("items")
    context = {"time": TIME} if action == "participate" else {"time": TIME, "holder": GIVER}
    return {"subject": subject, "action": {"name": action}, "resource": {"type": "item", "id": "probe-1", "properties": properties}, "context": context}


def decide(request, *options):
    run = subprocess.run([ENTENTE, "decide", "--explain", "--world", WORLD, *options], input=(json.dumps(request) + "\n").encode(), capture_output=True, timeout=300, check=False)
    if run.returncode != 0 or not run.stdout:
        return {"decision": None, "context": {"error": run.stderr.decode() + run.stdout.decode()}}
    return json.loads(run.stdout)


def entry_of(number, step, request):
    """A step as an entry of a file of consents; none for facts that stand elsewhere."""
    fact, parties = step["fact"], step.get("parties", [])
    other = [party for party in parties if party != step["actors"][0]]
    common = f'by = "{step["actors"][0]}"\nto = {json.dumps(other)}\n'
    if fact == "consent":
        return f'[[consent]]\nid = "remedy-{number}"\n{common}objects = ["{request["resource"]["id"]}"]\n'
    if fact == "licence":
        return f'[[licence]]\nid = "remedy-{number}"\n{common}items = {json.dumps(request["resource"]["properties"]["items"])}\n'
    if fact == "waiver":
        instrument, clause = step["clause"].split("/")
        return f'[[waiver]]\nid = "remedy-{number}"\nof = "clause:{instrument}#{clause}"\n{common}'
    if fact == "approval":
        of = f'instrument:{step["instrument"]}' if "instrument" in step else request["resource"]["properties"]["project"]
        organ = {"national-approval": "cabinet"}.get(step["organ"], step["organ"])
        items = [request["subject"]["id"], request["resource"]["id"]] if organ == "authorised-user" else [request["resource"]["id"]]
        return f'[[approval]]\nid = "remedy-{number}"\n{common.replace("to = []", "")}organ = "{organ}"\nof = "{of}"\nitems = {json.dumps(items)}\n'
    return None


def applied(folder, steps, request):
    """The set as an overlay; false where a fact of it is none of these."""
    entries = [entry_of(number, step, request) for number, step in enumerate(steps)]
    if any(entry is None for entry in entries):
        return False
    path = Path(folder) / "consents" / "remedies.toml"
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(entry + f'from = "{TIME}"\n' + SOURCED for entry in entries), encoding="utf-8")
    return True


def try_one(action, need):
    folder = f"{action}-{need}"
    overlay_with(folder, action, need)
    if need == "authorised-user":
        path = Path(folder) / "people" / "probe.toml"
        path.parent.mkdir(parents=True)
        path.write_text(f'[[system]]\nid = "probe-system"\nname = "what is tried"\noperated_by = "{TAKER}"\n{SOURCED}', encoding="utf-8")
    request = request_of(action, need)
    denied = decide(request, "--overlay", folder, "--remedies")
    if denied["decision"] is not False:
        faults.append(f"{folder}: {denied}")
        return set()
    tried = set()
    sets = [each["steps"] for each in denied["context"]["remedies"]["sets"]]
    by_others = [[step | {"actors": step["actors"][::-1]} if step["fact"] == "approval" else step for step in steps] for steps in sets]  # either may record it
    for number, steps in enumerate(sets + [each for each in by_others if each not in sets]):
        remedy = f"{folder}-{number}"
        if not applied(remedy, steps, request):
            continue
        answer = decide(request, "--overlay", folder, "--overlay", remedy)
        expect(answer["decision"] is True, f"{folder}: {json.dumps(steps)} applied: {json.dumps(answer)[:1500]}")
        tried.update(step.get("organ", step["fact"]) for step in steps)
    if need == "joint-committee":
        by = [step["actors"] for steps in sets for step in steps if step.get("organ") == "joint-committee"]
        expect(by and all(each == [GIVER] for each in by), f"{folder}: the giver's own section decides: {by}")
    wanted = ORGANS.get(need, OTHERS.get(need))
    expect(wanted in tried and "waiver" in tried, f"{folder}: no remedy by {wanted}, only {sorted(tried)}: {json.dumps(denied['context']['remedies'])[:1500]}")
    return tried


def main():
    organs = set()
    for need in (*ORGANS, *OTHERS):
        organs |= try_one("transfer", need)
    for action, need in (("visit", "notification"), ("visit", "orders"), ("grant", "end-use-check"), ("participate", "registration"), ("supply", "provider-consent"),
                         ("consult", "joint-committee")):
        organs |= try_one(action, need)
    print("\n".join(faults) if faults else f"by files: {', '.join(sorted(organs))}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
