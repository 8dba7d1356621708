"""What analyses tell of the shipped world, byte for byte but for how long it took: tests/golden/analysis/. Run with `--update` to write the texts anew.

A change of these texts is a change of what readers see: look at the difference before committing it.
"""
import difflib
import os
import re
import subprocess
import sys
from pathlib import Path

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
GOLDEN = SOURCE / "tests/golden/analysis"
UPDATE = "--update" in sys.argv
WORLD = ["--world", "data/worlds/indo-pacific"]
DATES = ["2013-01-01", "2022-06-01", "2024-11-20", "2026-11-01"]
PROFILES = ["fvey", "aukus-pillar-2", "nato-interop"]


def views() -> dict[str, list[str]]:
    """Each golden file and what is asked for it."""
    found: dict[str, list[str]] = {}
    for date in DATES:
        for profile in PROFILES:
            found[f"readiness-jpn-{profile}-{date}.txt"] = ["readiness", "JPN", profile, "--as-of", date]
        found[f"stage-jpn-{date}.txt"] = ["stage", "JPN", "--as-of", date]
        found[f"matrix-{date}.txt"] = ["matrix", "--as-of", date]
    for profile in PROFILES:
        found[f"timeline-jpn-{profile}.txt"] = ["readiness", "JPN", profile, "--timeline", "2013..2026", "--as-of", DATES[-1]]
        found[f"timeline-jpn-{profile}.svg"] = found[f"timeline-jpn-{profile}.txt"] + ["--format", "svg"]
    found["stage-jpn-aus-2024-11-20.txt"] = ["stage", "JPN", "AUS", "--as-of", "2024-11-20"]
    found["map-jpn-2013-2026.svg"] = ["stage", "JPN", "--format", "svg", "--as-of", DATES[0], "--beside", DATES[-1]]
    for action in ("supply", "transfer", "visit", "participate", "grant"):
        found[f"matrix-{action}-{DATES[-1]}.txt"] = ["matrix", "--action", action, "--as-of", DATES[-1]]
    found["matrix-consult-jpn-2026-11-01.txt"] = ["matrix", "--action", "consult", "--owner", "JPN", "--as-of", DATES[-1]]
    found["matrix-supply-over-2013-2026.txt"] = ["matrix", "--action", "supply", "--over", "2013..2026"]
    for action in ("disclose", "supply", "consult"):
        found[f"matrix-{action}-{DATES[-1]}.svg"] = ["matrix", "--action", action, "--as-of", DATES[-1], "--format", "svg"]
    found["reach-jpn-2026-11-01.svg"] = ["reach", "--owner", "JPN", "--as-of", DATES[-1], "--format", "svg"]
    for programme in ("aukus-pillar-2", "gcap"):
        found[f"programme-{programme}-2026-11-01.svg"] = ["programme", "check", programme, "--as-of", DATES[-1], "--format", "svg"]
    found["downgrade-2026-11-01.svg"] = ["downgrade", "--as-of", DATES[-1], "--format", "svg"]
    found["matrix-over-2013-2026.txt"] = ["matrix", "--over", "2013..2026"]
    found["matrix-over-2013-2026.svg"] = ["matrix", "--over", "2013..2026", "--format", "svg"]
    found["diff-jpn-kor-2012-2026.svg"] = ["diff", "--from", "2012-01-01", "--to", DATES[-1], "--owner", "JPN,KOR", "--format", "svg"]
    found["diff-jpn-kor-2012-2026.txt"] = ["diff", "--from", "2012-01-01", "--to", DATES[-1], "--owner", "JPN,KOR"]
    for assertions in ("indo-pacific", "fvey-release"):
        found[f"prove-{assertions}-2026-11-01.txt"] = ["prove", f"data/assertions/{assertions}.toml", "--as-of", DATES[-1]]
    found["capabilities-jpn-2026-11-01.svg"] = ["capabilities", "JPN", "--as-of", DATES[-1], "--format", "svg"]
    found["claims-2026-11-01.svg"] = ["claims", "--as-of", DATES[-1], "--format", "svg"]
    found["matrix-2026-11-01.json"] = ["matrix", "--as-of", DATES[-1], "--owner", "JPN,KOR", "--recipient", "JPN,KOR,USA", "--format", "json"]
    return found


def without_times(text: str) -> str:
    """How long it took is another thing each time."""
    return re.sub(r"[0-9.,]+ m?s, [0-9,]+ a second", "(time)", text)


def main() -> int:
    GOLDEN.mkdir(exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name != "ENTENTE_WORLD"}
    faults = 0
    for name, arguments in views().items():
        command = arguments if arguments[0] in ("diff", "downgrade", "programme", "prove", "reach") else ["world", *arguments]
        done = subprocess.run([os.environ["ENTENTE"], *command, *WORLD], cwd=SOURCE, text=True, capture_output=True,
                              timeout=120, check=False, env=environment)
        if done.returncode not in (0, 4):  # 4: a diff or a check that finds something
            print(f"{' '.join(arguments)}: exit {done.returncode}: {done.stderr}")
            faults += 1
            continue
        path = GOLDEN / name
        told = without_times(done.stdout)
        if UPDATE:
            path.write_text(told, encoding="utf-8")
            continue
        golden = path.read_text(encoding="utf-8") if path.is_file() else ""
        if told == golden:
            continue
        faults += 1
        difference = difflib.unified_diff(golden.splitlines(), told.splitlines(), f"golden/{name}", "now", lineterm="", n=0)
        print("\n".join(list(difference)[:60]))
    print(f"{len(views())} views, {faults} differ")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
