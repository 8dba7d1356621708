"""The command line as a new user meets it: help pages, mistakes with their suggestions, colour and progress."""
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import time

sys.dont_write_bytecode = True
from _running import ENTENTE, run  # noqa: E402

FAULTS = []
REQUEST = ('{"subject":{"type":"party","id":"JPN"},"action":{"name":"disclose"},"resource":{"type":"information","id":"r1",'
           '"properties":{"label":"UNCLASSIFIED","policy":"USA"}}}\n')
SAMPLE = os.path.join(os.environ["ENTENTE_SOURCE_DIR"], "data/samples/harbour-watch.md")
RELEASE = ["release", SAMPLE, "--to", "JPN", "--as-of", "2024-11-20", "--force"]


def expect(says, holds, told=""):
    if not holds:
        FAULTS.append(f"{says}: {told}")


def help_pages():
    for command in ("", "release", "decide", "who", "what", "label", "label parse", "label check", "label convert", "world", "world check", "world show", "world readiness",
                    "world stage", "world matrix", "diff", "prove", "reach", "downgrade", "calendar", "programme check"):
        done = run([*command.split(), "--help"])
        page = done.stdout.decode()
        expect(f"{command} --help", done.returncode == 0 and not done.stderr, done.first_line)
        for title in ("SYNOPSIS", "DESCRIPTION", "EXAMPLES", "EXIT CODES", "FILES", "ENVIRONMENT"):
            expect(f"{command} --help", f"\n{title}\n" in page, f"no {title}")
        expect(f"{command} --help", page.startswith(f"entente {command}".rstrip() + " - "), page.split("\n")[0])
        expect(f"{command} --help", all(not line.endswith(" ") for line in page.split("\n")), "white space at the end of a line")
        expect(f"{command} --help", all(len(line) <= 100 for line in page.split("\n") if "{" not in line), "a long line")
    expect("--version", run(["--version"]).stdout.startswith(b"entente "))


def mistakes():
    for words, message in (
            ("", "a command is needed: release, decide"),
            ("relaese", "`relaese` is not a command (did you mean `release`?); see `entente --help`"),
            ("world chek", "`chek` is not a command (did you mean `check`?); see `entente world --help`"),
            ("release x --tto JPN", "`--tto` is not an option (did you mean `--to`?); see `entente release --help`"),
            ("release x --to=JPN --polcy=USA", "`--polcy` is not an option (did you mean `--policy`?)"),
            ("release x", "--to is required; see `entente release --help`"),
            ("release x y --to JPN", "y"),
            ("release x --to JPN --format jsn", "--format: `jsn` is none of text, json (did you mean `json`?)"),
            ("release x --to JPN --require veryfied", "did you mean `verified`?"),
            ("release x --to JPN --as-of 2024-02-30", "`2024-02-30`"),
            ("release x --to JPN,", "--to: an empty name"),
            ("release x --to JPN --purpose=", "--purpose: says nothing"),
            ("what x --to JPN --holder=", "--holder: says nothing"),
            ("what x --to JPN --channel=", "--channel: says nothing"),
            ("world show JPN JPN", "`JPN` stands twice; name another party, or one alone"),
            ("decide -x", "`-x` is not an option")):
        done = run(words.split())
        expect(words, done.returncode == 2, f"exit {done.returncode}")
        expect(words, done.first_line.startswith("entente") and message in done.first_line, done.first_line)
        expect(words, done.stderr.count(b"\n") == 1 and not done.stdout, "more than one line")
    for words, message in (("release x --to JNP", "did you mean `JPN`?"), ("label parse U --policy USB", "did you mean `USA`?"),
                           ("label parse SERCET --policy USA", "did you mean `SECRET`?"), ("world show JNP", "did you mean `JPN`?"),
                           ("decide none.ndjson", "`none.ndjson`: No such file"), ("release none.md --to JPN", "none.md")):
        done = run(words.split())
        expect(words, done.returncode == 1 and message in done.first_line, f"exit {done.returncode}: {done.first_line}")


def on_terminal(arguments, columns=80, content=None, **environment):
    """What the program writes with both outputs on a terminal of that width."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    child = subprocess.Popen([ENTENTE, *arguments], stdin=subprocess.PIPE, stdout=slave, stderr=slave, env=os.environ | environment)
    os.close(slave)
    child.stdin.write(content or b"")
    child.stdin.close()
    out = b""
    try:
        while piece := os.read(master, 65536):
            out += piece
    except OSError:  # the other end is closed
        pass
    child.wait()
    os.close(master)
    return out.decode()


def colour_and_width():
    expect("a pipe", b"\x1b" not in run(RELEASE).stdout, "colour")
    expect("--color always", b"\x1b[32m" in run([*RELEASE, "--color", "always"]).stdout)
    terminal = {"NO_COLOR": ""}
    expect("a terminal", "\x1b[32m✔" in on_terminal(RELEASE, **terminal), "no colour")
    expect("NO_COLOR", "\x1b" not in on_terminal(RELEASE, NO_COLOR="1"))
    expect("--color never", "\x1b" not in on_terminal([*RELEASE, "--color", "never"], **terminal))
    answer = on_terminal(["decide", "--format", "text"], content=REQUEST.encode(), **terminal)
    expect("decide on a terminal", answer.startswith("\x1b[32m✔\x1b[0m"), answer[:60])
    text = on_terminal(RELEASE, columns=80, NO_COLOR="1")
    for line in text.split("\r\n"):
        wide = sum(2 if ord(letter) >= 0x2E80 else 1 for letter in line)
        expect("80 columns", wide <= 80 or line.startswith(("  copy", "  report")), line)
    expect("duties", "  duties   a disclosure official must approve · review before any publication ·\r\n           only over" in text, text[-900:])


def progress():
    """Only on a terminal, only after a second; it leaves nothing behind."""
    master, slave = pty.openpty()
    child = subprocess.Popen([ENTENTE, "decide"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=slave)
    os.close(slave)
    begun = time.monotonic()
    while time.monotonic() - begun < 2.5:
        child.stdin.write(REQUEST.encode() * 100)
        child.stdin.flush()
    child.stdin.close()
    out = b""
    try:
        while piece := os.read(master, 65536):
            out += piece
    except OSError:
        pass
    child.wait()
    os.close(master)
    expect("progress", b"lines answered: " in out and out.endswith(b"\r\x1b[K"), out[-200:])
    done = subprocess.run([ENTENTE, "decide"], input=REQUEST.encode() * 100, capture_output=True, check=False)
    expect("no progress off a terminal", done.stderr == b"", done.stderr[:200])


def which_world():
    """The folder that is given, else that of the environment, else the shipped one; by every command alike."""
    folders = {name: os.path.join(os.environ["ENTENTE_SOURCE_DIR"], "data/worlds", name) for name in ("training", "indo-pacific")}
    plain = {name: value for name, value in os.environ.items() if name != "ENTENTE_WORLD"}
    with open("request.ndjson", "w", encoding="utf-8") as file:
        file.write(REQUEST)
    on = ["--as-of", "2026-06-01"]
    commands = (["world", "matrix", *on], ["world", "check", *on], ["world", "capabilities", *on], ["downgrade", *on], ["reach", "--owner", "{party}", *on],
                ["calendar", "--months", "1", "--action", "consult", *on], ["decide", "request.ndjson", "--explain", *on],
                ["who", "request.ndjson", *on], ["label", "parse", "GUARDED", "--policy", "XAR"], ["world", "show", "{party}", *on],
                ["world", "stage", "{party}", *on], ["diff", "--action", "consult", "--to", "2026-01-01", "--from", "2025-01-01", "--format", "svg"])
    for command in commands:
        told = {}
        for name, party in (("training", "XAR"), ("indo-pacific", "JPN")):
            words = [word.format(party=party) for word in command]
            other = folders["training" if name == "indo-pacific" else "indo-pacific"]
            given = run([*words, "--world", folders[name]], env=plain)
            told[name] = given.stdout + given.stderr
            both = run([*words, "--world", folders[name]], env=plain | {"ENTENTE_WORLD": other})
            expect(f"{words[:2]} --world before ENTENTE_WORLD", both.stdout + both.stderr == told[name], (both.stdout + both.stderr)[:200])
            stated = run(words, env=plain | {"ENTENTE_WORLD": folders[name]})
            expect(f"{words[:2]} ENTENTE_WORLD", stated.stdout + stated.stderr == told[name], (stated.stdout + stated.stderr)[:200])
        shipped = run([word.format(party="JPN") for word in command], env=plain | {"ENTENTE_WORLD": ""})
        expect(f"{command[:2]} the shipped world", shipped.stdout + shipped.stderr == told["indo-pacific"], (shipped.stdout + shipped.stderr)[:200])
        expect(f"{command[:2]} tells of its world", told["training"] != told["indo-pacific"])
    done = run(["world", "matrix", "--world", ""], env=plain)
    expect("an empty name", done.returncode == 2 and b"--world: says nothing" in done.stderr, done.first_line)


def outside_the_world():
    """Where `decide` says that nothing is known of a time, no analysis answers as if nothing had changed until then."""
    with open("assertion.toml", "w", encoding="utf-8") as file:
        file.write('format = 1\n[[assertion]]\nid = "a"\ntext = "t"\nexpect = "permit"\nowner = ["USA"]\nrecipient = ["JPN"]\nrelease = ["recipient"]\n')
    at = ["--as-of", "2130-01-01"]
    for command in (["world", "matrix", *at], ["world", "matrix", "--action", "supply", *at], ["world", "matrix", "--over", "2020-01-01..2130-01-01"],
                    ["prove", "assertion.toml", *at], ["diff", "--from", "2026-11-01", "--to", "2130-01-01"], ["reach", "--owner", "USA", *at],
                    ["downgrade", *at], ["calendar", "--months", "1", *at], ["world", "stage", "JPN", *at], ["world", "readiness", "JPN", "fvey", *at],
                    ["world", "capabilities", *at], ["programme", "check", "gcap", *at]):
        done = run(command)
        expect(command, done.returncode == 1 and "lies outside this world" in done.first_line and not done.stdout, done.first_line)


def main():
    for part in (help_pages, mistakes, which_world, outside_the_world, colour_and_width, progress):
        part()
    print("\n".join(FAULTS) if FAULTS else "help, mistakes, the world, colour, width and progress are as described")
    return 1 if FAULTS else 0


sys.exit(main())
