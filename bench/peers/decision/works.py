"""The works of the decision room: one made-up world, written twice, and requests about it.

Once as a world folder, which this project loads as any other; once as `facts.json`, which the peers load: what holds at the date of all
requests, without histories and without anything derived. The same bytes come out on every machine. README.md in the folder above has both forms."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import NamedTuple

AT = "2024-11-20"  # of all requests, as entente/decisions.cpp has it
COMMUNITIES, REQUESTS = 12, 1024
LEVELS = ("TOP SECRET", "SECRET", "CONFIDENTIAL", "UNCLASSIFIED")
FREE = LEVELS[-1]
CATEGORIES = ("ALPHA", "BRAVO", "CHARLIE")
PROVENANCE = 'source = "made up"\nevidence = "verified"\n'


class Size(NamedTuple):
    """How much of each there is."""

    nations: int = 184
    with_policy: int = 64  # of the nations
    groups: int = 16
    agreements: int = 600  # about information
    other_instruments: int = 400
    persons: int = 512


class Chance:
    """SplitMix64: the same numbers everywhere, which Python's own module does not promise for every method."""

    def __init__(self, seed: int):
        self.state = seed

    def below(self, end: int) -> int:
        self.state = (self.state + 0x9E3779B97F4A7C15) % 2**64
        mixed = self.state
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed = ((mixed ^ (mixed >> shift)) * factor) % 2**64
        return (mixed ^ (mixed >> 31)) % end

    def percent(self, share: int) -> bool:
        return self.below(100) < share

    def one_of(self, things):
        return things[self.below(len(things))]

    def some(self, things, count: int) -> list:
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

    def date(self, first: int, last: int) -> str:
        return f"{first + self.below(last - first + 1)}-{1 + self.below(12):02}-{1 + self.below(28):02}"


def code_of(index: int) -> str:
    return "X" + chr(ord("A") + index // 26) + chr(ord("A") + index % 26)  # codes that no country has


def quoted(values) -> str:
    return "[" + ", ".join(f'"{value}"' for value in values) + "]"


class World:
    """Both forms while they grow: the files of the world folder, and the facts that hold at AT."""

    def __init__(self, chance: Chance, size: Size):
        self.chance, self.size = chance, size
        self.nations = [code_of(index) for index in range(size.nations)]
        self.files: dict[str, str] = {}
        self.groups: dict[str, list[str]] = {}
        self.authority: list[str] = []
        self.delegations: list[dict] = []
        self.instruments: list[dict] = []
        self.prohibitions: list[dict] = []
        self.persons: dict[str, dict] = {}

    @property
    def owners(self) -> list[str]:
        return self.nations[:self.size.with_policy]

    def facts(self) -> dict:
        policies = {owner: {"levels": list(LEVELS), "free": FREE, "categories": list(CATEGORIES)} for owner in self.owners}
        return {"nations": self.nations, "groups": self.groups, "policies": policies, "authority": self.authority, "delegations": self.delegations,
                "instruments": self.instruments, "prohibitions": self.prohibitions, "persons": self.persons}


def add_parties(world: World) -> None:
    chance, text = world.chance, ""
    for index, nation in enumerate(world.nations):
        text += f'[[party]]\nid = "{nation}"\nkind = "nation"\nname = "Country {nation}"\n' + PROVENANCE
        if index >= world.size.with_policy:
            continue
        text += f'policy = "{nation}"\n'
        if chance.percent(15):
            text += '\n  [[party.authority]]\n  from = "2001-01-01"\n'
            world.authority.append(nation)
    world.files["parties/nations.toml"] = text
    text = ""
    for index in range(world.size.groups):
        group, members = f"GROUP_{index:02}", []
        text += f'[[party]]\nid = "{group}"\nkind = "group"\nname = "Group {index}"\n' + PROVENANCE
        # Mostly of those that have agreements; every fourth group has another one inside, whose members count.
        inside = [f"GROUP_{index - 1:02}"] if index % 4 == 3 else []
        for member in inside + chance.some(world.owners, 3 + chance.below(7)) + chance.some(world.nations[world.size.with_policy:], chance.below(3)):
            text += f'\n  [[party.member]]\n  id = "{member}"\n  from = "{chance.date(1950, 2020)}"\n'
            if chance.percent(10):
                text += f'  until = "{chance.date(2021, 2023)}"\n'
            else:
                members.append(member)
        world.groups[group] = members
    world.files["parties/groups.toml"] = text


def add_policies(world: World) -> None:
    for owner in world.owners:
        sidecar = f'id = "{owner}"\nparty = "{owner}"\ntitle = "Marks of {owner}"\nspif = "{owner}.xml"\ngrammar = "plain"\nrelease_outside_marking = true\n' + PROVENANCE
        levels = categories = ""
        for height, level in zip(range(len(LEVELS), 0, -1), LEVELS, strict=True):
            sidecar += f'\n[[level]]\nname = "{level}"\n' + ("free = true\n" if level == FREE else "")
            levels += f'<securityClassification name="{level}" lacv="{height}" hierarchy="{height}"/>\n'
        for number, category in enumerate(CATEGORIES, 1):
            categories += f'<tagCategory name="{category}" lacv="{number}"/>\n'
        categories += f'<tagCategory name="NOFORN" lacv="{len(CATEGORIES) + 1}"/>\n'
        world.files[f"policies/{owner}.toml"] = sidecar + '\n[[token]]\nname = "NOFORN"\nmeaning = "no-foreign"\n'
        world.files[f"policies/{owner}.xml"] = (
            f'<SPIF xmlns="http://www.xmlspif.org/spif" schemaVersion="2.1">\n<securityPolicyId name="{owner}" id="2.25.1"/>\n'
            f"<securityClassifications>\n{levels}</securityClassifications>\n<securityCategoryTagSets>\n"
            '<securityCategoryTagSet name="Categories" id="2.25.1.1">\n<securityCategoryTag name="Categories" tagType="restrictive">\n'
            f"{categories}</securityCategoryTag>\n</securityCategoryTagSet>\n</securityCategoryTagSets>\n</SPIF>\n")


def history(chance: Chance) -> tuple[list[tuple[str, str]], bool]:
    """States with their days, and whether it is in force at AT."""
    begun = ("in-force", chance.date(1990, 2019))
    ways = (([begun], True), ([begun], True), ([begun], True), ([begun], True), ([begun, ("terminated", chance.date(2020, 2023))], False),
            ([begun, ("terminated", chance.date(2026, 2029))], True), ([begun, ("suspended", chance.date(2020, 2023))], False),
            ([("signed", chance.date(2015, 2023))], False))
    return chance.one_of(ways)


def add_rows(chance: Chance, between: list[str]) -> tuple[str, list[dict]]:
    text, rows = "", []
    for owner in between:
        for to in between:
            if owner == to:
                continue
            for height, level in enumerate(LEVELS[:-1]):
                if chance.percent(10):
                    continue
                target = LEVELS[height - 1] if height > 0 and chance.percent(20) else level  # one higher, now and then
                text += (f'\n[[equivalence]]\nfrom = {{ party = "{owner}", level = "{level}" }}\n'
                         f'to = {{ party = "{to}", level = "{target}" }}\n')
                rows.append({"from": owner, "level": level, "to": to, "as": target})
    return text, rows


def add_agreement(world: World, number: int) -> None:
    chance, name = world.chance, f"isa-{number}"
    between = chance.some(world.owners, 2 + chance.below(4))
    lists = chance.some(CATEGORIES, chance.below(len(CATEGORIES) + 1))
    listed = sorted(f"{party}:{category}" for party in between for category in lists)
    states, in_force = history(chance)
    acceded = [(party, chance.date(2020, 2023)) for party in between]
    late = chance.one_of(between) if chance.percent(5) else ""  # accedes after AT
    text = f'id = "{name}"\nkind = "information-security"\ntitle = "Agreement {number}"\n' + PROVENANCE
    text += "parties = [" + ", ".join(f'{{ id = "{party}", from = "{"2031-01-01" if party == late else day}" }}' for party, day in acceded) + "]\n"
    text += f"categories = {quoted(listed)}\n" if listed else ""
    text += "".join(f'\n[[status]]\nvalue = "{value}"\nfrom = "{day}"\n' for value, day in states)
    more, rows = add_rows(chance, between)
    text += more
    if chance.percent(15):  # binds whatever becomes of the agreement
        giver, taker = chance.some(between, 2)
        levels = chance.some(LEVELS[:-1], 1 + chance.below(2))
        text += (f'\n[[clause]]\nid = "art-9"\neffect = "prohibit"\naction = "disclose"\nfrom = ["{giver}"]\nto = ["{taker}"]\nlevels = {quoted(levels)}\n'
                 'text = "not these"\nsource = "Article 9"\n')
        world.prohibitions.append({"from": giver, "to": taker, "levels": levels})
    world.files[f"instruments/information-security/{name}.toml"] = text
    if in_force:
        world.instruments.append({"id": name, "parties": [party for party in between if party != late], "categories": listed, "rows": rows})


def add_instruments(world: World) -> None:
    for number in range(world.size.agreements):
        add_agreement(world, number)
    for number in range(world.size.other_instruments):  # about other things, so no basis for a disclosure
        between = world.chance.some(world.nations, 2)
        parties = ", ".join(f'{{ id = "{party}", from = "2010-01-01" }}' for party in between)
        world.files[f"instruments/cross-servicing/acsa-{number}.toml"] = (
            f'id = "acsa-{number}"\nkind = "cross-servicing"\ntitle = "Support {number}"\nitems = ["food", "fuel"]\nparties = [{parties}]\n' + PROVENANCE
            + '\n[[status]]\nvalue = "in-force"\nfrom = "2010-01-01"\n')


def add_delegations(world: World) -> None:
    chance, text = world.chance, ""
    for by in world.authority:
        for number in range(6):
            to = chance.some(world.owners, 4) + chance.some(sorted(world.groups), 2)
            up_to = chance.one_of(LEVELS[:-1])
            text += f'[[delegation]]\nid = "delegation-{by}-{number}"\nby = "{by}"\nto = {quoted(to)}\nup_to = "{up_to}"\nfrom = "2015-01-01"\n' + PROVENANCE
            world.delegations.append({"by": by, "to": to, "up_to": up_to})
    world.files["consents/delegations.toml"] = text


def add_persons(world: World) -> None:
    chance, text = world.chance, ""
    for number in range(world.size.persons):
        person, employer = f"person-{number}", chance.one_of(world.owners)
        second = [nation for nation in [chance.one_of(world.owners)] if nation != employer and chance.percent(20)]
        level = chance.one_of(LEVELS[:2] + LEVELS[:-1])
        read_in = [f"{owner}:{category}" for owner in world.owners for category in CATEGORIES] if chance.percent(60) else []
        read_in = sorted(entry for entry in read_in if chance.percent(85))
        communities = chance.some(range(COMMUNITIES), 3 + chance.below(4))
        text += (f'[[person]]\nid = "{person}"\nrole = "analyst"\nemployer = "{employer}"\nnationalities = {quoted([employer, *second])}\nfrom = "2020-01-01"\n'
                 + PROVENANCE + f'\n  [[person.clearance]]\n  policy = "{employer}"\n  level = "{level}"\n  granted_by = "{employer}"\n  from = "2020-01-01"\n')
        text += f"  categories = {quoted(read_in)}\n" if read_in else ""
        text += "".join(f'\n  [[person.belongs]]\n  to = "coi:coi-{each}"\n  from = "2020-01-01"\n' for each in communities)
        world.persons[person] = {"employer": employer, "nationalities": [employer, *second], "level": level, "categories": read_in,
                                 "communities": [f"coi-{each}" for each in communities]}
        if number % 32 == 31:
            world.files[f"people/part-{number // 32:02}.toml"] = text
            text = ""


def made_world(size: Size = Size()) -> World:  # noqa: B008  a tuple
    world = World(Chance(1), size)
    world.files["world.toml"] = 'format = 1\nname = "peers"\ntitle = "Made up, to compare programs"\n'
    for add in (add_parties, add_policies, add_instruments, add_delegations, add_persons):
        add(world)
    return world


def likely(world: World) -> dict:
    """Information that an agreement covers, released to a party of it: mostly permitted."""
    chance = world.chance
    agreement = chance.one_of([each for each in world.instruments if each["rows"]])
    row = chance.one_of(agreement["rows"])
    listed = [entry.split(":")[1] for entry in agreement["categories"] if entry.startswith(row["from"] + ":")]
    groups = [group for group, members in world.groups.items() if row["to"] in members]
    release = chance.some(world.nations, chance.below(4)) + [chance.one_of(groups) if groups and chance.percent(60) else row["to"]]
    return {"to": row["to"], "owner": row["from"], "holder": row["from"], "level": row["level"],
            "categories": sorted(chance.some(listed, chance.below(len(listed) + 1)) if chance.percent(40) else []), "noforn": False,
            "release": sorted(set(release))}


def changed(world: World, request: dict) -> dict:
    """One thing otherwise than it was."""
    chance, way = world.chance, world.chance.below(9)
    if way == 0:
        request["noforn"] = True
        del request["release"]
    elif way == 1:
        del request["release"]
    elif way == 2:
        request["release"] = sorted(set(chance.some(world.nations, 3) + chance.some(sorted(world.groups), 1)))
    elif way == 3:
        request["holder"] = chance.one_of([owner for owner in world.owners if owner not in (request["owner"], request["to"])])
    elif way == 4:
        request["level"] = chance.one_of((*LEVELS, "RESTRICTED"))  # the last is none of theirs
    elif way == 5:
        request["categories"] = sorted(chance.some(CATEGORIES, 1 + chance.below(2)))
    elif way == 6:
        request["to"] = chance.one_of([*world.owners, "XZZ"] if chance.percent(80) else world.nations)  # XZZ: nobody
        request["release"] = sorted({*request["release"], request["to"]} - {"XZZ"})
        request["holder"] = request["owner"]
    elif way == 7:
        request["release"] = sorted({*request["release"], "XYY"})  # no party of the world: the label is invalid
    else:
        request["to"] = request["holder"] = request["owner"]  # it stays at home
    return request


def lines(world: World, persons: bool) -> str:
    chance, text = world.chance, ""
    at = {}
    for name, person in world.persons.items():
        at.setdefault(person["employer"], []).append(name)
    for number in range(REQUESTS):
        request = likely(world)
        if chance.percent(40):
            request = changed(world, request)
        request["id"] = f"object-{number}"
        if persons:
            request["communities"] = [f"coi-{each}" for each in sorted(chance.some(range(COMMUNITIES), 1 + chance.below(4)))]
            to = request.pop("to")
            request["who"] = chance.one_of(at[to]) if to in at else "person-none"
        text += json.dumps(request, sort_keys=True, separators=(",", ":")) + "\n"
    return text


def write(world: World, place: Path) -> None:
    """Both forms into a folder that nothing else is in."""
    shutil.rmtree(place, ignore_errors=True)
    for name, content in world.files.items():
        file = place / "world" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    (place / "facts.json").write_text(json.dumps(world.facts(), separators=(",", ":")) + "\n", encoding="utf-8")


def disclosures(persons: bool):
    def make(folder: Path) -> Path:
        world = made_world()
        write(world, folder / "decision")
        out = folder / ("disclosures-to-persons.jsonl" if persons else "disclosures.jsonl")
        out.write_text(lines(world, persons), encoding="utf-8")
        return out

    return make


# Name; what is counted; whether the input is one item a line, or a whole; how the input is made; what is done.
WORKS = (
    ("decide/disclose", "requests", True, disclosures(False), "whether an object may go to a party"),
    ("decide/disclose/persons", "requests", True, disclosures(True), "whether an object may go to a person"),
)
