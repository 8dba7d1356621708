"""Reach, downgrade and calendar of the shipped world, byte for byte: tests/golden/shipped/. Run with `--update` to write the texts anew.

A change of these texts is a change of what readers see: look at the difference before committing it. Bad input is refused with words.
"""
import difflib
import json
import os
import re
import subprocess
import sys
import xml.dom.minidom
from pathlib import Path

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
GOLDEN = SOURCE / "tests/golden/shipped"
UPDATE = "--update" in sys.argv
DATE = ["--as-of", "2026-11-01"]

VIEWS = {
    "reach-jpn-2026-11-01.txt": ["reach", "--owner", "JPN", *DATE],
    "downgrade-2026-11-01.txt": ["downgrade", *DATE],
    "calendar-2026-11-01.txt": ["calendar", "--months", "12", *DATE],
    "calendar-2026-11-01.svg": ["calendar", "--months", "12", "--format", "svg", *DATE],
}
REFUSED = [  # arguments, exit code, what the message says
    (["reach", "--owner", "JPX"], 1, "did you mean `JPN`?"),
    (["reach", "--owner", "FVEY"], 1, "has no policy"),
    (["reach", "--owner", "JPN", "--level", "極密"], 1, "did you mean"),
    (["reach", "--owner", "JPN", "--output", "reach.svg"], 2, "--format svg"),
    (["diff", "--to", "tests"], 1, "--to: `tests` has no world.toml, so it is no world; name the folder that has one"),
    (["reach"], 2, "--owner"),
    (["downgrade", "--owner", "USB"], 1, "did you mean `USA`?"),
    (["downgrade", "--output", "chains.svg"], 2, "--format svg"),
    (["calendar", "--months", "0"], 2, "from 1 to 120"),
    (["calendar", "--months", "121"], 2, "from 1 to 120"),
    (["calendar", "--action", "disclse"], 2, "did you mean"),
    (["calendar", "--from", "soon"], 2, "--from"),
    (["calendar", "--output", "calendar.svg"], 2, "--format svg"),
]


def run(arguments):
    environment = {name: value for name, value in os.environ.items() if name != "ENTENTE_WORLD"}
    return subprocess.run([os.environ["ENTENTE"], *arguments, "--world", "data/worlds/indo-pacific"], cwd=SOURCE, text=True,
                          capture_output=True, timeout=300, check=False, env=environment)


def views():
    faults = []
    for name, arguments in VIEWS.items():
        done = run(arguments)
        if done.returncode != 0:
            faults.append(f"{' '.join(arguments)}: exit {done.returncode}: {done.stderr}")
            continue
        path = GOLDEN / name
        if UPDATE:
            path.write_text(done.stdout, encoding="utf-8")
        golden = path.read_text(encoding="utf-8") if path.is_file() else ""
        if done.stdout != golden:
            difference = difflib.unified_diff(golden.splitlines(), done.stdout.splitlines(), f"golden/{name}", "now", lineterm="", n=0)
            faults.append("\n".join(list(difference)[:60]))
    return faults


def refusals():
    faults = []
    for arguments, code, words in REFUSED:
        done = run(arguments)
        if done.returncode != code or words not in done.stderr or done.stdout:
            faults.append(f"{' '.join(arguments)}: exit {done.returncode}, not {code} with {words!r}: {done.stderr.strip()}")
    return faults


def forms():
    """What the text says the other forms say as well."""
    faults = []
    reach = json.loads(run(["reach", "--owner", "JPN", "--format", "json", *DATE]).stdout)
    reached = {each["party"] for each in reach["reached"]}
    unreached = {each["party"] for each in reach["unreached"]}
    if not reached or not unreached or reached & unreached:
        faults.append("reach in JSON: parties are missing, or stand twice")
    once = json.loads(run(["reach", "--owner", "FRA", "--format", "json", *DATE]).stdout)["reached"]
    if {each.get("marked_before") for each in once} != {"2021-07-01T00:00:00Z"} or any("marked_before" in each for each in reach["reached"]):
        faults.append(f"levels of old marks are not told apart: {once}")
    picture = run(["reach", "--owner", "JPN", "--format", "svg", *DATE]).stdout
    texts = {text.firstChild.data for text in xml.dom.minidom.parseString(picture).getElementsByTagName("text") if text.firstChild}
    if not reached <= texts:
        faults.append(f"reach as a picture lacks {sorted(reached - texts)}")
    chains = json.loads(run(["downgrade", "--format", "json", *DATE]).stdout)["chains"]
    if any(chain["rows"][0]["from"] != chain["owner"] for chain in chains):
        faults.append("downgrade in JSON: a chain begins elsewhere than at its owner")
    picture = run(["downgrade", "--format", "svg", *DATE]).stdout
    told = xml.dom.minidom.parseString(picture).getElementsByTagName("desc")[0].firstChild.data
    for chain in chains:
        for row in chain["rows"]:
            if f"{row['to']} {row['to_level']} ({row['instrument']}, {row['evidence']}" not in told:
                faults.append(f"downgrade as a picture does not tell {row}: {told}")
    days = json.loads(run(["calendar", "--format", "json", *DATE]).stdout)["days"]
    renewals = [entry for day in days for entry in day["entries"] if entry["happening"] == "renews"]
    if not renewals or not all("if_ended" in entry for entry in renewals):
        faults.append("calendar in JSON: a renewal does not say what hangs on it")
    drawn = xml.dom.minidom.parseString(run(["calendar", "--format", "svg", *DATE]).stdout)
    titles = [title.firstChild.data for title in drawn.getElementsByTagName("title") if title.firstChild]
    for day in days:
        for entry in day["entries"]:
            told = [title for title in titles if title.startswith(f"{entry['of']}: {day['at'][:10]} ") and f" {entry['happening']}: " in title]
            ended = entry.get("if_ended", {}).get("newly_denied", 0)
            if len(told) != 1 or (ended and f"if it ended then: to parties {ended} newly denied" not in told[0]):
                faults.append(f"calendar as a picture: {entry['of']} on {day['at'][:10]} is not told, or not what hangs on it: {told}")
    return faults


def pictures():
    """A day's numbers are drawn, however many; a title without a time asked for tells the day."""
    faults = []
    year = ["--as-of", "2021-06-01"]
    drawn = xml.dom.minidom.parseString(run(["calendar", "--format", "svg", *year]).stdout)
    texts = " ".join(text.firstChild.data for text in drawn.getElementsByTagName("text") if text.firstChild)
    for day in json.loads(run(["calendar", "--format", "json", *year]).stdout)["days"]:
        for each in day["changes"]["answered"]:
            for number in (each["newly_permitted"], each["newly_denied"]):
                if number and f"{number:,} newly" not in texts:
                    faults.append(f"calendar as a picture: {number} of {day['at']} is not drawn")
    for asked in (["calendar", "--months", "1"], ["reach", "--owner", "JPN"], ["world", "matrix", "--owner", "JPN"]):
        title = xml.dom.minidom.parseString(run([*asked, "--format", "svg"]).stdout).getElementsByTagName("title")[0].firstChild.data
        if not re.search(r"\d{4}-\d\d-\d\d", title) or re.search(r"\dT\d", title):
            faults.append(f"{asked}: {title}")
    return faults


LOWERED = {"FRA": "SECRET", "AUS": "PROTECTED", "CAN": "CONFIDENTIAL", "GBR": "RESTRICTED", "JPN": "秘", "KOR": "군사III급비밀", "NZL": "RESTRICTED"}


def too_many_chains():
    """Where the USA and each of these hold what the other has as their lowest, there are more chains than a picture has room for."""
    cited = 'source = "x"\nevidence = "unverified"\n'
    folder = Path("lowered/instruments/information-security")
    folder.mkdir(parents=True, exist_ok=True)
    for party, lowest in LOWERED.items():
        rows = [("USA", level, party, lowest) for level in ("TOP SECRET", "SECRET")] + [(party, lowest, "USA", "CONFIDENTIAL")]
        text = f'id = "low-{party.lower()}"\nkind = "information-security"\ntitle = "low"\nparties = [{{ id = "{party}" }}, {{ id = "USA" }}]\n{cited}'
        text += f'[[status]]\nvalue = "in-force"\nfrom = "2019-01-01"\n{cited}'
        for giver, level, to, as_level in rows:
            text += f'[[equivalence]]\nfrom = {{ party = "{giver}", level = "{level}" }}\nto = {{ party = "{to}", level = "{as_level}" }}\n{cited}'
        (folder / f"low-{party.lower()}.toml").write_text(text, encoding="utf-8")
    asked = ["downgrade", "--overlay", str(Path("lowered").resolve()), *DATE]
    chains = len(json.loads(run([*asked, "--format", "json"]).stdout or '{"chains": []}')["chains"])
    done = run([*asked, "--format", "svg"])
    faults = []
    if chains <= 60 or done.returncode != 1 or done.stdout or f"{chains} chains are more than the 60 of a picture; name owners with --owner" not in done.stderr:
        faults.append(f"{chains} chains as a picture: exit {done.returncode}: {done.stderr[:300]}")
    if run([*asked, "--owner", "USA", "--format", "svg"]).returncode != 0:
        faults.append("the chains of one owner are not drawn")
    return faults


def main():
    faults = views() + refusals() + forms() + pictures() + too_many_chains()
    print("\n".join(faults))
    print(f"{len(VIEWS)} views, {len(REFUSED)} refusals, {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
