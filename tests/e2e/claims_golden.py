"""The program judges every article claim, and dates every completed row, as tests/golden/ says, by hand, that it should."""
import json
import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
ENTENTE = os.environ["ENTENTE"]
WORLD = "data/worlds/indo-pacific"
ROLES = {"considered": "candidate"}  # of a row, and of a participant that stands for it
DATES = ["2024-11-20", "2026-11-01"]


def rows(name: str) -> list[list[str]]:
    lines = (SOURCE / "tests/golden" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def ask(*arguments: str) -> dict:
    done = subprocess.run([ENTENTE, "world", *arguments, "--world", WORLD, "--format", "json"], cwd=SOURCE, text=True,
                          capture_output=True, timeout=120, check=True)
    return json.loads(done.stdout)


def judged() -> list[str]:
    faults = []
    table = {row[0]: row[1:] for row in rows("article_rows.tsv")}
    for column, date in enumerate(DATES):
        claims = {claim["id"]: claim for claim in ask("claims", "--all", "--as-of", date)["claims"] if "id" in claim}
        for name, expected in table.items():
            if name not in claims:
                faults.append(f"{name}: no such claim as of {date}")
            elif claims[name]["outcome"] != expected[column]:
                faults.append(f"{name}: {claims[name]['outcome']} as of {date}, expected {expected[column]}: {claims[name]['why']}")
        if date == DATES[-1]:
            print(f"{len(table)} article rows, {sum(1 for name in claims if name in table)} of them judged")
    return faults


@lru_cache
def timeline() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """What kind of entry, of what: the dates and texts of all such entries."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for entry in ask("show", "--timeline", "--as-of", DATES[-1])["timeline"]:
        found.setdefault((entry["what"], entry["of"]), []).append((entry["date"], entry["text"]))
    return found


def recorded(fact: str, status: str, date: str) -> bool:
    kind, _, name = fact.partition(":")
    if kind == "none":
        wanted, *between = name.split("/")
        return all(each["kind"] != wanted for each in ask("show", *between)["instruments"])
    if kind == "candidacy":
        states = ["interest", "considered", "consulting", "invited", "member"]
        reached = [text.rpartition(": ")[2] for since, text in timeline().get((kind, name), []) if since <= date]
        return any(states.index(each) >= states.index(status) for each in reached)
    if kind == "programme":
        programme, _, party = name.partition("/")
        standing = f"{party} is {ROLES[status]}"
        return any(on == date and text.split(",")[0] == standing for on, text in timeline().get(("participant", programme), []))
    if kind == "party":
        members = ask("show", name)["members"]
        # A group whose members came one by one is complete, and so as the row says, with the last of them.
        return bool(members) and max(member.get("from", "") for member in members) == date and all("from" in member for member in members)
    entries = timeline().get(("notice" if status == "notice" else "status", name), [])
    if status == "notice":
        return any(on == date for on, _ in entries)
    if status == "recorded":
        return any(since[:len(date)] <= date and text == "in-force" for since, text in entries)
    return (date, status) in entries


def dated() -> list[str]:
    table = rows("completed_rows.tsv")
    print(f"{len(table)} completed rows")
    return [f"{row[0]}: {fact} is not {row[2]} from {row[3] or 'no date'}"
            for row in (each + [""] * 4 for each in table) for fact in row[1].split() if not recorded(fact, row[2], row[3])]


# Each of these a reader of the articles must be told, in words that say what is wrong and what is recorded instead.
WARNINGS = [
    ("Canada", ["A001-12", "disagrees with A000-14", "`signed` against `negotiating`", "signed 2025-07-08"]),
    ("Canada", ["A001-12", "is contradicted", "negotiating since 2022-10-11, then signed 2025-07-08"]),
    ("thirteen agreements, nine in force", ["A001-10", "is contradicted: 13 claimed", "9 in force", "not among them: CAN"]),
    ("fifteen equipment agreements", ["A001-17", "is contradicted: 15 claimed", "15 in force", "not among them: BGD"]),
    ("seven of cross-servicing", ["A001-24", "is superseded: 7 claimed; true when said; no longer since 2024-11-25", "8 in force"]),
    ("eleven 2+2", ["A001-01", "is contradicted: 11 claimed", "8 in force", "1 suspended (RUS)", "not among them: CAN"]),
    ("France", ["A001-34", "has not come about: not yet", "negotiating since 2024-05-02"]),
    ("the bill", ["A000-20", "is superseded: true when said; no longer since 2025-05-16"]),
    ("financing", ["002 lists the criteria of aukus-pillar-2 without financing, which the record has"]),
]


def warned() -> list[str]:
    messages = [finding["message"] for finding in ask("check", "--as-of", DATES[-1])["findings"]]
    return [f"no warning of {about}: {texts}" for about, texts in WARNINGS
            if not any(all(text in message for text in texts) for message in messages)]


def main() -> int:
    os.environ.pop("ENTENTE_WORLD", None)
    faults = judged() + dated() + warned()
    print("\n".join(faults) or "all as expected")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
