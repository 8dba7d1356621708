"""Puts everything that can be wrong with a request to `entente decide`: a precise error or a deny, never a permit.

Starts from a disclosure and a supply that are permitted, and spoils one thing at a time. What is told of each is compared byte by byte with
tests/golden/bad_requests.txt, which --update writes anew.
"""
import copy
import json
import os
import subprocess
import sys
from pathlib import Path

ENTENTE = os.environ["ENTENTE"]
GOLDEN = Path(os.environ["ENTENTE_SOURCE_DIR"]) / "tests/golden/bad_requests.txt"
DISCLOSURE = {"subject": {"type": "party", "id": "JPN"}, "action": {"name": "disclose"},
              "resource": {"type": "information", "id": "r", "properties": {"label": "SECRET//REL TO USA, JPN", "policy": "USA"}},
              "context": {"time": "2024-11-20"}}
SUPPLY = {"subject": {"type": "party", "id": "USA"}, "action": {"name": "supply"},
          "resource": {"type": "item", "id": "fuel",
                       "properties": {"item": "fuel", "quantity": {"amount": 20000, "unit": "L"},
                                      "value": {"amount": 3000000, "currency": "JPY"},
                                      "dates": {"from": "2024-11-01", "until": "2024-11-05"}}},
          "context": {"time": "2024-10-01", "holder": "JPN", "purpose": "joint-exercise"}}

TRANSFER = {"subject": {"type": "party", "id": "GBR"}, "action": {"name": "transfer"},
            "resource": {"type": "item", "id": "array-1", "properties": {"item": "towed-sonar-array", "export_controlled": True}},
            "context": {"time": "2024-10-01", "holder": "USA"}}
JOINING = {"subject": {"type": "party", "id": "GBR"}, "action": {"name": "participate"},
           "resource": {"type": "programme", "id": "aukus-pillar-2", "properties": {"area": "undersea"}}, "context": {"time": "2025-10-01"}}
PROPERTIES = ("resource", "properties")
TEXTS = [("subject", "type"), ("subject", "id"), ("action", "name"), ("resource", "type"), ("resource", "id"), ("context", "time"),
         ("context", "known_as_of"), ("context", "holder"), ("context", "purpose"), ("context", "channel"), ("context", "mode")]
INFORMATION = [("string", ["policy", "domain", "form", "subject", "created", "digest", "received_under", "item", "project", "place"]),
               ("array", ["owners", "sources", "releasable_to", "categories", "cois", "items", "activities"]),
               ("boolean", ["export_controlled"])]
ACT = [("string", ["item", "origin", "project", "area", "place"]), ("array", ["items", "activities"]), ("integer", ["tier"]),
       ("table", ["dates", "quantity", "value"])]
VALUES = {"null": None, "boolean": True, "integer": 7, "number": 1.5, "string": "7", "array": [], "table": {}}
NAMES = {"null": "null", "boolean": "a boolean", "integer": "an integer", "number": "a number", "string": "a string", "array": "an array",
         "table": "an object"}
SUBJECTS = [("party", "JPN"), ("person", "jpn-analyst-1"), ("system", "jpn-c2-net"), ("facility", "jpn-firm-1")]
TOO_LARGE = ["9223372036854775808", "-9223372036854775809", "18446744073709551616", "1" + "0" * 400, "1e999", "-1e999"]


INSTANTS = (("context", "time"), ("context", "known_as_of"), (*PROPERTIES, "created"), (*PROPERTIES, "dates", "from"),
            (*PROPERTIES, "dates", "until"))
ACTS = ("transfer", "supply", "visit", "participate", "grant", "consult")
OF_INFORMATION = ("information", "document", "portion")
OF_ACTS = ("item", "equipment", "technology", "service", "force", "activity", "event", "meeting", "programme", "project")


def with_value(request: dict, path: tuple, value) -> dict:
    spoilt = copy.deepcopy(request)
    place = spoilt
    for key in path[:-1]:
        place = place.setdefault(key, {})
    place[path[-1]] = value
    return spoilt


def without(request: dict, path: tuple) -> dict:
    spoilt = copy.deepcopy(request)
    place = spoilt
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    return spoilt


def column_of(request: dict, path: tuple) -> str:
    """Where that value stands in the line that is asked."""
    marked = json.dumps(with_value(request, path, "@HERE@"))
    column = marked.index('"@HERE@"') + 1
    return f"column {column}"


def wrong_kinds():
    fields = [(DISCLOSURE, path, "string") for path in TEXTS]
    fields += [(DISCLOSURE, ("context", key), "boolean") for key in ("explain", "remedies")]
    fields += [(DISCLOSURE, (*PROPERTIES, key), kind) for kind, keys in INFORMATION for key in keys]
    fields += [(SUPPLY, (*PROPERTIES, key), kind) for kind, keys in ACT for key in keys]
    fields += [(SUPPLY, (*PROPERTIES, "dates", key), "string") for key in ("from", "until")]
    fields += [(SUPPLY, (*PROPERTIES, key, unit), "string") for key, unit in (("quantity", "unit"), ("value", "currency"))]
    fields += [(SUPPLY, (*PROPERTIES, key, "amount"), "integer") for key in ("quantity", "value")]
    fields += [(DISCLOSURE, (key,), "table") for key in ("subject", "action", "resource", "context")]
    fields += [(DISCLOSURE, path, "table") for path in (PROPERTIES, ("subject", "properties"), ("action", "properties"))]
    for request, path, right in fields:
        for kind, value in VALUES.items():
            if kind != right:
                yield with_value(request, path, value), f"`{path[-1]}` must be {NAMES[right]}, is {NAMES[kind]}"
    for kind, value in VALUES.items():
        if kind not in ("string", "table"):
            yield with_value(DISCLOSURE, (*PROPERTIES, "label"), value), f"label: expected the marking text"
        if kind != "string":
            for request, key in ((DISCLOSURE, "owners"), (DISCLOSURE, "cois"), (SUPPLY, "items")):
                yield with_value(request, (*PROPERTIES, key), ["JPN", value]), f"{key}: expected strings, found {NAMES[kind]}"
        if kind != "table":
            yield value, "expected an object"


def missing_and_unknown_keys():
    for path in (("subject",), ("action",), ("resource",), ("subject", "type"), ("subject", "id"), ("action", "name"),
                 ("resource", "type"), ("resource", "id")):
        yield without(DISCLOSURE, path), f"key `{path[-1]}` is missing"
    for key in ("quantity", "value"):
        for part in ("amount", "unit" if key == "quantity" else "currency"):
            yield without(SUPPLY, (*PROPERTIES, key, part)), f"key `{part}` is missing"
    for path in ((), ("subject",), ("action",), ("resource",), PROPERTIES, ("context",), (*PROPERTIES, "dates"), (*PROPERTIES, "quantity"),
                 (*PROPERTIES, "value")):
        yield with_value(SUPPLY, (*path, "realeasable_to"), []), "unknown key `realeasable_to`"
        text = json.dumps(with_value(SUPPLY, (*path, "twice"), 1))
        yield text.replace('"twice": 1', '"twice": 1, "twice": 1'), "key `twice` stands twice"
    for path in (*TEXTS, (*PROPERTIES, "label"), (*PROPERTIES, "policy")):
        text = json.dumps(with_value(DISCLOSURE, path, "@"))
        key = path[-1]
        yield text.replace(f'"{key}": "@"', f'"{key}": "@", "{key}": "@"'), f"key `{key}` stands twice"
        yield text.replace(f'"{key}": "@"', f'"{key}": "@", "\\u{ord(key[0]):04x}{key[1:]}": "@"'), f"key `{key}` stands twice"
    yield with_value(DISCLOSURE, (*PROPERTIES, "quantity"), {"amount": 1, "unit": "L"}), "quantity: not of a disclosure"
    yield with_value(SUPPLY, (*PROPERTIES, "label"), "UNCLASSIFIED"), "label: supply is not about information"


def empty_and_unknown_words():
    """Stated and empty would count as not stated; of a type that nothing is, nothing is known."""
    says = "is empty; leave out what is not stated"
    for path in (("resource", "id"), ("context", "holder"), ("context", "purpose"), ("context", "channel"),
                 *((*PROPERTIES, key) for key in ("domain", "form", "subject", "digest", "received_under", "project", "place"))):
        yield with_value(DISCLOSURE, path, ""), f"`{path[-1]}`: {says}"
    for key in ("origin", "project", "area", "place"):
        yield with_value(SUPPLY, (*PROPERTIES, key), ""), f"`{key}`: {says}"
    for key in ("owners", "sources", "releasable_to", "categories", "cois"):
        yield with_value(DISCLOSURE, (*PROPERTIES, key), [""]), f"`{key}`: an empty text"
    for word in ("", "Copy", "print"):
        yield with_value(DISCLOSURE, ("context", "mode"), word), f"`mode`: expected copy, display or oral, found `{word}`"
    for word in ("", "zzz", "Information", "information ", *OF_ACTS):
        yield with_value(DISCLOSURE, ("resource", "type"), word), f"`type`: expected what may be the resource of disclose (information"
    for action in ACTS:
        asked = with_value(SUPPLY, ("action", "name"), action)
        for word in ("", "zzz", "Item", *OF_INFORMATION):
            yield with_value(asked, ("resource", "type"), word), f"`type`: expected what may be the resource of {action} (item"
    for word in ("zzz", "skylark", "Programme:skylark"):
        yield with_value(SUPPLY, (*PROPERTIES, "project"), word), f"`project`: expected `programme:…` or `project:…#…`, found `{word}`"
    for word in ("usd", "US", "dollars", "U$D"):
        yield with_value(SUPPLY, (*PROPERTIES, "value", "currency"), word), f"`currency`: expected a code of ISO 4217 such as USD, found `{word}`"
    yield with_value(DISCLOSURE, (*PROPERTIES, "received_under"), "isa-jpn-uas"), "received_under: `isa-jpn-uas` is no instrument of this world (did you mean"


def misspelt():
    """Words of what is done and what goes: one that no fact knows would restrict nothing."""
    for request in (TRANSFER, SUPPLY, DISCLOSURE):
        for word, meant in (("re-export", "reexport"), ("Reexport", "reexport"), ("retransfers", "retransfer"), ("re transfer", "retransfer"), ("retrasnfer", "retransfer"),
                            ("outside_territory", "outside-territory"), ("no-fact-knows-this-word", None)):
            says = f"activities: `{word}` is not an activity that a clause of this world names"
            yield with_value(request, (*PROPERTIES, "activities"), ["brokering", word]), says + (f" (did you mean `{meant}`?)" if meant else ";")
        for word, meant in (("Classified", "classified"), ("excluded-technologies", "excluded-technology"), ("ExcludedTechnology", "excluded-technology"), ("weapon", "weapons"),
                            ("amunition", "ammunition"), ("classifed", "classified"), ("coastal radars", "coastal-radar"), ("1excluded-technology", "excluded-technology"),
                            ("xweapons", "weapons"), ("еxcluded-technology", "excluded-technology")):
            yield with_value(request, (*PROPERTIES, "items"), ["sonar", word]), f"items: `{word}` is close to `{meant}`"
        for word, meant in (("Joint-Exercise", "joint-exercise"), ("joint exercises", "joint-exercise")):
            yield with_value(request, ("context", "purpose"), word), f"purpose: `{word}` is close to `{meant}`"
    for key, word, meant in (("domain", "Military", "military"), ("domain", "nationalsecurity", "national-security"), ("subject", "DPRK nuclear missiles", "dprk-nuclear-missile")):
        yield with_value(DISCLOSURE, (*PROPERTIES, key), word), f"{key}: `{word}` is close to `{meant}`"


def unknown_items():
    """Of a word that nobody wrote down no clause says whether it means it."""
    for request in (TRANSFER, SUPPLY, DISCLOSURE):
        for word, meant in (("no-such-item", ""), ("ballistic", ""), ("mtcr", ""), ("ammo", ""), ("riffle", " (did you mean `rifles`?)")):
            yield with_value(request, (*PROPERTIES, "items"), ["sonar", word]), f"items: `{word}` is not a word that this world knows{meant};"


ODD = ["\0{}", "\t{}", "{}\n", "\u200b{}", "\ufeff{}", "{}\u202e", "\x1b[2J{}", "\x85{}"]


def another_programme():
    """What is joined is the resource: a project stated beside it may be a part of it, and nothing else."""
    for project in ("programme:gcap", "project:gcap#engine", "project:aukus-pillar-1#submarines"):
        yield with_value(JOINING, (*PROPERTIES, "project"), project), f"project: `{project}` is stated, and the resource is `programme:aukus-pillar-2`"
    for area, meant in (("bioweapons", ""), ("undersee", " (did you mean `undersea`?)"), ("another", "")):
        yield with_value(JOINING, (*PROPERTIES, "area"), area), f"area: `{area}` is not an area that a programme or capability of this world names{meant}"


def not_plain():
    """A word that a reader does not see as it is written would restrict nothing."""
    for request in (TRANSFER, SUPPLY, DISCLOSURE):
        for word in ("excluded-technology", "weapons", "major-defense-equipment"):
            full_width = "".join(chr(ord(each) + 0xFEE0) for each in word)
            for odd in (*(each.format(word) for each in ODD), full_width, full_width[:3] + word[3:]):
                yield with_value(request, (*PROPERTIES, "items"), ["sonar", odd]), "characters that cannot be seen or have a plainer form"
    for key in ("project", "area", "place", "quantity"):
        for odd in ODD:
            value = {"amount": 1, "unit": odd.format("L")} if key == "quantity" else odd.format("project:p#x" if key == "project" else "USA")
            yield with_value(SUPPLY, (*PROPERTIES, key), value), "" if key == "project" else "characters that cannot be seen"
    for key in ("domain", "form", "subject"):
        yield with_value(DISCLOSURE, (*PROPERTIES, key), "\u200bmilitary"), "characters that cannot be seen"
    yield with_value(SUPPLY, ("context", "purpose"), "\u200bjoint-exercise"), "characters that cannot be seen"


def shows_nothing_else() -> list[str]:
    """Nothing that a request states moves the cursor or begins a line of the text that people read."""
    forged = "x\x1b[2J\r\n\u2714 PERMIT  \u202e"
    requests = [with_value(request, path, forged) for request in (DISCLOSURE, SUPPLY)
                for path in (("subject", "id"), ("action", "name"), ("resource", "id"), ("context", "holder"), ("context", "purpose"), ("context", "channel"),
                             (*PROPERTIES, "item"), (*PROPERTIES, "form"), (*PROPERTIES, "place"))]
    requests += [with_value(DISCLOSURE, (*PROPERTIES, key), forged) for key in ("label", "policy", "domain", "received_under")]
    text = "".join(json.dumps(each) + "\n" for each in requests)
    run = subprocess.run([ENTENTE, "decide", "--format", "text", "--color", "never"], input=text.encode(), capture_output=True, timeout=300, check=False)
    shown = run.stdout.decode()
    odd = sorted({each for each in shown if each != "\n" and not each.isprintable()})
    said = ["✔" if answer["decision"] else "✘" for answer in answers(requests)]
    signs = [line[0] for line in shown.split("\n") if line[:1] in ("✔", "✘")]
    return [f"text shows {odd}, and {signs} for {said}: {shown[:300]!r}"] if odd or signs != said else []


def action_properties():
    for request in (TRANSFER, SUPPLY, DISCLOSURE):
        for key in ("releasable_to", "purpose", "items"):
            yield with_value(request, ("action", "properties"), {key: []}), f"unknown key `{key}`"
        yield with_value(request, ("action", "properties"), []), "`properties` must be an object"


def numbers_and_dates():
    for path in ((*PROPERTIES, "quantity", "amount"), (*PROPERTIES, "value", "amount"), (*PROPERTIES, "tier")):
        text = json.dumps(with_value(SUPPLY, path, "@"))
        for number in TOO_LARGE:
            yield text.replace('"@"', number), "does not fit"
        yield text.replace('"@"', "-1"), "is negative" if path[-1] == "amount" else "expected 1 or more"
        yield text.replace('"@"', '"20000"'), "must be an integer, is a string"
        yield text.replace('"@"', "2e4"), "must be an integer, is a number"
        for literal in ("007", "+7", "0x7", "NaN", "Infinity", "7.", ".7"):
            yield text.replace('"@"', literal), "not JSON"
    for key in ("quantity", "value"):
        unit = "unit" if key == "quantity" else "currency"
        yield with_value(SUPPLY, (*PROPERTIES, key, unit), ""), "an empty word"
    for path in INSTANTS:
        request = SUPPLY if "dates" in path else DISCLOSURE
        for text in ("", "yesterday", "2024-02-30", "2024-13-01", "24-11-20", "2024-11-20T25:00:00Z", "2024-11-20T00:00:00", "2024-11-20 "):
            spoilt = with_value(request, path, text)
            yield spoilt, f"{column_of(spoilt, path)}: `{path[-1]}`: `{text}` is not a date"
        for text in ("1799-12-31", "2201-01-01", "0000-01-01", "9999-12-31"):
            yield with_value(request, path, text), f"`{path[-1]}`: `{text}` is outside the years 1800 to 2200"
    yield with_value(SUPPLY, (*PROPERTIES, "dates"), {"from": "2024-11-05", "until": "2024-11-01"}), "they end before they begin"


def bounds():
    deep = json.dumps(DISCLOSURE)
    yield deep.replace('"JPN"}', '"JPN", "properties": ' + "[" * 40 + "]" * 40 + "}"), "nested deeper than 32 levels"
    yield with_value(DISCLOSURE, (*PROPERTIES, "cois"), ["c"] * 200_000), "more than 200000 values"
    many = ["harbour-watch", *(f"community-{number}" for number in range(10_000))]
    for kind, name in SUBJECTS:  # whether or not it is in one of them
        request = with_value(with_value(DISCLOSURE, (*PROPERTIES, "cois"), many), ("subject", "type"), kind)
        yield with_value(request, ("subject", "id"), name), "cois: more than 1024 communities"
    for text in ("", "   ", "{", json.dumps(DISCLOSURE) + "x", json.dumps(DISCLOSURE) + json.dumps(DISCLOSURE), "\ufeff" + json.dumps(DISCLOSURE),
                 json.dumps(DISCLOSURE)[:-1] + ",}", json.dumps(DISCLOSURE).replace('"JPN"', "'JPN'"), json.dumps(DISCLOSURE)[:-1],
                 json.dumps(DISCLOSURE).replace("JPN", "\\ud800")):
        yield text, "text after the value" if text.endswith(("x", "}{")) or text.count('"subject"') > 1 else "not JSON"


# Read, and denied: (request, the rule that says so, its outcome); any rule where None.
def denied():
    yield with_value(DISCLOSURE, ("subject", "id"), "XXX"), "recipient-known"
    yield with_value(DISCLOSURE, ("subject", "id"), ""), "recipient-known"
    yield with_value(DISCLOSURE, ("subject", "id"), "jpn"), "recipient-known"
    for kind in ("person", "system", "facility", "Party", "robot", ""):
        yield with_value(DISCLOSURE, ("subject", "type"), kind), "recipient-known"
    for action in ("", "Disclose", "delete", "disclose "):
        yield with_value(DISCLOSURE, ("action", "name"), action), "label-valid"
    for path, values in (((*PROPERTIES, "label"), ["", "SERCET//REL TO USA, JPN", "SECRET//REL TO USA, JPM", "TOP", "ＳＥＣＲＥＴ", "S" * 5000]),
                         ((*PROPERTIES, "policy"), ["", "XXX", "usa"]), ((*PROPERTIES, "owners"), [["XXX"], ["GBR"], ["USA", "XXX"]]),
                         ((*PROPERTIES, "sources"), [["XXX"]]), ((*PROPERTIES, "releasable_to"), [["XXX"], ["GBR"]]),
                         ((*PROPERTIES, "categories"), [["USA:NOSUCH"], ["NOSUCH"], ["XXX:SI"]])):
        for value in values:
            yield with_value(DISCLOSURE, path, value), "label-valid"
    for request, holder in ((DISCLOSURE, "XXX"), (SUPPLY, "XXX")):
        yield with_value(request, ("context", "holder"), holder), None
    yield without(SUPPLY, ("context", "holder")), None
    yield with_value(DISCLOSURE, (*PROPERTIES, "owners"), ["USA", *(f"X{n}" for n in range(10_000))]), "label-valid"
    yield with_value(DISCLOSURE, ("context", "time"), "1800-01-01"), None
    yield with_value(SUPPLY, ("context", "time"), "1800-01-01"), None
    for request in (DISCLOSURE, SUPPLY, TRANSFER):
        yield with_value(request, ("context", "time"), "2199-12-31"), None
    yield with_value(SUPPLY, (*PROPERTIES, "dates", "until"), "2199-12-31"), "legal-basis"
    yield with_value(SUPPLY, (*PROPERTIES, "item"), "sonar"), "scope"
    for item in ("rifles", "grenades", "torpedoes", "cluster-munitions"):
        yield with_value(SUPPLY, (*PROPERTIES, "item"), item), "legal-basis"
    yield with_value(TRANSFER, (*PROPERTIES, "items"), ["sonar", "ballistic-missiles"]), "export-control"
    for item in ("nuclear-weapons", "chemical-weapons", "chemical-agents", "biological-weapons", "cluster-munitions"):
        for request in (TRANSFER, without(TRANSFER, (*PROPERTIES, "export_controlled"))):
            yield with_value(request, (*PROPERTIES, "items"), ["sonar", item]), "legal-basis"
    # The common programme of a party to the convention, which is permitted without it.
    for item in ("nuclear-weapons", "chemical-agents", "weapons-of-mass-destruction", "cluster-munitions"):
        yield with_value(JOINING, (*PROPERTIES, "items"), [item]), "legal-basis"
    for onward in ("reexport", "retransfer", "third-country-export", "third-party-transfer", "extra-purpose-use"):
        yield with_value(DISCLOSURE, (*PROPERTIES, "activities"), [onward]), "legal-basis"
    for created in ("2024-11-21", "2199-01-01", "2024-11-20T00:00:01Z"):
        yield with_value(DISCLOSURE, (*PROPERTIES, "created"), created), "label-valid"
    for place in ("RUS", "JPN", "Usa", "somewhere"):
        yield with_value(TRANSFER, (*PROPERTIES, "place"), place), "legal-basis"
    yield with_value(SUPPLY, ("subject", "id"), "XXX"), "recipient-known"
    open_transfer = without(TRANSFER, (*PROPERTIES, "export_controlled"))  # the exemption carries only what is controlled
    yield open_transfer, "legal-basis"
    for place in ("RUS", "CHN", "JPN", "Usa", "somewhere"):
        yield with_value(TRANSFER, (*PROPERTIES, "place"), place), "legal-basis"
    for onward in ("reexport", "retransfer", "third-country-export", "third-party-transfer"):
        for request in (SUPPLY, TRANSFER, open_transfer):
            yield with_value(request, (*PROPERTIES, "activities"), [onward]), "conditions" if request is SUPPLY else "export-control" if request is TRANSFER else "legal-basis"
    for item in ("missiles", "rifles", "frigate"):
        yield with_value(with_value(TRANSFER, (*PROPERTIES, "items"), [item]), (*PROPERTIES, "activities"), ["manufacture-abroad"]), "export-control"
    for label in ("UNCLASSIFIED//RELIDO", "UNCLASSIFIED//ORCON", "UNCLASSIFIED//DISPLAY ONLY GBR"):
        yield with_value(with_value(DISCLOSURE, (*PROPERTIES, "label"), label), ("subject", "id"), "CHN"), "release-marking"


def answers(lines: list, *options: str) -> list:
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    run = subprocess.run([ENTENTE, "decide", "--format", "json", *options], input=text.encode(), capture_output=True, timeout=300, check=False)
    given = [json.loads(line) for line in run.stdout.decode().removesuffix("\n").split("\n")]
    if len(given) != len(lines):
        raise SystemExit(f"{len(given)} answers to {len(lines)} lines: {run.stderr.decode()[-300:]}")
    return given


def remarked() -> list[str]:
    """What no fact names is remarked by its own word."""
    faults = []
    asked = ["--explain", "--require", "assumed"]
    for request, path, word, what in ((DISCLOSURE, (*PROPERTIES, "domain"), "gardening", "domain"), (DISCLOSURE, (*PROPERTIES, "form"), "postcard", "form"),
                                      (DISCLOSURE, (*PROPERTIES, "subject"), "seashells", "subject"), (SUPPLY, (*PROPERTIES, "project"), "programme:nobody-knows", "project"),
                                      (SUPPLY, (*PROPERTIES, "place"), "Atlantis", "place"), (SUPPLY, (*PROPERTIES, "value", "currency"), "XTS", "currency"),
                                      (SUPPLY, (*PROPERTIES, "quantity", "unit"), "barrels", "unit"), (DISCLOSURE, ("context", "purpose"), "amusement", "purpose")):
        another = "XXX" if what == "currency" else word + "x"
        before, after, other = answers([request, with_value(request, path, word), with_value(request, path, another)], *asked)
        told = [each["context"].get("remarks", []) for each in (before, after, other)]
        new = [remark for remark in told[1] if remark not in told[0]]
        if new != [f"no fact of this world names the {what} `{word}`"] or told[2] != [each.replace(f"`{word}`", f"`{another}`") for each in told[1]]:
            faults.append(f"{what} {word}: {told}")
        if answers([with_value(request, path, word)], "--require", "assumed") != [{"decision": after["decision"]}]:
            faults.append(f"{what} {word}: without reasons the answer is another or says more")
    [plain] = answers([DISCLOSURE], *asked)
    if "remarks" in plain["context"]:
        faults.append(f"a remark on nothing: {plain}")
    return faults


def beyond_limits() -> list[str]:
    """Facts that use more names than are evaluated: nothing can be decided, and every rule says why."""
    folder = Path("too-many-names/instruments/information-security")
    folder.mkdir(parents=True)
    for number in range(5):
        forms = ", ".join(f'"f{number}{each}"' for each in range(10_000, 25_000))
        (folder / f"isa-many-{number}.toml").write_text(
            f'id = "isa-many-{number}"\nkind = "information-security"\ntitle = "many forms"\nforms = [{forms}]\nsource = "a test"\nevidence = "verified"\n'
            'parties = [{ id = "JPN", from = "2016-11-23" }, { id = "KOR", from = "2016-11-23" }]\n\n[[status]]\nvalue = "in-force"\nfrom = "2016-11-23"\n', encoding="utf-8")
    faults = []
    good = [DISCLOSURE, SUPPLY, TRANSFER, JOINING]
    if answers(good) != [{"decision": True}] * len(good):  # what the bad ones are made of
        faults.append("what is good is denied")
    options = ["--overlay", "too-many-names"]
    for request, answer in zip(good, answers(good, "--explain", *options)):
        told = {(each["outcome"], each["text"]) for each in answer["context"].get("reasons", [])}
        if answer["decision"] is not False or told != {("unknown", "the facts use more than 60000 names")} or answer["context"]["obligations"]:
            faults.append(f"{json.dumps(request)[:100]} in a world beyond a limit: {json.dumps(answer)[:300]}")
    if answers(good, *options) != [{"decision": False}] * len(good):
        faults.append("permitted in a world beyond a limit")
    return faults


def differs_from_golden(told: list[str]) -> list[str]:
    text = "".join(line + "\n" for line in told)
    if "--update" in sys.argv:
        GOLDEN.write_text(text, encoding="utf-8")
        return []
    kept = GOLDEN.read_text(encoding="utf-8").splitlines()
    wrong = [f"golden line {number}: {old!r}, told {new!r}" for number, (old, new) in enumerate(zip(kept, told), 1) if old != new]
    return wrong if len(kept) == len(told) else [*wrong, f"{len(kept)} golden lines, {len(told)} told"]


def main() -> int:
    faults = []
    many = ["harbour-watch", *(f"community-{number}" for number in range(1023))]
    good = [DISCLOSURE, SUPPLY, TRANSFER, JOINING, with_value(JOINING, (*PROPERTIES, "project"), "programme:aukus-pillar-2"), with_value(TRANSFER, (*PROPERTIES, "place"), "USA"), with_value(SUPPLY, ("action", "properties"), {}),
            *(with_value(DISCLOSURE, ("resource", "type"), kind) for kind in OF_INFORMATION),
            *(with_value(SUPPLY, ("resource", "type"), kind) for kind in OF_ACTS),
            with_value(TRANSFER, (*PROPERTIES, "items"), ["unclassified", "radar"]), with_value(SUPPLY, (*PROPERTIES, "item"), "marine-diesel"), with_value(SUPPLY, (*PROPERTIES, "quantity", "amount"), 0),
            *(with_value(with_value(DISCLOSURE, (*PROPERTIES, "cois"), many), ("subject",), {"type": kind, "id": name})
              for kind, name in SUBJECTS[:3])]
    for request, answer in zip(good, answers(good, "--require", "assumed")):
        if answer != {"decision": True}:
            faults.append(f"should be permitted, so that what follows says something: {json.dumps(request)[:200]}: {answer}")
    unreadable = [*wrong_kinds(), *missing_and_unknown_keys(), *empty_and_unknown_words(), *misspelt(), *unknown_items(), *another_programme(), *not_plain(), *action_properties(), *numbers_and_dates(), *bounds()]
    told = []
    for options in ([], ["--explain"]):
        messages = []
        for line, ((request, message), answer) in enumerate(zip(unreadable, answers([request for request, _ in unreadable], *options)), 1):
            error = answer.get("context", {}).get("error", {})
            messages.append(error.get("message", ""))
            if message not in messages[-1] or answer != {"decision": False, "context": {"error": {"status": 400, "message": messages[-1], "line": line}}}:
                faults.append(f"{json.dumps(request)[:200]}: expected an error with {message!r}: {json.dumps(answer)[:300]}")
        faults += [] if told in ([], messages) else ["errors differ with --explain"]
        told = messages
    def without_line(answer: dict) -> dict:
        answer.get("context", {}).get("error", {}).pop("line", None)
        return answer

    too_many = with_value(DISCLOSURE, (*PROPERTIES, "cois"), ["c"] * 1025)
    behind = answers([each for request, _ in unreadable for each in (too_many, request)])[1::2]
    for (request, _), answer, other in zip(unreadable, answers([request for request, _ in unreadable]), behind):
        if without_line(answer) != without_line(other):
            faults.append(f"{json.dumps(request)[:200]}: answered otherwise after another line: {json.dumps(answer)[:150]} {json.dumps(other)[:150]}")
    faults += shows_nothing_else()
    refused = list(denied())
    for (request, rule), answer in zip(refused, answers([request for request, _ in refused], "--explain")):
        barred = [each for each in answer.get("context", {}).get("reasons", []) if each["outcome"] in ("unknown", "fail")]
        blocking = [each["rule"] for each in barred]
        told.append("denied: " + (f'{barred[0]["rule"]} {barred[0]["outcome"]}: {barred[0]["text"][:300]}' if barred else "by nothing"))
        if answer["decision"] is not False or not blocking or (rule is not None and blocking[0] != rule):
            faults.append(f"{json.dumps(request)[:200]}: expected a deny by {rule}: {json.dumps(answer)[:300]}")
    for (request, _), answer in zip(refused, answers([request for request, _ in refused])):
        if answer != {"decision": False}:
            faults.append(f"{json.dumps(request)[:200]}: without reasons {answer}")
    faults += differs_from_golden(told) + remarked() + beyond_limits()
    print("\n".join(faults[:40]) if faults else f"{len(unreadable)} errors and {len(refused)} denials as expected")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
