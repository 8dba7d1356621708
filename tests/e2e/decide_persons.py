"""Goal: persons, systems and facilities are decided about by the rules that ask for them, and never by more than is recorded.

Method: the sample questions on the training world, and questions on the examples of the first world, which grant only when assumed
facts are asked for. Of each answer the verdict and what stands in the way are compared.
"""
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ENTENTE = os.environ["ENTENTE"]
SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
TRAINING = (SOURCE / "data/samples/training-persons.ndjson").read_text(encoding="utf-8").splitlines()
ASSUMED = ("--require", "assumed")


def question(kind: str, name: str, label: str, policy: str = "USA", **more: object) -> str:
    properties = {"label": label, "policy": policy, "cois": more.pop("cois", ["harbour-watch"])}
    return json.dumps({"subject": {"type": kind, "id": name}, "action": {"name": "disclose"},
                       "resource": {"type": "information", "id": "report-7", "properties": properties},
                       "context": {"time": "2024-11-20", **more}})


SECRET = "SECRET//REL TO USA, JPN"
ANALYST = question("person", "jpn-analyst-1", SECRET)
ALL_RULES = 15

# (world, options, line, what stands in the way)
CASES = [
    ("training", (), TRAINING[0], set()),
    ("training", (), TRAINING[1], {("nationality", "fail")}),
    ("training", (), TRAINING[2], {("clearance", "fail")}),
    ("indo-pacific", ASSUMED, ANALYST, set()),
    ("indo-pacific", (), ANALYST, {("recipient-known", "unknown"), ("clearance", "unknown"), ("need-to-know", "unknown")}),
    ("indo-pacific", ASSUMED, question("person", "jpn-analyst-1", "TOP SECRET//REL TO USA, JPN"), {("clearance", "fail")}),
    ("indo-pacific", ASSUMED, question("person", "jpn-analyst-1", SECRET, cois=["other"]), {("need-to-know", "fail")}),
    ("indo-pacific", ASSUMED, question("person", "jpn-analyst-1", "極秘", "JPN", holder="JPN"), set()),
    ("indo-pacific", ASSUMED, question("system", "jpn-c2-net", SECRET), set()),
    ("indo-pacific", ASSUMED, question("facility", "jpn-firm-1", SECRET), set()),
    ("indo-pacific", ASSUMED, question("person", "usa-liaison-1", "SECRET//NOFORN"), {("need-to-know", "fail")}),
]


def faults_of(world: str, options: tuple[str, ...], line: str, expected: set[tuple[str, str]]) -> list[str]:
    command = [ENTENTE, "decide", "--explain", "--world", str(SOURCE / "data/worlds" / world), *options]
    run = subprocess.run(command, input=(line + "\n").encode(), capture_output=True, timeout=60, check=False)
    answer = json.loads(run.stdout)
    reasons = answer["context"]["reasons"]
    wrong = {(reason["rule"], reason["outcome"]) for reason in reasons if reason["outcome"] in {"fail", "unknown"}}
    faults = []
    if wrong != expected:
        faults.append(f"{line}: {sorted(wrong)}, expected {sorted(expected)}")
    if answer["decision"] is not (not expected):
        faults.append(f"{line}: decision {answer['decision']}")
    if len({reason["rule"] for reason in reasons}) != ALL_RULES:
        faults.append(f"{line}: {len(reasons)} reasons, not of all {ALL_RULES} rules")
    return faults


def outside_of_facts() -> list[str]:
    """Where only persons and permissions have dates, these say how far the world reaches: 50 years (kYearsBeyondFacts)."""
    world = Path("dated-by-persons")
    shutil.copytree(SOURCE / "data/worlds/training", world)
    for folder in ("claims", "consents", "events", "instruments", "profiles", "programmes"):
        shutil.rmtree(world / folder)
    parties = world / "parties/parties.toml"
    parties.write_text(re.sub(r"(?m)^ *(from|until|known|security_agreement) = .*$", "", parties.read_text(encoding="utf-8")), encoding="utf-8")
    last = max(re.findall(r'(?:from|until) = "([^"]+)"', (world / "people/roles.toml").read_text(encoding="utf-8")))
    years = int(last[:4]) + 50
    faults = []
    for year, reached in ((years - 1, True), (years + 1, False), (2199, False)):
        line = question("system", "xbo-net", "HUSHED", "XBO", cois=["harbour-desk"], holder="XBO", time=f"{year}-06-01")
        run = subprocess.run([ENTENTE, "decide", "--explain", "--world", str(world)], input=line.encode(), capture_output=True, timeout=60, check=False)
        answer = json.loads(run.stdout)
        told = {(reason["outcome"], reason["text"]) for reason in answer["context"]["reasons"]}
        beyond = {("unknown", f"{year}-06-01 lies outside this world, whose last change is recorded for {last}; the limit is 50 years after it")}
        if answer["decision"] is not reached or (told == beyond) is reached:
            faults.append(f"{year}, where the last date is {last}: {answer}")
    return faults


def main() -> int:
    faults = [fault for case in CASES for fault in faults_of(*case)] + outside_of_facts()
    nobody = question("person", "nobody", SECRET)
    reasons = json.loads(subprocess.run([ENTENTE, "decide", "--explain"], input=nobody.encode(), capture_output=True, timeout=60,
                                        check=False).stdout)["context"]["reasons"]
    if any(reason["outcome"] == "pass" for reason in reasons if reason["rule"] != "label-valid"):
        faults.append(f"somebody who is not recorded: {reasons}")
    print("\n".join(faults) or f"{len(CASES) + 1} answers as expected")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
