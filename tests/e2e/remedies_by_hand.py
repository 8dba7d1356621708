"""What a remedy says can be written down by who reads it, and then permits; with any one of its steps left out it does not.

Method: every kind of step has a writer here, which has nothing but the step as `decide --remedies` prints it, the request and docs/formats/world.md. What is
new goes to an overlay folder; what changes a record (a status, a row, a member, a grade) is edited in a copy of the world. Asked are many requests to the
shipped world, to the training world with facts that make the rest occur, and to that with every record weakened (so that records are to be verified). The
first set of each kind is written, and in one world of every two kinds that stand together; where the parties choose, each choice of theirs. A kind that is
printed or documented and has no writer, and a writer that is never used, is a fault.
"""
import copy
import itertools
import json
import os
import re
import shutil
import sys
import tomllib
from collections import Counter
from pathlib import Path

from _running import run

WORLDS = Path(os.environ["ENTENTE_SOURCE_DIR"]) / "data/worlds"
DOCUMENTED = Path(os.environ["ENTENTE_SOURCE_DIR"]) / "docs/formats/remedies.md"
SOURCED = {"source": "a test", "evidence": "verified"}
LEVELS = {level["name"] for path in WORLDS.rglob("policies/*.toml") for level in tomllib.loads(path.read_text(encoding="utf-8")).get("level", [])}
NATIONS = ["XAR", "XBO", "XCA", "XDR", "XEL", "XFE"]

faults = []


# --- a world as a user has it: files to edit, and an overlay for what is new ---
def as_toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {as_toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


class Files:
    """The files of a world, edited by who knows where each fact stands; written into one folder and its overlay."""

    def __init__(self, folder, options=()):
        self.folder, self.options = Path(folder), options
        self.recorded = {path.relative_to(folder).as_posix(): tomllib.loads(path.read_text(encoding="utf-8"))
                         for path in sorted(Path(folder).rglob("*.toml"))}
        self.texts = {name: (self.folder / name).read_bytes() for name in self.recorded}
        self.edited, self.added = {}, {}

    def edit(self, name):
        return self.edited.setdefault(name, copy.deepcopy(self.recorded[name]))

    def add(self, kind, table, entry):
        """A new fact in a file of the overlay."""
        self.added.setdefault(f"{kind}/by-hand.toml", {}).setdefault(table, []).append(entry | SOURCED)

    def instrument(self, name):
        made = next((each for each in self.added.values() if each.get("id") == name), None)
        return made or self.edit(next(path for path in self.recorded if path.startswith("instruments/") and self.recorded[path]["id"] == name))

    def entries(self, kind, table):
        """The recorded entries, to edit."""
        return [each for path in self.recorded if path.startswith(kind + "/") and table in self.recorded[path] for each in self.edit(path)[table]]

    def entry(self, kind, table, name):
        return next(each for each in self.entries(kind, table) if each["id"] == name)

    def written(self):
        shutil.rmtree("overlay", ignore_errors=True)
        for folder, written in ((self.folder, self.edited), (Path("overlay"), self.added)):
            for name, data in written.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text("".join(f"{key} = {as_toml(value)}\n" for key, value in data.items()), encoding="utf-8")

    def restored(self):
        for name in self.edited:
            (self.folder / name).write_bytes(self.texts[name])
        self.edited, self.added = {}, {}

    def asked(self, requests, *options):
        Path("requests.ndjson").write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in requests), encoding="utf-8")
        overlay = ("--overlay", "overlay") if self.added else ()
        done = run(["decide", "requests.ndjson", "--world", str(self.folder), *overlay, *self.options, *options])
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        if len(answers) != len(requests):
            return [{"decision": None, "context": {"error": done.stderr.decode()}}] * len(requests)
        return answers


def holds(fact, day, start="from", end="until"):
    return fact.get(start, "") <= day and day < fact.get(end, "9")


def said(pattern, step):
    return re.search(pattern, step["text"]).groups()


# --- a writer a kind; each has the files, the step, the request and its day ---
def known_as(name):
    """The id that is given to an instrument that is new."""
    return re.sub("[^a-z0-9-]", "-", name.lower())


def items_of(request):
    properties = request["resource"]["properties"]
    return [properties["item"]] if "item" in properties else []


def categories_of(request):
    """The restrictive ones of a label, of those that the requests below have."""
    properties = request["resource"]["properties"]
    return [f"{properties['policy']}:{each}" for each in ("HARBOUR", "SI") if re.search(rf"\b{each}\b", properties.get("label", ""))]


def permitted(files, table, step, day, **more):
    """By the first party to the other, for the purpose that is told, from this day on."""
    number = len(files.added.get("consents/by-hand.toml", {}).get(table, []))
    purposes = [step["purpose"]] if "purpose" in step else []
    fact = {"id": f"{table}-{number}", "by": step["parties"][0], "to": step["parties"][1:], "purposes": purposes, "from": day} | more
    files.add("consents", table, {key: value for key, value in fact.items() if value})


def with_approval(files, step, request, day):
    """By whichever of the actors comes first; of the organs of a state any."""
    by, organ = step["actors"][0], step["organ"]
    of = request["resource"]["properties"]["project"] if organ == "project" else "instrument:" + known_as(step["instrument"])
    items = [step["object"], request["subject"]["id"]] if organ == "authorised-user" else [step["object"]]
    permitted(files, "approval", step, day, by=by, to=[each for each in step["parties"] if each != by], of=of, items=items,
              organ="cabinet" if organ == "national-approval" else organ)


def new_instrument(step):
    """The id of the new instrument that the step makes or rests on; empty: of none."""
    named = step.get("instrument") or step.get("clause", "").split("/")[0]
    if step["fact"] == "new-instrument" or (step["fact"] in ("row", "amendment") and not named):
        named = "new:" + "-".join(sorted(step["parties"])) + (f":{step['kind']}" if "kind" in step else "")
    return known_as(named) if named.startswith("new:") else ""


def with_new_instrument(files, step, request, day):
    kind, name = step.get("kind", "information-security"), new_instrument(step)
    files.added[f"instruments/{kind}/{name}.toml"] = {
        "id": name, "kind": kind, "title": "new", "parties": [{"id": each, "from": day} for each in step["parties"]], "categories": categories_of(request),
        "items": items_of(request) if "kind" in step else [], **SOURCED, "status": [{"value": "in-force", "from": day}]}


def instrument_of(files, step):
    return files.instrument(new_instrument(step) or step["instrument"])


def with_row(files, step, request, day):
    giver, taker = step["parties"]
    row = {"from": {"party": giver, "level": step["level"]}, "to": {"party": taker, "level": step["to_levels"][0]}, "start": day}
    instrument_of(files, step).setdefault("equivalence", []).append(row | SOURCED)


def joined(entries, party, day):
    """As a party or member from the day on; who is to be one later is one sooner."""
    later = [each for each in entries if each["id"] == party and each.get("from", "") > day]
    if later:
        later[0]["from"] = day
        later[0].update(SOURCED)
    else:
        entries.append({"id": party, "from": day} | SOURCED)


def with_entry_into_force(files, step, request, day):
    """Whoever of its parties had not acceded is bound with it."""
    instrument = files.instrument(step["instrument"])
    instrument.setdefault("status", []).append({"value": "in-force", "from": day} | SOURCED)
    for party in step["parties"]:
        if not any(each["id"] == party and holds(each, day) for each in instrument["parties"]):
            joined(instrument["parties"], party, day)


# What an amendment adds: to which key of the instrument, and which key of the step has it.
ADDED = {"category": ("categories", "category"), "domain": ("domains", "value"), "form": ("forms", "value"), "item": ("items", "value"), "leg": ("leg", ""),
         "contractors": ("clause", "")}


def with_amendment(files, step, request, day):
    table, key = ADDED[step["adds"]]
    if step["adds"] == "leg":
        added = dict(zip(("from", "to"), said(r"what goes from (\S+) to (\S+)$", step)))
    else:
        added = step[key] if key else {"id": "by-hand", "effect": "oblige", "obligation": "contractor-clearance", "text": "cleared", "start": day} | SOURCED
    instrument_of(files, step).setdefault(table, []).append(added)


def subject_of(files, step):
    return files.entry("people", *step["subject"].split(":"))


def clearances_of(files, step):
    return subject_of(files, step).setdefault("accreditation" if step["subject"].startswith("system:") else "clearance", [])


def with_clearance(files, step, request, day):
    """A clearance has a level, and of one who is read in nothing is said of it: the lowest, which clears for nothing."""
    policy = step["policy"] if "policy" in step else step["category"].split(":")[0]
    free = next(level["name"] for level in files.recorded[f"policies/{policy}.toml"]["level"] if level.get("free"))
    fact = {"policy": policy, "level": step.get("level", free), "granted_by": step["parties"][0], "from": day}
    clearances_of(files, step).append(fact | ({"categories": [step["category"]]} if "category" in step else {}) | SOURCED)


def with_need_to_know(files, step, request, day):
    files.add("people", "person", {"id": "officer-by-hand", "role": "officer", "employer": step["parties"][0], "nationalities": step["parties"], "from": day})
    files.add("people", "need_to_know", {"id": "need-by-hand", "who": step["subject"], "objects": [step["object"]],
                                         "asserted_by": "person:officer-by-hand", "from": day})


def programme_of(files, reference):
    """The programme, or its project, or its term."""
    name, _, part = reference.split(":")[1].partition("#")
    programme = files.entry("programmes", "programme", name)
    return next((each for key in ("project", "term") for each in programme.get(key, []) if each["id"] == part), programme)


def candidacies(files, step):
    [party] = said(r"invit(?:e|ation of) (\S+)", step)
    return party, [each for each in files.entries("programmes", "candidacy") if (each["party"], each["of"]) == (party, step["id"])]


def with_invitation(files, step, request, day):
    """A state of its candidacy, where it has one."""
    party, recorded = candidacies(files, step)
    invited = {"value": "invited", "from": day} | SOURCED
    if recorded:
        recorded[0]["state"].append(invited)
    else:
        files.add("programmes", "candidacy", {"id": "invited-by-hand", "party": party, "of": step["id"], "state": [invited]})


def with_participation(files, step, request, day):
    """Nobody has two roles at one time: what it was before ends, and this one before the next."""
    participants = programme_of(files, step["id"]).setdefault("participant", [])
    party = step["text"].split()[0]
    later = [each["from"] for each in participants if each["party"] == party and each.get("from", "") > day]
    for each in participants:
        if each["party"] == party and holds(each, day):
            each["until"] = day
    properties = request["resource"]["properties"]
    stated = {"until": min(later, default=""), "areas": [properties["area"]] if "area" in properties else [], "tier": properties.get("tier")}
    participants.append({"party": party, "role": step["role"], "from": day} | {key: value for key, value in stated.items() if value} | SOURCED)


# --- what is recorded and only too weak: which records, by the fact that they are about ---
def clauses(files, step, day):
    """Of the instrument's own file, or where that one has it from its template, there."""
    name, clause = step["value"].split("/")
    own = [each for each in files.instrument(name).get("clause", []) if each["id"] == clause]
    return own or [each for each in files.entries("templates", "clause") if each["id"] == clause]


def participations(files, step, day):
    """Of the party; without one the project itself."""
    if not step["text"].startswith("verify the record of the part of "):
        return [programme_of(files, step["id"])]
    party = said(r"the part of (\S+) in", step)[0]
    return [each for each in programme_of(files, step["id"])["participant"] if (each["party"], each["role"]) == (party, step["role"])]


RECORDS = {
    "accession": lambda files, step, day: [each for each in files.instrument(step["instrument"])["parties"] if each["id"] == step["parties"][0]],
    "instrument-in-force": lambda files, step, day: [
        each for each in files.instrument(step["instrument"])["status"] if each["value"] == "in-force" and holds(each, day)],
    "row": lambda files, step, day: [
        each for each in files.instrument(step["instrument"])["equivalence"] if holds(each, day, "start", "end")
        and [each["from"]["party"], each["to"]["party"], each["from"]["level"]] == [*step["parties"], step["level"]]],
    "amendment": clauses,
    "membership": lambda files, step, day: [
        each for each in files.entry("parties", "party", step["parties"][1])["member"] if each["id"] == step["parties"][0]],
    "need-to-know": lambda files, step, day: [
        needed := files.entry("people", "need_to_know", step["id"]), files.entry("people", *needed["asserted_by"].split(":"))],
    "community": lambda files, step, day: [each for each in subject_of(files, step)["belongs"] if each["to"] == step["id"]],
    "post": lambda files, step, day: [subject_of(files, step)],
    "clearance": lambda files, step, day: [
        each for each in clearances_of(files, step) if (each["policy"], each["level"]) == (step["policy"], step["level"])],
    "settlement": lambda files, step, day: [programme_of(files, step["id"])],
    "accreditation": lambda files, step, day: [
        each for each in files.entries("consents", "accreditation")
        if (each["channel"], each["by"], each["up_to"]) == (step["channel"], step["parties"][0], step["level"])],
    "invitation": lambda files, step, day: [
        state for each in candidacies(files, step)[1] for state in each["state"] if state["value"] in ("invited", "member")],
    "participation": participations,
} | {kind: lambda files, step, day: [files.entry("consents", step["of"], step["id"])] for kind in ("consent", "delegation", "licence", "waiver", "approval")}


def with_evidence(files, step, request, day):
    """What stands inside the record inherited its grade, and keeps it."""
    for record in RECORDS[step["of"]](files, step, day):
        for part in (each for table in record.values() if isinstance(table, list) for each in table if isinstance(each, dict)):
            part.setdefault("evidence", record.get("evidence", "assumed"))
        record.update(SOURCED)


WRITERS = {
    "evidence": with_evidence, "need-to-know": with_need_to_know, "clearance": with_clearance, "category-read-in": with_clearance, "row": with_row,
    "approval": with_approval, "instrument-in-force": with_entry_into_force, "amendment": with_amendment,
    "new-instrument": with_new_instrument, "invitation": with_invitation, "participation": with_participation,
    "consent": lambda files, step, request, day: permitted(files, "consent", step, day, objects=[step["object"]]),
    "waiver": lambda files, step, request, day: permitted(
        files, "waiver", step, day, of="clause:" + "#".join(map(known_as, step["clause"].split("/")))),
    "licence": lambda files, step, request, day: permitted(files, "licence", step, day, items=items_of(request)),
    "delegation": lambda files, step, request, day: permitted(
        files, "delegation", step, day, categories=categories_of(request),
        up_to=max(filter(request["resource"]["properties"]["label"].startswith, LEVELS), key=len)),
    "accreditation": lambda files, step, request, day: permitted(files, "accreditation", step, day, id="", channel=step["channel"], up_to=step["level"]),
    "assurance": lambda files, step, request, day: permitted(files, "assurance", step, day, under=step["instrument"]),
    "accession": lambda files, step, request, day: joined(files.instrument(step["instrument"])["parties"], step["parties"][0], day),
    "membership": lambda files, step, request, day: joined(
        files.entry("parties", "party", step["parties"][1]).setdefault("member", []), step["parties"][0], day),
    "community": lambda files, step, request, day: subject_of(files, step).setdefault("belongs", []).append({"to": step["id"], "from": day} | SOURCED),
    "post": lambda files, step, request, day: subject_of(files, step).update({"from": day, "until": "2100"}),
    "settlement": lambda files, step, request, day: programme_of(files, step["id"]).update({"state": "settled"} | SOURCED)}


# --- what is asked ---
def request_of(action, subject, resource, time, properties, **context):
    kind, name = subject if isinstance(subject, tuple) else ("party", subject)
    resource_type, _, resource_id = resource.partition(":")
    return {"subject": {"type": kind, "id": name}, "action": {"name": action}, "resource": {"type": resource_type, "id": resource_id, "properties": properties},
            "context": {"time": time} | context}


def disclosures():
    """To the parties of the training world, from its owners and from who holds theirs."""
    for day, taker, holder in itertools.product(("2019-06-01", "2026-06-01", "2027-06-01"), [*NATIONS, "LEAGUE", "TRIO"], ("XAR", "XBO")):
        for label in ("GUARDED//FOR {}", "GUARDED HARBOUR//FOR {}", "GUARDED//FOR TRIO", "GUARDED//ASK FIRST//FOR {}", "GUARDED"):
            yield request_of("disclose", taker, "information:r-1", day, {"label": label.format(taker), "policy": "XAR"}, holder=holder)
        for level in ("HUSHED", "VEILED"):
            for released, more in itertools.product(([taker], ["TRIO"]), ({}, {"channel": "sea-cable"}, {"channel": "a-new-cable"})):
                said_of_it = {"label": level, "policy": "XBO", "releasable_to": released}
                yield request_of("disclose", taker, "information:r-2", day, said_of_it, holder=holder, **more)
        for limits in ({"form": "document"}, {"form": "document", "domain": "economic"}, {"form": "oral", "domain": "economic"}):
            yield request_of("disclose", taker, "information:r-3", day, {"label": f"GUARDED//FOR {taker}", "policy": "XAR"} | limits, holder=holder)
            said_of_it = {"label": "VEILED", "policy": "XBO", "releasable_to": [taker]}
            yield request_of("disclose", taker, "information:r-4", day, said_of_it | limits, holder=holder)


def to_subjects():
    yield request_of("disclose", ("facility", "xbo-yard"), "information:r-1", "2027-06-01", {"label": "GUARDED//FOR XBO", "policy": "XAR"})
    yield request_of("disclose", "XBO", "information:survey-7", "2026-06-01", {"label": "GUARDED", "policy": "XAR"})
    subjects = (("person", "xar-officer"), ("person", "xbo-analyst"), ("system", "xbo-net"), ("facility", "xca-yard"), ("facility", "xbo-yard"))
    labels = ("GUARDED//FOR XBO", "GUARDED//FOR XBO, XCA, XEL", "GUARDED HARBOUR//FOR XBO, XEL", "SEALED//FOR XBO", "GUARDED//FOR XCA", "SEALED HARBOUR")
    for day, subject, label, communities in itertools.product(("2023-06-01", "2026-06-01"), subjects, labels, ([], ["harbour-desk"], ["other"])):
        for name in ("r-1", "training-note.md"):
            more = {"cois": communities} if communities else {}
            yield request_of("disclose", subject, f"information:{name}", day, {"label": label, "policy": "XAR"} | more)


def acts():
    day = "2026-06-01"
    for giver, taker in itertools.permutations(NATIONS, 2):
        for action, item in (("supply", "fuel"), ("supply", "wing-spar"), ("transfer", "coastal-radar"), ("visit", "classified"), ("visit", "food"),
                             ("grant", "rescue-boat"), ("consult", "fuel")):
            yield request_of(action, taker, "item:x-1", day, {"item": item}, holder=giver, purpose="rescue-at-sea" if action == "grant" else "joint-exercise")
        controlled = {"item": "wing-spar", "export_controlled": True, "place": taker}
        yield request_of("transfer", taker, "item:x-2", day, controlled, holder=giver, purpose="joint-trial")
        yield request_of("transfer", taker, "item:x-3", day, {"item": "coastal-radar", "project": "project:skylark#wings", "origin": "XFE"}, holder=giver)
        yield request_of("transfer", taker, "item:x-5", day, {"item": "coastal-radar", "export_controlled": True}, holder=giver)
        yield request_of("supply", taker, "item:x-4", day, {"item": "fuel", "activities": ["retransfer"]}, holder=giver, purpose="joint-exercise")
    for taker, part in itertools.product(NATIONS, ({}, {"project": "project:skylark#wings"}, {"area": "airframe", "tier": 2})):
        yield request_of("participate", taker, "programme:skylark", day, part)
        yield request_of("participate", taker, "programme:skylark", "2024-06-01", part)


def of_the_pacific():
    marks = {"USA": ["SECRET//REL TO USA, {}", "TOP SECRET//SI//REL TO USA, {}", "SECRET"], "JPN": ["極秘", "特定秘密"],
             "AUS": ["SECRET"], "CAN": ["SECRET"], "GBR": ["SECRET"], "NATO": ["NATO SECRET"]}
    parties = ["USA", "JPN", "AUS", "GBR", "CAN", "KOR", "FVEY"]
    for owner, taker in itertools.product(marks, parties):
        for mark, holder in itertools.product(marks[owner], (owner, "USA")):
            released = {} if owner == "USA" else {"releasable_to": [taker]}
            yield request_of("disclose", taker, "information:r-1", "2025-12-01", {"label": mark.format(taker), "policy": owner} | released, holder=holder)
    for giver, taker in itertools.permutations(parties[:5], 2):
        for action, item in (("supply", "fuel"), ("transfer", "frigate"), ("visit", "fuel"), ("consult", "fuel")):
            yield request_of(action, taker, "item:x-1", "2025-12-01", {"item": item}, holder=giver, purpose="joint-exercise")


# --- the worlds ---
OF_2015 = {"id": "isa-of-2015", "title": "what went before", "parties": [{"id": "XAR", "from": "2015-01-01"}, {"id": "XBO", "from": "2015-01-01"}],
           "forms": ["oral"], "domains": ["military"], "leg": [{"from": "XBO", "to": "XAR"}],
           "status": [{"value": "in-force", "from": "2015-01-01"}, {"value": "terminated", "from": "2020-04-01"}]} | SOURCED
CLAUSES = [{"id": "art-9", "effect": "oblige", "action": "disclose", "obligation": "admit-nationality", "to": ["XEL"], "text": "as if of the other"},
           {"id": "art-10", "effect": "oblige", "obligation": "contractor-clearance", "text": "contractors are cleared", "start": "2027-01-01"}]
MORE = {  # by file, table and entry
    "people/roles.toml": {
        "facility": {"id": "xbo-yard", "name": "a firm", "in": "XBO", "contractor": True},
        "person": {"id": "xbo-officer", "role": "officer", "employer": "XBO", "nationalities": ["XBO"], "from": "2024-01-01"},
        "need_to_know": {"id": "ntk-2", "who": "person:xbo-analyst", "objects": ["r-1"], "asserted_by": "person:xbo-officer", "from": "2026-01-01"}},
    "consents/permissions.toml": {
        "waiver": {"id": "no-asking", "of": "clause:raa-xar-xca#host-consent", "by": "XAR", "to": ["XCA"], "from": "2026-01-01"},
        "licence": {"id": "radar", "by": "XAR", "to": ["XDR"], "items": ["coastal-radar"], "from": "2026-01-01"}},
    "programmes/skylark.toml": {
        "candidacy": {"id": "xel-skylark", "party": "XEL", "of": "programme:skylark", "state": [{"value": "invited", "from": "2025-01-01"}]}}}


def own_world(folder):
    """The training world, and facts that ask for what it never lacks: the limits of an agreement, an authority, an assurance, contractors."""
    shutil.copytree(WORLDS / "training", folder)
    files = Files(folder)
    files.entry("parties", "party", "XAR")["authority"] = [{"from": "2027-01-01"} | SOURCED]
    files.instrument("isa-xar-xbo")["assurance"] = [{"withdrawn_by": "XBO", "from": "2027-01-01"} | SOURCED]
    files.instrument("isa-xar-xbo")["clause"] += CLAUSES
    for name, tables in MORE.items():
        for table, entry in tables.items():
            files.edit(name)[table].append(entry | SOURCED)
    files.edited["instruments/information-security/isa-of-2015.toml"] = OF_2015
    files.written()
    return Files(folder)


def weakened_world(folder):
    """Nothing of it is verified any more, and only what is verified counts."""
    own_world(folder)
    for path in Path(folder).rglob("*.toml"):
        path.write_text(re.sub('evidence = "(verified|partial)"', 'evidence = "unverified"', path.read_text(encoding="utf-8")), encoding="utf-8")
    return Files(folder, ("--require", "verified"))


# --- trying ---
def kind_of(step):
    """The kind, and what has a form of its own: what an amendment adds, which organ approves, which record is verified."""
    return " ".join([step["fact"], *(step[key] for key in ("of", "adds", "organ") if key in step)])


def decided(files, steps, request):
    """The answer with these steps written, and what was written."""
    for step in steps:
        WRITERS[step["fact"]](files, step, request, request["context"]["time"])
    files.written()
    [answer] = files.asked([request], "--explain")
    told = {"edited": [*files.edited], "added": files.added}
    files.restored()
    return answer, told


def other_choices(steps):
    """The same set where who acts, or as which level, is theirs to choose, and they choose otherwise."""
    for at, step in enumerate(steps):
        others = [step | {"to_levels": [level]} for level in step.get("to_levels", [])[1:]]
        others += [step | {"actors": [actor]} for actor in step["actors"][1:]] if step["fact"] == "approval" else []
        for other in others:
            yield steps[:at] + [other] + steps[at + 1:]


def tried(name, files, request, steps):
    cases = [(each, True) for each in [steps, *other_choices(steps)]]
    for step in steps:
        made = new_instrument(step) if step["fact"] == "new-instrument" else "none"  # what rests on it goes with it
        cases.append(([each for each in steps if each is not step and new_instrument(each) != made], False))
    for case, wanted in cases:
        answer, written = decided(files, case, request)
        if answer["decision"] is not wanted:
            faults.append("\n  ".join([f"{name}: {answer['decision']}, not {wanted}:", *(json.dumps(each, ensure_ascii=False) for each in (
                request, steps, [each["text"] for each in case], written, answer["context"]))]))


def try_world(name, files, requests, counts, at_once):
    """The first set of each kind of step, or (at once 2) of every two kinds that stand in one."""
    tried_before = set()
    for request, answer in zip(requests, files.asked(requests, "--remedies")):
        if "error" in answer.get("context", {}):
            faults.append(f"{name}: {request}: {answer}")
        for steps in (each["steps"] for each in answer.get("context", {}).get("remedies", {}).get("sets", [])):
            unwritten = {step["fact"] for step in steps} - WRITERS.keys() | {step["of"] for step in steps if "of" in step} - RECORDS.keys()
            if unwritten:
                faults.append(f"{name}: no writer of {sorted(unwritten)}: {json.dumps(steps, ensure_ascii=False)}")
                continue
            kinds = {kind_of(step) for step in steps}
            together = set(itertools.combinations_with_replacement(sorted(kinds), at_once))
            if together <= tried_before:
                continue
            tried_before |= together
            counts.update(kinds | {"sets"})
            tried(name, files, request, steps)


def main():
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", DOCUMENTED.read_text(encoding="utf-8").split("## The facts")[1], re.M)) - {"fact"}
    if documented != WRITERS.keys():
        faults.append(f"documented or written, and not both: {sorted(documented ^ WRITERS.keys())}")
    counts = Counter()
    of_training = [*disclosures(), *to_subjects(), *acts()]
    shutil.copytree(WORLDS / "indo-pacific", "pacific")
    try_world("own", own_world("own"), of_training, counts, 2)
    try_world("weakened", weakened_world("weakened"), [each for each in of_training if each["context"]["time"] >= "2026"], counts, 1)
    try_world("pacific", Files("pacific"), [*of_the_pacific()], counts, 1)
    used = {" ".join(kind.split()[:words]) for kind in counts for words in (1, 2)}
    unused = (WRITERS.keys() | {f"evidence {kind}" for kind in RECORDS} | {f"amendment {what}" for what in ADDED}) - used
    if unused:
        faults.append(f"never printed, so not tried: {sorted(unused)}")
    print("\n".join(faults[:20]) if faults else "sets by the kinds of their steps: " + ", ".join(f"{kind}: {count}" for kind, count in sorted(counts.items())))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
