"""The works of the label room: what is compared, and the inputs, written here or made from reference material that is not ours."""

from __future__ import annotations

import os
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOM = Path(__file__).resolve().parent
DOCUMENT_BYTES = 1_000_000
LINES_BETWEEN = 40  # the same density of marks as in bench/marks_bench.cpp


class Missing(Exception):
    """An input that cannot be made here; says why."""


def suite() -> Path:
    folder = Path(os.environ.get("ENTENTE_CONFORMANCE_DIR", "none")) / "spiffing/test-data"
    if not (folder / "tests.xml").is_file():
        raise Missing("the reference material spiffing/test-data is not here (ENTENTE_CONFORMANCE_DIR)")
    return folder


def repaired(file: Path, folder: Path) -> Path:
    """A policy of the suite as well-formed XML with its namespace: two of its files are neither."""
    text = file.read_text(encoding="utf-8")
    text = text.replace("<SPIF>", '<SPIF xmlns="http://www.xmlspif.org/spif">', 1)
    text = text.replace("</securityCategiryTagSet>", "</securityCategoryTagSet>")
    out = folder / file.name
    out.write_text(text, encoding="utf-8")
    return out


def given(name: str):
    return lambda folder: ROOM / name


def document(folder: Path) -> Path:
    """Running text with a mark on every fortieth line, under the banner that follows from the marks; two marks are wrong."""
    marks = ["(U)", "(C//NF)", "(S//NF)", "(TS//SI//NF)", "(S//REL TO USA, JPN)", "(TS//SI/TK//NF)", "(U//FOUO)", "(C//NF)"]
    plain = ("The patrol reported at noon, as agreed, and left the area in the evening of the same day.\n",
             "and nothing of note was seen in the two hours that followed, so that the crew went to rest.\n")
    lines, size, number = ["TOP SECRET//SI/TK//NOFORN\n", "\n"], 0, 0
    while size < DOCUMENT_BYTES:
        mark, rest = divmod(number, LINES_BETWEEN)
        line = f"{marks[mark % len(marks)]} The harbour was quiet on that day.\n" if rest == 0 else plain[number % 3 != 0]
        if number in (LINES_BETWEEN * 10, LINES_BETWEEN * 20):
            line = "(S//REL TO JPN, USA) The harbour was quiet on that day.\n"
        lines.append(line)
        size += len(line)
        number += 1
    out = folder / "document.txt"
    out.write_text("".join(lines), encoding="utf-8")
    return out


def policies(folder: Path) -> Path:
    files = [suite() / name for name in ("nato-4774-policy.xml", "tlp-plus.xml", "tlp.xml", "uk-demo.xml")]
    out = folder / "policies.txt"
    out.write_text("".join(f"{file}\n" for file in files), encoding="utf-8")
    return out


def judgements(folder: Path) -> Path:
    """The cases of the suite that have a readable label, without what another policy makes of it."""
    lines = []
    for sequence in ElementTree.parse(suite() / "tests.xml").getroot():
        listed = [each.get("spif") for each in sequence.iter("policy") if each.get("exception") is None]
        spifs = ",".join(str(repaired(suite() / name, folder)) for name in listed)
        for case in sequence.iter("test"):
            if case.get("exception") is not None:
                continue
            clearance = None if case.get("encrypt") else case.get("clearance")
            language = case.get("{http://www.w3.org/XML/1998/namespace}lang") or "-"
            lines.append("\t".join((spifs, str(suite() / case.get("label")), str(suite() / clearance) if clearance else "-", language)))
    out = folder / "judgements.txt"
    out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return out


def labels_4774(folder: Path) -> Path:
    policy = suite() / "nato-4774-policy.xml"
    out = folder / "labels.txt"
    out.write_text("".join(f"{policy}\t{file}\n" for file in sorted(suite().glob("*.nato"))), encoding="utf-8")
    return out


# Name; what is counted; whether the input is one item a line, or a whole; how the input is made; what is done.
WORKS = (
    ("label/portion", "marks", True, given("portions.txt"), "a US portion mark read into all that it says"),
    ("label/banner", "marks", True, given("banners.txt"), "a US banner line read into all that it says"),
    ("label/check", "marks", True, given("checked.txt"), "a US portion mark judged by the rules: valid or not"),
    ("label/document", "bytes", False, document, "a document: its marks found and judged, the wrong ones named by place"),
    ("spif/load", "files", True, policies, "an XML SPIF read from memory"),
    ("spif/judge", "labels", True, judgements, "a label read from XML: validity, marking, and the decision on a clearance where there is one"),
    ("label/4774", "labels", True, labels_4774, "a label of STANAG 4774 read, found in its SPIF, and written again"),
)
