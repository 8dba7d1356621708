"""Goal: what is installed is enough to decide inside another program, and decides as `entente decide` does.

Method: installs this build into a folder, moves that folder, and from nothing but it builds the examples with CMake and, by
pkg-config, with the compiler alone. Every answer is compared byte for byte with that of the installed program. The library shows
the functions that are recorded here and no other symbol; a program of the day when its ABI was new, which has never seen the
header, still runs with it.
"""
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

SKIPPED = 77
SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
BUILD = Path(os.environ["ENTENTE"]).resolve().parent
PREFIX = Path("moved").resolve()
AS_OF = "2024-11-20"
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("ENTENTE")} | {"PKG_CONFIG_PATH": ""}
SAMPLES = ["questions.ndjson", "acts.ndjson", "training-persons.ndjson", "training-questions.ndjson"]
GOOD = json.dumps({"subject": {"type": "party", "id": "JPN"}, "action": {"name": "disclose"},
                   "resource": {"type": "information", "id": "o", "properties": {"label": "UNCLASSIFIED", "policy": "USA"}}})
# A permit whose evidence is less than verified.
GOOD_FOR_SOME = GOOD.replace('"UNCLASSIFIED"', '"SECRET//REL TO USA, JPN"')
BAD = ["", "not json", GOOD.replace('"action"', '"subject": {"type": "party", "id": "USA"}, "action"'), GOOD.replace('"JPN"', "7"),
       GOOD.replace('"policy"', '"realeasable_to": [], "policy"'), "[" * 100_000, GOOD + "\0", GOOD + GOOD]
AT_THE_LIMIT = GOOD + " " * (1024 * 1024 - len(GOOD))
# What libentente.so.0 has shown since it was first installed. A function may be added; one that is taken away or that means something
# else makes another library, libentente.so.1. The same goes for the declarations of caller_of_abi_0.c.
ABI_0 = ["entente_close", "entente_decide", "entente_free", "entente_open", "entente_revision", "entente_version"]
SINCE = ["entente_amend"]  # what came later, in later blocks of cmake/embed.map
PATCH = "format = 1\n[[end]]\ninstrument = \"isa-jpn-usa\"\non = \"2020-01-01\"\n"
faults = []


def run(*words, text=None, **environment):
    return subprocess.run([str(word) for word in words], input=text, capture_output=True, check=False, timeout=240,
                          env=ENVIRONMENT | environment)


def must(*words, **environment):
    done = run(*words, **environment)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))} exits {done.returncode}:\n{done.stdout.decode()}{done.stderr.decode()}")
    return done.stdout.decode()


def expect(name, what, wanted):
    if what != wanted:
        faults.append(f"{name}: {what!r:.600}, expected {wanted!r:.600}")


def install():
    """Into one folder, then moved: nothing may remember where it was."""
    for folder in ("installed", "moved", "built"):
        shutil.rmtree(folder, ignore_errors=True)
    must("cmake", "--install", BUILD, "--prefix", Path("installed").resolve())
    Path("installed").rename(PREFIX)


def library():
    found = sorted(PREFIX.glob("lib*/**/libentente.so"))
    return found[0] if found else sys.exit("no libentente.so is installed")


def symbols():
    listed = must("nm", "--dynamic", "--defined-only", "--format=posix", library()).splitlines()
    shown = sorted(line.split()[0].split("@")[0] for line in listed if line.split()[1] != "A")
    expect("symbols of the library", shown, sorted(ABI_0 + SINCE))
    header = (PREFIX / "include/entente/entente.h").read_text(encoding="utf-8")
    expect("functions of its header", sorted(set(re.findall(r"^ENTENTE_API .*?\b(entente_\w+)\(", header, re.MULTILINE))), sorted(ABI_0 + SINCE))
    soname = re.search(r"SONAME\s+(\S+)", must("objdump", "-p", library()))
    expect("its soname", soname and soname[1], "libentente.so.0")


def build_examples():
    examples = next(PREFIX.glob("share/doc/**/examples/embed"))
    must("cmake", "-G", "Ninja", "-S", examples, "-B", "built", f"-DCMAKE_PREFIX_PATH={PREFIX}")  # what scripts/setup installs
    must("cmake", "--build", "built")
    where = {"PKG_CONFIG_PATH": str(library().parent / "pkgconfig")}
    version = must("pkg-config", "--modversion", "entente", **where).strip()
    expect("the version of the program", must(PREFIX / "bin/entente", "--version").split(), ["entente", version])
    flags = must("pkg-config", "--cflags", "--libs", "entente", **where).split()
    must("cc", "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", examples / "decide.c", *flags, f"-Wl,-rpath,{library().parent}",
         "-o", "built/by_pkg_config")
    must("cc", "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", SOURCE / "tests/e2e/caller_of_abi_0.c", f"-L{library().parent}", "-lentente",
         f"-Wl,-rpath,{library().parent}", "-o", "built/caller_of_abi_0")
    old = run("built/caller_of_abi_0", version, text=GOOD_FOR_SOME.encode())
    expect("a caller of ABI 0", (old.returncode, old.stdout.decode(), old.stderr.decode()), (0, "", ""))
    must("c++", "-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Werror", "-fsyntax-only", examples / "decide.cpp", *flags)


def by_program(world, lines):
    arguments = [PREFIX / "bin/entente", "decide", "--explain", "--as-of", AS_OF, *(["--world", world] if world else [])]
    return run(*arguments, text="".join(line + "\n" for line in lines).encode()).stdout


def same_answers():
    training = PREFIX / "share/entente/worlds/training"
    for sample in SAMPLES:
        lines = (SOURCE / "data/samples" / sample).read_text(encoding="utf-8").splitlines()
        world = training if sample.startswith("training") else ""
        wanted = by_program(world, lines)
        expect(f"answers to {sample}", len(wanted.splitlines()), len(lines))
        arguments = [world, AS_OF] if world else []
        if not world:
            lines = [with_time(line) for line in lines]
            wanted = by_program(world, lines)
        given = run("built/decide_cpp", *arguments, text="".join(line + "\n" for line in lines).encode())
        expect(f"C++, {sample}", given.stdout, wanted)
        for line, answer in zip(lines, wanted.splitlines(keepends=True), strict=True):
            one = run("built/decide_c", *arguments, text=line.encode())
            expect(f"C, {sample}, {line:.80}", (one.stdout, one.returncode), (answer, 0 if json.loads(answer)["decision"] else 3))
        expect(f"C by pkg-config, {sample}", run("built/by_pkg_config", *arguments, text=line.encode()).stdout, one.stdout)


def with_time(line):
    """The examples take no date without a world; the request states it then."""
    request = json.loads(line)
    request.setdefault("context", {}).setdefault("time", AS_OF)
    return json.dumps(request, ensure_ascii=False)


def without_line(answer):
    """The library is given one request and knows of no line."""
    return re.sub(rb',"line":[0-9]+', b"", answer)


def refusals():
    lines = [*BAD, GOOD, AT_THE_LIMIT]
    given = run("built/decide_cpp", text="".join(line + "\n" for line in lines).encode()).stdout.splitlines()
    wanted = [without_line(answer) for answer in by_program("", lines).splitlines()]
    expect("answers to bad lines", given[: len(BAD)], wanted[: len(BAD)])
    expect("verdicts", [json.loads(answer)["decision"] for answer in given], [False] * len(BAD) + [True, True])
    for line, answer in zip(BAD, given):
        expect(f"the code for {line[:40]!r}", run("built/decide_c", text=line.encode()).returncode, 3)
        expect(f"an error for {line[:40]!r}", "error" in json.loads(answer).get("context", {}), True)
    for program in ("decide_c", "decide_cpp"):
        long_one = run(f"built/{program}", text=(AT_THE_LIMIT + " ").encode())
        expect(f"{program}: too long", json.loads(long_one.stdout).get("context", {}).get("error", {}).get("message"),
               "request: 1048577 bytes; the limit is 1048576")
        nowhere = run(f"built/{program}", "no/such/world", text=GOOD.encode())
        expect(f"{program}: no world", (nowhere.returncode, nowhere.stdout), (1, b""))
        expect(f"{program}: its message names it", b"no/such/world" in nowhere.stderr, True)


def shipped_world():
    """Which one counts when none is named: the environment's, else the one beside the library and the program."""
    worlds = PREFIX / "share/entente/worlds"
    revisions = {name: revision_of(str(worlds / name)) for name in ("indo-pacific", "training")}
    expect("two worlds, two revisions", len(set(revisions.values())), 2)
    expect("ENTENTE_WORLD", revision_of("", ENTENTE_WORLD=str(worlds / "training")), revisions["training"])
    (worlds / "indo-pacific").rename(worlds / "kept")
    shutil.copytree(worlds / "training", worlds / "indo-pacific")
    expect("the library's own", revision_of(""), revisions["training"])
    expect("the program's own", json.loads(by_program("", [GOOD]))["context"]["revision"], revisions["training"])
    shutil.rmtree(worlds / "indo-pacific")
    none = run("built/decide_c", text=GOOD.encode())
    expect("none at all", (none.returncode, none.stdout, "share/entente/worlds/indo-pacific`" in none.stderr.decode()), (1, b"", True))
    (worlds / "kept").rename(worlds / "indo-pacific")


def revision_of(world, **environment):
    done = run("built/decide_c", *([world] if world else []), text=GOOD.encode(), **environment)
    return json.loads(done.stdout).get("context", {}).get("revision") if done.stdout else done.stderr.decode()


def main():
    if os.environ.get("ENTENTE_SANITIZED") == "1":
        print("a build with sanitizers installs nothing")
        return SKIPPED
    install()
    symbols()
    build_examples()
    same_answers()
    refusals()
    shipped_world()
    print("\n".join(faults) if faults else "the installed library answers as the program does")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
