"""What `label convert` exports is valid under the policy it names, says the marking's tokens and no others, and comes back the same."""
import json
import os
import sys
import xml.etree.ElementTree as ElementTree

sys.dont_write_bytecode = True
from _running import run  # noqa: E402

WORLDS = os.path.join(os.environ["ENTENTE_SOURCE_DIR"], "data", "worlds")
FAULTS = []

# (world, policy, marking, values by tag set)
GOOD = [
    ("indo-pacific", "USA", "SECRET//NOFORN", {"Dissemination": ["NOFORN"]}),
    ("indo-pacific", "USA", "SECRET//ORCON", {"Dissemination": ["ORCON"]}),
    ("indo-pacific", "USA", "SECRET//ORCON-USGOV", {"Dissemination": ["ORCON-USGOV"]}),
    ("indo-pacific", "USA", "SECRET//RELIDO", {"Release by official": ["RELIDO"]}),
    ("indo-pacific", "USA", "TOP SECRET//SI-G ABCD/TK//ORCON/NOFORN",
     {"SCI": ["SI", "SI-G", "SI-G ABCD", "TK"], "Dissemination": ["ORCON", "NOFORN"]}),
    ("indo-pacific", "USA", "TOP SECRET//SAR-BP-J12 J54//NOFORN", {"SAR": ["SAR-BP", "SAR-BP-J12", "SAR-BP-J12 J54"], "Dissemination": ["NOFORN"]}),
    ("indo-pacific", "USA", "SECRET//RD-CNWDI//NOFORN", {"AEA": ["RD", "RD-CNWDI"], "Dissemination": ["NOFORN"]}),
    ("indo-pacific", "USA", "UNCLASSIFIED//SBU NOFORN", {"Non-IC dissemination": ["SBU NOFORN"]}),
    ("indo-pacific", "USA", "SECRET//REL TO USA, JPN, FVEY", {"Releasable To": ["JPN", "USA", "FVEY"]}),
    ("indo-pacific", "USA", "CONFIDENTIAL//REL TO USA, AFG/RELIDO", {"Releasable To": ["AFG", "USA"], "Release by official": ["RELIDO"]}),
    ("indo-pacific", "USA", "UNCLASSIFIED//FOUO", {"Dissemination": ["FOUO"]}),
    ("indo-pacific", "USA", "UNCLASSIFIED", {}),
    ("indo-pacific", "USA", "CUI", {"CUI": ["CUI"]}),
    ("indo-pacific", "USA", "CUI//SP-CTI/PRVCY//FED ONLY/NOFORN",
     {"CUI": ["CUI", "CUI-PRVCY", "CUI-SP-CTI"], "Dissemination": ["NOFORN"], "Limited dissemination": ["FED ONLY"]}),
    ("indo-pacific", "USA", "SECRET//NOFORN//ACCM-BLUE LAMP/RED", {"Dissemination": ["NOFORN"], "Non-IC dissemination": ["ACCM-BLUE LAMP", "ACCM-RED"]}),
    ("indo-pacific", "NATO", "NATO SECRET", {}),
    ("indo-pacific", "NATO", "COSMIC TOP SECRET ATOMAL", {"Special categories": ["ATOMAL"]}),
    ("indo-pacific", "NATO", "NATO CONFIDENTIAL//RELEASABLE TO AUS, JPN", {"Releasable To": ["AUS", "JPN"]}),
    ("indo-pacific", "NATO", "NATO/KFOR SECRET", {"Activities": ["KFOR"]}),
    ("indo-pacific", "NATO", "NATO SECRET EXCLUSIVE FOR STAFF OFFICER", {"Special categories": ["EXCLUSIVE FOR", "EXCLUSIVE FOR STAFF OFFICER"]}),
    ("indo-pacific", "GBR", "SECRET", {}),
    ("indo-pacific", "GBR", "OFFICIAL-SENSITIVE", {"Handling": ["SENSITIVE"]}),
    ("indo-pacific", "GBR", "SECRET UK EYES ONLY", {"National caveats": ["UK EYES ONLY"]}),
    ("indo-pacific", "AUS", "SECRET", {}),
    ("indo-pacific", "AUS", "PROTECTED//CABINET", {"Caveats": ["CABINET"]}),
    ("indo-pacific", "AUS", "SECRET//AUSTEO", {"Caveats": ["AUSTEO"]}),
    ("indo-pacific", "AUS", "SECRET//REL AUS/JPN/USA", {"Releasable To": ["AUS", "JPN", "USA"]}),
    ("indo-pacific", "CAN", "SECRET//CANADIAN EYES ONLY", {"National caveats": ["CANADIAN EYES ONLY"]}),
    ("indo-pacific", "CAN", "PROTECTED B", {}),
    ("indo-pacific", "NZL", "RESTRICTED", {}),
    ("indo-pacific", "NZL", "SECRET//NEW ZEALAND EYES ONLY", {"Endorsements": ["NEW ZEALAND EYES ONLY"]}),
    ("indo-pacific", "JPN", "特定秘密", {}),
    ("indo-pacific", "JPN", "極秘", {}),
    ("indo-pacific", "KOR", "군사II급비밀", {}),
    ("indo-pacific", "FRA", "SECRET", {}),
    ("indo-pacific", "FRA", "TRÈS SECRET", {}),
    ("indo-pacific", "DEU", "VS-NUR FÜR DEN DIENSTGEBRAUCH", {}),
    ("indo-pacific", "EU", "SECRET UE/EU SECRET", {}),
    ("indo-pacific", "TLP", "TLP:AMBER+STRICT", {}),
    ("indo-pacific", "TLP", "TLP:CLEAR", {}),
    ("training", "XAR", "GUARDED HARBOUR", {"Categories": ["HARBOUR"]}),
    ("training", "XAR", "GUARDED//FOR XAR, XBO", {"Releasable To": ["XAR", "XBO"]}),
    ("training", "XBO", "", {}),
]

# Marks that a SPIF alone can say: its file stands nowhere near a world.
ALONE = [("NATO", "NATO SECRET"), ("NATO", "COSMIC TOP SECRET ATOMAL"), ("USA", "SECRET//NOFORN"), ("USA", "SECRET//REL TO USA, JPN"), ("GBR", "SECRET"), ("JPN", "極秘"),
         ("TLP", "TLP:RED"), ("AUS", "SECRET"), ("FRA", "SECRET"), ("CAN", "PROTECTED A"), ("KOR", "군사II급비밀")]

# (world, policy, marking, part of what is said)
BAD = [
    ("indo-pacific", "USA", "SERCET//NOFORN", "SERCET"),
    ("indo-pacific", "USA", "UNCLASSIFIED//SI//NOFORN", "SI"),
    ("indo-pacific", "NATO", "NATO RESTRICTED ATOMAL", "ATOMAL"),
]


def expect(says, holds, told=""):
    if not holds:
        FAULTS.append(f"{says}: {told}")


def spif(world, policy):
    return os.path.join(WORLDS, world, "policies", f"{policy}.xml")


def label(*words, code=0):
    done = run(["label", *words])
    expect(" ".join(words), done.returncode == code, f"exit {done.returncode}: {done.stdout.decode()} {done.first_line}")
    return done.stdout.decode() if code in (0, 4) else done.first_line


def exported():
    for world, policy, marking, values in GOOD:
        if not marking:
            continue
        in_world = ["--policy", policy, "--world", os.path.join(WORLDS, world)]
        xml = label("convert", "--from", "text", marking, *in_world, "--to", "4774")
        with open("label.xml", "w", encoding="utf-8") as file:
            file.write(xml)
        found = {}
        for element in ElementTree.fromstring(xml or "<none/>").iter("{urn:nato:stanag:4774:confidentialitymetadatalabel:1:0}Category"):
            found.setdefault(element.get("TagName"), []).extend(each.text for each in element)
        expect(f"tokens of {policy} {marking}", found == values, found)
        text = label("check", "--spif", spif(world, policy), "label.xml")
        expect(f"{policy} {marking} exported", text.startswith("valid under"), text)
        text = label("check", "--spif", spif(world, policy), marking)
        back = label("convert", "label.xml", *in_world, "--to", "text")
        told = "".join(line for line in text.splitlines(keepends=True) if not (line.startswith("ISM-ID-00261 ") and line.endswith("(warning)\n")))
        expect(f"{policy} {marking} checked", told == f"valid under {policy}\nmarking    {back}", text + back)
    text = label("convert", "--from", "text", "SECRET//NOFORN", "--policy", "USA", "--to", "5636")
    expect("5636", json.loads(text)["ocl"]["catl"] == [{"type": "R", "name": "Dissemination", "vals": ["NOFORN"]}], text)


def alone():
    for policy, marking in ALONE:
        with open(spif("indo-pacific", policy), encoding="utf-8") as given, open("policy.xml", "w", encoding="utf-8") as copy:
            copy.write(given.read())
        text = label("check", "--spif", "policy.xml", marking)
        expect(f"{policy} {marking} alone", text == f"valid under {policy}\nmarking    {marking}\n", text)


def refused():
    for world, policy, marking, said in BAD:
        text = label("check", "--spif", spif(world, policy), marking, code=4)
        expect(f"{policy} {marking}", said in text, text)
    text = label("convert", "--from", "text", "TOP SECRET//SI-G ABCD//ORCON/NOFORN", "--spif", spif("indo-pacific", "USA"), "--to", "4774", code=1)
    expect("what a SPIF does not list", "SI-G ABCD" in text, text)


def of_peers():
    """The published policy of NATO names its classifications without the policy, and other marks with it."""
    suite = os.path.join(os.environ.get("ENTENTE_CONFORMANCE_DIR", ""), "spiffing/test-data/nato-4774-policy.xml")
    for level in ("SECRET", "NATO SECRET", "TOP SECRET", "COSMIC TOP SECRET"):
        with open("peer.json", "w", encoding="utf-8") as file:
            json.dump({"ocl": {"pol": "NATO", "cls": level}}, file)
        for policy in ([suite] if os.path.exists(suite) else []) + [spif("indo-pacific", "NATO")]:
            text = label("check", "--spif", policy, "peer.json")
            expect(f"{level} under {policy}", text.startswith("valid under NATO"), text)
        expect(f"{level} in the world", label("convert", "peer.json", "--policy", "NATO", "--to", "text").strip().endswith(level))


def main():
    for part in (exported, alone, refused, of_peers):
        part()
    print("\n".join(FAULTS) if FAULTS else "labels are exported as their policies have them")
    return 1 if FAULTS else 0


sys.exit(main())
