"""Asks the shipped world the questions a new user would ask, and demands the answers the agreements give.

One request per case through `entente decide --explain`; each case names the expected verdict, for a deny the rule that stands
in the way (with the owner where it matters), for a permit the instrument it rests on.
"""
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field

ENTENTE = os.environ["ENTENTE"]
NOVEMBER = "2024-11-20"


@dataclass
class Case:
    says: str
    label: str
    policy: str
    to: str
    permit: bool
    time: str = NOVEMBER
    rule: str = ""
    owner: str = ""
    clause: str = ""
    evidence: str = ""
    mark: str = ""
    text: str = ""
    passes: str = ""
    until: str = ""
    properties: dict = field(default_factory=dict)
    context: dict = field(default_factory=dict)
    arguments: tuple = ()


def kor_to_jpn(**more):
    return dict(label="군사II급비밀", policy="KOR", to="JPN", properties={"releasable_to": ["JPN"]}, **more)


KOR_CONSENT = """
[[consent]]
id = "kor-test"
by = "KOR"
to = ["JPN"]
objects = ["object-1"]
source = "test"
evidence = "verified"
"""

USA_CONSENT = """
[[consent]]
id = "usa-test"
by = "USA"
to = ["JPN", "GBR"]
objects = ["object-1"]
source = "test"
evidence = "verified"
"""

CASES = [
    Case("US SECRET to Japan rests on the agreement of 2007", "SECRET//REL TO USA, JPN", "USA", "JPN", True, clause="isa-jpn-usa", evidence="unverified"),
    Case("not before it", "SECRET//REL TO USA, JPN", "USA", "JPN", False, time="2007-01-01", rule="legal-basis"),
    Case("not to one it does not name", "SECRET//REL TO USA, JPN", "USA", "NZL", False, rule="release-marking"),
    Case("Canada's agreement is still negotiated", "SECRET", "CAN", "JPN", False, rule="legal-basis", text="negotiating", properties={"releasable_to": ["JPN"]}),
    Case("NATO SECRET to Japan, in the US form", "//NATO SECRET", "USA", "JPN", True, clause="isa-jpn-nato", properties={"releasable_to": ["JPN"]}),
    Case("NATO SECRET to Japan, in NATO's own form", "NATO SECRET Releasable to JPN", "NATO", "JPN", True, clause="isa-jpn-nato"),
    Case("NATO SECRET to Japan, released beside the mark", "NATO SECRET", "NATO", "JPN", True, clause="isa-jpn-nato", properties={"releasable_to": ["JPN"]}),
    Case("COSMIC TOP SECRET has no row", "//COSMIC TOP SECRET", "USA", "JPN", False, rule="equivalence", properties={"releasable_to": ["JPN"]}),
    Case("Finland is not a member the day before", "//NATO SECRET", "USA", "FIN", False, time="2023-04-03", rule="legal-basis"),
    Case("Finland is a member the day after", "//NATO SECRET", "USA", "FIN", True, time="2023-04-05", clause="nato-security"),
    Case("Korean information to Japan", permit=True, clause="isa-jpn-kor", evidence="verified", mark="極秘", **kor_to_jpn()),
    Case("Korean information to Japan on the first day", permit=True, time="2016-11-23", **kor_to_jpn()),
    Case("and the day before", permit=False, time="2016-11-22", rule="legal-basis", **kor_to_jpn()),
    Case("the same held by the USA", permit=False, rule="originator-control", owner="KOR", context={"holder": "USA"}, **kor_to_jpn()),
    Case("Korean source in a US document", "SECRET//FGI KOR//REL TO USA, JPN, KOR", "USA", "JPN", False, rule="originator-control", owner="KOR"),
    Case("with Korea's consent that rule passes", "SECRET//FGI KOR//REL TO USA, JPN, KOR", "USA", "JPN", False, passes="originator-control", owner="KOR", arguments=("consents", KOR_CONSENT)),
    Case("silence excludes", "TOP SECRET//SI//REL TO USA, JPN", "USA", "JPN", False, rule="legal-basis", text="SI"),
    Case("free level", "UNCLASSIFIED", "USA", "JPN", True),
    Case("free level with a control", "UNCLASSIFIED//FOUO", "USA", "JPN", False, rule="release-marking"),
    Case("CUI is not for anyone by itself", "CUI", "USA", "JPN", False, rule="release-marking"),
    Case("nor with a category", "CUI//SP-CTI", "USA", "JPN", False, rule="release-marking"),
    Case("to those it names", "CUI//SP-CTI//REL TO USA, JPN", "USA", "JPN", True),
    Case("and not to others", "CUI//SP-CTI//REL TO USA, JPN", "USA", "KOR", False, rule="release-marking"),
    Case("for federal employees, whatever it names", "CUI//SP-CTI//FED ONLY/REL TO USA, JPN", "USA", "JPN", False, rule="release-marking"),
    Case("with contractors", "CUI//SP-CTI//FEDCON/REL TO USA, JPN", "USA", "JPN", False, rule="release-marking"),
    Case("for a list", "CUI//SP-CTI//DL ONLY/REL TO USA, JPN", "USA", "JPN", False, rule="release-marking"),
    Case("a category that nobody published", "CUI//SP-FOO//REL TO USA, JPN", "USA", "JPN", False, rule="label-valid", text="SP-FOO"),
    Case("silence on CUI excludes it from what is classified", "SECRET//CUI//SP-CTI//REL TO USA, JPN", "USA", "JPN", False, rule="legal-basis", text="CUI-SP-CTI"),
    Case("silence on a nickname excludes", "SECRET//REL TO USA, JPN//ACCM-BLUE", "USA", "JPN", False, rule="legal-basis", text="ACCM-BLUE"),
    Case("NOFORN beside LES NOFORN", "UNCLASSIFIED//NOFORN//LES NOFORN", "USA", "JPN", False, rule="release-marking"),
    Case("a row from memory is not enough when more is required", "SECRET//REL TO USA, JPN", "USA", "JPN", False, rule="equivalence", text="isa-jpn-usa has a row", arguments=("require", "verified")),
    Case("no foreign", "S//NF", "USA", "JPN", False, rule="release-marking"),
    Case("no foreign, consent or not", "S//NF", "USA", "GBR", False, rule="release-marking", arguments=("consents", USA_CONSENT)),
    Case("an activity of NATO is nobody, and its members are not NATO's", "SECRET//REL TO USA, NATO KFOR", "USA", "GBR", False, rule="release-marking"),
    Case("an activity of NATO as attributes have it", "SECRET//REL TO USA, NATO:KFOR", "USA", "GBR", False, rule="release-marking"),
    Case("unknown group", "SECRET//REL TO USA, XXYY", "USA", "JPN", False, rule="label-valid", text="XXYY"),
    Case("empty list", "SECRET//REL TO", "USA", "JPN", False, rule="label-valid", text="REL TO"),
    Case("misspelt", "(SERCET)", "USA", "JPN", False, rule="label-valid", text="SERCET"),
    Case("what is stated may not widen the mark", "SECRET//REL TO USA, JPN", "USA", "KOR", False, rule="label-valid", properties={"releasable_to": ["KOR"]}),
    Case("the US system states its release in the mark", "SECRET", "USA", "JPN", False, rule="label-valid", properties={"releasable_to": ["JPN"]}),
    Case("Five Eyes share on an instrument", "SECRET//REL TO USA, FVEY", "USA", "AUS", True, clause="isa-aus-usa"),
    Case("unknown recipient", "UNCLASSIFIED", "USA", "XXX", False, rule="recipient-known"),
    Case("not one of other parties", "SECRET//REL TO USA, JPN", "USA", "JPN", False, rule="label-valid", text="received",
         properties={"received_under": "isa-jpn-kor"}, context={"holder": "JPN"}),
    Case("not one about supplies", "SECRET//REL TO USA, JPN", "USA", "JPN", False, rule="label-valid", text="received",
         properties={"received_under": "acsa-jpn-usa-2017"}, context={"holder": "JPN"}),
    Case("not before it was in force", "SECRET//REL TO USA, JPN", "USA", "JPN", False, time="1990-01-01", rule="label-valid", text="received",
         properties={"received_under": "isa-jpn-usa"}, context={"holder": "JPN"}),
    Case("not what it does not list", "TOP SECRET//SI//REL TO USA, JPN", "USA", "JPN", False, rule="label-valid", text="received",
         properties={"received_under": "isa-jpn-usa"}, context={"holder": "JPN"}),
    Case("never what is not for foreigners", "SECRET//NOFORN", "USA", "JPN", False, rule="label-valid", text="received",
         properties={"received_under": "isa-jpn-usa"}, context={"holder": "JPN"}),
    Case("not what the mark releases to others", "SECRET//REL TO USA, AUS", "USA", "JPN", False, rule="label-valid", text="received",
         properties={"received_under": "isa-jpn-usa"}, context={"holder": "JPN"}),
    Case("not a third party's without its consent", "SECRET//FGI KOR//REL TO USA, JPN, KOR", "USA", "JPN", False, rule="label-valid", text="received",
         properties={"received_under": "isa-jpn-usa"}, context={"holder": "JPN"}),
    Case("not above the rows", "//COSMIC TOP SECRET", "USA", "JPN", False, rule="label-valid", text="received",
         properties={"received_under": "isa-jpn-nato", "releasable_to": ["JPN"]}, context={"holder": "JPN"}),
    Case("not yet, and that answer ends when the agreement begins", "군사II급비밀", "KOR", "JPN", False, time="2016-11-22", rule="label-valid", text="received",
         until="2016-11-23T00:00:00Z", properties={"releasable_to": ["JPN"], "received_under": "isa-jpn-kor"}, context={"holder": "JPN"}),
    Case("a category stated beside the mark only restricts", "TOP SECRET//REL TO USA, AUS", "USA", "AUS", False, rule="legal-basis",
         properties={"categories": ["USA:SI"]}),
    Case("what it is about is stated besides", "TOP SECRET//REL TO USA, AUS", "USA", "AUS", True, clause="ukusa",
         properties={"categories": ["USA:SI"], "domain": "signals-intelligence"}),
    Case("an owner stated beside the mark holds nothing", "SECRET//NOFORN", "USA", "JPN", False, rule="label-valid", text="received",
         properties={"owners": ["USA", "JPN"]}, context={"holder": "JPN"}),
    Case("received under an agreement in force: internal handling", "SECRET//REL TO USA, JPN", "USA", "JPN", True,
         properties={"received_under": "isa-jpn-usa"}, context={"holder": "JPN"}),
    Case("a received copy is held by who received it", "極秘 [USA: SECRET//REL TO USA, JPN, KOR]", "JPN", "KOR", False, rule="originator-control", owner="USA"),
]


def request_of(case: Case) -> dict:
    return {
        "subject": {"type": "party", "id": case.to},
        "action": {"name": "disclose"},
        "resource": {"type": "information", "id": "object-1", "properties": {"label": case.label, "policy": case.policy, **case.properties}},
        "context": {"time": case.time, **case.context},
    }


def answer_to(case: Case) -> dict:
    command = [ENTENTE, "decide", "--explain", "--format", "json"]
    scratch = None
    if case.arguments and case.arguments[0] == "consents":
        scratch = f"{os.getcwd()}/must-say-{os.getpid()}.toml"
        with open(scratch, "w", encoding="utf-8") as file:
            file.write(case.arguments[1])
        command += ["--consents", scratch]
    elif case.arguments:
        command += [f"--{case.arguments[0]}", case.arguments[1]]
    try:
        run = subprocess.run(command, input=json.dumps(request_of(case), ensure_ascii=False) + "\n", capture_output=True, text=True, timeout=60, check=False)
    finally:
        if scratch:
            os.unlink(scratch)
    assert run.returncode == 0, f"exit {run.returncode}: {run.stderr}"
    return json.loads(run.stdout)


def fault_of(case: Case) -> str:
    answer = answer_to(case)
    context = answer["context"]
    if answer["decision"] != case.permit:
        blocking = [f"{r['rule']}: {r['text']}" for r in context["reasons"] if r["outcome"] in ("fail", "unknown")]
        return f"decision is {answer['decision']}; {blocking}"
    if case.rule:
        hits = [r for r in context["reasons"] if r["rule"] == case.rule and r["outcome"] in ("fail", "unknown") and case.owner in ("", r.get("owner"))]
        if not any(case.text in r["text"] for r in hits):
            return f"{case.rule} does not stand in the way as expected: {hits}"
    if case.passes and not any(r["rule"] == case.passes and r.get("owner") == case.owner and r["outcome"] == "pass" for r in context["reasons"]):
        return f"{case.passes} does not pass"
    if case.clause and not any(r["rule"] == "legal-basis" and r["clause"] == case.clause for r in context["reasons"]):
        return f"does not rest on {case.clause}: {[r['clause'] for r in context['reasons'] if r['rule'] == 'legal-basis']}"
    if case.until and context["valid_until"] != case.until:
        return f"holds until {context['valid_until']}"
    if case.evidence and context["evidence"] != case.evidence:
        return f"evidence is {context['evidence']}"
    if case.mark and not any(o["id"] == "mark-as" and o["properties"]["text"].startswith(case.mark) for o in context["obligations"]):
        return f"is not marked {case.mark}: {context['obligations']}"
    return ""


def main() -> int:
    faults = 0
    for case in CASES:
        fault = fault_of(case)
        if fault:
            faults += 1
            print(f"FAULT {case.says}: {case.label} to {case.to} at {case.time}: {fault}")
    first = subprocess.run([ENTENTE, "decide", "--format", "text"], input=json.dumps(request_of(CASES[0])) + "\n", capture_output=True, text=True,
                           timeout=60, check=False).stdout.split("\n", 1)[0]
    if not first.startswith("✔ PERMIT") or "evidence: unverified (row of isa-jpn-usa)" not in first:
        faults += 1
        print(f"FAULT the first line does not name the evidence: {first}")
    print(f"{len(CASES) - faults} of {len(CASES)} answers are as expected")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
