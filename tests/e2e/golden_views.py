"""What the program says of the shipped world, byte for byte: tests/golden/shipped/. Run with `--update` to write the texts anew.

A change of these texts is a change of what readers see: look at the difference before committing it.
"""
import difflib
import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
GOLDEN = SOURCE / "tests/golden/shipped"
UPDATE = "--update" in sys.argv
WORLD = ["--world", "data/worlds/indo-pacific"]

VIEWS = {
    "check-2026-11-01.txt": ["check", "--as-of", "2026-11-01"],
    "claims-2024-11-20.txt": ["claims", "--as-of", "2024-11-20"],
    "claims-2026-11-01.txt": ["claims", "--as-of", "2026-11-01"],
    "show-jpn.txt": ["show", "JPN", "--as-of", "2026-11-01"],
    "show-isa-jpn-kor.txt": ["show", "isa-jpn-kor", "--as-of", "2024-11-20"],
    "show-jpn-kor.txt": ["show", "JPN", "KOR", "--as-of", "2024-11-20"],
}


def main() -> int:
    GOLDEN.mkdir(exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name != "ENTENTE_WORLD"}
    faults = 0
    for name, arguments in VIEWS.items():
        done = subprocess.run([os.environ["ENTENTE"], "world", *arguments, *WORLD], cwd=SOURCE, text=True, capture_output=True,
                              timeout=120, check=False, env=environment)
        if done.returncode != 0:
            print(f"{' '.join(arguments)}: exit {done.returncode}: {done.stderr}")
            faults += 1
            continue
        path = GOLDEN / name
        if UPDATE:
            path.write_text(done.stdout, encoding="utf-8")
            continue
        golden = path.read_text(encoding="utf-8") if path.is_file() else ""
        if done.stdout == golden:
            continue
        faults += 1
        difference = difflib.unified_diff(golden.splitlines(), done.stdout.splitlines(), f"golden/{name}", "now", lineterm="", n=0)
        print("\n".join(list(difference)[:60]))
    print(f"{len(VIEWS)} views, {faults} differ")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
