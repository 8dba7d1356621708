"""The works of the analysis room: questions about everything, not about single requests, in worlds as the decision room makes them.

Each question names a folder beside it with `world` and `facts.json` as in the decision room; README.md in the folder above."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path


def of_room(name: str):
    spec = importlib.util.spec_from_file_location(f"works_of_{name}", Path(__file__).resolve().parent.parent / name / "works.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


decision = of_room("decision")
SIZES = {  # by the number of parties, groups among them; beyond 56 the peer has no answer in its time where it is not told the pair
    20: decision.Size(nations=16, with_policy=12, groups=4, agreements=100, other_instruments=0, persons=0),
    56: decision.Size(nations=48, with_policy=32, groups=8, agreements=100, other_instruments=0, persons=0),
    200: decision.Size(other_instruments=0, persons=0),
}


def pairs_of(world) -> list[tuple[str, str, str]]:
    """Instrument, owner and recipient of what agreements in force cover."""
    return sorted({(each["id"], row["from"], row["to"]) for each in world.instruments for row in each["rows"]})


def endings(world, chance, count: int) -> list[dict]:
    """Whether the end of an agreement changes any decision."""
    return [{"ends": chance.one_of(pairs_of(world))[0]} for _ in range(count)]


def pair_endings(world, chance, count: int) -> list[dict]:
    """Likewise from one owner to one recipient, mostly parties of the agreement."""
    out, covered = [], pairs_of(world)
    for _ in range(count):
        ends, owner, to = chance.one_of(covered)
        if chance.percent(25):
            owner, to = chance.one_of(covered)[1:]
        out.append({"ends": ends, "owner": owner, "to": to})
    return out


def pair_assertions(world, chance, count: int) -> list[dict]:
    """That nothing classified of an owner may go to a recipient: every second pair has an agreement, the others are as they come."""
    out, covered = [], pairs_of(world)
    for number in range(count):
        owner, to = chance.one_of(covered)[1:]
        if number % 2 == 1:
            to = chance.one_of([nation for nation in world.nations if nation != owner])
        out.append({"owner": owner, "to": to})
    return out


def questions(name: str, parties: int, ask, count: int):
    def make(folder: Path) -> Path:
        world, place = decision.made_world(SIZES[parties]), f"analysis-{parties}"
        decision.write(world, folder / place)
        out = folder / f"analysis-{name}.jsonl"
        asked = [{"world": place, **each} for each in ask(world, decision.Chance(2), count)]
        out.write_text("".join(json.dumps(each, separators=(",", ":")) + "\n" for each in asked), encoding="utf-8")
        return out

    return make


# Name; what is counted; whether the input is one item a line, or a whole; how the input is made; what is done.
WORKS = (
    ("analysis/diff/20", "questions", True, questions("diff-20", 20, endings, 8), "whether any decision changes, 20 parties"),
    ("analysis/diff/56", "questions", True, questions("diff-56", 56, endings, 3), "whether any decision changes, 56 parties"),
    ("analysis/diff/pair", "questions", True, questions("diff-pair", 200, pair_endings, 64), "whether any decision of a pair changes"),
    ("analysis/prove/pair", "questions", True, questions("prove-pair", 200, pair_assertions, 64), "whether nothing classified may go"),
)
