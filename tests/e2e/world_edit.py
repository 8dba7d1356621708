"""Edits a small world of its own with `entente world new`, `fmt` and `import`, and demands every byte of what they print.

The expected outputs stand in the files beside the small table, tests/e2e/world_edit/; run with `--update` to write them anew.
"""
import os
import shutil
import subprocess
import sys
from pathlib import Path

ENTENTE = os.environ["ENTENTE"]
HERE = Path(os.environ["ENTENTE_SOURCE_DIR"]) / "tests/e2e/world_edit"
UPDATE = "--update" in sys.argv
KINDS = ["instrument", "party", "person", "event", "programme", "profile", "claim", "consent", "template"]
faults = []


def run(*arguments: str, expected: int = 0) -> str:
    done = subprocess.run([ENTENTE, "world", *arguments], capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != expected:
        faults.append(f"{' '.join(arguments)}: exit {done.returncode}, expected {expected}: {done.stderr}")
    return done.stdout + done.stderr


def expect(name: str, text: str) -> None:
    path = HERE / f"{name}.txt"
    if UPDATE:
        path.write_text(text, encoding="utf-8")
    elif path.read_text(encoding="utf-8") != text:
        faults.append(f"{name}: differs from {path}:\n{text}")


def new() -> None:
    expect("new_world", run("new", "world", "small", "--id", "small", "--parties", "JPN,GBR", "--kind", "cross-servicing"))
    run("check", "--world", "small")
    run("new", "world", "small", expected=1)
    for kind in KINDS:
        of_kind = ["--kind", "cross-servicing"] if kind in ("instrument", "template") else []
        expect(f"new_{kind}", run("new", kind, *of_kind, "--parties", "JPN,GBR", "--world", "small"))
    expect("new_refused", "".join([
        run("new", "instrument", expected=2),
        run("new", "instrument", "--kind", "cross-serving", expected=2),
        run("new", "party", "small", expected=2),
        run("new", "world", expected=2),
        run("new", "event", "--id", "a b", expected=1),
        run("new", "event", "--out", "small/world.toml", expected=1),
    ]))


def layout() -> None:
    run("fmt", "--check", "small")
    shutil.copy(HERE / "loose.toml", "small/parties/loose.toml")
    expect("fmt_check", run("fmt", "--check", "small", expected=4))
    expect("fmt", run("fmt", "--world", "small"))
    expect("fmt_loose", Path("small/parties/loose.toml").read_text(encoding="utf-8"))
    run("fmt", "--check", "small")
    Path("small/parties/broken.toml").write_text("[[party]]\nid = \n", encoding="utf-8")
    expect("fmt_refused", run("fmt", "small", "none.toml", expected=1))
    expect("fmt_json", run("fmt", "--check", "--format", "json", "small/parties/loose.toml"))
    expect("fmt_usage", run("fmt", expected=2))
    os.unlink("small/parties/broken.toml")
    os.unlink("small/parties/loose.toml")


def table() -> None:
    shutil.copy(HERE / "agreements.csv", "agreements.csv")
    expect("import", run("import", "agreements.csv", "--world", "small", "--out", "mine", expected=4))
    written = sorted(path for path in Path("mine").rglob("*") if path.is_file())
    expect("import_files", "".join(f"--- {path}\n{path.read_text(encoding='utf-8')}" for path in written))
    run("check", "--world", "small", "--overlay", "mine")
    run("fmt", "--check", "mine")
    expect("import_again", run("import", "agreements.csv", "--world", "small", "--out", "mine", expected=1))
    Path("wrong.csv").write_text("id,section,kinds\n", encoding="utf-8")
    expect("import_wrong", run("import", "wrong.csv", "--world", "small", "--out", "other", expected=1))


def main() -> int:
    os.environ.pop("ENTENTE_WORLD", None)
    for folder in ("small", "mine", "other"):
        shutil.rmtree(folder, ignore_errors=True)
    new()
    layout()
    table()
    print("\n".join(faults) or "every output is as expected")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
