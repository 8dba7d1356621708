"""Attributes of ISM as JSON and XML, in and out: rendered, converted, and a document of them checked by every rule."""
import json
import sys

sys.dont_write_bytecode = True
from _running import run  # noqa: E402

FAULTS = []
SPACE = 'xmlns:ism="urn:us:gov:ic:ism"'
RELEASABLE = {"classification": "S", "ownerProducer": "USA", "disseminationControls": "REL", "releasableTo": "USA JPN"}
RICH = {"classification": "TS", "ownerProducer": "USA", "SARIdentifier": "SAR-DOD:TS:BP-J12", "disseminationControls": "NF",
        "classifiedBy": "A person", "derivedFrom": "A guide", "declassDate": "2040-01-01", "createDate": "2020-01-01"}
DOCUMENT = f"""<doc {SPACE}>
<head ism:resourceElement="true" ism:classification="S" ism:ownerProducer="USA" ism:disseminationControls="REL" ism:releasableTo="USA JPN"/>
<p ism:classification="S" ism:ownerProducer="USA" ism:disseminationControls="NF REL" ism:releasableTo="USA JPN"/>
</doc>"""


def expect(says, holds, told=""):
    if not holds:
        FAULTS.append(f"{says}: {told}")


def xml_of(attributes):
    return f"<x {SPACE} " + " ".join(f'ism:{name}="{value}"' for name, value in attributes.items()) + "/>"


def label(*words, code=0, warns=""):
    done = run(["label", *words])
    told = done.stderr.decode()
    expect(" ".join(words), done.returncode == code and warns in told, f"exit {done.returncode}: {done.stdout.decode()} {told}")
    return done.stdout.decode() if code in (0, 4) else told


def write(name, text):
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)


def rendered():
    wanted = {"banner": "SECRET//REL TO USA, JPN", "portion": "S//REL TO USA, JPN"}
    write("document.xml", DOCUMENT)
    for given in (json.dumps(RELEASABLE), xml_of(RELEASABLE), "@document.xml"):
        expect(given, json.loads(label("render", "--policy", "USA", "--ism", given)) == wanted)
    for attributes, banner in (
            ({"classification": "TS", "ownerProducer": "USA", "SCIcontrols": "SI SI-G TK TK-BLFH", "disseminationControls": "OC NF"},
             "TOP SECRET//SI-GAMMA/TALENT KEYHOLE-BLUEFISH//ORIGINATOR CONTROLLED/NOT RELEASABLE TO FOREIGN NATIONALS"),
            (RELEASABLE, "SECRET//AUTHORIZED FOR RELEASE TO USA, JPN"),
            ({"classification": "U", "ownerProducer": "USA", "nonICmarkings": "SBU-NF"}, "UNCLASSIFIED//SENSITIVE BUT UNCLASSIFIED NOFORN")):
        marks = json.loads(label("render", "--policy", "USA", "--ism", json.dumps(attributes), "--form", "long"))
        expect("long form", marks["banner"] == banner, marks)
        back = json.loads(label("convert", "--from", "text", marks["banner"], "--policy", "USA", "--to", "ism"))
        expect(f"{banner} read again", back == attributes, back)


def converted():
    for attributes in (RELEASABLE, RICH, RELEASABLE | {"releasableTo": "USA NATO:GEORGIA"}):
        write("i.json", json.dumps(attributes))
        xml = label("convert", "i.json", "--from", "ism", "--policy", "USA", "--to", "ism-xml")
        write("i.xml", xml)
        for given in ("i.json", "i.xml", json.dumps(attributes), xml):
            expect(f"{given} to itself", json.loads(label("convert", given, "--from", "ism", "--policy", "USA", "--to", "ism")) == attributes)
        expect("XML to itself", label("convert", "i.xml", "--from", "ism-xml", "--policy", "USA", "--to", "ism-xml") == xml)
    write("rich.json", json.dumps(RICH))
    lost = ("SARIdentifier", "classifiedBy", "derivedFrom", "declassDate", "createDate")
    text = label("convert", "rich.json", "--from", "ism", "--policy", "USA", "--to", "text", code=1)
    expect("what a marking does not carry", all(name in text for name in lost) and "--lossy" in text, text)
    text = label("convert", "rich.json", "--from", "ism", "--policy", "USA", "--to", "text", "--lossy", warns="left out: SARIdentifier, classifiedBy, ")
    expect("the marking", text == "TOP SECRET//SAR-BP-J12//NOFORN\n", text)
    text = label("convert", "rich.json", "--from", "ism", "--policy", "USA", "--to", "4774", "--lossy", warns="derivedFrom")
    expect("4774 has the date of creation", "2020-01-01T00:00:00Z" in text and ">SAR-BP-J12<" in text, text)
    program = ["convert", "--from", "text", "TOP SECRET//SAR-BP-J12//NOFORN", "--policy", "USA", "--to", "ism"]
    expect("whose program", "whose program `BP-J12` is" in label(*program, code=1))
    expect("authority", json.loads(label(*program, "--sar-authority", "DOD"))["SARIdentifier"] == "SAR-DOD:BP-J12")
    label(*program, "--sar-authority", "NASA", code=2)


def checked():
    text = label("check", "document.xml", code=4)
    expect("a document", "document.xml:3: error ISM-ID-00033: disseminationControls" in text and text.endswith("in 2 elements\n"), text)
    found = json.loads(label("check", "document.xml", "--format", "json", code=4))
    expect("as JSON", {(each["rule"], each["line"]) for each in found["findings"]} >= {("ISM-ID-00033", 3)} and found["errors"] > 0, found)
    write("good.json", json.dumps({"classification": "S", "ownerProducer": "USA", "disseminationControls": "NF"}))
    expect("attributes", "0 errors" in label("check", "--ism", "good.json"))
    write("bad.json", json.dumps({"classification": "U", "ownerProducer": "USA", "SCIcontrols": "SI"}))
    expect("wrong attributes", "ISM-ID-00043" in label("check", "--ism", "bad.json", code=4))
    label("check", "document.xml", "--policy", "USA", code=2)
    write("none.json", "{]")
    label("check", "--ism", "none.json", code=1)


def main():
    for part in (rendered, converted, checked):
        part()
    print("\n".join(FAULTS) if FAULTS else "attributes of ISM go in and out and are checked")
    return 1 if FAULTS else 0


sys.exit(main())
