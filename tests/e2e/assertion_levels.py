"""The shipped assertion about clearances names every level that asks for one, of every policy that is shipped.

A level that somebody adds to a policy and forgets there would pass unseen: the assertion would hold of the others.
"""
import os
import sys
import tomllib
from pathlib import Path

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
ASSERTION = "nothing-secret-without-a-clearance"


# But names that another policy has for a level that asks for none: an assertion names levels, not policies.
def levels_that_ask() -> set[str]:
    out, none = set(), set()
    for path in sorted((SOURCE / "data/worlds/indo-pacific/policies").glob("*.toml")):
        for level in tomllib.loads(path.read_text(encoding="utf-8")).get("level", []):
            (none if level.get("free", False) or not level.get("clearance", True) else out).add(level["name"])
    return out - none


def levels_named() -> set[str]:
    shipped = tomllib.loads((SOURCE / "data/assertions/indo-pacific.toml").read_text(encoding="utf-8"))
    return {level for each in shipped["assertion"] if each["id"] == ASSERTION for level in each["level"]}


asks, named = levels_that_ask(), levels_named()
if not asks or asks != named:
    print(f"{ASSERTION}: missing {sorted(asks - named)}, asks for none: {sorted(named - asks)}")
    sys.exit(1)
print(f"{len(asks)} levels")
