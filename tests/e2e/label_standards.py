"""`entente label check --spif` and `label convert`: exits, places of what is wrong, and that no form loses anything in silence."""
import json
import os
import sys
import zipfile

sys.dont_write_bytecode = True
from _running import run  # noqa: E402

FAULTS = []
SPIF = """<SPIF xmlns="http://www.xmlspif.org/spif" schemaVersion="2.1"><securityPolicyId name="NORTH" id="2.25.1"/>
<equivalentPolicies><equivalentPolicy name="SOUTH" id="2.25.2"/></equivalentPolicies>
<securityClassifications><securityClassification name="OPEN" lacv="1" hierarchy="1"/>
<securityClassification name="SECRET" lacv="2" hierarchy="2" color="#c00000"><equivalentClassification policyRef="SOUTH" lacv="5" applied="both"/></securityClassification>
</securityClassifications><securityCategoryTagSets><securityCategoryTagSet name="Words" id="2.25.1.1">
<securityCategoryTag name="Words" tagType="restrictive"><tagCategory name="ALPHA" lacv="1"><excludedClass>OPEN</excludedClass></tagCategory>
</securityCategoryTag></securityCategoryTagSet><securityCategoryTagSet name="Releasable To" id="2.25.1.2">
<securityCategoryTag name="Releasable To" tagType="permissive"><tagCategory name="JPN" lacv="392">
<equivalentSecCategoryTag policyRef="SOUTH" tagSetId="2.25.2.1" tagType="permissive" lacv="7" applied="both"/>
<markingData phrase="Japan"/></tagCategory>
<markingQualifier><qualifier markingQualifier="Releasable to " qualifierCode="prefix"/></markingQualifier></securityCategoryTag>
</securityCategoryTagSet></securityCategoryTagSets></SPIF>"""
SOUTH = """<SPIF xmlns="http://www.xmlspif.org/spif" schemaVersion="2.1"><securityPolicyId name="SOUTH" id="2.25.2"/>
<securityClassifications><securityClassification name="GEHEIM" lacv="5" hierarchy="1"/></securityClassifications>
<securityCategoryTagSets><securityCategoryTagSet name="An" id="2.25.2.1"><securityCategoryTag name="An" tagType="permissive">
<tagCategory name="JP" lacv="7"/></securityCategoryTag></securityCategoryTagSet></securityCategoryTagSets></SPIF>"""
LABEL = """<originatorConfidentialityLabel xmlns="urn:nato:stanag:4774:confidentialitymetadatalabel:1:0">
<ConfidentialityInformation><PolicyIdentifier>NORTH</PolicyIdentifier><Classification>{}</Classification>
<Category Type="PERMISSIVE" TagName="Releasable To"><GenericValue>jpn</GenericValue></Category></ConfidentialityInformation>
<CreationDateTime>2024-11-20T00:00:00Z</CreationDateTime></originatorConfidentialityLabel>"""
CLEARANCE = """<clearance xmlns='http://surevine.com/xmlns/spiffy'><policy id='2.25.1'/><classification lacv='2'/>{}</clearance>"""


HIDING = SPIF.replace('<tagCategory name="ALPHA"', '<tagCategory name="QUIET" lacv="2"><markingData><code>noMarkingDisplay</code>'
                      '</markingData></tagCategory><tagCategory name="ALPHA"')


def expect(says, holds, told=""):
    if not holds:
        FAULTS.append(f"{says}: {told}")


def write(name, text):
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)


def label(*words, exit_code=0):
    done = run(["label", *words])
    text = done.stdout.decode()
    expect(" ".join(words), done.returncode == exit_code, f"exit {done.returncode}: {done.first_line} {text}")
    return text if exit_code in (0, 3, 4) else done.first_line


def checks():
    text = label("check", "--spif", "north.xml", "NORTH SECRET ALPHA Releasable to Japan")
    expect("a valid marking", text == "valid under NORTH\nmarking    NORTH SECRET ALPHA Releasable to Japan\ncolour     #c00000\n", text)
    found = json.loads(label("check", "--spif", "north.xml", "NORTH SECRET Releasable to Japan", "--format", "json"))
    expect("a colour", found["color"] == "#c00000", found)
    text = label("check", "--spif", "north.xml", "NORTH OPEN ALPHA", exit_code=4)
    expect("an excluded class", "SPIF-EXCLUDED-CLASS at 11-16 `ALPHA`: `ALPHA` is not for `OPEN`\n" in text, text)
    found = json.loads(label("check", "--spif", "north.xml", "NORTH SERCET", "--format", "json", exit_code=4))
    expect("no marking", found["valid"] is False and [(f["rule"], *f["span"]) for f in found["findings"]] == [("SPIF-MARKING", 6, 12)], found)
    text = label("check", "--spif", "north.xml", "label.xml", "--clearance", "good.xml")
    expect("a clearance that opens", text.endswith("clearance  {SECRET} Releasable to Japan\naccess     allowed\n"), text)
    text = label("check", "--spif", "north.xml", "label.xml", "--clearance", "poor.xml", exit_code=3)
    expect("one that does not", text.endswith("clearance  {SECRET}\naccess     denied\nSPIF-ACCESS-PERMISSIVE: the clearance has none of `Releasable To` (`JPN`)\n"), text)
    text = label("check", "--spif", "north.xml", "unknown.xml", "--clearance", "good.xml", exit_code=4)
    expect("an unknown level", "SPIF-CLASSIFICATION: `NORTH` has no classification `TOP`; there are OPEN, SECRET" in text and "access" not in text, text)
    expect("BER", "a label in BER is not read" in label("check", "--spif", "north.xml", "label.ber", exit_code=1))
    expect("no --spif", "--spif FILE" in label("check", "x", exit_code=2))


def what_texts_hide():
    """A text opens no more than each label that is marked so, and becomes no label that is wider than its own."""
    write("hiding.xml", HIDING)
    write("quiet.xml", LABEL.format("SECRET").replace("<Category ", '<Category Type="RESTRICTIVE" TagName="Words"><GenericValue>QUIET</GenericValue></Category><Category ', 1))
    write("holder.xml", CLEARANCE.format("<tag type='permissive' id='2.25.1.2' lacv='392'/><tag type='restrictive' id='2.25.1.1' lacv='2'/>"))
    marking = "NORTH SECRET Releasable to Japan"
    for given, clearance, code, rule in (("label.xml", "good.xml", 0, None), ("quiet.xml", "good.xml", 3, "SPIF-ACCESS-RESTRICTIVE"),
                                         ("quiet.xml", "holder.xml", 0, None), (marking, "good.xml", 3, "SPIF-ACCESS-TEXT"), (marking, "holder.xml", 0, None)):
        text = label("check", "--spif", "hiding.xml", given, "--clearance", clearance, "--format", "json", exit_code=code)
        answer = json.loads(text)
        expect(f"hidden: {given} {clearance}", answer["marking"] == marking and answer["access"]["allowed"] == (code == 0)
               and [each["rule"] for each in answer["access"]["reasons"]] == ([rule] if rule else []), text)
    text = label("check", "--spif", "hiding.xml", marking, "--clearance", "good.xml", exit_code=3)
    expect("what is hidden is named", "markings of `NORTH` do not show `QUIET` of `Words`, which the label may have and the clearance lacks" in text, text)
    convert = ("convert", "--from", "text", marking, "--spif", "hiding.xml", "--to")
    expect("a wider label", "do not show `QUIET` of `Words`, which the label may have" in label(*convert, "4774", exit_code=1))
    expect("with --lossy", ">JPN<" in label(*convert, "4774", "--lossy"))
    expect("text to text", label(*convert, "text") == marking + "\n")


def published_suite():
    """The published suite's own label and its marking, with clearances that hold all that is seen of it."""
    data = os.path.join(os.environ.get("ENTENTE_CONFORMANCE_DIR", ""), "spiffing/test-data")
    if not os.path.exists(data):
        print("skipped: published_suite (no published suite here)")
        return
    policy = os.path.join(data, "nato-4774-policy.xml")
    tags = "<tag type='enumeratedPermissive' id='1.3.26.1.4.2' lacv='392'/>"
    clearance = "<clearance xmlns='http://surevine.com/xmlns/spiffy'><policy id='1.3.26.1.3.1'/><classification lacv='2'/>{}</clearance>"
    write("seen.xml", clearance.format(tags))
    write("all.xml", clearance.format(tags + "".join(f"<tag type='permissive' id='1.3.26.1.4.4' lacv='{lacv}'/>" for lacv in (*range(1001, 1011), 10000))))
    for what in (os.path.join(data, "nato-4774-17-4.xml"), "NATO RESTRICTED Releasable to Japan, Switzerland, Ukraine"):
        for clearance, code in (("seen.xml", 3), ("all.xml", 0)):
            text = label("check", "--spif", policy, what, "--clearance", clearance, exit_code=code)
            expect(what, f"access     {'denied' if code else 'allowed'}" in text, text)


def documented():
    """The examples of labels.md are what they say: valid under the shipped policy of NATO, and opened by that clearance."""
    root = os.environ["ENTENTE_SOURCE_DIR"]
    with open(os.path.join(root, "docs/formats/labels.md"), encoding="utf-8") as file:
        examples = [part.split("```")[0] for part in file.read().split("```xml\n")[1:]]
    write("documented.xml", examples[0])
    write("documented-clearance.xml", examples[1])
    spif = os.path.join(root, "data/worlds/indo-pacific/policies/NATO.xml")
    text = label("check", "--spif", spif, "documented.xml", "--clearance", "documented-clearance.xml")
    expect("the documented label", text.startswith("valid under NATO\n") and "access     allowed" in text, text)
    write("other-clearance.xml", examples[1].replace(">NATO<", ">JPN<"))
    text = label("check", "--spif", spif, "documented.xml", "--clearance", "other-clearance.xml", exit_code=3)
    expect("a clearance of another policy", "SPIF-ACCESS-POLICY: the clearance is of policy `JPN`, not of `NATO`" in text, text)
    missing = label("convert", "--from", "text", "SECRET//FGI GBR//NOFORN", "--policy", "USA", "--to", "4774", exit_code=1)
    expect("what is missing", "it has no place for foreign sources (FGI)" in missing, missing)


def conversions():
    json_label = label("convert", "label.xml", "--to", "5636")
    expect("4774 to 5636", json.loads(json_label)["ocl"] == {"pol": "NORTH", "cls": "SECRET", "dcr": "2024-11-20T00:00:00Z", "catl": [
        {"type": "P", "name": "Releasable To", "vals": ["jpn"]}]}, json_label)
    write("label.json", json_label)
    expect("and back", label("convert", "label.json", "--to", "4774") == label("convert", "label.xml", "--to", "4774"))
    structured = label("convert", "label.json", "--from", "5636", "--to", "4774-json")
    write("structured.json", structured)
    expect("both JSON forms", label("convert", "structured.json", "--to", "5636") == json_label)
    expect("text", label("convert", "label.xml", "--spif", "north.xml", "--to", "text") == "NORTH SECRET Releasable to Japan\n")
    values = label("convert", "--from", "text", "NORTH SECRET Releasable to Japan", "--spif", "north.xml", "--to", "lacv")
    write("values.xml", values)
    expect("values", label("convert", "values.xml", "--spif", "north.xml", "--to", "text") == "NORTH SECRET Releasable to Japan\n", values)
    other = label("convert", "label.xml", "--spif", "north.xml", "--to-policy", "south.xml", "--to", "4774")
    expect("the equivalent", "<alternativeConfidentialityLabel" in other and ">GEHEIM<" in other and ">JP<" in other, other)
    world = label("convert", "--from", "text", "SECRET//REL TO USA, JPN", "--policy", "USA", "--to", "4774")
    write("world.xml", world)
    expect("of a world", label("convert", "world.xml", "--policy", "USA", "--to", "text") == "SECRET//REL TO USA, JPN\n", world)
    flat = "".join(line.strip() for line in world.splitlines())
    expect("its values", all(text in flat for text in (
        "<PolicyIdentifier>USA<", "<Classification>SECRET<", 'Type="PERMISSIVE" TagName="Releasable To"><GenericValue>JPN<', "<GenericValue>USA<"))
        and world.count("<GenericValue>") == 2, world)
    short = json.loads(label("convert", "--from", "text", "SECRET//ORCON/NOFORN", "--policy", "USA", "--to", "5636"))["ocl"]
    expect("tokens and no others", short == {"pol": "USA", "cls": "SECRET", "catl": [{"type": "R", "name": "Dissemination", "vals": ["ORCON", "NOFORN"]}]}, short)
    expect("not of that policy", "the label is of USA, not of NATO" in label("convert", "world.xml", "--policy", "NATO", "--to", "text", exit_code=1))
    expect("display", "would not say the same" in label(
        "convert", "--from", "text", "SECRET//DISPLAY ONLY JPN", "--policy", "USA", "--to", "5636", exit_code=1))
    expect("both", "one or the other" in label("convert", "world.xml", "--policy", "USA", "--spif", "north.xml", "--to", "text", exit_code=2))
    expect("no equivalent", "`OPEN` of `NORTH` has no equivalent in `SOUTH`" in label(
        "convert", "open.xml", "--spif", "north.xml", "--to-policy", "south.xml", "--to", "4774", exit_code=1))
    expect("another form", "--from" in label("convert", "label.xml", "--from", "5636", "--to", "4774", exit_code=1))
    expect("no policy", "--spif" in label("convert", "label.xml", "--to", "text", exit_code=1))
    expect("what values cannot carry", "date of creation" in label("convert", "label.xml", "--spif", "north.xml", "--to", "lacv", exit_code=1))
    expect("unknown form", "is none of 4774, 5636" in label("convert", "label.xml", "--to", "4775", exit_code=2))


def sealed_by_others():
    """The labels in the assertions of another implementation's file convert to themselves."""
    folder = os.environ.get("ENTENTE_CONFORMANCE_DIR", "")
    golden = os.path.join(folder, "opentdf/golden/with-json-object-assertions-java.tdf")
    if not os.path.exists(golden):
        return
    with zipfile.ZipFile(golden) as sealed:
        assertions = json.loads(sealed.read("0.manifest.json"))["assertions"]
    for assertion in assertions:
        write("statement.json", json.dumps(assertion["statement"]))
        expect("a sealed label", json.loads(label("convert", "statement.json", "--to", "5636")) == assertion["statement"]["value"], assertion)
    expect("sealed labels", len(assertions) == 2)


def decisions():
    """A label as an object decides as the marking that says the same, and denies where there is none."""
    def ask(given, **more):
        request = {"subject": {"type": "party", "id": "JPN"}, "action": {"name": "disclose"},
                   "resource": {"type": "information", "id": "r1", "properties": {"label": given, **more}}}
        write("request.ndjson", json.dumps(request) + "\n")
        return json.loads(run(["decide", "request.ndjson", "--as-of", "2024-11-20", "--explain"]).stdout)

    def ocl(policy, level, **tags):
        return {"ocl": {"pol": policy, "cls": level, "catl": [{"type": "P", "name": tag.replace("_", " "), "vals": vals} for tag, vals in tags.items()]}}

    for marking, policy, by_names in (
            ("SECRET//REL TO USA, JPN", "USA", ocl("USA", "SECRET", Releasable_To=["usa", "jpn"])),
            ("SECRET//REL TO USA, KOR", "USA", ocl("usa", "secret", Releasable_To=["usa", "kor"])),
            ("NATO SECRET RELEASABLE TO JPN", "NATO", ocl("NATO", "SECRET", Context=["NATO", "Releasable"], Releasable_To=["NATO", "JPN"])),
            ("NATO SECRET", "NATO", ocl("NATO", "SECRET"))):
        expect(marking, ask(by_names) == ask(marking, policy=policy), ask(by_names))
    expect("permit", ask(ocl("USA", "SECRET", Releasable_To=["usa", "jpn"]))["decision"] is True)
    write("usa.json", json.dumps(ocl("USA", "SECRET", Releasable_To=["USA", "JPN"])))
    xml = label("convert", "usa.json", "--to", "4774")
    expect("4774 in XML", ask({"xml": xml})["decision"] is True)
    for says, given, more in (("another policy", ocl("USA", "SECRET"), {"policy": "NATO"}), ("an unknown tag", ocl("USA", "SECRET", Only=["jpn"]), {}),
                              ("no label", {"SECRET": True}, {}), ("an unknown level", ocl("USA", "SERCET"), {})):
        answer = ask(given, **more)
        first = answer["context"]["reasons"][0]
        expect(says, answer["decision"] is False and (first["rule"], first["outcome"]) == ("label-valid", "fail"), answer)


def main():
    for name, text in (("north.xml", SPIF), ("south.xml", SOUTH), ("label.xml", LABEL.format("SECRET")), ("open.xml", LABEL.format("OPEN")),
                       ("unknown.xml", LABEL.format("TOP")), ("label.ber", "1\x16\x02\x01"), ("poor.xml", CLEARANCE.format("")),
                       ("good.xml", CLEARANCE.format("<tag type='permissive' id='2.25.1.2' lacv='0392'/>"))):
        write(name, text)
    for part in (checks, what_texts_hide, published_suite, documented, conversions, sealed_by_others, decisions):
        part()
    print("\n".join(FAULTS) if FAULTS else "labels are checked and converted as described")
    return 1 if FAULTS else 0


sys.exit(main())
