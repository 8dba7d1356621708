"""Documents at each limit of docs/limits.md: `entente release` answers them, in JSON and in text, in less than 512 MB.

Each document is as large as its limit lets it be, and one step beyond is refused. Skipped in a sanitized build, whose memory says nothing.
"""
import os
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

sys.dont_write_bytecode = True
from _running import MEMORY_MB, SANITIZED, SKIPPED, run  # noqa: E402

FOLDER = "limits"
MB = 1024 * 1024
PORTIONS, MARKINGS, LINES, CELLS = 100_000, 2_000, 500_000, 400_000
BANNER = b"SECRET//NOFORN\n\n"
SIX = "AUS,CAN,GBR,JPN,KOR,NZL"


@dataclass
class Case:
    says: str
    content: Callable[[], bytes]
    to: str = "JPN"
    codes: tuple = (0, 3)
    message: str = ""
    arguments: tuple = ()


def filled(line, size=16 * MB, head=b"UNCLASSIFIED\n\n(U) a\n"):
    return head + line * ((size - len(head)) // len(line))


def marked(count, different, mark=b"(S//SI-%05d//REL TO USA, JPN) a\n"):
    return BANNER + b"".join(mark % (number % different) for number in range(count))


def long_mark(number):
    """A valid mark of some 1,200 bytes and 250 tokens."""
    return b"(S//SI-G %04d " % number + b" ".join(b"%04d" % word for word in range(240)) + b"//REL TO USA, FVEY)"


def codes():
    """Of nations that are in no list, which the overlay adds to the shipped world."""
    return [f"X{first}{second}" for first in "ABCDEF" for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


def everyone():
    return ",".join(codes()) + ",NATO,FVEY,ACGU," + SIX


CASES = [
    Case("as many portions as may be", lambda: b"UNCLASSIFIED\n\n" + b"(U) a\n(S//NF) b\n" * (PORTIONS // 2)),
    Case("one portion too many", lambda: b"UNCLASSIFIED\n\n" + b"(U) a\n(S//NF) b\n" * (PORTIONS // 2) + b"(U) c\n", codes=(1,), message="100000 portions"),
    Case("as many portions, 16 MiB", lambda: b"UNCLASSIFIED\n\n" + (b"(U) " + b"a" * 150 + b"\n(S//NF) " + b"b" * 155 + b"\n") * (PORTIONS // 2)),
    Case("as many portions without a mark", lambda: b"UNCLASSIFIED\n\n" + b"# a\n" * PORTIONS),
    Case("as many list items below marked paragraphs", lambda: BANNER + b"(S//REL TO USA, JPN) a\n\n- b\n- c\n\n" * 33_000),
    Case("as many cells with a mark", lambda: BANNER + b"|a|b|c|d|\n|-|-|-|-|\n" + b"|(S//REL TO USA, JPN) x|(U) y|(S//NF) z|(U) t|\n" * 24_990),
    Case("as many items under one long mark", lambda: BANNER + long_mark(1) + b" a\n\n" + b"- # b\n" * (PORTIONS - 1)),
    Case("as many nested items", lambda: BANNER + b"".join(b"  " * level + b"- (S//NF) a\n" for level in range(60)) * 1_600),
    Case("as many markings as may be", lambda: marked(PORTIONS, MARKINGS - 1)),
    Case("one marking too many", lambda: marked(PORTIONS, MARKINGS + 1), codes=(1,), message="different markings"),
    Case("as many markings, 16 MiB", lambda: marked(PORTIONS, MARKINGS - 1, b"(S//SI-%05d//REL TO USA, JPN) " + b"a" * 130 + b"\n")),
    Case("as many long markings, 16 MiB", lambda: BANNER + b"".join(long_mark(number % (MARKINGS - 1)) + b" a\n" for number in range(13_000))),
    Case("as many markings that cannot be read, 16 MiB", lambda: BANNER + b"".join(b"(S//XX%s %04d) a\n" % (b"x" * 3_950, number % (MARKINGS - 1)) for number in range(4_200))),
    Case("as many markings without a banner, under every system", lambda: marked(PORTIONS, MARKINGS - 1, b"(S//SI-%05d) a\n")[len(BANNER):], arguments=()),
    Case("as many decisions as may be for six", lambda: marked(PORTIONS, 550), to=SIX),
    Case("too many decisions", lambda: marked(PORTIONS, MARKINGS - 1), to=everyone(), codes=(1,), message="too many different markings"),
    Case("as many reasons as may be for groups", lambda: marked(PORTIONS, 330), to="NATO,FVEY,ACGU"),
    Case("too many reasons", lambda: marked(PORTIONS, MARKINGS - 1), to="NATO,FVEY,ACGU", codes=(1,), message="too many different markings"),
    Case("as many recipients as there are", lambda: b"UNCLASSIFIED\n\n" + b"(U) a\n(S//NF) b\n(S//REL TO USA, JPN) c\n(SERCET) d\n" * (PORTIONS // 4), to=everyone()),
    Case("one line of 16 MiB", lambda: filled(b"a [*_`<")),
    Case("as many lines as may be, 16 MiB", lambda: filled(b"a" * 32 + b"\n", LINES * 33 - 300)),
    Case("as many blank lines", lambda: b"UNCLASSIFIED\n" + b"\n" * (LINES - 10) + b"(U) a"),
    Case("as many cells as may be", lambda: b"UNCLASSIFIED\n\n|a|b|c|d|\n|-|-|-|-|\n" + b"|(U) a||||\n" * (CELLS // 4 - 10)),
    Case("HTML of 10 MiB", lambda: b"UNCLASSIFIED\n\n(U) a\n\n<div>" + b"<b>a" * 99_000 + b"\n" + b"x" * 10 * MB),
]


def make_overlay():
    os.makedirs(f"{FOLDER}/overlay/parties")
    with open(f"{FOLDER}/overlay/parties/many.toml", "w", encoding="utf-8") as file:
        for code in codes():
            file.write(f'[[party]]\nid = "{code}"\nkind = "nation"\nname = "Nation {code}"\nsource = "made up"\nevidence = "assumed"\n\n')


def faults(case, form):
    with open(f"{FOLDER}/report.md", "wb") as file:
        file.write(case.content())
    shutil.rmtree(f"{FOLDER}/out", ignore_errors=True)
    begun = time.monotonic()
    policy = case.arguments if case.arguments or "every system" in case.says else ("--policy", "USA")
    with open(f"{FOLDER}/printed", "wb") as printed:  # not read: what this program holds counts for the next child
        done = run(["release", "report.md", "--to", case.to, "--as-of", "2024-11-20", "--format", form, "--overlay", "overlay", *policy],
                   FOLDER, stdout=printed)
    print(f"{case.says}, {form}: exit {done.returncode}, {done.used_mb} MB, {time.monotonic() - begun:.1f} s, {os.path.getsize(f'{FOLDER}/printed') // MB} MiB printed", flush=True)
    if done.returncode not in case.codes:
        yield f"exit {done.returncode}: {done.first_line[:200]}"
    if case.message and case.message not in done.first_line:
        yield f"the message does not say `{case.message}`: {done.first_line[:200]}"
    if done.used_mb > MEMORY_MB:
        yield f"{done.used_mb} MB were used"


def main():
    if SANITIZED:
        return SKIPPED
    shutil.rmtree(FOLDER, ignore_errors=True)
    make_overlay()
    wrong = [f"{case.says}, {form}: {fault}" for case in CASES for form in ("json", "text") for fault in faults(case, form)]
    shutil.rmtree(FOLDER, ignore_errors=True)
    print("\n".join(wrong))
    return 1 if wrong else 0


sys.exit(main())
