"""Every row that the reference material takes from the five articles is a claim of the shipped world, and none is unattached."""
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


def main() -> int:
    conformance = os.environ.get("ENTENTE_CONFORMANCE_DIR")
    if not conformance:
        print("skipped: no reference material (ENTENTE_CONFORMANCE_DIR is unset)")
        return 77
    table = pathlib.Path(conformance).parent / "sources" / "agreements.csv"
    if not table.is_file():
        print(f"skipped: no table of agreements beside the reference material ({table.name})")
        return 77
    with table.open(encoding="utf-8", newline="") as file:
        rows = [row["id"] for row in csv.DictReader(file) if row["section"] == "article"]
    claims = []
    for path in sorted(CLAIMS.glob("*.toml")):
        claims += tomllib.loads(path.read_text(encoding="utf-8")).get("claim", [])
    count = Counter(claim["id"] for claim in claims)
    judged = [line.split("\t")[0] for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]

    faults = []
    if len(rows) != ROWS:
        faults.append(f"{len(rows)} article rows, expected {ROWS}")
    faults += [f"{row} is no claim" for row in rows if count[row] == 0]
    faults += [f"{name} is claimed {times} times" for name, times in count.items() if times > 1]
    faults += [f"{claim['id']} is unattached" for claim in claims if not claim.get("about")]
    faults += [f"{claim['id']} says nothing" for claim in claims if not claim.get("says")]
    if sorted(judged) != sorted(rows):
        faults.append(f"{GOLDEN.name} does not list exactly the article rows")
    opinions = sum(1 for claim in claims if claim.get("says") == {"opinion": True})
    print("\n".join(faults) if faults else f"{len(rows)} article rows are claims, all attached; {opinions} of them opinions")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
