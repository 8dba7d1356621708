"""The training world has every word of the closed vocabularies that agreements are written in, and stays small."""
import os
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

WORLD = Path(os.environ["ENTENTE_SOURCE_DIR"]) / "data/worlds/training"
FILES = 40

KINDS = {"information-security", "cross-servicing", "reciprocal-access", "equipment-transfer", "security-assistance",
         "export-exemption", "consultation", "programme", "alliance", "national-law"}
CLAUSES = {
    "effect": {"prohibit", "condition", "oblige"},
    "needs": {"provider-consent", "host-consent", "notification", "orders", "national-approval", "joint-committee", "licence",
              "authorised-user", "registration", "end-use-check", "clearance", "facility-clearance", "invitation",
              "agreed-project", "security-agreement"},
    "settlement": {"cash", "in-kind", "equal-value"},
}
STATUSES = {"considered", "negotiating", "signed", "provisional", "in-force", "suspended", "terminated"}
ENTRIES = {"party", "person", "system", "facility", "need_to_know", "consent", "delegation", "accreditation", "waiver", "licence",
           "approval", "assurance", "programme", "candidacy", "capability", "interoperability", "risk", "event", "commitment",
           "profile", "assessment", "source", "claim", "clause", "status", "equivalence", "leg", "notice"}


def files() -> Iterator[dict]:
    for path in sorted(WORLD.rglob("*.toml")):
        yield tomllib.loads(path.read_text(encoding="utf-8"))


def words(entries: list[dict], key: str) -> set[str]:
    found: set[str] = set()
    for entry in entries:
        value = entry.get(key, [])
        found |= {value} if isinstance(value, str) else set(value)
    return found


def main() -> int:
    everything = list(files())
    clauses = [clause for file in everything for clause in file.get("clause", [])]
    statuses = [status for file in everything for status in file.get("status", [])]
    parties = [party for file in everything if isinstance(file.get("party"), list) for party in file["party"]]
    missing = {f"{key} {word}" for key, wanted in CLAUSES.items() for word in wanted - words(clauses, key)}
    missing |= {f"status {word}" for word in STATUSES - words(statuses, "value")}
    missing |= {f"entry {name}" for name in ENTRIES if not any(name in file for file in everything)}
    for folder in ("instruments", "templates"):
        there = {path.stem if path.is_file() else path.name for path in (WORLD / folder).iterdir()}
        missing |= {f"{folder} {kind}" for kind in KINDS - there}
    faults = [f"missing: {each}" for each in sorted(missing)]
    nations = [party["id"] for party in parties if party["kind"] == "nation"]
    if len(nations) != 6 or any(not "XAA" <= name <= "XZZ" for name in nations):
        faults.append(f"nations {nations}; expected six, with codes that no country has")
    count = sum(1 for path in WORLD.rglob("*") if path.is_file())
    if count >= FILES:
        faults.append(f"{count} files; a reader has ten minutes, so fewer than {FILES}")
    print("\n".join(faults) or f"{count} files hold every word")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
