"""Feeds good and bad lines to `entente decide` and compares what comes back, line by line."""
import json
import os
import select
import subprocess
import sys

ENTENTE = os.environ["ENTENTE"]
GOOD = json.dumps({"subject": {"type": "party", "id": "JPN"}, "action": {"name": "disclose"},
                   "resource": {"type": "information", "id": "o", "properties": {"label": "UNCLASSIFIED", "policy": "USA"}}})
DUPLICATE = GOOD.replace('"action"', '"subject": {"type": "party", "id": "USA"}, "action"')
WRONG_TYPE = GOOD.replace('"JPN"', "7")
BAD_DATE = GOOD[:-1] + ', "context": {"time": "2024-02-30"}}'
UNKNOWN_KEY = GOOD.replace('"policy"', '"realeasable_to": [], "policy"')
HUGE_NUMBER = GOOD[:-1] + ', "context": {"explain": 1e999}}'
TOO_LONG = '"' + "x" * (1024 * 1024 + 10) + '"'
DEEP = "[" * 100_000 + "]" * 100_000

# (line, decision, part of the error message or None)
LINES = [
    (GOOD, True, None),
    ("", False, ""),
    ("not json", False, ""),
    (DUPLICATE, False, "subject"),
    (WRONG_TYPE, False, f"column {WRONG_TYPE.index(' 7') + 2}: `id` must be a string, is an integer"),
    (BAD_DATE, False, "2024-02-30"),
    (UNKNOWN_KEY, False, "realeasable_to"),
    (HUGE_NUMBER, False, "1e999"),
    (TOO_LONG, False, "1048576"),
    (DEEP, False, ""),
    ('{"subject":{},"action":{},"resource":{}}', False, ""),
    (GOOD.replace("JPN", "XXX"), False, None),
    (GOOD, True, None),
]


def conversation() -> list:
    """Who waits for each answer before asking on gets it."""
    with subprocess.Popen([ENTENTE, "decide", "--format", "json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as talk:
        for number in range(3):
            talk.stdin.write((GOOD + "\n").encode())
            talk.stdin.flush()
            if not select.select([talk.stdout], [], [], 60)[0]:
                talk.kill()
                return [f"no answer to line {number + 1} until the next is asked"]
            if talk.stdout.readline() != b'{"decision":true}\n':
                return [f"line {number + 1}: another answer"]
        talk.stdin.close()
    return []


def main() -> int:
    text = "".join(line + "\n" for line, _, _ in LINES)
    run = subprocess.run([ENTENTE, "decide", "--format", "json"], input=text.encode(), capture_output=True, timeout=120, check=False)
    answers = run.stdout.decode().splitlines()
    faults = []
    if run.returncode != 1:
        faults.append(f"exit {run.returncode}, expected 1: {run.stderr!r}")
    if len(answers) != len(LINES):
        faults.append(f"{len(answers)} answers to {len(LINES)} lines")
    for number, (answer, (line, decision, error)) in enumerate(zip(answers, LINES), start=1):
        given = json.loads(answer)
        if given["decision"] is not decision:
            faults.append(f"line {number}: {line[:60]!r}: decision {given['decision']}")
        refused = given.get("context", {}).get("error", {})
        message = refused.get("message")
        if refused and refused.get("line") != number:
            faults.append(f"line {number}: {line[:60]!r}: the error is of line {refused.get('line')}")
        if (message is None) != (error is None) or (error and error not in message):
            faults.append(f"line {number}: {line[:60]!r}: error {message!r}")
    words = subprocess.run([ENTENTE, "decide", "--format", "text", "--color", "never"], input=text.encode(), capture_output=True, timeout=120, check=False)
    told = [line for line in words.stdout.decode().splitlines() if line.startswith("✘ UNREADABLE  ")]
    expected = [f"✘ UNREADABLE  line {number}: " for number, (_, _, error) in enumerate(LINES, start=1) if error is not None]
    if len(told) != len(expected) or not all(line.startswith(begins) for line, begins in zip(told, expected)):
        faults.append(f"in words: {told}, expected {expected}")
    clean = subprocess.run([ENTENTE, "decide"], input=(GOOD + "\n").encode(), capture_output=True, timeout=60, check=False)
    if clean.returncode != 0:
        faults.append(f"a clean stream exits {clean.returncode}: {clean.stderr!r}")
    faults += conversation()
    for usage in (["decide", "--require", "sure"], ["decide", "--as-of", "2024-02-30"], ["nothing"], []):
        code = subprocess.run([ENTENTE, *usage], capture_output=True, timeout=60, check=False, stdin=subprocess.DEVNULL).returncode
        if code != 2:
            faults.append(f"{usage} exits {code}, expected 2")
    print("\n".join(faults) if faults else f"{len(LINES)} lines answered as expected")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
