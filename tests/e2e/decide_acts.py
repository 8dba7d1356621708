"""Goal: every action of the semantics is decided on the shipped facts, and no unreadable or misplaced word of a request is dropped.

Method: the sample questions, each with what must stand in the way; then the same permitted supply with one thing wrong each time.
"""
import copy
import json
import os
import subprocess
import sys
from pathlib import Path

ENTENTE = os.environ["ENTENTE"]
SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
SAMPLES = [json.loads(line) for line in (SOURCE / "data/samples/acts.ndjson").read_text(encoding="utf-8").splitlines()]
RULES = ["recipient-known", "authority", "originator-control", "legal-basis", "export-control", "purpose", "scope", "conditions",
         "participation"]
BAD_REQUEST = 400

# What stands in the way of each sample, by rule and clause.
EXPECTED = [
    set(),
    {("legal-basis", "acsa-jpn-usa-2017/weapons"), ("scope", "acsa-jpn-usa-2017")},
    {("conditions", "det-jpn-phl/japanese-approval"), ("conditions", "det-jpn-phl/joint-committee"),
     ("conditions", "det-jpn-phl/project-first"), ("conditions", "jpn-transfer-principles/approval")},
    set(),
    {("export-control", None), ("conditions", "mdaa-jpn-usa-1954/authorised")},
    {("conditions", "raa-jpn-aus/host-consent"), ("conditions", "raa-jpn-aus/notification"), ("conditions", "raa-jpn-aus/weapons")},
    {("participation", f"programme:aukus-pillar-2#{term}") for term in
     ("access", "classified-information", "export-licensing", "financing", "ip-background", "ip-foreground", "procurement", "regulation", "third-country-export")}
    | {("conditions", "aukus/invitation"), ("participation", None)},
    {("conditions", "osa-bgd-2023/end-use-check"), ("conditions", "osa-bgd-2023/japanese-approval")},
    set(),
    set(),
    {("legal-basis", "acsa-jpn-aus-2010/ammunition"), ("scope", "acsa-jpn-aus-2010")},
]

# Likewise of the training world.
TRAINING = [json.loads(line) for line in (SOURCE / "data/samples/training-acts.ndjson").read_text(encoding="utf-8").splitlines()]
EXPECTED_IN_TRAINING = [
    set(),
    set(),
    {("conditions", "det-xar-xdr/approval"), ("conditions", "det-xar-xdr/project-first")},
    set(),
    {("conditions", "raa-xar-xca/host-consent"), ("conditions", "raa-xar-xca/notification")},
    {("legal-basis", "raa-xar-xca"), ("conditions", "raa-xar-xca/host-consent"), ("conditions", "raa-xar-xca/notification")},
    {("legal-basis", "skylark-convention"), ("participation", "programme:skylark#money")},
    {("conditions", "skylark-convention/invitation"), ("participation", None)},
    {("purpose", "aid-xfe-2025/purposes"), ("conditions", "aid-xfe-2025/end-use-check")},
    set(),
]

# (what is changed in the permitted supply, part of the message)
UNREADABLE = [
    ({"label": "SECRET", "policy": "USA"}, "a disclosure of its own"),
    ({"item": 7}, "item"),
    ({"items": "fuel"}, "items"),
    ({"items": [""]}, "empty word"),
    ({"quantity": {"amount": "20000", "unit": "L"}}, "amount"),
    ({"quantity": {"amount": -1, "unit": "L"}}, "negative"),
    ({"quantity": {"amount": 1.5, "unit": "L"}}, "amount"),
    ({"quantity": {"amount": 1}}, "unit"),
    ({"value": {"amount": 1, "unit": "JPY"}}, "unknown key"),
    ({"dates": {"from": "2024-11-05", "until": "2024-11-01"}}, "end before they begin"),
    ({"dates": {"from": "2024-02-30"}}, "2024-02-30"),
    ({"tier": 0}, "tier"),
    ({"itmes": ["fuel"]}, "unknown key"),
]


def ask(*lines: str, world: str = "indo-pacific") -> list[dict]:
    run = subprocess.run([ENTENTE, "decide", "--explain", "--world", SOURCE / "data/worlds" / world], input=("\n".join(lines) + "\n").encode(), capture_output=True, timeout=120, check=False)
    return [json.loads(line) for line in run.stdout.splitlines()]


def faults_of(samples: list[dict], expectations: list[set], world: str) -> list[str]:
    faults = []
    for sample, expected, answer in zip(samples, expectations, ask(*map(json.dumps, samples), world=world), strict=True):
        name = f"{sample['action']['name']} of {sample['resource']['id']}"
        reasons = answer["context"]["reasons"]
        found = {(reason["rule"], reason["clause"]) for reason in reasons if reason["outcome"] in {"fail", "unknown"}}
        if found != expected:
            faults.append(f"{name}: {sorted(map(str, found ^ expected))} differ")
        if answer["decision"] is not (not expected):
            faults.append(f"{name}: decision {answer['decision']}")
        if list(dict.fromkeys(reason["rule"] for reason in reasons)) != RULES:
            faults.append(f"{name}: rules {[reason['rule'] for reason in reasons]}")
    return faults


def at_its_dates() -> list[str]:
    """What is permitted now is not permitted for a time at which its legal basis is gone, nor when it is over."""
    faults = []
    talks = {"subject": {"type": "party", "id": "RUS"}, "action": {"name": "consult"}, "resource": {"type": "meeting", "id": "talks", "properties": {}},
             "context": {"time": "2020-01-01", "holder": "JPN", "remedies": True}}
    for request, dates, says in (
        (SAMPLES[0], {"from": "1900-01-01", "until": "1900-01-02"}, "it is over: it ended on 1900-01-02"),
        (SAMPLES[0], {"until": "2024-09-30"}, "it is over"),
        (SAMPLES[0], {"from": "2024-09-01", "until": "2024-10-01"}, None),
        (SAMPLES[0], {"from": "1990-01-01", "until": "2024-11-05"}, "at its beginning, 1990-01-01: "),
        (talks, {"from": "2020-02-01", "until": "2020-02-03"}, None),
        (talks, {"from": "2023-01-01", "until": "2023-01-02"}, "at its beginning, 2023-01-01: "),
        (talks, {"from": "2020-02-01", "until": "2023-01-02"}, "within its dates, on 2022-01-01: "),
    ):
        dated = copy.deepcopy(request)
        dated["resource"]["properties"]["dates"] = dates
        told = ask(json.dumps(dated))[0]
        plain = copy.deepcopy(dated)
        plain["context"]["remedies"] = False
        run = subprocess.run([ENTENTE, "decide", "--world", SOURCE / "data/worlds/indo-pacific"], input=(json.dumps(plain) + "\n").encode(), capture_output=True, timeout=120, check=False)
        blocking = [each for each in told["context"]["reasons"] if each["outcome"] in {"fail", "unknown"}]
        as_said = [each["rule"] for each in blocking] == ["legal-basis"] and blocking[0]["text"].startswith(says) if says else blocking == []
        if not as_said or told["decision"] is not (says is None) or json.loads(run.stdout) != {"decision": says is None}:
            faults.append(f"{dates}: {told['decision']} {blocking} {run.stdout}, expected {says}")
        if says and dated["context"].get("remedies") and [each["helps"] for each in told["context"]["remedies"]["no_remedy"]] != ["statement"]:
            faults.append(f"{dates}: {told['context']['remedies']}")
        if told["decision"] and dates["until"] == "2020-02-03" and told["context"]["valid_until"] != "2020-02-03T00:00:01Z":
            faults.append(f"{dates}: until {told['context']['valid_until']}")
    return faults


def up_to_a_value() -> list[str]:
    """The exemption of 22 CFR 126.7 holds up to the amounts of 123.15: of an act, and of a disclosure of controlled data."""
    array = {"subject": {"type": "party", "id": "GBR"}, "action": {"name": "transfer"}, "context": {"time": "2025-06-01", "holder": "USA"},
             "resource": {"type": "equipment", "id": "towed-sonar-array", "properties": {"items": ["towed-array"], "export_controlled": True}}}
    drawing = copy.deepcopy(array)
    drawing["action"]["name"] = "disclose"
    drawing["resource"]["type"] = "information"
    drawing["resource"]["properties"] |= {"label": "CONFIDENTIAL//REL TO USA, GBR", "policy": "USA"}
    major = ["major-defense-equipment"]
    cases = (
        (major, None, set()),
        (major, {"amount": 20_000_000, "currency": "USD"}, set()),
        (major, {"amount": 25_000_000, "currency": "USD"}, set()),
        (major, {"amount": 25_000_001, "currency": "USD"}, {"value-of-major-equipment"}),
        (major, {"amount": 30_000_000, "currency": "USD"}, {"value-of-major-equipment"}),
        (major, {"amount": 4_000_000_000, "currency": "JPY"}, {"value-of-major-equipment", "value-of-articles"}),
        ([], {"amount": 100_000_000, "currency": "USD"}, set()),
        ([], {"amount": 9_223_372_036_854_775_807, "currency": "USD"}, {"value-of-articles"}),
        (["firearms"], {"amount": 1_000_001, "currency": "USD"}, {"value-of-firearms"}),
    )
    faults = []
    for items, value, expected in cases:
        asked = copy.deepcopy([array, drawing])
        for request in asked:
            properties = request["resource"]["properties"]
            properties["items"] = ["towed-sonar-array", *items]
            if value:
                properties["value"] = value
        act, disclosure = ask(*map(json.dumps, asked))
        stands = {(reason["rule"], reason["clause"]) for reason in act["context"]["reasons"] if reason["outcome"] in {"fail", "unknown"}}
        wanted = {("conditions", f"itar-126-7/{clause}") for clause in expected} | ({("export-control", None)} if expected else set())
        if act["decision"] is not (not expected) or stands != wanted:
            faults.append(f"{items} of {value}: {act['decision']} {stands}, expected {wanted}")
        stands = {reason["rule"] for reason in disclosure["context"]["reasons"] if reason["outcome"] in {"fail", "unknown"}}
        if disclosure["decision"] is not (not expected) or stands != ({"export-control"} if expected else set()):
            faults.append(f"data on {items} of {value}: {disclosure['decision']} {stands}")
    return faults


def main() -> int:
    faults = at_its_dates() + up_to_a_value() + faults_of(SAMPLES, EXPECTED, "indo-pacific") + faults_of(TRAINING, EXPECTED_IN_TRAINING, "training")
    due = [each for each in ask(json.dumps(SAMPLES[0]))[0]["context"]["obligations"] if each["id"] == "settle-within"]
    if [each["properties"].get("by") for each in due] != ["2025-11-05T00:00:00Z"]:
        faults.append(f"settlement: {due}")
    broken = []
    for change, _ in UNREADABLE:
        request = copy.deepcopy(SAMPLES[0])
        request["resource"]["properties"].update(change)
        broken.append(json.dumps(request))
    overflow = json.dumps(SAMPLES[0]).replace("20000", "9223372036854775808")
    twice = json.dumps(SAMPLES[0]).replace('"item": "fuel"', '"item": "fuel", "item": "water"')
    expectations = [*(message for _, message in UNREADABLE), "9223372036854775808", "item"]
    for request, message, answer in zip([*broken, overflow, twice], expectations, ask(*broken, overflow, twice), strict=True):
        error = answer.get("context", {}).get("error", {})
        if answer["decision"] is not False or error.get("status") != BAD_REQUEST or message not in error.get("message", ""):
            faults.append(f"{request}: {answer}, expected an error that says {message!r}")
    disclosure = {"subject": {"type": "party", "id": "JPN"}, "action": {"name": "disclose"}, "context": {"time": "2024-11-20"},
                  "resource": {"type": "information", "id": "x", "properties": {"label": "SECRET//REL TO USA, JPN", "policy": "USA", "tier": 1}}}
    if "not of a disclosure" not in json.dumps(ask(json.dumps(disclosure))):
        faults.append("a tier in a disclosure was dropped")
    for fault in faults:
        print(fault)
    print(f"{len(SAMPLES) + len(TRAINING)} acts, {len(expectations)} unreadable: {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
