"""What `entente release` writes appears whole or not at all, wherever it is told to write and however it ends.

Odd inputs (pipes, devices), odd places (links, read-only folders, folders in the way), odd names, a medium that is full, and a
program killed in the middle: after each the output folder holds what it held before, or a release that is complete. At no time a
copy stands beside a report that is not its own, and nothing unfinished ever lies in the folder of copies.
"""
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from _running import ENTENTE, SANITIZED, Done, files_below, run  # noqa: E402

BOX = "safety"
REPORT = b"SECRET//REL TO USA, JPN\n\n(U) canaryfree\n\n(S//REL TO USA, JPN) canaryjpn\n\n(S//NF) canarynf\n"
OLD = b"SECRET//REL TO USA, AUS, JPN\n\n(U) older\n\n(S//REL TO USA, AUS, JPN) older\n\n(S//NF) older\n"
COPY, TEXT, JSON = b"releasable/report.JPN.md", b"internal/report.JPN.report.md", b"internal/report.JPN.report.json"
FAULTS = []


def fresh(content=REPORT, name="report.md"):
    shutil.rmtree(BOX, ignore_errors=True)
    os.mkdir(BOX)
    with open(os.path.join(os.fsencode(BOX), os.fsencode(name)), "wb") as file:
        file.write(content)


def release(*more, name="report.md", to="JPN", **options):
    return run(["release", name, "--to", to, "--as-of", "2024-11-20", "--format", "json", "--policy", "USA", *more], BOX, **options)


def expect(says, holds, told=""):
    if not holds:
        FAULTS.append(f"{says}: {told}")


def refused(says, done, message, before, code=1):
    expect(says, done.returncode == code, f"exit {done.returncode}: {done.first_line}")
    expect(says, message in done.first_line, f"`{message}` is not in: {done.first_line}")
    expect(says, files_below(BOX) == before, f"the folder changed: {sorted(files_below(BOX))}")


def odd_inputs():
    fresh()
    os.mkfifo(f"{BOX}/pipe.md")
    os.mkdir(f"{BOX}/folder.md")
    os.symlink("nowhere", f"{BOX}/dangling.md")
    os.symlink("circle.md", f"{BOX}/circle.md")
    before = files_below(BOX)
    for name, message in (("pipe.md", "not a regular file"), ("folder.md", "it is a folder"), ("/dev/zero", "not a regular file"),
                          ("/dev/null", "not a regular file"), ("dangling.md", "no such file"), ("none.md", "no such file"), ("circle.md", "circle"),
                          ("report.md/x", "not a folder"), ("", "no such file")):
        refused(f"input {name!r}", release(name=name), message, before)


def odd_places():
    fresh()
    before = files_below(BOX)
    refused("a folder where none can be made", release("--out", "/proc/entente"), "/proc/entente", before)
    refused("a path through a file", release("--out", "report.md/out"), "report.md", before)
    os.makedirs(f"{BOX}/out/internal")
    os.symlink("internal", f"{BOX}/out/releasable")
    before = files_below(BOX)
    refused("copies and reports in one folder", release(), "one folder", before)
    fresh()
    os.makedirs(f"{BOX}/out")
    os.symlink("nowhere", f"{BOX}/out/releasable")
    refused("a dangling link for a folder", release(), "releasable", files_below(BOX))
    fresh()
    os.mkdir(f"{BOX}/elsewhere")
    os.symlink("elsewhere", f"{BOX}/out")
    expect("a link for the output folder", release().returncode == 0 and {b"elsewhere/" + name for name in (COPY, TEXT, JSON)} <= set(files_below(BOX)))
    fresh()
    expect("the folder of the input", release("--out", ".").returncode == 0 and files_below(BOX)[b"report.md"] == REPORT)
    expect("the folder of the input", {COPY, TEXT, JSON} <= set(files_below(BOX)))


def odd_targets():
    for target in (COPY, TEXT, JSON):
        fresh()
        place = os.path.join(os.fsencode(BOX), b"out", target)
        os.makedirs(os.path.dirname(place))
        os.symlink(b"../../report.md", place)
        refused(f"a link at {target}", release(), "exists already", files_below(BOX))
        expect(f"a link at {target}, forced", release("--force").returncode == 0 and files_below(BOX)[b"report.md"] == REPORT and not os.path.islink(place))
        fresh(OLD)
        release()
        os.remove(place)
        os.makedirs(place + b"/in the way")
        with open(f"{BOX}/report.md", "wb") as file:
            file.write(REPORT)
        refused(f"a folder at {target}, forced", release("--force"), "it is a folder", files_below(BOX))


def odd_names():
    for name in (b"a\nb.md", b"caf\xe9 \xff.md", b".md", b"no-extension", b"a.b.c", "極秘.md".encode(), b"a" * 230 + b".md"):
        fresh(name=name)
        done = release(name=name)
        expect(f"a file named {name!r}", done.returncode == 0, done.first_line)
        done.stdout.decode()
        copies = [path for path in files_below(BOX) if path.startswith(b"out/releasable/")]
        stem, extension = os.path.splitext(name)
        expect(f"a file named {name!r}", copies == [b"out/releasable/" + stem + b".JPN" + extension], copies)
    fresh(name=b"-dash.md")
    done = run(["release", "--to", "JPN", "--as-of", "2024-11-20", "--policy", "USA", "--", "-dash.md"], BOX)
    expect("a file named -dash.md", done.returncode == 0, done.first_line)
    fresh(name=b"a" * 250 + b".md")
    refused("a name too long for its copy", release(name=b"a" * 250 + b".md"), "too long", files_below(BOX))


def recipients():
    portions = {}
    for to in ("JPN,AUS", "AUS,JPN", "JPN,AUS,JPN", " AUS , JPN "):
        fresh()
        done = release(to=to)
        expect(f"to {to}", done.returncode == 0, done.first_line)
        report = json.loads(done.stdout)
        portions[to] = [portion["decision"] for portion in report["portions"]]
        expect(f"to {to}", len(report["to"]) == 2, report["to"])
    expect("the order of recipients", len(set(map(tuple, portions.values()))) == 1, portions)
    for to in ("", ",", "JPN,", "JPN,,AUS"):
        fresh()
        refused(f"to {to!r}", release(to=to), "--to", files_below(BOX), code=2)


def release_with_files_up_to(size, *more):
    done = subprocess.run([ENTENTE, "release", "report.md", "--to", "JPN", "--as-of", "2024-11-20", "--policy", "USA", *more], cwd=BOX, capture_output=True,
                          check=False, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    return Done(done.returncode, done.stdout, done.stderr, 0)


# Files may not grow beyond some size: as on a medium that is full. From a size on everything fits; below it nothing changes.
def full_medium():
    for forced in ((), ("--force",)):
        complete = 0
        for size in (0, 1, 100, 400, 900, 2_000, 4_000, 8_000, 30_000):
            fresh(OLD)
            if forced:
                release()
            with open(f"{BOX}/report.md", "wb") as file:
                file.write(REPORT)
            before = files_below(BOX)
            done = release_with_files_up_to(size, *forced)
            if done.returncode == 0:
                complete += 1
                expect(f"{size} bytes", {b"out/" + name for name in (COPY, TEXT, JSON)} <= set(files_below(BOX)))
            else:
                refused(f"files of {size} bytes at most", done, "cannot write", before)
        expect("a full medium", 0 < complete < 9, f"{complete} of 9 releases succeeded")
    if os.path.exists("/dev/full"):
        fresh()
        with open("/dev/full", "wb") as full:
            done = release(stdout=full)
        expect("full standard output", done.returncode == 1 and "standard output" in done.first_line, f"exit {done.returncode}: {done.first_line}")


def banner_of(copy):
    return copy.split(b"\n")[0].decode()


# Kills the program at some moment while it replaces an older release.
def killed():
    draw = random.Random(1)
    fresh(OLD)
    begun = time.monotonic()
    release()
    took = time.monotonic() - begun
    states = set()
    for _ in range(20 if SANITIZED else 120):
        fresh(OLD)
        release()
        with open(f"{BOX}/report.md", "wb") as file:
            file.write(REPORT)
        child = subprocess.Popen([ENTENTE, "release", "report.md", "--to", "JPN", "--as-of", "2024-11-20", "--policy", "USA", "--force"], cwd=BOX,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(took * draw.uniform(0.5, 1.1))
        child.send_signal(signal.SIGKILL)
        child.wait()
        after = files_below(f"{BOX}/out")
        copies = [name for name in after if name.startswith(b"releasable/")]
        expect("killed: the folder of copies", copies in ([], [COPY]), copies)
        report = json.loads(after[JSON])
        text = after[TEXT].decode()
        expect("killed: a report of two runs", COPY not in after or f"banner of the copy: {report['banner']['released']}\n" in text, text[:500])
        expect("killed: a copy beside another's report", COPY not in after or banner_of(after[COPY]) == report["banner"]["released"])
        states.add((COPY in after, report["banner"]["released"]))
    print(f"killed: {sorted(states)}")


def main():
    for part in (odd_inputs, odd_places, odd_targets, odd_names, recipients, full_medium, killed):
        part()
    shutil.rmtree(BOX, ignore_errors=True)
    print("\n".join(FAULTS) if FAULTS else "nothing half-written, nothing left behind")
    return 1 if FAULTS else 0


sys.exit(main())
