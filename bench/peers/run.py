#!/usr/bin/env python3
"""Compares this project with other programs that do the same work, in one run, on one core, on the same inputs.

Every peer's answers are compared with ours first; what differs is listed, and only the rest is timed. README.md beside this file
has the protocol, and how a program built by hand takes part. Exit 0 also where peers are absent; 1 where nothing can be compared."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PATIENCE_SECONDS = 120  # beyond the time asked for: to open worlds and start virtual machines


class Fault(Exception):
    """A peer that cannot be built or asked; says why in one line."""


@dataclass
class Work:
    name: str
    unit: str
    by_line: bool
    make: object
    what: str
    room: str = ""  # the folder that has it


@dataclass
class Peer:
    name: str
    version: str
    language: str
    works: list[str]
    command: list[str]

    def ask(self, *words: str, seconds: float = 0) -> str:
        patience = PATIENCE_SECONDS + 4 * seconds
        try:
            done = subprocess.run([*self.command, *words], capture_output=True, text=True, timeout=patience, stdin=subprocess.DEVNULL, check=False)
        except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError) as error:
            raise Fault(f"`{words[0]}`: {error}") from error
        if done.returncode != 0:
            raise Fault(f"`{words[0]}` ended with {done.returncode}: {(done.stderr.strip() or 'no message').splitlines()[-1]}")
        return done.stdout


@dataclass
class Row:
    work: Work
    peer: Peer
    items: int
    agreed: int
    differing: list[tuple[str, str, str]] = field(default_factory=list)  # item, ours, the peer's
    fault: str = ""
    theirs: list[float] = field(default_factory=list)  # per second, one a round
    ours: list[float] = field(default_factory=list)


def described(command: list[str]) -> Peer:
    peer = Peer(Path(command[0]).name, "", "", [], command)
    try:
        said = json.loads(peer.ask("describe"))
        return Peer(str(said["peer"]), str(said["version"]), str(said.get("language", "")), [str(each) for each in said["works"]], command)
    except (ValueError, KeyError, TypeError) as error:
        raise Fault(f"`describe` gave no description: {error}") from error


def built(folder: Path, recipe: dict, workplace: Path) -> list[str]:
    """The command of a peer whose packages come from a public registry; built in a copy, so that nothing appears beside the recipe."""
    absent = [tool for tool in recipe["needs"] if shutil.which(tool) is None]
    if absent:
        raise Fault("not installed here: " + ", ".join(absent))
    place = workplace / folder.name
    shutil.copytree(folder, place, dirs_exist_ok=True)
    log = workplace / f"{folder.name}.log"
    with log.open("wb") as out:
        done = subprocess.run(recipe["build"], cwd=place, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        raise Fault(f"its build failed, perhaps for want of its registry; the log is {log}")
    return [str(place / recipe["run"][0]), *recipe["run"][1:]]


def find_peers(options: argparse.Namespace, rooms: set[str], workplace: Path) -> tuple[list[Peer], dict[str, str]]:
    """Those of these rooms that can be asked, and for every other one why not."""
    peers, absent = [], {}
    by_hand = Path(options.peers) if options.peers else None
    if by_hand and not by_hand.is_dir():
        absent[str(by_hand)] = "ENTENTE_PEERS is no folder"
    elif by_hand:
        for program in sorted(by_hand.iterdir()):
            if not (program.is_file() and os.access(program, os.X_OK)):
                continue
            try:
                peers.append(described([str(program.resolve())]))
            except Fault as fault:
                absent[program.name] = str(fault)
    for file in sorted(options.recipes.glob("*/*/peer.json")):
        if file.parent.parent.name not in rooms:
            continue  # builds may take minutes
        recipe = json.loads(file.read_text(encoding="utf-8"))
        if any(peer.name == recipe["peer"] for peer in peers):
            continue
        try:
            if "build" not in recipe:
                raise Fault(recipe["absent"])
            peers.append(described(built(file.parent, recipe, workplace)))
        except Fault as fault:
            absent[recipe["peer"]] = str(fault)
    return peers, absent


def find_works(options: argparse.Namespace) -> list[Work]:
    out = []
    for file in sorted(options.recipes.glob("*/works.py")):
        spec = importlib.util.spec_from_file_location(f"works_of_{file.parent.name}", file)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        out += [Work(*each, file.parent.name) for each in module.WORKS]
    return [work for work in out if re.search(options.filter, work.name)]


def compared(work: Work, own: Peer, peer: Peer, made: Path, workplace: Path) -> tuple[Row, Path]:
    """What differs, and the input that remains."""
    ours = own.ask("answers", work.name, str(made)).splitlines()
    theirs = peer.ask("answers", work.name, str(made)).splitlines()
    if not work.by_line:
        differing = [(each, "wrong" if each in ours else "right", "wrong" if each in theirs else "right")
                     for each in sorted(set(ours) ^ set(theirs), key=lambda word: (len(word), word))]
        return Row(work, peer, 1, 0 if differing else 1, differing), made
    items = [line for line in made.read_text(encoding="utf-8").splitlines() if line]
    if len(ours) != len(items):
        raise SystemExit(f"run.py: {own.name} gave {len(ours)} answers to {len(items)} items of {work.name}")
    if len(theirs) != len(items):
        raise Fault(f"{len(theirs)} answers to {len(items)} items")
    differing = [each for each in zip(items, ours, theirs, strict=True) if each[1] != each[2]]
    agreed = [item for item, mine, other in zip(items, ours, theirs, strict=True) if mine == other]
    narrowed = workplace / f"{work.name.replace('/', '-')}.{peer.name}.txt"
    narrowed.write_text("".join(item + "\n" for item in agreed), encoding="utf-8")
    return Row(work, peer, len(items), len(agreed), differing), narrowed


def rate(peer: Peer, work: Work, file: Path, amount: int, seconds: float) -> float:
    try:
        said = json.loads(peer.ask("time", work.name, str(file), str(seconds), seconds=seconds))
        return amount * said["passes"] / said["seconds"]
    except (ValueError, KeyError, TypeError, ZeroDivisionError) as error:
        raise Fault(f"`time` gave no figures: {error}") from error


def measure(work: Work, own: Peer, peer: Peer, options: argparse.Namespace, workplace: Path, made: Path) -> Row:
    row = Row(work, peer, 0, 0)
    try:
        row, file = compared(work, own, peer, made, workplace)
        if row.agreed == 0:
            return row
        amount = file.stat().st_size if work.unit == "bytes" else row.agreed
        for _ in range(options.rounds):  # turn by turn, so that what else the machine does meets both
            row.theirs.append(rate(peer, work, file, amount, options.seconds))
            row.ours.append(rate(own, work, file, amount, options.seconds))
    except Fault as fault:
        row.fault = str(fault)
    return row


def short(item: str) -> str:
    """An item as a reader wants it: paths by their last part."""
    return "\t".join(",".join(Path(part).name if part.startswith("/") and not part.startswith("//") else part for part in each.split(","))
                     for each in item.split("\t")).replace("\t", " ")


def print_differences(rows: list[Row]) -> None:
    for row in rows:
        if row.fault:
            print(f"\n{row.work.name}: {row.peer.name} is not timed: {row.fault}")
        elif row.differing:
            rest = f"the other {row.agreed} are timed" if row.agreed else "not timed"
            print(f"\n{row.work.name}: {row.peer.name} answers otherwise on {len(row.differing)}; {rest}")
            for item, ours, theirs in row.differing:
                print(f"  {short(item)}\n      entente: {short(ours)}\n      {row.peer.name}: {short(theirs)}")


def per_second(value: float, unit: str) -> str:
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:.3g} {letter}{'B' if unit == 'bytes' else ''}/s"
    return f"{value:.3g} {'B' if unit == 'bytes' else ''}/s"


def spread(values: list[float]) -> float:
    return (max(values) - min(values)) / statistics.median(values)


def print_table(rows: list[Row]) -> None:
    lines = [("work", "peer", "version", "agreed", "peer", "entente", "times", "spread")]
    for row in rows:
        if row.theirs:
            theirs, ours = statistics.median(row.theirs), statistics.median(row.ours)
            agreed = f"{row.agreed} of {row.items} {row.work.unit}" if row.work.by_line else "all"
            lines.append((row.work.name, row.peer.name, row.peer.version, agreed, per_second(theirs, row.work.unit),
                          per_second(ours, row.work.unit), f"{ours / theirs:.2f}", f"{max(spread(row.theirs), spread(row.ours)):.0%}"))
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    print()
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def results(rows: list[Row], absent: dict[str, str]) -> dict:
    timed = [{"work": row.work.name, "unit": row.work.unit, "peer": row.peer.name, "version": row.peer.version, "items": row.items,
              "agreed": row.agreed, "fault": row.fault, "differing": [list(each) for each in row.differing],
              "peer_per_second": row.theirs, "entente_per_second": row.ours} for row in rows]
    return {"rows": timed, "absent": absent}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--own", type=Path, default=ROOT / "build/release/bench/entente_peer", help="our program (default: that of the bench preset)")
    parser.add_argument("--peers", default=os.environ.get("ENTENTE_PEERS"), help="folder of programs built by hand (default: ENTENTE_PEERS)")
    parser.add_argument("--recipes", type=Path, default=HERE, help="folder of rooms with works and recipes (default: %(default)s)")
    parser.add_argument("--build", type=Path, default=ROOT / "build/peers", help="where peers are built and inputs made (default: %(default)s)")
    parser.add_argument("--filter", default=".", help="only the works whose name this regular expression matches")
    parser.add_argument("--seconds", type=float, default=1.0, help="to warm up, and again to measure, in each round (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="the median of so many is the figure (default: %(default)s)")
    parser.add_argument("--json", type=Path, help="also writes all figures to this file")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    os.environ.setdefault("ENTENTE_SOURCE_DIR", str(ROOT))
    if not os.environ.get("ENTENTE_CONFORMANCE_DIR"):
        os.environ["ENTENTE_CONFORMANCE_DIR"] = str(ROOT.parent / "shared/conformance")  # as cmake/options.cmake looks for it
    inputs = options.build / "inputs"
    inputs.mkdir(parents=True, exist_ok=True)
    try:
        own = described([str(options.own.resolve())])
    except Fault as fault:
        print(f"run.py: {options.own}: {fault}", file=sys.stderr)
        return 1
    works = find_works(options)
    peers, absent = find_peers(options, {work.room for work in works}, options.build)
    for name, reason in absent.items():
        print(f"absent: {name}: {reason}")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # one core for everyone; what is started inherits it
    rows = []
    for work in works:
        rivals = [peer for peer in peers if work.name in peer.works]
        if not rivals:
            print(f"no peer for {work.name} ({work.what})")
            continue
        try:
            made = work.make(inputs)
        except Exception as error:  # noqa: BLE001  a room's own kind of exception
            print(f"no input for {work.name}: {error}")
            continue
        rows += [measure(work, own, peer, options, inputs, made) for peer in rivals]
    print_differences(rows)
    print_table(rows)
    if options.json:
        options.json.write_text(json.dumps(results(rows, absent), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
