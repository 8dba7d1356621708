"""What would make a deny a permit: `entente decide --remedies` on the shipped questions, applied again, and on bad input."""
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ENTENTE = os.environ["ENTENTE"]
ROOT = Path(os.environ["ENTENTE_SOURCE_DIR"])
SANITIZED = os.environ.get("ENTENTE_SANITIZED") == "1"
SECONDS_A_DENY = 0.1  # of which a denied question with its remedies may take on average

faults = []


def expect(holds, what):
    if not holds:
        faults.append(what)


def decide(lines, *options):
    run = subprocess.run([ENTENTE, "decide", *options], input="".join(line + "\n" for line in lines).encode(), capture_output=True, timeout=300, check=False)
    return run.returncode, run.stdout.decode()


def question(recipient, label, policy, when, holder=None, **context):
    context["time"] = when
    if holder:
        context["holder"] = holder
    return json.dumps({"subject": {"type": "party", "id": recipient}, "action": {"name": "disclose"},
                       "resource": {"type": "information", "id": "report-7", "properties": {"label": label, "policy": policy}}, "context": context})


def remedies(line, *options):
    _, out = decide([line], "--remedies", *options)
    return json.loads(out)["context"]["remedies"]


def consents_of(steps):
    """The steps as a file of consents; only where all of them are."""
    if any(step["fact"] != "consent" for step in steps):
        return None
    text = ""
    for number, step in enumerate(steps):
        text += f'[[consent]]\nid = "remedy-{number}"\nby = "{step["actors"][0]}"\nto = ["{step["parties"][1]}"]\nobjects = ["{step["object"]}"]\n'
        text += 'from = "2010-01-01"\nsource = "a test"\nevidence = "verified"\n\n'
    return text


def shipped_questions():
    """Every deny says how it could be a permit, or why it cannot; nothing else of any answer changes."""
    denied = 0
    started = time.monotonic()
    for file, world in (("questions", "indo-pacific"), ("training-questions", "training"), ("training-persons", "training"), ("acts", "indo-pacific")):
        lines = (ROOT / f"data/samples/{file}.ndjson").read_text(encoding="utf-8").splitlines()
        options = ("--world", str(ROOT / "data/worlds" / world), "--as-of", "2026-02-15")
        _, plain = decide(lines, *options)
        code, with_remedies = decide(lines, "--remedies", *options)
        expect(code == 0, f"{file}: exit {code}")
        expect(decide(lines, "--remedies", *options)[1] == with_remedies, f"{file}: two runs differ")
        for number, (before, after) in enumerate(zip(plain.splitlines(), with_remedies.splitlines()), start=1):
            before, after = json.loads(before), json.loads(after)
            expect(before["decision"] == after["decision"], f"{file}:{number}: the answer changed")
            found = after.get("context", {}).get("remedies")
            expect((found is None) == after["decision"], f"{file}:{number}: {found}")
            if found is None:
                continue
            denied += 1
            expect(bool(found["sets"]) != bool(found.get("no_remedy")), f"{file}:{number}: neither or both: {found}")
            expect(found["complete"] or found.get("bound") or any(each["helps"] == "not-decided" for each in found["no_remedy"]), f"{file}:{number}: {found}")
            costs = [each["cost"] for each in found["sets"]]
            expect(costs == sorted(costs), f"{file}:{number}: not by cost")
            for step in (step for each in found["sets"] for step in each["steps"]):
                expect(step["actors"] and step["text"] and step["cures"], f"{file}:{number}: {step}")
    seconds = time.monotonic() - started
    expect(denied > 10, f"only {denied} denied")
    expect(SANITIZED or seconds < 3 + 2 * SECONDS_A_DENY * denied, f"{denied} denied in {seconds:.1f} s")
    return denied


def canada():
    """The agreement under negotiation: in force, with the row that it lacks, it would carry the disclosure."""
    line = json.dumps({"subject": {"type": "party", "id": "JPN"}, "action": {"name": "disclose"}, "resource": {"type": "information", "id": "c", "properties": {
        "label": "SECRET", "policy": "CAN", "releasable_to": ["JPN"]}}, "context": {"time": "2024-11-20"}})
    found = remedies(line)
    cheapest = found["sets"][0]
    entry = next((step for step in cheapest["steps"] if step["fact"] == "instrument-in-force"), None)
    expect(found["complete"], f"Canada: {found}")
    expect(entry is not None and entry["parties"] == entry["actors"] == ["CAN", "JPN"] and entry["cures"] == ["legal-basis"], f"Canada: {cheapest}")
    expect(cheapest["cost"] == sum(step["cost"] for step in cheapest["steps"]), f"Canada: {cheapest['cost']}")


def third_party():
    """The originator's consent, applied as a file, permits."""
    line = question("JPN", "군사II급비밀", "KOR", "2024-11-20", holder="USA")
    found = remedies(line)
    tried = 0
    for number, each in enumerate(found["sets"]):
        text = consents_of(each["steps"])
        if text is None:
            continue
        Path(f"remedy-{number}.toml").write_text(text, encoding="utf-8")
        tried += 1
        _, out = decide([line], "--consents", f"remedy-{number}.toml", "--explain", "--remedies")
        answer = json.loads(out)
        expect(answer["decision"] and "remedies" not in answer["context"], f"third party: {text}{out}")
    expect(tried > 0, f"third party: no remedy by consents alone: {json.dumps(found, ensure_ascii=False)}")


def no_remedy():
    found = remedies(question("JPN", "SECRET//NOFORN", "USA", "2024-11-20"))
    expect(found["complete"] and not found["sets"] and found["no_remedy"][0]["helps"] == "new-mark", f"NOFORN: {found}")
    expect(found["no_remedy"][0]["actors"] == ["USA"], f"NOFORN: {found}")
    found = remedies(question("JPN", "SERCET", "USA", "2024-11-20"))
    expect(not found["sets"] and found["no_remedy"][0]["rule"] == "label-valid", f"a label that is none: {found}")
    found = remedies(question("XXX", "SECRET//REL TO USA, JPN", "USA", "2024-11-20"))
    expect(not found["sets"] and found["no_remedy"][0]["helps"] == "record", f"nobody: {found}")
    supply = json.loads(question("JPN", "SECRET//REL TO USA, JPN", "USA", "2024-11-20"))
    supply["action"]["name"] = "no-such-action"
    found = remedies(json.dumps(supply))
    expect(not found["complete"] and found["no_remedy"][0]["helps"] == "not-decided", f"another action: {found}")


def weak_facts():
    """What `--require verified` refuses names the records to verify."""
    line = question("JPN", "SECRET//REL TO USA, JPN", "USA", "2024-11-20")
    _, out = decide([line], "--require", "verified", "--explain", "--remedies")
    answer = json.loads(out)
    steps = answer["context"]["remedies"]["sets"][0]["steps"] if not answer["decision"] else []
    expect(steps and all(step["fact"] == "evidence" for step in steps), f"weak facts: {out}")


def acts():
    """Who must approve, license, waive and settle what, for the acts that the samples deny."""
    lines = (ROOT / "data/samples/acts.ndjson").read_text(encoding="utf-8").splitlines()
    asked = {(line["action"]["name"], line["subject"]["id"]): json.dumps(line) for line in map(json.loads, lines) if line["resource"]["id"] != "fuel-2024-11"}

    def facts(steps):
        return sorted((step["fact"], step["actors"][0], step.get("organ", step.get("clause", ""))) for step in steps)

    found = remedies(asked["transfer", "PHL"])
    expect(found["complete"] and facts(found["sets"][0]["steps"]) == [
        ("approval", "JPN", "joint-committee"), ("approval", "JPN", "national-approval"), ("waiver", "JPN", "det-jpn-phl/project-first")], f"radar: {found}")
    found = remedies(asked["transfer", "JPN"])
    expect(found["complete"] and ("licence", "USA", "") in facts(found["sets"][0]["steps"]), f"sonar: {found}")
    expect(("approval", "USA", "national-approval") in facts(found["sets"][0]["steps"]), f"sonar: {found}")
    found = remedies(asked["participate", "JPN"])
    expect(found["complete"] and len(found["sets"]) == 1 and {step["fact"] for step in found["sets"][0]["steps"]} == {"settlement", "participation"}, f"programme: {found}")
    found = remedies(asked["supply", "USA"])
    expect(found["complete"] and [(each["helps"], each["clause"]) for each in found["no_remedy"]] == [
        ("end-of-restriction", "acsa-jpn-usa-2017/weapons")], f"weapons: {found}")


def bad_input():
    good = question("JPN", "SECRET//NOFORN", "USA", "2024-11-20", remedies=True)
    expect("remedies" in json.loads(decide([good])[1])["context"], "context.remedies is not heard")
    wrong = [good.replace('"remedies": true', '"remedies": ' + value) for value in ('"true"', "1", "null", "[]", "{}", "true, \"remedies\": true")]
    code, out = decide(wrong)
    answers = [json.loads(line) for line in out.splitlines()]
    expect(code == 1 and len(answers) == len(wrong), f"bad input: exit {code}, {len(answers)} answers")
    for line, answer in zip(wrong, answers):
        expect(answer["context"]["error"]["status"] == 400 and "remedies" in answer["context"]["error"]["message"], f"{line[-60:]}: {answer}")
    expect(subprocess.run([ENTENTE, "decide", "--remedies=maybe"], capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False).returncode == 2, "usage")


def text():
    _, out = decide([question("JPN", "SECRET//NOFORN", "USA", "2024-11-20")], "--remedies", "--format", "text")
    expect("\n  no remedy           release-marking: only a new mark of the originator helps" in out, out)
    _, out = decide([question("JPN", "군사II급비밀", "KOR", "2024-11-20", holder="USA")], "--remedies", "--format", "text")
    expect("\n  remedies               " in out, out)


def main():
    denied = shipped_questions()
    for part in (canada, third_party, no_remedy, weak_facts, acts, bad_input, text):
        part()
    print("\n".join(faults) if faults else f"{denied} denied questions of the samples, and the rest as expected")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
