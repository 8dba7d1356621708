"""Re-marks a third of a real register's portions and demands exactly the right ones in the copy.

The register (5,019 lines, all portions `(U)`) is read from ENTENTE_CONFORMANCE_DIR. Every run changes the mark of a seeded third of
the lines that open with one, plants a word of its own there, and releases the result to JPN, to AUS and to both. The copy must
hold the words of those portions that may go, and of no others. Which may go is written down here by hand, from the agreements
of the shipped world as of 2024-11-20.
"""
import json
import os
import random
import re
import subprocess
import sys
import time

ENTENTE = os.environ["ENTENTE"]
AS_OF = "2024-11-20"

# Mark -> who may have it.
MARKS = {
    "(S//NF)": set(),
    "(S//REL TO USA, JPN)": {"JPN"},                # the agreement of 2007 covers SECRET
    "(S//REL TO USA, FVEY)": {"AUS"},               # AUS is a member
    "(S//REL TO USA, AUS, JPN)": {"JPN", "AUS"},
    "(TS//SI//REL TO USA, FVEY)": {"AUS"},          # signals intelligence goes under the agreement of the five
    "(TS//SI//REL TO USA, JPN)": set(),             # no agreement with JPN lists SI, and silence excludes
    "(TS//SI//NF)": set(),
    "(//NS)": set(),                                # information of NATO, held by USA: NATO has not consented
    "(S//ORCON/REL TO USA, JPN)": set(),            # the originator must be asked
    "(SERCET)": set(),                              # cannot be read
    "(U//FOUO)": set(),                             # undecided
    "(U)": {"JPN", "AUS"},
}
# A mark behind a colon or at the end of its line: the text stands under it too, so it may be withheld.
APART = re.compile(r":\s*\([A-Z/][^()]*\)|\([^()]*//[^()]*\)[ .*_]*$")
# A line that opens with a mark, also behind a list marker, a heading or a paragraph number.
OPENING = re.compile(r"^(\s*(?:(?:[-*+•]|#{1,6}|\w{1,2}[.)])\s+)*)\(U\)")


def remark(lines, seed):
    """The register with other marks, and each planted word with the mark it stands under."""
    draw = random.Random(seed)
    planted, out = {}, []
    for number, line in enumerate(lines, start=1):
        opening = OPENING.match(line)
        if opening and draw.random() < 1 / 3:
            mark = draw.choice(list(MARKS))
            word = f"canary{seed}x{number}y"
            planted[word] = mark
            line = f"{opening[1]}{mark} {word}{line[opening.end():]}"
        out.append(line)
    return "\n".join(out), planted


def release(folder, name, recipients):
    begun = time.monotonic()
    done = subprocess.run(
        [ENTENTE, "release", name, "--to", ",".join(recipients), "--as-of", AS_OF, "--force", "--format", "json"],
        cwd=folder, capture_output=True, text=True, check=False)
    took_ms = (time.monotonic() - begun) * 1000
    if done.returncode != 0:
        sys.exit(f"release to {recipients}: exit {done.returncode}: {done.stderr}")
    report = json.loads(done.stdout)
    with open(os.path.join(folder, report["outputs"]["copy"]), encoding="utf-8") as file:
        return report, file.read(), took_ms


def check_copy(planted, lines, recipients, report, copy):
    wrong = []
    for word, mark in planted.items():
        expected = all(recipient in MARKS[mark] for recipient in recipients)
        may_be_withheld = expected and APART.search(lines[int(re.search(r"x(\d+)y", word)[1]) - 1])
        if (word in copy) != expected and not may_be_withheld:
            wrong.append(f"{word} {mark} to {','.join(recipients)}: {'missing' if expected else 'REVEALED'}")
    decided = {portion["line"]: portion["decision"] for portion in report["portions"]}
    for word, mark in planted.items():
        line = int(re.search(r"x(\d+)y", word)[1])
        if decided.get(line) is None:
            wrong.append(f"line {line}: no portion begins here")
    if report["released"] + report["withheld"] != len(report["portions"]):
        wrong.append("the counts do not add up")
    return wrong


def check_untouched(register, lines):
    """Unchanged, every marked portion goes but its three U//FOUO notices; text without a mark counts as U//FOUO with them."""
    report, copy, took_ms = release(".", register, ["JPN"])
    wrong = [f"line {number} is missing from the copy" for number, line in enumerate(lines, start=1)
             if line.strip() and OPENING.match(line) and line not in copy and not APART.search(line)]
    held = [portion["line"] for portion in report["portions"]
            if portion["kind"] == "marked" and not portion["decision"] and not APART.search(lines[portion["line"] - 1])]
    if len(held) > 3:
        wrong.append(f"marked portions of the untouched register are withheld at lines {held[:9]}")
    marked = sum(1 for portion in report["portions"] if portion["marking"] == "U" and not portion.get("inherited"))
    if marked < 1302:
        wrong.append(f"only {marked} marks open a portion")
    print(f"untouched: {report['released']} of {len(report['portions'])} portions, {took_ms:.0f} ms")
    return wrong


def main():
    folder = os.environ.get("ENTENTE_CONFORMANCE_DIR")
    register = os.path.join(folder or "", "capco", "CAPCO-2016.md")
    if not folder or not os.path.exists(register):
        print("no reference register here")
        return 77
    with open(register, encoding="utf-8") as file:
        lines = file.read().split("\n")
    wrong = check_untouched(register, lines)
    for seed in (1, 2, 3):
        text, planted = remark(lines, seed)
        with open("register.md", "w", encoding="utf-8") as file:
            file.write(text)
        for recipients in (["JPN"], ["AUS"], ["JPN", "AUS"]):
            report, copy, took_ms = release(".", "register.md", recipients)
            found = sum(1 for word in planted if word in copy)
            print(f"seed {seed} to {','.join(recipients)}: {found} of {len(planted)} planted words, {took_ms:.0f} ms")
            wrong += check_copy(planted, lines, recipients, report, copy)
    for line in wrong[:40]:
        print(line)
    return 1 if wrong else 0


sys.exit(main())
