"""Bad documents: a clear error and exit 1, or, where it can still be decided safely, what is doubtful is withheld.

Each case runs the program in a fresh folder and checks the exit code, that the first line of the message says what and where, that
nothing is left in the output folder after a failure, and that memory stayed below 512 MB (not in a sanitized build).
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field

ENTENTE = os.environ["ENTENTE"]
SANITIZED = os.environ.get("ENTENTE_SANITIZED") == "1"
MEMORY_MB = 512
MARKED = b"SECRET//REL TO USA, JPN\n\n(U) canaryfree\n\n(S//REL TO USA, JPN) canaryjpn\n\n(S//NF) canarynf\n"


@dataclass
class Case:
    says: str
    content: bytes | Callable[[], bytes] = MARKED  # large ones are made when needed: what this program holds counts for the child
    code: int = 1
    message: str = ""                 # in the first line of standard error
    to: str = "JPN"
    arguments: tuple = ()
    shown: tuple = ()                 # words that must stand in the copy
    withheld: tuple = ()              # words that must not
    name: str = "report.md"
    before: dict = field(default_factory=dict)  # files that are there already


@dataclass
class Done:
    returncode: int
    stdout: bytes
    stderr: bytes
    used_mb: int


def cut(mark):
    return b"SECRET//REL TO USA, JPN\n\n(U) canaryfree\n\n" + mark + b" canarycut\ncanarymore\n\n(S//REL TO USA, JPN) canaryjpn\n"


def nested(levels):
    return b"SECRET\n\n" + b"".join(b"  " * level + b"- (U) a\n" for level in range(levels))


CASES = [
    Case("an empty file", b"", message="holds no text"),
    Case("a file of blank lines", b"\n \n\t\n", message="holds no text"),
    Case("a banner alone", b"SECRET//NOFORN\n", message="holds no text"),
    Case("binary", bytes(range(256)) * 16, message="control character 0x00"),
    Case("binary without a NUL", b"SECRET\n\x89PNG\r\n\x1a\n", message="control character 0x1a"),
    Case("not UTF-8", MARKED + b"(U) caf\xe9\n", message="is not UTF-8"),
    Case("UTF-16", "SECRET\n(U) a\n".encode("utf-16"), message="control character 0x00"),
    Case("100 MB", lambda: b"(U) a line of text in a long report\n" * (100 * 1024 * 1024 // 36), message="limit"),
    Case("a line of 50 MB", lambda: b"SECRET\n\n(U) " + b"a" * (50 * 1024 * 1024), message="limit"),
    Case("a line of 15 MB", lambda: b"UNCLASSIFIED\n\n(U) canaryfree " + b"a [*_`<" * (15 * 1024 * 1024 // 7), arguments=("--policy", "USA"), code=0, shown=("canaryfree",)),
    Case("10,000 nested list levels on one line", b"SECRET\n\n" + b"- " * 10_000 + b"(U) a\n", message="nested more than 64 deep"),
    Case("list levels nested by indentation", lambda: nested(2000), message="nested more than 64 deep"),
    Case("10,000 nested quotes", b"SECRET\n\n" + b"> " * 10_000 + b"(U) a\n", message="nested more than 64 deep"),
    Case("a million lines", lambda: b"a\n" * 1_000_000, message="500000 lines"),
    Case("a table of a million cells", lambda: b"SECRET\n\na|b\n-|-\n" + b"|".join([b"a"] * 1_000_000), message="cells"),
    Case("400,000 unmarked portions", lambda: b"UNCLASSIFIED\n\n" + b"# a\n" * 400_000, arguments=("--policy", "USA"), message="100000 portions"),
    Case("60,000 portions", lambda: b"UNCLASSIFIED\n" + b"\n(U) a" * 60_000, arguments=("--policy", "USA"), code=0),
    Case("60,000 portions marked in turn", lambda: b"UNCLASSIFIED\n\n" + b"(U) a\n(S//NF) b\n" * 30_000, code=0),
    Case("30,000 different marks", lambda: b"SECRET\n\n" + b"".join(b"(TS//SI-%05d) a\n" % i for i in range(30_000)), message="different markings"),
    Case("99,000 lines under ever more marks",
         lambda: b"SECRET//NOFORN\n\n(U) a\n" + b"".join(b'"(S//SI-%04d)" x\n' % (i % 1900) for i in range(99_000)), message="marks beside"),
    Case("marks cut by a line break", cut(b"(S//REL TO USA,"), code=0, shown=("canaryfree", "canaryjpn"), withheld=("canarycut", "canarymore")),
    Case("a mark cut at its start", cut(b"(U"), code=0, shown=("canaryfree", "canaryjpn"), withheld=("canarycut", "canarymore")),
    Case("a misspelt mark", cut(b"(SERCET)"), code=0, shown=("canaryfree", "canaryjpn"), withheld=("canarycut", "canarymore")),
    Case("a full-width mark", cut("（Ｕ）".encode()), code=0, shown=("canaryfree",), withheld=("canarycut",)),
    Case("a mark with an invisible character", cut("(U\u200b)".encode()), code=0, shown=("canaryfree",), withheld=("canarycut",)),
    Case("an unmarked document without banner", b"canaryfree\n\ncanaryjpn\n", code=3, withheld=("canaryfree",)),
    Case("a first line near to a banner", b"SECRET//NOFORN (draft)\n\n(U) canaryfree\n", code=3, arguments=("--policy", "USA"), withheld=("canaryfree",)),
    Case("a banner that cannot be read", b"SERCET//NOFORN\n\n(U) canaryfree\n", code=3, arguments=("--policy", "USA"), withheld=("canaryfree",)),
    Case("a stricter banner behind a label further down", MARKED + b"\nClassification: TOP SECRET//SI//NOFORN\n", code=3, withheld=("canaryfree", "canaryjpn")),
    Case("a marking without parentheses", cut(b"SECRET//NOFORN"), code=0, shown=("canaryfree", "canaryjpn"), withheld=("canarycut", "canarymore")),
    Case("nothing may go", b"SECRET//NOFORN\n\n(S//NF) canarynf\n", code=3, withheld=("canarynf",)),
    Case("no such recipient", to="JNP", message="did you mean `JPN`?"),
    Case("a recipient by name", to="Japan", message="did you mean `JPN`?"),
    Case("no such policy", arguments=("--policy", "USB"), message="did you mean `USA`?"),
    Case("no such holder", arguments=("--holder", "XXX"), message="not a party"),
    Case("a copy that exists", message="exist", before={"out/releasable/report.JPN.md": b"old"}),
    Case("a report that exists", message="exist", before={"out/internal/report.JPN.report.json": b"old"}),
    Case("an old copy where nothing may go now", b"SECRET//NOFORN\n\n(S//NF) canarynf\n", message="--force",
         before={"out/releasable/report.JPN.md": b"old"}),
    Case("an old copy, forced", code=0, arguments=("--force",), shown=("canaryfree",), before={"out/releasable/report.JPN.md": b"old"}),
    Case("an old copy, forced, where nothing may go now", b"SECRET//NOFORN\n\n(S//NF) canarynf\n", code=3, arguments=("--force",),
         before={"out/releasable/report.JPN.md": b"old"}),
    Case("an output folder that is a file", message="out", before={"out": b"a file"}),
    Case("a hostile file name", code=0, name="a \x1b[31m`b` ;rm -rf $(x)\n.md", shown=("canaryfree", "canaryjpn"), withheld=("canarynf",)),
]


def sizes_and_times(folder):
    found = {}
    for path, _, names in os.walk(folder):
        found[path] = "folder"
        for name in names:
            status = os.stat(os.path.join(path, name))
            found[os.path.join(path, name)] = (status.st_size, status.st_mtime_ns, status.st_ino)
    return found


def files_below(folder):
    found = {}
    for path, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(path, name), "rb") as file:
                found[os.path.relpath(os.path.join(path, name), folder)] = file.read()
    return found


def run(case):
    folder = "case"
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    for name, content in case.before.items():
        os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)
    with open(os.path.join(folder, case.name), "wb") as file:
        file.write(case.content() if callable(case.content) else case.content)
    there = sizes_and_times(folder)
    command = [ENTENTE, "release", case.name, "--to", case.to, "--as-of", "2024-11-20", "--format", "json", *case.arguments]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen(command, cwd=folder, stdout=out, stderr=err)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        done = Done(child.returncode, out.read(), err.read(), usage.ru_maxrss // 1024)
    changed = there != sizes_and_times(folder)
    return done, changed, files_below(os.path.join(folder, "out"))


def faults(case, done, changed, after):
    if done.returncode != case.code:
        yield f"exit {done.returncode}, not {case.code}: {done.stderr[:300]!r}"
        return
    if done.returncode == 1:
        first = done.stderr.decode("utf-8", "replace").split("\n")[0]
        if case.message not in first:
            yield f"the first line does not say `{case.message}`: {first[:300]}"
        if any(byte < 32 and byte != 10 for byte in done.stderr):
            yield "control characters in the message"
        if changed:
            yield f"the folder changed: {sorted(after)}"
        return
    report = json.loads(done.stdout)
    copy_name = report["outputs"]["copy"]
    if (copy_name is not None) != (case.code == 0):
        yield f"copy: {copy_name}"
    everything = b"".join(after.values())
    copy = b"".join(content for name, content in after.items() if name.startswith("releasable/"))
    if case.code == 3 and copy:
        yield "a copy is left"
    for word in case.shown:
        if word.encode() not in copy:
            yield f"{word} is missing"
    for word in case.withheld:
        if word.encode() in everything:
            yield f"{word} is REVEALED"


def main():
    wrong = most_mb = 0
    for case in CASES:
        done, changed, after = run(case)
        found = list(faults(case, done, changed, after))
        most_mb = max(most_mb, done.used_mb)
        if not SANITIZED and done.used_mb > MEMORY_MB:
            found.append(f"{done.used_mb} MB were used")
        for fault in found:
            print(f"{case.says}: {fault}")
        wrong += len(found)
    shutil.rmtree("case", ignore_errors=True)
    print(f"{len(CASES)} cases, at most {most_mb} MB")
    return 1 if wrong else 0


sys.exit(main())
