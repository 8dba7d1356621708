"""The shipped assertions: those of the shipped world hold, and what is said too widely of the Five Eyes fails for what is known to be missing."""
import json
import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
GENERAL = {("legal-basis", each) for each in ("gsa-usa-can", "gsa-usa-gbr", "gsa-usa-nzl", "isa-aus-usa", "ukusa")}
MISSING = {  # by assertion, the rules that deny and what they cite
    "fvey-release-whatever-it-is-about": GENERAL,
    "fvey-release-at-every-level": {("equivalence", "ukusa"), ("legal-basis", "gsa-usa-gbr"), ("legal-basis", "isa-aus-usa")},
    "fvey-release-with-categories": GENERAL,
}


def proved(name: str) -> tuple[int, dict]:
    environment = {key: value for key, value in os.environ.items() if key != "ENTENTE_WORLD"}
    done = subprocess.run([os.environ["ENTENTE"], "prove", str(SOURCE / "data/assertions" / name), "--as-of", "2026-11-01", "--format", "json",
                           "--world", str(SOURCE / "data/worlds/indo-pacific")], text=True, capture_output=True, timeout=300, check=False, env=environment)
    return done.returncode, json.loads(done.stdout)


def main() -> int:
    faults = []
    code, found = proved("indo-pacific.toml")
    if code != 0 or found["violated"] != 0 or found["assertions"] < 12:
        faults.append(("assertions of the shipped world hold", [each["id"] for each in found["results"] if not each["holds"]]))
    code, found = proved("fvey-release.toml")
    # A mark that cannot be is denied too (label-valid), and no fact is missing for it.
    missing = {each["id"]: {(group["rule"], group["clause"]) for group in each["groups"] if group["rule"] != "label-valid"} for each in found["results"]}
    if code != 4 or missing != MISSING:
        faults.append(("what is missing for REL TO FVEY", missing))
    for fault in faults:
        print(*fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
