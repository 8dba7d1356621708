"""Every row taken from the five articles is a claim of the shipped world, and none is unattached.

tests/golden/article_rows.tsv lists the rows; where the table of agreements is at hand, it is held against that.
"""
import csv
import os
import pathlib
import sys
import tomllib
from collections import Counter

ROWS = 152
SOURCE_DIR = pathlib.Path(os.environ.get("ENTENTE_SOURCE_DIR", "."))
CLAIMS = SOURCE_DIR / "data" / "worlds" / "indo-pacific" / "claims"
GOLDEN = SOURCE_DIR / "tests" / "golden" / "article_rows.tsv"


def table() -> list[str] | None:
    conformance = os.environ.get("ENTENTE_CONFORMANCE_DIR")
    path = pathlib.Path(conformance).parent / "sources" / "agreements.csv" if conformance else None
    if path is None or not path.is_file():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        return [row["id"] for row in csv.DictReader(file) if row["section"] == "article"]


def main() -> int:
    rows = [line.split("\t")[0] for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    claims = []
    for path in sorted(CLAIMS.glob("*.toml")):
        claims += tomllib.loads(path.read_text(encoding="utf-8")).get("claim", [])
    count = Counter(claim["id"] for claim in claims)

    faults = []
    if len(set(rows)) != ROWS or len(rows) != ROWS:
        faults.append(f"{len(rows)} article rows, {len(set(rows))} of them different; expected {ROWS}")
    faults += [f"{row} is no claim" for row in rows if count[row] == 0]
    faults += [f"{name} is claimed {times} times" for name, times in count.items() if times > 1]
    faults += [f"{claim['id']} is unattached" for claim in claims if not claim.get("about")]
    faults += [f"{claim['id']} says nothing" for claim in claims if not claim.get("says")]
    beside = table()
    if beside is not None and sorted(beside) != sorted(rows):
        faults.append(f"{GOLDEN.name} does not list exactly the article rows of the table")
    opinions = sum(1 for claim in claims if claim.get("says") == {"opinion": True})
    print("\n".join(faults) if faults else f"{len(rows)} article rows are claims, all attached; {opinions} of them opinions")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
