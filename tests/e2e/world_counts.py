"""docs/world.md counts the facts of the shipped world as the program does. Run with `--update` to write the counts anew."""
import collections
import difflib
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
WORLD = "data/worlds/indo-pacific"
DOCUMENT = SOURCE / "docs/world.md"
BEGIN, END = "<!-- counts -->\n", "<!-- end of counts -->\n"
GRADES = ["verified", "partial", "unverified", "assumed"]

# Sites of governments, parliaments, their gazettes, and of organisations of states.
OFFICIAL = re.compile(r"(^|\.)(go\.jp|go\.kr|gov|mil|gov\.[a-z]{2}|mil\.[a-z]{2}|gouv\.fr|senat\.fr|gc\.ca|canada\.ca|govt\.nz|int|iaea\.org|un\.org"
                      r"|europa\.eu|defensie\.nl|officielebekendmakingen\.nl|ft\.dk|camera\.it|verwaltungsvorschriften-im-internet\.de"
                      r"|gesetze-bayern\.de)$")


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


def sources(node: object, inherited: str, out: collections.Counter) -> None:
    """What kind of source stands behind each entry that is graded `verified`."""
    if isinstance(node, list):
        for each in node:
            sources(each, inherited, out)
    if not isinstance(node, dict):
        return
    source = node.get("source", inherited)
    if node.get("evidence") == "verified":
        hosts = re.findall(r"https?://([^/\s;:]+)", source)
        out["official" if any(OFFICIAL.search(host) for host in hosts) else "other" if hosts else "cited"] += 1
    for each in node.values():
        sources(each, source, out)


def counts() -> str:
    checked = json.loads(run("check", "--format", "json"))["facts"]
    total = checked["total"]
    kinds: dict[str, collections.Counter] = {}
    for (kind, _, _, grade, _), number in facts().items():
        kinds.setdefault(kind, collections.Counter())[grade] += number
    for grade in GRADES:
        if sum(kind[grade] for kind in kinds.values()) != checked[grade]:
            raise SystemExit(f"the searches do not find the facts that are counted as {grade}")
    behind: collections.Counter = collections.Counter()
    for path in sorted((SOURCE / WORLD).rglob("*.toml")):
        sources(tomllib.loads(path.read_text(encoding="utf-8")), "", behind)
    share = (checked["verified"] * 100 + total // 2) // total
    lines = [f"`entente world check` ends with this count: **{total} facts: " + ", ".join(f"{checked[each]} {each}" for each in GRADES) + "**.",
             f"So {share} per cent are `verified`. A fact that states no grade has that of its instrument or party.", "",
             f"**Many `verified` facts rest on press pages, not on primary texts.** Of {behind.total()} entries graded `verified` in the files,"
             f" {behind['official']} name",
             "a page of a government, a parliament or an organisation of states (by its address; not each of those pages is the text itself),",
             f"{behind['cited']} cite a standard or a document without an address, and {behind['other']} name only other pages: press,"
             " commentary, reproductions.", "",
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
