"""Every fact of the shipped worlds that is graded `verified` names a primary text: a site or a citation of primary_sources.txt, nothing from memory."""
import os
import sys
import tomllib
from pathlib import Path

from _sources import entries, is_primary

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
WORLD = SOURCE / "data/worlds/indo-pacific"

# What the check itself must tell apart.
PRIMARY = ["https://ja.wikisource.org/wiki/Page:Japan-Korea_GSOMIA_(Japanese_Text).pdf/3", "https://www.mofa.go.jp/press/release/x.html", "https://gov.uk/a ; https://example.org/b", "ISO 3166-1", "Article 4, https://www.nato.int/c"]
OTHERS = ["https://example.org/a", "https://nato.int.example.org/", "https://notgov.uk.com/", "from memory", "https://www.gov.uk/a ; day from memory",
          "https://jmh.usembassy.gov/2015070870929/", "a newspaper of the day", ""]


def stated(node: object) -> int:
    """Tables with a source or a grade of their own, as a TOML parser finds them."""
    if isinstance(node, list):
        return sum(stated(each) for each in node)
    if not isinstance(node, dict):
        return 0
    own = isinstance(node.get("source"), str) or isinstance(node.get("evidence"), str)
    return own + sum(stated(each) for each in node.values())


def main() -> int:
    faults = [f"{source!r} counts as primary" for source in OTHERS if is_primary(source)]
    faults += [f"{source!r} does not count as primary" for source in PRIMARY if not is_primary(source)]
    verified = 0
    for path in sorted(WORLD.rglob("*.toml")):
        name = path.relative_to(SOURCE)
        if name.parts[3] == "claims":  # what others say: claims have no grade, and never decide
            continue
        found = entries(path)
        held = tomllib.loads(path.read_text(encoding="utf-8"))
        if len(found) != stated(held):
            faults.append(f"{name}: {len(found)} entries found by line, {stated(held)} by the parser")
        for entry in found:
            if entry.evidence == "verified":
                verified += 1
                if not is_primary(entry.source):
                    faults.append(f"{name}:{entry.line}: verified, but its source is no primary text: {entry.source}")
    for fault in faults:
        print(fault)
    print(f"{verified} verified entries, {len(faults)} faults")
    return 1 if faults or not verified else 0


if __name__ == "__main__":
    sys.exit(main())
