"""docs/world.md counts the facts of the shipped world as the program does. Run with `--update` to write the counts anew."""
import collections
import difflib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from _sources import entries, hosts

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
WORLD = "data/worlds/indo-pacific"
DOCUMENT = SOURCE / "docs/world.md"
BEGIN, END = "<!-- counts -->\n", "<!-- end of counts -->\n"
GRADES = ["verified", "partial", "unverified", "assumed"]

def run(*arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "ENTENTE_WORLD"}
    return subprocess.run([os.environ["ENTENTE"], "world", *arguments, "--world", WORLD], cwd=SOURCE, text=True, capture_output=True,
                          timeout=120, check=True, env=environment).stdout


def facts() -> collections.Counter:
    """Every fact once: each holds one of these letters somewhere."""
    out: collections.Counter = collections.Counter()
    for word in "aeiot/.":
        found = json.loads(run("show", "--search", word, "--format", "json"))["found"]
        out |= collections.Counter((row["kind"], row["of"], row.get("dates"), row["evidence"], row["text"]) for row in found)
    return out


def behind() -> tuple[int, int]:
    """Of the entries graded `verified` in the files: how many name an address, and how many cite a standard or a document."""
    verified = [entry.source for path in sorted((SOURCE / WORLD).rglob("*.toml")) if path.parent.name != "claims"
                for entry in entries(path) if entry.evidence == "verified"]
    addresses = sum(1 for source in verified if hosts(source))
    return addresses, len(verified) - addresses


def counts() -> str:
    checked = json.loads(run("check", "--format", "json"))["facts"]
    total = checked["total"]
    kinds: dict[str, collections.Counter] = {}
    for (kind, _, _, grade, _), number in facts().items():
        kinds.setdefault(kind, collections.Counter())[grade] += number
    for grade in GRADES:
        if sum(kind[grade] for kind in kinds.values()) != checked[grade]:
            raise SystemExit(f"the searches do not find the facts that are counted as {grade}")
    addresses, cited = behind()
    share = (checked["verified"] * 100 + total // 2) // total
    lines = [f"`entente world check` ends with this count: **{total} facts: " + ", ".join(f"{checked[each]} {each}" for each in GRADES) + "**.",
             f"So {share} per cent are `verified`. A fact that states no grade has that of its instrument or party.", "",
             f"Of {addresses + cited} entries graded `verified` in the files, {addresses} name a page of a government, a parliament or an organisation of states,",
             f"and {cited} cite a standard or a document without an address; none rests on press, commentary or a reproduction alone.", "",
             "| facts | " + " | ".join(GRADES) + " |", "|---" * 5 + "|"]
    lines += [f"| {kind} | " + " | ".join(str(numbers[each]) for each in GRADES) + " |" for kind, numbers in sorted(kinds.items())]
    return "\n".join(lines) + "\n"


def main() -> int:
    text = DOCUMENT.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    stated, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit("docs/world.md has no counts between their marks")
    now = counts()
    if "--update" in sys.argv:
        DOCUMENT.write_text(before + begin + now + end + after, encoding="utf-8")
        return 0
    print("\n".join(difflib.unified_diff(stated.splitlines(), now.splitlines(), "docs/world.md", "now", lineterm="", n=0))
          or "the counts of docs/world.md are those of the world")
    return 0 if stated == now else 1


if __name__ == "__main__":
    sys.exit(main())
