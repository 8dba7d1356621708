"""What analyses say where facts tell too much apart, where two worlds do not know the same words, and where a patch contradicts itself.

Method: fourteen categories of one owner that facts name each differently, an agreement that is limited, and patches in every order.
"""
import itertools
import json
import os
import shutil
import sys
from pathlib import Path

from _running import run

TRAINING = Path(os.environ["ENTENTE_SOURCE_DIR"], "data/worlds/training")
SECRETS = "instruments/information-security/isa-xar-xbo.toml"
DAY = ["--as-of", "2026-06-01"]
FAULTS = []


def expect(what, holds, detail=""):
    if not holds:
        FAULTS.append(what)
        print(f"{what}: {str(detail)[:600]}")


def world(name, **changes):
    shutil.copytree(TRAINING, name)
    for file, change in changes.items():
        path = Path(name, file)
        path.write_text(change(path.read_text(encoding="utf-8") if path.exists() else ""), encoding="utf-8")
    return name


def told(*arguments):
    done = run([*arguments])
    return done.returncode, done.stdout.decode(), done.stderr.decode()


CATEGORIES = "BUR HCS KLM MVL RSV SAR SI SI-EU SI-G SI-NK TK TK-BLFH TK-IDIT TK-KAND".split()
SHIPPED = Path(os.environ["ENTENTE_SOURCE_DIR"], "data/worlds/indo-pacific")


def many_categories():
    Path("many/consents").mkdir(parents=True)
    Path("many/world.toml").write_text('format = 1\nname = "many"\n', encoding="utf-8")
    consents = "".join(f'[[consent]]\nid = "c{each}"\nby = "USA"\nto = ["JPN"]\nup_to = "SECRET"\ncategories = ["USA:{word}"]\nfrom = "2026-01-01"\n'
                       'source = "invented"\nevidence = "verified"\n\n' for each, word in enumerate(CATEGORIES))
    Path("many/consents/many.toml").write_text(consents, encoding="utf-8")
    few = ["--world", str(SHIPPED), "--as-of", "2026-06-01"]
    many = [*few, "--overlay", "many"]
    for command in (["world", "matrix"], ["reach", "--owner", "USA"], ["downgrade"], ["world", "capabilities", "JPN"], ["programme", "check", "aukus-pillar-2"]):
        code, out, error = told(*command, *many)
        expect(f"{command} answers however many categories there are", code in (0, 4) and out, error)
        if command[0] != "reach":  # where consents lead further
            expect(f"{command} says the same of what has none", out == told(*command, *few)[1], out)
    years = ["--from", "2022-01-01", "--to", "2026-06-01", *many[:2], *many[4:]]
    code, out, error = told("diff", *years, "--format", "json")
    found = json.loads(out or "{}")
    expect("diff tells the acts", code == 4 and found.get("acts"), error)
    expect("and names what it does not ask", [each["action"] for each in found.get("unasked", [])] == ["disclose"] and "newly_denied" not in found, found.get("unasked"))
    code, out, error = told("diff", *years)
    expect("also in text", "NOT ASKED disclose" in out and "nothing that is asked changes" not in out and "without a decision that changes" not in out, out)
    expect("diff of disclosures alone is refused", told("diff", *years, "--action", "disclose")[0] == 1)
    code, out, error = told("calendar", *many, "--action", "disclose")
    expect("a date of which nothing is asked does not say that nothing changes", "isa-jpn-kor ended there: disclosures to parties: not asked" in out
           and "isa-jpn-kor ended there: nothing" not in out, out)


ROW = """[[equivalence]]
from = { party = "XAR", level = "GUARDED" }
to = { party = "XBO", level = ["HUSHED", "VEILED"], choice = "VEILED" }
source = "Annex, line 1"
"""


def limited_in_form():
    for limit in ('domains = ["military"]', 'forms = ["document"]', 'domains = ["cyber"]\nforms = ["oral"]'):
        limited = world("limited-" + str(len(limit)), **{SECRETS: lambda text: text.replace(ROW, "").replace('domains = ["military"]', limit)})
        code, out, error = told("world", "capabilities", "--world", limited, *DAY, "--format", "json")
        ways = [way for row in json.loads(out)["capabilities"] for match in row["matches"] for way in match["carrying"]
                if way["action"] == "disclose" and (way["from"], way["to"]) == ("XAR", "XBO")]
        expect(f"an agreement with {limit} is there, and lacks a row", ways and all(way["state"] == "lacking" and way["instrument"] == "isa-xar-xbo" for way in ways), ways)


def another_activity():
    clause = '[[amend.clause]]\nid = "not-broadcast"\neffect = "prohibit"\naction = "disclose"\nactivities = ["broadcast"]\ntext = "it is not broadcast"\nsource = "told"\n'
    Path("act.toml").write_text(f'format = 1\n[[amend]]\ninstrument = "isa-xar-xbo"\n{clause}', encoding="utf-8")
    code, out, error = told("diff", "--world", str(TRAINING), "--to", "act.toml", *DAY, "--action", "disclose", "--format", "json")
    found = json.loads(out or "{}")
    expect("a word that only one of the two knows is not asked", found.get("newly_denied") == 0 and "words of items and activities" in found["not_asked"], (error, found))


def owners_without_policy():
    assertion = '[[assertion]]\nid = "x"\ntext = "nothing classified reaches Drovania"\nexpect = "deny"\nowner = ["XAR", "XCA"]\nrecipient = ["XEL"]\nclassified = true\n'
    Path("x.toml").write_text(f'format = 1\ntitle = "x"\n{assertion}', encoding="utf-8")
    code, out, error = told("prove", "x.toml", "--world", str(TRAINING), *DAY, "--format", "json")
    result = json.loads(out)["results"][0]
    expect("an owner who marks nothing is told", result.get("without_policy") == ["XCA"], result)


ENDS = [('consent = "survey-to-borrowmere"',), ('clause = "isa-xar-xbo/art-3"',), ('group = "TRIO"\nmember = "XBO"',),
        ('instrument = "isa-xar-xbo"',), ('instrument = "isa-xar-xbo"\nrow = { from = "XAR", level = "GUARDED", to = "XBO" }',), ('programme = "skylark"\nparty = "XBO"',)]
TERMS = ['[[amend]]\nprogramme = "skylark"\n[[amend.term]]\nid = "results"\nstate = "{}"\n'.format(state) for state in ("unsettled", "settled")]


def patch(text):
    Path("p.toml").write_text("format = 1\n" + text, encoding="utf-8")
    return told("diff", "--world", str(TRAINING), "--to", "p.toml", *DAY)


def contradictory_patches():
    for (what,) in ENDS:
        ends = [f'[[end]]\n{what}\non = "{on}"\n' for on in ("2026-05-01", "2026-07-15")]
        expect(f"{what} ends", patch(ends[0])[0] in (0, 4), patch(ends[0]))
        for order in itertools.permutations(ends):
            code, out, error = patch("".join(order))
            expect(f"{what} ends once, in whatever order it is said", code == 1 and ("ends already" in error or "takes no part" in error), error)
    code, out, error = patch("".join(TERMS))
    expect("a term is said of once", code == 1 and "is said of already" in error, error)
    expect("in whatever order", patch("".join(reversed(TERMS)))[0] == 1)


def one_of_several():
    """Of facts that hold one after the other a patch ends the one that holds then."""
    back = world("back", **{"parties/parties.toml": lambda text: text.replace('  id = "XBO"\n  from = "2021-05-01"\n',
                 '  id = "XBO"\n  from = "2021-05-01"\n  until = "2022-01-01"\n\n  [[party.member]]\n  id = "XBO"\n  from = "2023-01-01"\n', 1)})
    for on, holds in (("2021-10-01", True), ("2026-01-01", True), ("2022-06-01", False)):
        Path("p.toml").write_text(f'format = 1\n[[end]]\ngroup = "TRIO"\nmember = "XBO"\non = "{on}"\n', encoding="utf-8")
        code, out, error = told("diff", "--world", back, "--to", "p.toml", *DAY)
        expect(f"the membership ends on {on}", (code in (0, 4)) == holds, error)
    again = world("again", **{SECRETS: lambda text: text + "".join(f'\n[[status]]\nvalue = "{value}"\nfrom = "{on}"\nsource = "invented"\nevidence = "verified"\n'
                  for value, on in (("terminated", "2022-01-01"), ("in-force", "2023-01-01")))})
    Path("p.toml").write_text('format = 1\n[[end]]\ninstrument = "isa-xar-xbo"\non = "2026-01-01"\n', encoding="utf-8")
    code, out, error = told("diff", "--world", again, "--to", "p.toml", *DAY)
    expect("an agreement that came into force again ends again", code == 4, error)


def ends_sooner():
    later = world("later", **{SECRETS: lambda text: text + '\n[[status]]\nvalue = "terminated"\nfrom = "2028-01-01"\nsource = "invented"\nevidence = "verified"\n'})
    Path("p.toml").write_text('format = 1\n[[end]]\ninstrument = "isa-xar-xbo"\non = "2026-06-01"\n', encoding="utf-8")
    code, out, error = told("diff", "--world", later, "--as-of", "2026-07-01", "--to", "p.toml")
    expect("an agreement may end sooner than its end is recorded", code == 4, error)
    Path("p.toml").write_text('format = 1\n[[end]]\ninstrument = "isa-xar-xbo"\non = "2029-06-01"\n', encoding="utf-8")
    code, out, error = told("diff", "--world", later, "--as-of", "2026-07-01", "--to", "p.toml")
    expect("not once more", code == 1 and "has ended already" in error, error)


def main():
    many_categories()
    limited_in_form()
    another_activity()
    owners_without_policy()
    contradictory_patches()
    one_of_several()
    ends_sooner()
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
