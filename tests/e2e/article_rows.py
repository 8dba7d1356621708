"""Every row taken from the five articles is a claim of the shipped world, and is about what the row is about.

tests/golden/article_rows.tsv lists the rows. Where the table of agreements is at hand, the rows are held against it: each party of a row
is one of what its claim speaks of (of the instrument, event, programme ..., or named by what it says), and the claim is of the row's kind.
"""
import csv
import os
import pathlib
import sys
import tomllib
from collections import Counter

ROWS = 152
SOURCE_DIR = pathlib.Path(os.environ.get("ENTENTE_SOURCE_DIR", "."))
WORLD = SOURCE_DIR / "data" / "worlds" / "indo-pacific"
GOLDEN = SOURCE_DIR / "tests" / "golden" / "article_rows.tsv"

# Kinds of rows that say what a claim of them must be about: an instrument or a number of that kind, or such a fact.
KINDS = {
    "2+2": {"consultation"}, "information-security agreement": {"information-security"}, "defence equipment transfer": {"equipment-transfer"},
    "ACSA": {"cross-servicing"}, "RAA": {"reciprocal-access"}, "OSA grant": {"security-assistance"}, "event": {"event"}, "exercise": {"event"},
    "summit": {"event"}, "candidate membership": {"candidacy"}, "risk": {"risk"}, "obstacle": {"risk"}, "contribution": {"capability"},
    "requirement": {"requirement", "commitment", "clause"}, "programme": {"programme", "project", "commitment", "capability"},
    "membership": {"party", "alliance", "programme", "project"}, "export-control tier": {"programme", "export-exemption", "requirement"},
}


def table():
    conformance = os.environ.get("ENTENTE_CONFORMANCE_DIR")
    path = pathlib.Path(conformance).parent / "sources" / "agreements.csv" if conformance else None
    if path is None or not path.is_file():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file) if row["section"] == "article"}


def read(pattern):
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(WORLD.glob(pattern))]


class Facts:
    """The files of the world by reference (`instrument:ukusa`), read without the program."""

    def __init__(self):
        self.of = {f"instrument:{file['id']}": file for file in read("instruments/*/*.toml")}
        for folder in ("parties", "events", "programmes", "profiles"):
            for file in read(f"{folder}/*.toml"):
                for kind, entries in file.items():
                    self.of |= {f"{kind}:{entry['id']}": entry for entry in entries}
        self.assessments = [fact for name, fact in self.of.items() if name.startswith("assessment:")]
        self.groups = {name.removeprefix("party:"): {member["id"] for member in fact["member"]}
                       for name, fact in self.of.items() if name.startswith("party:") and fact["kind"] == "group" and "member" in fact}

    def within(self, entry, key):
        return {each["party"] for each in entry.get(key, [])}

    def parties(self, name):
        """Whom the fact of that name is about."""
        kind, _, rest = name.partition(":")
        whole, _, part = rest.partition("#")
        if kind == "party":
            return {rest}
        if kind == "clause":
            return self.parties(f"instrument:{whole}")
        if kind == "project":
            programme = self.of[f"programme:{whole}"]
            project = next(each for each in programme["project"] if each["id"] == part)
            return self.within(project, "participant") | (self.within(programme, "participant") if "participant" not in project else set())
        if kind == "requirement":
            assessed = {each["party"] for each in self.assessments if each["requirement"] == name}
            return assessed | self.parties(self.of[f"profile:{whole}"]["of"])
        fact = self.of[name]
        match kind:
            case "instrument":
                return {party["id"] for party in fact["parties"]}
            case "event":
                return set(fact.get("participants", [])) | set(fact.get("observers", [])) | {fact[key] for key in ("host",) if key in fact}
            case "commitment":
                return set(fact["owners"]) | (self.parties(fact["origin"]) if "origin" in fact else set())
            case "capability":
                return {fact["party"]} | (self.parties(fact["programme"]) if "programme" in fact else set())
            case "candidacy":
                return {fact["party"]} | self.parties(fact["of"])
            case "risk":
                return set().union(*(self.parties(each) for each in fact.get("about", [])))
            case "programme":
                return self.within(fact, "participant").union(*(self.within(each, "participant") for each in fact.get("project", [])))
        raise SystemExit(f"{name}: not known to this test")

    def kinds(self, claim):
        kinds = {name.partition(":")[0] for name in claim["about"]}
        return kinds | {self.of[name]["kind"] for name in claim["about"] if name.startswith("instrument:")} | {claim["says"].get("of")}


def spoken_of(facts, claim):
    says = claim["says"]
    named = {says[key] for key in ("party", "partner", "host") if key in says}.union(*(says.get(key, []) for key in ("participants", "members")))
    around = named.union(*(facts.parties(name) for name in claim["about"]))
    return around | {member for group in around for member in facts.groups.get(group, ())}


def against(row, claim, facts, beside):
    """What the row says and its claim does not: parties, but for those excused with a reason, and the kind."""
    around = spoken_of(facts, claim)
    known = [party for party in row["parties"].split(";") if f"party:{party}" in facts.of]
    lacking = {party for party in known if party not in around and not facts.groups.get(party, {party}) <= around}
    opinion = claim["says"] == {"opinion": True}
    wanted = KINDS.get(row["kind"])  # absent: a mechanism, which may be anything
    if wanted and not opinion and not wanted & facts.kinds(claim):
        lacking.add(row["kind"])
    return [f"{row['id']}: {each} is nothing that its claim is about" for each in sorted(lacking - beside)] + \
           [f"{row['id']}: excuses {each}, which its claim is about" for each in sorted(beside - lacking)]


def main():
    lines = [line.split("\t") for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    rows = [line[0] for line in lines]
    excused = {line[0]: set(line[4].partition(":")[0].split(";")) for line in lines if len(line) > 4}
    claims = [claim for file in read("claims/*.toml") for claim in file.get("claim", [])]
    count = Counter(claim["id"] for claim in claims)

    faults = []
    if len(set(rows)) != ROWS or len(rows) != ROWS:
        faults.append(f"{len(rows)} article rows, {len(set(rows))} of them different; expected {ROWS}")
    faults += [f"{row} is no claim" for row in rows if count[row] == 0]
    faults += [f"{name} is claimed {times} times" for name, times in count.items() if times > 1]
    # A claim that begins as a row does is of the source which the row is from.
    faults += [f"{claim['id']} is of source {claim['source']}" for claim in claims if claim["id"] in rows and claim["source"] != claim["id"][1:4]]

    beside = table()
    if beside is None:
        print("skipped: no table of agreements beside the reference material; only the ids of the rows and their sources are checked")
    elif sorted(beside) != sorted(rows):
        faults.append(f"{GOLDEN.name} does not list exactly the article rows of the table")
    else:
        facts = Facts()
        for claim in claims:
            if claim["id"] in beside:
                faults += against(beside[claim["id"]], claim, facts, excused.get(claim["id"], set()))
    opinions = sum(1 for claim in claims if claim.get("says") == {"opinion": True})
    compared = "" if beside is None else f", compared with the table but for {len(excused)} exceptions"
    print("\n".join(faults) if faults else f"{len(rows)} article rows are claims, {opinions} of them opinions{compared}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
