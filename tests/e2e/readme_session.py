"""Goal: the session in README is what the program prints, not what it printed once.

Method: runs the commands of the block in a folder with the sample and the question, and compares every byte. `--update` rewrites
the block.
"""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
PAGE = SOURCE / "README.md"
BLOCK = re.compile(r"```\n(\$ entente release .*?)```", re.DOTALL)
QUESTION = (
    '{"subject":{"type":"party","id":"JPN"},"action":{"name":"disclose"},"resource":{"type":"information","id":"harbour-watch.md",'
    '"properties":{"label":"군사II급비밀","policy":"KOR","releasable_to":["JPN"]}},"context":{"time":"2016-11-22"}}\n'
)


def output_of(command: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ENTENTE_")}
    environment["PATH"] = f"{Path('bin').resolve()}:{environment['PATH']}"
    done = subprocess.run(["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False,
                          env=environment)
    return done.stdout


def main() -> int:
    page = PAGE.read_text(encoding="utf-8")
    found = BLOCK.search(page)
    commands = [line[2:] for line in found.group(1).splitlines() if line.startswith("$ ")] if found else []
    if len(commands) < 2:
        print("README shows too few commands; is its form another?")
        return 1
    shutil.rmtree("session", ignore_errors=True)
    Path("session/bin").mkdir(parents=True)
    os.chdir("session")
    Path("bin/entente").symlink_to(Path(os.environ["ENTENTE"]).resolve())
    shutil.copy(SOURCE / "data/samples/harbour-watch.md", ".")
    Path("question.json").write_text(QUESTION, encoding="utf-8")
    now = "\n".join(f"$ {command}\n{output_of(command)}" for command in commands)
    if "--update" in sys.argv[1:]:
        PAGE.write_text(page.replace(found.group(1), now), encoding="utf-8")
        return 0
    if now != found.group(1):
        print(f"--- README.md says\n{found.group(1)}--- the program says\n{now}")
        return 1
    print(f"{len(commands)} commands print what README says")
    return 0


if __name__ == "__main__":
    sys.exit(main())
