"""Renders markings of ISM attributes with `entente label render`, and decides on a label given as such attributes."""
import json
import os
import subprocess
import sys

ENTENTE = os.environ["ENTENTE"]
RELEASABLE = {"classification": "S", "ownerProducer": "USA", "disseminationControls": "REL", "releasableTo": "USA JPN"}

# (attributes, banner, portion)
GOOD = [
    (RELEASABLE, "SECRET//REL TO USA, JPN", "S//REL TO USA, JPN"),
    ({"ism:classification": "TS", "ism:ownerProducer": "USA", "ism:SCIcontrols": "SI SI-G SI-G-ABCD TK", "ism:disseminationControls": "NF OC"},
     "TOP SECRET//SI-G ABCD/TK//ORCON/NOFORN", "TS//SI-G ABCD/TK//OC/NF"),
    ({"classification": "S", "ownerProducer": "GBR"}, "//GBR SECRET", "//GBR S"),
    ({"classification": "TS", "ownerProducer": "NATO", "nonUSControls": "NATO-BOHEMIA"}, "//COSMIC TOP SECRET//BOHEMIA", "//CTS//BOHEMIA"),
    ({"classification": "S", "ownerProducer": "USA GBR CAN", "joint": "true", "disseminationControls": "REL", "releasableTo": "USA GBR CAN"},
     "//JOINT SECRET CAN GBR USA//REL TO USA, CAN, GBR", "//JOINT S CAN GBR USA//REL TO USA, CAN, GBR"),
    ({"classification": "U", "ownerProducer": "USA", "disseminationControls": "FOUO"}, "UNCLASSIFIED//FOUO", "U//FOUO"),
    ({"classification": "U", "ownerProducer": "USA", "cuiBasic": "PRVCY", "cuiSpecified": "CTI", "disseminationControls": "NF"},
     "CUI//SP-CTI/PRVCY//NOFORN", "CUI//SP-CTI/PRVCY//NF"),
    ({"cuiBasic": "PRVCY", "compliesWith": "USA-CUI-ONLY"}, "CUI//PRVCY", "CUI//PRVCY"),
    ({"classification": "S", "ownerProducer": "USA", "disseminationControls": "NF", "nonICmarkings": "ACCM-NICKNAME"},
     "SECRET//NOFORN//ACCM-NICKNAME", "S//NF//ACCM-NICKNAME"),
    ({"classification": "S", "ownerProducer": "NATO:KFOR"}, "//NATO KFOR SECRET", "//NKFORS"),
]

# (what is given, part of the message)
BAD = [
    ('{"classification":"S"}', "`ownerProducer` is missing"),
    (json.dumps(RELEASABLE | {"releasableTo": "USA QQQ"}), "`QQQ`"),
    (json.dumps(RELEASABLE | {"clasification": "U"}), "`clasification` is not an attribute of ISM (ISM-ID-00125)"),
    ('{"classification":"S","classification":"U","ownerProducer":"USA"}', "classification"),
    ('{"classification":"S","ownerProducer":"NATO:NOWHERE"}', "`NOWHERE` is not an activity"),
    ("[]", "expected an object"),
    ("not json", "byte 0"),
]


def run(arguments, text=""):
    return subprocess.run([ENTENTE, *arguments], input=text.encode(), capture_output=True, timeout=120, check=False)


def answer(label, policy="USA", recipient="JPN"):
    request = {"subject": {"type": "party", "id": recipient}, "action": {"name": "disclose"},
               "resource": {"type": "information", "id": "o", "properties": {"label": label, "policy": policy}},
               "context": {"time": "2024-11-20", "explain": True}}
    return json.loads(run(["decide", "--format", "json"], json.dumps(request) + "\n").stdout)


def main() -> int:
    faults = []
    for attributes, banner, portion in GOOD:
        text = json.dumps(attributes)
        with open("attributes.json", "w", encoding="utf-8") as file:
            file.write(text)
        for given, typed in ((text, ""), ("-", text), ("@attributes.json", "")):
            done = run(["label", "render", "--policy", "USA", "--ism", given], typed)
            expected = json.dumps({"banner": banner, "portion": portion}, separators=(",", ":"), ensure_ascii=False) + "\n"
            if done.returncode != 0 or done.stdout.decode() != expected:
                faults.append(f"{text} by {given[:1]}: {done.stdout.decode()}{done.stderr.decode()}")
    for given, message in BAD:
        done = run(["label", "render", "--policy", "USA", "--ism", given])
        if done.returncode != 1 or done.stdout or message not in done.stderr.decode():
            faults.append(f"{given}: exit {done.returncode}, {done.stdout.decode()}{done.stderr.decode()}")
    if run(["label", "render", "--policy", "USX", "--ism", "{}"]).returncode != 1 or run(["label", "render", "--policy", "USA"]).returncode != 2:
        faults.append("a wrong policy is exit 1, a missing option exit 2")
    by_text, by_attributes = answer("SECRET//REL TO USA, JPN"), answer(RELEASABLE)
    if not by_text["decision"] or by_attributes != by_text:
        faults.append(f"attributes and text decide differently: {by_attributes} {by_text}")
    if answer(RELEASABLE | {"disseminationControls": "NF", "releasableTo": "USA JPN"})["decision"] or answer({"classification": "U"})["decision"]:
        faults.append("attributes that are no label permit something")
    if not answer({"classification": "S", "ownerProducer": "USA", "disseminationControls": "REL", "releasableTo": "USA JPN AFG"})["decision"]:
        faults.append("a published code without a party makes a label invalid")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
