"""The completed rows of the compiled agreements stand in the shipped world.

tests/golden/completed_rows.tsv names every row, and says which facts carry it, in which status and since when. Here it is held against
both sides: the world's files, read without the program, and the table of agreements where that is at hand.
"""
import csv
import os
import sys
import tomllib
from pathlib import Path

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
WORLD = SOURCE / "data/worlds/indo-pacific"
ROWS = 90

# The status words of a row, and those of an instrument that stand for them.
WORDS = {
    "in force": {"in-force"},
    "superseded": {"terminated"},
    "signed": {"signed"},
    "under negotiation": {"negotiating"},
    "considered": {"considered"},
    "granted": {"signed"},
    "planned": {"considered"},
    "suspended": {"suspended"},
    "enacted": {"signed"},
    "not found": {"absent"},
}


def table():
    beside = os.environ.get("ENTENTE_CONFORMANCE_DIR")
    if not beside:
        return None
    path = Path(beside).parent / "sources" / "agreements.csv"
    if not path.is_file():
        return None
    with path.open(newline="", encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file) if row["section"] == "completed"}


def golden():
    out = {}
    for line in (SOURCE / "tests/golden/completed_rows.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        row, facts, status, date, why = (line.split("\t") + [""] * 5)[:5]
        if row in out:
            raise SystemExit(f"{row} stands twice in completed_rows.tsv")
        out[row] = (facts.split(), status, date, why)
    return out


def read(pattern):
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(WORLD.glob(pattern))]


INSTRUMENTS = {file["id"]: file for file in read("instruments/*/*.toml")}
PARTIES = {party["id"]: party for file in read("parties/*.toml") for party in file.get("party", [])}


def froms(instrument, value):
    return [status["from"] for status in instrument.get("status", []) if status["value"] == value]


def refines(ours, theirs):
    """`2013-07-04` says the same as `2013-07`, and more."""
    return ours == theirs or ours.startswith(theirs + "-")


def against_world(row, fact, status, date):
    kind, _, name = fact.partition(":")
    if kind == "none":
        what, *between = name.split("/")
        found = [i["id"] for i in INSTRUMENTS.values()
                 if i["kind"] == what and {party["id"] for party in i["parties"]} >= set(between)]
        return [f"{found[0]} exists"] if found or status != "absent" else []
    if kind in ("candidacy", "programme"):
        return []  # of the program's own test: these files state histories of another kind
    if kind == "party":
        return [] if name in PARTIES and PARTIES[name]["kind"] == "group" else [f"{name} is no group"]
    if name not in INSTRUMENTS:
        return [f"no instrument {name}"]
    instrument = INSTRUMENTS[name]
    if status == "notice":
        return [] if date in [notice["on"] for notice in instrument.get("notice", [])] else [f"{name} has no notice of {date}"]
    if status == "recorded":
        begun = [start for start in froms(instrument, "in-force") if start[:len(date)] <= date]
        return [] if begun else [f"{name} does not begin by {date}"]
    return [] if date in froms(instrument, status) else [f"{name} is not {status} from {date}"]


def against_table(stated, facts, status):
    """In what a row of the table differs in status, members and dates, and how."""
    if facts[0].startswith("party:"):
        party = facts[0].removeprefix("party:")
        listed = set(stated["parties"].split(";")) - {party}
        ours = {member["id"] for member in PARTIES[party]["member"]}
        return [] if ours == listed else [("members", f"members {sorted(ours)}, the row says {sorted(listed)}")]
    if not facts[0].startswith("instrument:") or status == "notice":
        return []
    out = []
    if status not in WORDS.get(stated["status"], {stated["status"]}):
        out.append(("status", f"status {status}, the row says {stated['status']}"))
    for fact in facts:
        instrument = INSTRUMENTS.get(fact.removeprefix("instrument:"))
        if instrument is None:
            continue
        wanted = set(stated["parties"].split(";")) & set(PARTIES)
        ours = {party["id"] for party in instrument["parties"]}
        if not wanted <= ours:
            out.append(("parties", f"parties {sorted(ours)}, the row says {sorted(wanted)}"))
        for column, value in (("date_signed", "signed"), ("date_in_force", "in-force")):
            theirs = stated[column]
            if theirs and not any(refines(mine, theirs) for mine in froms(instrument, value)):
                out.append((value, f"{value} {froms(instrument, value)}, the row says {theirs}"))
    return out


def unexplained(stated, facts, status, why):
    """The differences that `why` does not name; and that it names one which there is not."""
    differences = against_table(stated, facts, status)
    named = why.partition(":")[0]
    out = [text for what, text in differences if what != named]
    if why and named != "note" and named not in [what for what, _ in differences]:
        out.append(f"explains {named}, which does not differ")
    return out


def against_source(rows, stated):
    faults = [f"{row}: in the table, not in completed_rows.tsv" for row in rows.keys() - stated.keys()]
    faults += [f"{row}: in completed_rows.tsv, not in the table" for row in stated.keys() - rows.keys()]
    for row, (facts, status, _, why) in stated.items():
        if row in rows:
            faults += [f"{row}: {fault}" for fault in unexplained(rows[row], facts, status, why)]
    return faults


def main():
    rows = table()
    stated = golden()
    faults = [] if len(stated) == ROWS else [f"{len(stated)} rows in completed_rows.tsv, expected {ROWS}"]
    for row, (facts, status, date, _) in stated.items():
        for fact in facts:
            faults += [f"{row}: {fault}" for fault in against_world(row, fact, status, date)]
    if rows is not None:
        faults += against_source(rows, stated)
    for fault in sorted(faults):
        print(fault)
    if rows is None:
        print("skipped: no table of agreements beside the reference material; the rows are held against the world only")
    print(f"{len(stated)} rows, {len(faults)} faults" + ("; compared with the table" if rows is not None else ""))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
