"""Every shipped assertion can fail: for each there are facts, supposed in a copy of the shipped world, that violate it; each is asked alone."""
import json
import shutil
import sys
import tomllib
from pathlib import Path

from shipped_assertions import SOURCE, prove, told

SHIPPED = SOURCE / "data/assertions/indo-pacific.toml"
WORLD = SOURCE / "data/worlds/indo-pacific"
FOLDERS = {"isa": "information-security", "gsa": "information-security", "acsa": "cross-servicing", "osa": "security-assistance", "itar": "export-exemption"}
VERIFIED = 'source = "supposed"\nevidence = "verified"\n'


def instrument(name: str) -> str:
    return f"instruments/{FOLDERS[name.split('-')[0]]}/{name}.toml"


def ended(name: str) -> tuple[str, str, str]:
    return instrument(name), 'value = "in-force"', 'value = "signed"'


WMD = "instruments/national-law/weapons-of-mass-destruction.toml"
IN_FORCE = '[[status]]\nvalue = "in-force"\nfrom = "2020-01-01"\n' + VERIFIED
# By assertion: edits of files (file, what stands there, what takes its place; nothing stands in a file that is added).
EDITS: dict[str, list[tuple[str, str, str]]] = {
    "nothing-without-an-instrument": [("parties/organisations.toml", 'id = "CZE"', 'id = "RUS"')],  # as a member of NATO
    "jpn-never-austeo": [("policies/AUS.toml", 'parties = ["AUS"]', 'parties = ["AUS", "JPN"]')],
    "jpn-never-agao": [("policies/GBR.toml", 'parties = ["GBR"]', 'parties = ["GBR", "JPN"]')],
    "a-closed-list-is-closed": [("policies/GBR.toml", 'parties = ["AUS", "CAN", "GBR", "NZL", "USA"]', 'parties = ["AUS", "CAN", "GBR", "JPN", "NZL", "USA"]')],
    "austeo-binds-every-agreement": [("instruments/national-law/aus-international-sharing.toml", 'activities = ["austeo-to-non-citizen"]', 'activities = ["austeo-to-non-citizen"]\nlevels = ["OFFICIAL"]')],
    "nobody-means-nobody": [("consents/supposed.toml", "", '[[consent]]\nid = "supposed"\nby = "JPN"\nto = ["AUS"]\nup_to = "極秘"\n' + VERIFIED)],
    "nothing-secret-without-a-clearance": [("policies/AUS.toml", 'name = "SECRET"\nportion = "S"', 'name = "SECRET"\nclearance = false\nportion = "S"')],
    "fvey-signals": [("instruments/information-security/ukusa.toml", 'value = "in-force"', 'value = "signed"')],
    "fvey-gets-from-the-usa": [ended("gsa-usa-gbr"), ("instruments/information-security/ukusa.toml", 'value = "in-force"', 'value = "signed"')],
    "the-usa-gets-from-fvey": [ended("gsa-usa-can"), ("instruments/information-security/ukusa.toml", 'value = "in-force"', 'value = "signed"')],
    "fvey-unclassified": [("parties/nations.toml", 'id = "CAN"', 'id = "CAN"\nauthority = [{ from = "2020-01-01", source = "supposed", evidence = "verified" }]')],
    "korea-gets-no-top-secret-of-japan": [(instrument("isa-jpn-kor"), 'from = { party = "JPN", level = "極秘" }', 'from = { party = "JPN", level = "機密" }')],
    "weapons-are-never-supplied": [("templates/cross-servicing.toml", 'items = ["weapons"]', 'items = ["torpedoes"]'), (instrument("acsa-jpn-ind"), '"fuel",', '"fuel", "weapons",')],
    "no-ammunition-where-it-is-excluded": [(instrument("acsa-jpn-ind"), "items = [", 'without = ["ammunition"]\nitems = ["ammunition", ')],
    "no-ammunition-before-2017": [(instrument("acsa-jpn-usa-1996"), 'items = ["food"', 'items = ["ammunition", "food"'),
                                  (instrument("acsa-jpn-usa-1996"), 'items = ["ammunition"]\ntext', 'items = ["torpedoes"]\ntext')],
    "nobody-else-is-inside-126-7": [(instrument("itar-126-7"), '{ id = "USA", from = "2024-09-01" }', '{ id = "USA", from = "2024-09-01" }, { id = "NOR", from = "2024-09-01" }')],
    "what-126-7-excludes-needs-a-licence": [("consents/supposed.toml", "", '[[licence]]\nid = "supposed"\nby = "USA"\nto = ["AUS"]\nitems = ["excluded-technology"]\nfrom = "2025-01-01"\n' + VERIFIED)],
    "nothing-leaves-the-territory-of-126-7": [(instrument("itar-126-7"), 'activities = ["outside-territory"]\nneeds = ["licence"]', 'activities = ["outside-territory"]\nneeds = ["authorised-user"]')],
    "no-weapons-of-mass-destruction-are-transferred": [(WMD, 'action = "transfer"', 'action = "transfer"\nto = ["RUS"]')],
    "no-weapons-of-mass-destruction-are-supplied": [
        (WMD, 'action = "supply"', 'action = "visit"'), ("templates/cross-servicing.toml", 'items = ["weapons"]', 'items = ["torpedoes"]'),
        (instrument("acsa-jpn-ind"), '"fuel",', '"fuel", "weapons-of-mass-destruction",')],
    "no-weapons-of-mass-destruction-are-granted": [
        (WMD, 'action = "grant"', 'action = "visit"'), (instrument("osa-phl-2025"), '"boat-shelter-and-slipway"', '"weapons-of-mass-destruction"')],
    "no-programme-is-about-weapons-of-mass-destruction": [(WMD, 'action = "participate"', 'action = "participate"\nto = ["RUS"]')],
    "no-nuclear-weapons-visit-japan": [("instruments/national-law/jpn-non-nuclear-principles.toml", 'from = ["JPN"]', 'to = ["JPN"]'),
                                       (WMD, '"weapons-of-mass-destruction", "biological-agents"', '"biological-agents"')],
    "nothing-is-granted-to-japan": [(instrument("osa-bgd-2023"), 'from = ["BGD"]', 'from = ["JPN"]')],
}
# No fact of a world gives to who does not need to know, nor what forbids foreign release, so the other half is asked.
ASKED_OTHERWISE = {"nothing-without-need-to-know": ("need_to_know = false", "need_to_know = true"), "no-foreign-stays-home": ('"no-foreign"', '"none"')}


def texts() -> dict[str, str]:
    """The assertions as they stand in the file, by id."""
    blocks = SHIPPED.read_text(encoding="utf-8").split("[[assertion]]")[1:]
    return {tomllib.loads(block)["id"]: block for block in blocks}


def proved_alone(text: str, world: Path) -> tuple[int, dict, str]:
    Path("one.toml").write_text(f"format = 1\n[[assertion]]{text}", encoding="utf-8")
    done = prove(Path("one.toml"), world, "--granted")
    return done.returncode, json.loads(done.stdout) if done.stdout.startswith("{") else {}, done.stderr


def edited(edits: list[tuple[str, str, str]]) -> Path:
    world = Path("supposed")
    shutil.rmtree(world, ignore_errors=True)
    shutil.copytree(WORLD, world)
    for name, old, new in edits:
        file = world / name
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        if old not in before:
            raise SystemExit(f"{name} has no {old!r}")
        file.write_text(before.replace(old, new) if old else new, encoding="utf-8")
    return world


def main() -> int:
    faults = []
    shipped = texts()
    if set(shipped) != set(EDITS) | set(ASKED_OTHERWISE):
        faults.append(("not every assertion is broken here, or one that is none", sorted(set(shipped) ^ (set(EDITS) | set(ASKED_OTHERWISE)))))
    for name, text in shipped.items():
        code, found, said = proved_alone(text, WORLD)
        if code != 0 or found["violated"] != 0:
            faults.append((name, "does not hold as if granted", code, said))
        old, new = ASKED_OTHERWISE.get(name, ("", ""))
        code, found, said = proved_alone(text.replace(old, new) if old else text, edited(EDITS.get(name, [])))
        if code != 4 or found.get("violated") != 1:
            faults.append((name, "holds on facts that violate it", code, said))
    return told(faults)


if __name__ == "__main__":
    sys.exit(main())
