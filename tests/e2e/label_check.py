"""`entente label check`: exit codes, what is printed, the corrected copy, and what is refused."""
import json
import os
import re
import sys
import tempfile
from pathlib import Path

from _running import run

SOURCE = os.environ["ENTENTE_SOURCE_DIR"]

DOCUMENT = """SECRET/NOFORM

(S//REL TO JPN, USA) one
(s//nf) two
- (TS//SI//NF) three
text (S//XX) inside
**(S//OC/REL TO USA JPN)** five
(S//REL TO USA, JPM) six

SERCET//NOFORN
"""
CORRECTED = """SECRET//NOFORN

(S//REL TO USA, JPN) one
(S//NF) two
- (TS//SI//NF) three
text (S//XX) inside
**(S//OC/REL TO USA, JPN)** five
(S//REL TO USA, JPM) six

SECRET//NOFORN
"""


class Faults:
    def __init__(self):
        self.count = 0
        self.checked = 0

    def expect(self, holds, what):
        self.checked += 1
        if not holds:
            self.count += 1
            print("fault:", what)


def markings(faults):
    for text, code, corrected in (("SECRET//NOFORN", 0, None), ("SERCET//NOFORN", 4, "SECRET//NOFORN"), ("(S//REL TO JPN, USA)", 4, "(S//REL TO USA, JPN)"),
                                  ("SECRET//XYZZY", 4, None), ("", 4, None)):
        done = run(["label", "check", "--policy", "USA", text, "--format", "json"])
        answer = json.loads(done.stdout)
        faults.expect(done.returncode == code, f"{text!r}: exit {done.returncode}, not {code}")
        faults.expect(answer["valid"] == (code == 0) and bool(answer["findings"]) == (code == 4), f"{text!r}: {answer}")
        faults.expect((answer["corrected"] or {}).get("text") == corrected, f"{text!r}: corrected {answer['corrected']}")
        for finding in answer["findings"]:
            begin, end = finding["span"]
            faults.expect(0 <= begin <= end <= len(text.encode()), f"{text!r}: span {finding['span']}")
    text = run(["label", "check", "--policy", "USA", "SERCET//NOFORN"]).stdout.decode()
    faults.expect(text.split("\n")[1] == "^^^^^^" and "corrected: SECRET//NOFORN" in text, f"text: {text}")
    for words, code in ((["S//NF"], 2), (["S//NF", "--policy", "USB"], 1), (["S//NF", "--policy", "USA", "--fix"], 2), (["no-such.md"], 2),
                        (["S//NF", "--policy", "USA", "--form", "banner"], 4), (["S//NF", "--policy", "USA", "--form", "side"], 2),
                        (["S//NF", "--policy", "USA"], 4)):
        done = run(["label", "check", *words])
        faults.expect(done.returncode == code and (code == 4 or done.first_line), f"{words}: exit {done.returncode}, {done.first_line}")


def documents(faults, folder):
    file = folder / "report.md"
    file.write_text(DOCUMENT, encoding="utf-8")
    done = run(["label", "check", "report.md"], folder)
    lines = done.stdout.decode().split("\n")
    faults.expect(done.returncode == 4, f"exit {done.returncode}: {done.first_line}")
    faults.expect(any(line.startswith("report.md:3:12: error:") for line in lines), f"no line:column: {lines}")
    faults.expect("7 marks of USA, 7 different" in lines[-3], f"summary: {lines[-3:]}")
    done = run(["label", "check", "report.md", "--fix"], folder)
    copy = folder / "report.corrected.md"
    faults.expect(copy.exists() and copy.read_text(encoding="utf-8") == CORRECTED, "the corrected copy")
    faults.expect(file.read_text(encoding="utf-8") == DOCUMENT, "the document was changed")
    done = run(["label", "check", "report.md", "--fix"], folder)
    faults.expect(done.returncode == 1 and "exists" in done.first_line, f"an existing copy: {done.returncode} {done.first_line}")
    faults.expect(run(["label", "check", "report.md", "--fix", "--force"], folder).returncode == 4, "--force")
    report = json.loads(run(["label", "check", "report.md", "--format", "json"], folder).stdout)
    listed = [entry["finding"]["severity"] for entry in report["findings"]]
    faults.expect(listed.count("error") == report["errors"] and listed.count("warning") == report["warnings"], "counts of findings")
    content = DOCUMENT.encode()
    for entry in report["findings"]:
        begin, end = entry["finding"]["span"]
        faults.expect(content[:begin].count(b"\n") + 1 == entry["line"], f"line of {entry}")
        faults.expect(len(content[content.rfind(b"\n", 0, begin) + 1:begin].decode()) + 1 == entry["column"], f"column of {entry}")
        faults.expect(b"\n" not in content[begin:end], f"span of {entry}")


BLOCK = "SECRET//NOFORN\n\n(S//NF) one\n\nClassified By: 1234\nDerived From: Guide 1\nDeclassify On: %s\n"


def authority(faults, folder):
    for value, code, on in (("20391231", 0, "2039-12-31"), ("20391331", 4, None), ("25X1, 20641231", 0, "2064-12-31"), ("OADR", 0, None)):
        (folder / "block.md").write_text(BLOCK % value, encoding="utf-8")
        done = run(["label", "check", "block.md", "--policy", "USA", "--format", "json"], folder)
        report = json.loads(done.stdout)
        faults.expect(done.returncode == code, f"Declassify On: {value}: exit {done.returncode}")
        faults.expect(report["roll_up"] == {"banner": "SECRET//NOFORN", "declassify_on": on}, f"Declassify On: {value}: {report['roll_up']}")
        faults.expect(all((each["line"], each["column"]) == (7, 16) for each in report["findings"]), f"Declassify On: {value}: {report['findings']}")


def unmarked(faults, folder):
    """Each finding of a document is told where it stands, also of a line that bears no mark."""
    (folder / "unmarked.md").write_text("SECRET//NOFORN\n\n(U) one\n\nThe name is X.\n\n(S//NF) two\n\n(S//NF)//OC three\n", encoding="utf-8")
    done = run(["label", "check", "unmarked.md"], folder)
    lines = done.stdout.decode().split("\n")
    for place in ("unmarked.md:5:1: warning: a paragraph bears", "unmarked.md:9:8: error:"):
        faults.expect(any(line.startswith(place) for line in lines), f"not told: {place}: {lines}")
    report = json.loads(run(["label", "check", "unmarked.md", "--format", "json"], folder).stdout)
    listed = [each["finding"]["severity"] for each in report["findings"]]
    faults.expect(listed.count("error") == report["errors"] == 1 and listed.count("warning") == report["warnings"] == 2, f"counted and not listed: {report}")


def byte_order_mark(faults, folder):
    (folder / "bom.md").write_bytes(b"\xef\xbb\xbfSECRET/NOFORN\n\n(S//NF) one\n")
    report = json.loads(run(["label", "check", "bom.md", "--policy", "USA", "--fix", "--format", "json"], folder).stdout)
    first = report["findings"][0]
    faults.expect((first["line"], first["column"], first["finding"]["span"]) == (1, 7, [9, 10]), f"behind a byte order mark: {first}")
    faults.expect((folder / "bom.corrected.md").read_bytes() == b"\xef\xbb\xbfSECRET//NOFORN\n\n(S//NF) one\n", "the copy keeps the byte order mark")


def sarif(faults, folder):
    report = json.loads(run(["label", "check", "report.md", "--sarif"], folder).stdout)
    each = report["runs"][0]
    known = {rule["id"] for rule in each["tool"]["driver"]["rules"]}
    faults.expect(report["version"] == "2.1.0" and each["results"], "SARIF without results")
    for rule in each["tool"]["driver"]["rules"]:
        faults.expect(rule["shortDescription"]["text"] and (Path(SOURCE) / rule["help"]["text"].split(", ")[1]).is_file(), f"rule {rule}")
    plain = json.loads(run(["label", "check", "report.md", "--format", "json"], folder).stdout)["findings"]
    for finding, result in zip((entry["finding"] for entry in plain), each["results"], strict=True):
        correction = finding["correction"]
        faults.expect(("fixes" in result) == bool(correction and correction["certain"]), f"only what is certain is a fix: {result}")
        if correction and not correction["certain"]:
            faults.expect(result["message"]["text"].endswith(f"; perhaps write `{correction['text']}`"), f"an uncertain correction is said: {result}")
    for result in each["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        faults.expect(result["ruleId"] in known and result["level"] in ("error", "warning"), f"result {result}")
        line = DOCUMENT.split("\n")[region["startLine"] - 1]
        faults.expect(1 <= region["startColumn"] <= region["endColumn"] <= len(line) + 1, f"region {region}")


ISM = '<d xmlns:ism="urn:us:gov:ic:ism" ism:classification="S" ism:ownerProducer="USA" ism:disseminationControls="REL"/>'


def whose(faults, folder):
    """Without --policy: who wrote a list of a release is in it, and nobody is taken for its writer who is not."""
    block = "\nClassified By: usa-analyst-1\nReason: 1.4(c)\nDeclassify On: 20301231\n"
    for text, code, told in (("SECRET//REL TO JPN, USA\n\n(S//REL TO JPN, USA) t\n", 4, "of USA"), ("SECRET//REL TO JPN, USA\n\n(S) t\n" + block, 4, "of USA"),
                             ("SECRET//REL TO JPN\n\n(S//REL TO JPN) t\n", 1, "may be of AUS, USA"), ("SECRET//REL TO FVEY\n\n(S) t\n", 1, "may be of AUS, USA"),
                             ("SECRET/REL TO USA, JPN\n", 4, "of USA"), ("SERCET//REL TO JPN, USA\n", 4, "of USA"), ("SECRET//REL AUS/USA\n\n(S//REL AUS/USA) t\n", 0, "of AUS"),
                             ("NATO SECRET//Releasable to JPN\n", 0, "of NATO"), ("SECRET\n\n(S) t\n" + block, 0, "of USA"), ("SECRET\n\n(S) t\n", 1, "may be of AUS"),
                             ("VS-NfD\n\nText.\n", 0, "of DEU"), ("SECRET//NOFORN\n\n(S//NF) t\n\nTS\n", 0, "of USA")):
        (folder / "whose.md").write_text(text, encoding="utf-8")
        done = run(["label", "check", "whose.md"], folder)
        said = (done.stdout + done.stderr).decode()
        faults.expect(done.returncode == code and told in said, f"{text!r}: exit {done.returncode}, not `{told}`: {said}")


def brackets(faults):
    done = run(["label", "check", "[S//NF]", "--policy", "USA"])
    faults.expect(done.returncode == 4, f"a mark in brackets: {done.returncode} {done.stdout}")


def several(faults, folder):
    """Documents and files of ISM together: each told of, one that cannot be read passed by."""
    (folder / "wrong.md").write_text("SERCET//NOFORN\n\n(S//NF) one\n", encoding="utf-8")
    (folder / "right.md").write_text("SECRET//NOFORN\n\n(S//NF) one\n", encoding="utf-8")
    (folder / "ism.xml").write_text(ISM, encoding="utf-8")
    check = ["label", "check"]
    for files, code in ((["right.md", "right.md"], 0), (["right.md", "wrong.md", "ism.xml"], 4), (["right.md", "ism.xml"], 4),
                        (["wrong.md", "absent.md"], 1), (["wrong.md", "SECRET"], 2), (["absent.md", "right.md"], 1)):
        done = run([*check, *files], folder)
        faults.expect(done.returncode == code, f"{files}: exit {done.returncode}")
        if code != 2:
            faults.expect(f"\n{len(files)} files: ".encode() in done.stdout, f"{files}: no total: {done.stdout}")
    report = json.loads(run([*check, "wrong.md", "absent.md", "ism.xml", "--format", "json"], folder).stdout)
    faults.expect([each["file"] for each in report["files"]] == ["wrong.md", "absent.md", "ism.xml"], f"files {report}")
    faults.expect("error" in report["files"][1] and (report["errors"], report["failed"]) == (2, 1), f"sums of {report}")
    log = json.loads(run([*check, "wrong.md", "absent.md", "ism.xml", "--sarif"], folder).stdout)["runs"][0]
    places = [result["locations"][0]["physicalLocation"] for result in log["results"]]
    faults.expect({place["artifactLocation"]["uri"] for place in places} == {"wrong.md", "ism.xml"}, f"places {places}")
    faults.expect(log["invocations"][0]["executionSuccessful"] is False and "absent.md" in json.dumps(log["invocations"]), f"{log['invocations']}")
    alone = json.loads(run([*check, "ism.xml", "--sarif"], folder).stdout)["runs"][0]
    faults.expect(alone["results"][0]["ruleId"] == "ISM-ID-00031" and places[-1]["region"] == {"startLine": 1}, f"ISM {alone}")
    faults.expect(run([*check, "wrong.md", "right.md", "--fix", "--output", "x.md"], folder).returncode == 2, "one output for two documents")
    faults.expect(run([*check, "wrong.md", "right.md", "--fix"], folder).returncode == 4, "--fix of two")
    faults.expect((folder / "wrong.corrected.md").read_text(encoding="utf-8").startswith("SECRET//NOFORN\n"), "the copy beside its document")
    faults.expect(not (folder / "right.corrected.md").exists(), "a copy with nothing corrected")


def rules_have_words(faults):
    words = (Path(SOURCE) / "src/format/rule_words.cpp").read_text(encoding="utf-8")
    page = (Path(SOURCE) / "docs/formats/label-check.md").read_text(encoding="utf-8")
    rules = set()
    for room in ("label", "document"):
        for file in (Path(SOURCE) / "src" / room).glob("*.cpp"):
            if not file.name.endswith("_test.cpp"):
                rules |= set(re.findall(r'"((?:US-[A-Z](?:\.\d+)?|MARK-[a-z-]+|SPIF-excluded-class))"', file.read_text(encoding="utf-8")))
    faults.expect(len(rules) > 20, f"only {len(rules)} rules are found in the sources")
    for rule in sorted(rules):
        faults.expect(f'{{"{rule}", ' in words, f"{rule} has no words in rule_words.cpp")
        faults.expect(f"`{rule}`" in page, f"{rule} does not stand in label-check.md")


def hostile(faults, folder):
    for name, content, words in (("binary.md", b"SECRET\0//NOFORN\n", "UTF-8"), ("latin.md", b"SECRET//NOFORN\n\xff\n", "UTF-8"),
                                 ("either.md", b"(S) one\n", "--policy"),
                                 ("many.md", b"SECRET//NOFORN\n" + b"".join(b"(S//A%d) x\n" % i for i in range(3000)), "different marks")):
        (folder / name).write_bytes(content)
        done = run(["label", "check", name, "--fix"], folder)
        faults.expect(done.returncode == 1 and words in done.first_line, f"{name}: {done.returncode} {done.first_line}")
        faults.expect(not (folder / name.replace(".md", ".corrected.md")).exists(), f"{name}: a copy was written")
    (folder / "empty.md").write_bytes(b"")
    (folder / "plain.md").write_bytes(b"nothing is marked here\n")
    for words in (["plain.md"], ["empty.md"], ["plain.md", "--fix"]):
        done = run(["label", "check", *words], folder)
        faults.expect(done.returncode == 0 and b"no mark of any system stands" in done.stdout, f"an unmarked document: {done.stdout}")
    report = json.loads(run(["label", "check", "plain.md", "--format", "json"], folder).stdout)
    faults.expect(report["policy"] is None and report["marks"] == 0, f"an unmarked document has a policy: {report}")
    (folder / "near.md").write_bytes(b"SERCET\n\nnothing else is marked here\n")
    done = run(["label", "check", "near.md"], folder)
    faults.expect(done.returncode != 0, f"a near miss of a banner counts as no mark: {done.stdout}")
    done = run(["label", "check", "empty.md", "--policy", "USA"], folder)
    faults.expect(done.returncode == 0 and b"no mark stands" in done.stdout, f"an empty document: {done.stdout}")


def main() -> int:
    faults = Faults()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        markings(faults)
        brackets(faults)
        rules_have_words(faults)
        documents(faults, folder)
        authority(faults, folder)
        unmarked(faults, folder)
        whose(faults, folder)
        byte_order_mark(faults, folder)
        sarif(faults, folder)
        several(faults, folder)
        hostile(faults, folder)
    print(f"{faults.checked} checks, {faults.count} faults")
    return 1 if faults.count else 0


if __name__ == "__main__":
    sys.exit(main())
