"""Which sources are primary texts (primary_sources.txt), and the entries of a world with the source and grade that hold for each, by line."""
import re
from dataclasses import dataclass
from pathlib import Path

LIST = Path(__file__).with_name("primary_sources.txt")


def _listed(word: str) -> list[str]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(word + " ") for line in lines if line.startswith(word + " ")]


HOSTS, OTHERS, SCANS, CITATIONS = _listed("host"), _listed("not"), _listed("scan"), _listed("cite")


def hosts(source: str) -> list[str]:
    return [host.rstrip(".").lower() for host in re.findall(r"https?://([^/\s;:]+)", source)]


def _under(host: str, names: list[str]) -> bool:
    return any(host == name or host.endswith("." + name) for name in names)


def is_primary(source: str) -> bool:
    """One of the places it names is a primary text, and none of it is from memory."""
    if "memory" in source:
        return False
    return any(_under(host, HOSTS) and not _under(host, OTHERS) for host in hosts(source)) or any(
        scan in source for scan in SCANS) or source.startswith(tuple(CITATIONS))


@dataclass
class Entry:
    line: int
    source: str  # its own, else that of what it stands in
    evidence: str  # likewise


def _value(text: str, key: str) -> str | None:
    found = re.search(rf'(?:^|[\s{{,]){key} = "((?:[^"\\]|\\.)*)"', text)
    return found[1] if found else None


def _tables(line: str) -> list[str]:
    """The outermost inline tables of a line, without those inside them."""
    out, depth = [], 0
    for sign in line:
        depth += sign == "{"
        if depth == 1:
            out = [*out, ""] if sign == "{" else [*out[:-1], out[-1] + sign]
        depth -= sign == "}"
    return out


def entries(path: Path) -> list[Entry]:
    """Those that state a source or a grade of their own. The files are laid out by `world fmt`: one key a line, one inline table a line."""
    tables: list[tuple[str, int, list[tuple[int, str]]]] = [("", 1, [])]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        header = re.match(r"\s*\[\[?([a-z_.-]+)\]\]?", line)
        if header:
            tables.append((header[1], number, []))
        elif not line.lstrip().startswith("#"):
            tables[-1][2].append((number, line))
    own = {}
    for at, (_, _, lines) in enumerate(tables):
        own[at] = [next((_value(line, key) for _, line in lines if re.match(rf'\s*{key} = "', line)), None) for key in ("source", "evidence")]
    if own[0] == [None, None]:  # an instrument without its own has those of its first status
        own[0] = next((own[at] for at, (name, _, _) in enumerate(tables) if name == "status"), own[0])
    out, holds = [], {}
    for at, (name, start, lines) in enumerate(tables):
        above = holds.get(name.rpartition(".")[0], holds.get("", ("", "")))
        source, evidence = (mine if mine is not None else theirs for mine, theirs in zip(own[at], above))
        holds[name] = (source, evidence)
        if own[at] != [None, None]:
            out.append(Entry(start, source, evidence))
        for number, line in lines:
            for table in [] if re.match(r'\s*[a-z_]+ = "', line) else _tables(line):
                stated = _value(table, "source"), _value(table, "evidence")
                if stated != (None, None):
                    out.append(Entry(number, stated[0] or source, stated[1] or evidence))
    return out
