"""Patches that say who joins, which terms are settled, what ends and begins: `diff` tells what that changes of every action; mistakes are told."""
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
FAULTS = []
FVEY = 'format = 1\n[[amend]]\nparty = "FVEY"\n[[amend.member]]\nid = "JPN"\n'
PART = 'format = 1\n[[amend]]\nprogramme = "aukus-pillar-2"\n[[amend.participant]]\nparty = "JPN"\nrole = "partner"\ntier = 2\n'


def run(*arguments: str) -> subprocess.CompletedProcess:
    environment = {name: value for name, value in os.environ.items() if name != "ENTENTE_WORLD"}
    return subprocess.run([os.environ["ENTENTE"], *arguments, "--world", str(SOURCE / "data/worlds/indo-pacific")], text=True,
                          capture_output=True, timeout=300, check=False, env=environment)


def expect(what: str, holds: bool, detail: object = "") -> None:
    if not holds:
        FAULTS.append(what)
        print(f"{what}: {detail}")


def told(arguments: list[str]) -> tuple[int, dict]:
    done = run(*arguments, "--format", "json")
    return done.returncode, json.loads(done.stdout) if done.stdout else {}


def sets_and_programmes_are_amended() -> None:
    """What joining a group, or a programme whose terms are settled, would change."""
    Path("fvey.toml").write_text(FVEY, encoding="utf-8")
    code, found = told(["diff", "--to", "fvey.toml", "--as-of", "2026-11-01"])
    expect("Japan in FVEY is permitted more", code == 4 and found["newly_permitted"] > 0, found.get("newly_permitted"))
    expect("and it is said who joined", {"set": "FVEY", "joined": ["JPN"], "left": []} in found["sets"], found["sets"])
    recorded = tomllib.loads((SOURCE / "data/worlds/indo-pacific/programmes/aukus.toml").read_text(encoding="utf-8"))
    terms = [term["id"] for each in recorded["programme"] if each["id"] == "aukus-pillar-2" for term in each["term"] if term["state"] == "unsettled"]
    Path("pillar.toml").write_text(PART + "".join(f'[[amend.term]]\nid = "{each}"\nstate = "settled"\n' for each in terms), encoding="utf-8")
    pillar = Path("pillar.toml").read_text(encoding="utf-8")
    Path("both.toml").write_text(pillar, encoding="utf-8")
    refused = run("diff", "--to", "both.toml")
    expect("a candidate is no partner at the same time", refused.returncode == 1 and "`JPN` is `candidate` at the same time" in refused.stderr, refused.stderr)
    ended = '[[end]]\nprogramme = "aukus-pillar-2"\nparty = "JPN"\non = "2026-06-01"\n'
    Path("pillar.toml").write_text(pillar.replace("tier = 2\n", 'tier = 2\nfrom = "2026-06-01"\n') + ended, encoding="utf-8")
    code, found = told(["diff", "--to", "pillar.toml", "--as-of", "2026-11-01", "--action", "participate"])
    gains = {(part[0], part[1]) for group in found["groups"] if group["change"] == "permitted" for each in group["shares"]
             for part in [(each["owner"], each["recipient"])]}
    expect("Japan takes part", code == 4 and ("programme:aukus-pillar-2", "JPN") in gains, gains)


def an_end_is_no_beginning() -> None:
    """One instrument ends and is in force from one day: refused, both lines named. From a later day: in between it is not in force."""
    end = 'format = 1\n[[end]]\ninstrument = "isa-jpn-kor"\non = "2026-06-01"\n'
    again = end + '[[amend]]\ninstrument = "isa-jpn-kor"\n[[amend.status]]\nvalue = "in-force"\nfrom = "2026-08-01"\n'
    Path("day.toml").write_text(again.replace("2026-08-01", "2026-06-01"), encoding="utf-8")
    done = run("diff", "--to", "day.toml")
    expect("not on one day", done.returncode == 1 and "day.toml:4" in done.stderr and "(day.toml:7)" in done.stderr and "one of the two" in done.stderr, done.stderr)
    Path("again.toml").write_text(again, encoding="utf-8")
    for date, lost in (("2026-05-31", False), ("2026-06-01", True), ("2026-07-31", True), ("2026-08-01", False)):
        code, found = told(["diff", "--to", "again.toml", "--as-of", date, "--action", "disclose"])
        expect(f"in force but in between, {date}", code == (4 if lost else 0) and (found["newly_denied"] > 0) == lost, found)


def what_an_agreement_carries_is_seen_as_if_granted() -> None:
    """Nobody records the consents to a visit: only as if they had been given does the end of the agreement change anything."""
    Path("visits.toml").write_text('format = 1\n[[end]]\ninstrument = "raa-jpn-aus"\non = "2026-06-01"\n', encoding="utf-8")
    asked = ["diff", "--to", "visits.toml", "--as-of", "2026-11-01", "--action", "visit"]
    code, found = told(asked)
    expect("denied before and after", code == 0 and "--granted" in found["not_asked"] and "granted" not in found, found.get("newly_denied"))
    code, found = told([*asked, "--granted"])
    shares = {(each["owner"], each["recipient"]) for group in found["groups"] for each in group["shares"]}
    expect("lost by the end of the agreement", code == 4 and found["newly_denied"] > 0 and found["newly_permitted"] == 0 and found["granted"], found)
    expect("of the two parties alone", shares == {("JPN", "AUS"), ("AUS", "JPN")}, shares)
    expect("and it says so", "as if each consent, approval and notification" in run(*asked, "--granted").stdout)


def every_action_is_asked() -> None:
    """An agreement on supplies changes no disclosure, and its end is told all the same; `--action` narrows it to one."""
    Path("supplies.toml").write_text('format = 1\n[[end]]\ninstrument = "acsa-jpn-ind"\non = "2026-06-01"\n', encoding="utf-8")
    asked = ["diff", "--to", "supplies.toml", "--as-of", "2026-11-01"]
    code, found = told(asked)
    acts = {each["action"]: each for each in found["acts"]}
    expect("the end of an agreement on supplies is told", code == 4 and acts["supply"]["newly_denied"] > 0 and found["newly_denied"] == 0, found)
    expect("of every action", set(acts) == {"transfer", "supply", "visit", "participate", "grant", "consult"} and found["unasked"] == [], list(acts))
    for action, each in acts.items():
        alone = told([*asked, "--action", action])[1]
        expect(f"as of {action} alone", all(alone[key] == each[key] for key in ("classes", "newly_permitted", "newly_denied", "groups")))
    text = run(*asked).stdout
    expect("in text", "\nsupply: " in text and "asked, and nothing changes: " in text and "acts (--action)" not in text, text)
    code, found = told([*asked, "--action", "disclose"])
    expect("disclosures alone do not change", code == 0 and "acts" not in found and found["not_asked"].startswith("acts (--action)"), found)
    code, found = told([*asked, "--owner", "JPN"])
    expect("programmes are no owners of information", code == 4 and [each["action"] for each in found["unasked"]] == ["participate"], found["unasked"])


def mistakes_are_told() -> None:
    for name, text, words in (
        ("gone.toml", 'format = 1\n[[end]]\nprogramme = "aukus-pillar-2"\nparty = "IND"\non = "2026-06-01"\n', "`IND` takes no part in aukus-pillar-2 then"),
        ("member.toml", FVEY.replace("JPN", "GBR"), "GBR is a member of FVEY at that time already"),
        ("set.toml", FVEY.replace('"FVEY"', '"FVEX"'), "did you mean `FVEY`"),
        ("nation.toml", FVEY.replace('"FVEY"', '"GBR"'), "a nation has no members"),
        ("nobody.toml", FVEY.partition("[[amend.member]]")[0], "nothing is said of it"),
        ("part.toml", PART.replace("JPN", "AUS").replace("partner", "member").replace("tier = 2\n", ""), "AUS takes part so at that time already"),
        ("project.toml", PART.replace('programme =', 'project = "kitchen"\nprogramme ='), "`kitchen` is not recorded"),
        ("term.toml", PART + '[[amend.term]]\nid = "nothing"\nstate = "settled"\n', "`nothing` is not recorded"),
    ):
        Path(name).write_text(text, encoding="utf-8")
        done = run("diff", "--to", name)
        expect(f"{name} is refused", done.returncode == 1 and words in done.stderr and name in done.stderr, done.stderr)


def main() -> int:
    sets_and_programmes_are_amended()
    an_end_is_no_beginning()
    every_action_is_asked()
    what_an_agreement_carries_is_seen_as_if_granted()
    mistakes_are_told()
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
