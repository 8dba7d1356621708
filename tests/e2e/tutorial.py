"""Runs every command of docs/tutorial.md, in order and in one shell, and demands the output that the page shows.

A block that begins with `$ ` is a session: `$ ` begins a command, `> ` goes on with it, everything else is output. Run with
`--update` to write the outputs anew; what changed then shows in review.
"""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
PAGE = SOURCE / "docs/tutorial.md"
UPDATE = "--update" in sys.argv
BLOCK = re.compile(r"^```\n(\$ .*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "\x1e"


def commands_of(block: str) -> list[str]:
    commands: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            commands.append(line[2:])
        elif line.startswith("> ") or line == ">":
            commands[-1] += "\n" + line[2:]
    return commands


def prepare() -> None:
    """The folder that a reader would stand in: the shipped data, and the program on the path."""
    shutil.rmtree("reader", ignore_errors=True)
    Path("reader").mkdir()
    os.chdir("reader")
    shutil.copytree(SOURCE / "data/worlds/training", "data/worlds/training")
    Path("data/samples").mkdir()
    for sample in (SOURCE / "data/samples").glob("training-*"):
        shutil.copy(sample, "data/samples")
    Path("bin").mkdir()
    Path("bin/entente").symlink_to(Path(os.environ["ENTENTE"]).resolve())


def run(commands: list[str]) -> list[str]:
    script = "".join(f"printf '{MARK}'\n{command}\n" for command in commands) + f"printf '{MARK}'\n"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ENTENTE_")}
    environment["PATH"] = f"{Path('bin').resolve()}:{environment['PATH']}"
    environment["NO_COLOR"] = "1"
    done = subprocess.run(["bash", "-c", script], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=250,
                          check=False, env=environment)
    return done.stdout.split(MARK)[1:-1]


def shown(command: str, output: str) -> str:
    first, *more = command.split("\n")
    lines = [f"$ {first}"] + [f"> {line}".rstrip() for line in more]
    return "\n".join(lines) + "\n" + output + ("" if not output or output.endswith("\n") else "\n")


def main() -> int:
    page = PAGE.read_text(encoding="utf-8")
    blocks = [match.group(1) for match in BLOCK.finditer(page)]
    commands = [commands_of(block) for block in blocks]
    if sum(map(len, commands)) < 12:
        print(f"{PAGE.name} shows too few commands; is its form another?")
        return 1
    prepare()
    outputs = run([command for block in commands for command in block])
    if len(outputs) != sum(map(len, commands)):
        print("the session ended before its end:", *outputs, sep="\n")
        return 1
    left = iter(outputs)
    now = ["".join(shown(command, next(left)) for command in block) for block in commands]
    if UPDATE:
        renewed = iter(now)
        PAGE.write_text(BLOCK.sub(lambda _: f"```\n{next(renewed)}```", page), encoding="utf-8")
        return 0
    faults = [(was, is_) for was, is_ in zip(blocks, now, strict=True) if was != is_]
    for was, is_ in faults:
        print(f"--- {PAGE.name} says\n{was}--- the program says\n{is_}")
    print(f"{len(outputs)} commands, {len(faults)} blocks differ")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
