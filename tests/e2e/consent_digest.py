"""A consent to one text is no consent to another of the same name.

The sample report is released to Japan with Korea's consent to it by digest, then again with one letter changed; and with a
consent by name, which covers both and is warned of. Portions marked as Korean may be in the copy only where they are covered.
"""
import hashlib
import os
import pathlib
import subprocess
import sys
import tempfile

ENTENTE = os.environ["ENTENTE"]
SAMPLE = pathlib.Path(os.environ["ENTENTE_SOURCE_DIR"]) / "data/samples/harbour-watch.md"
KOREAN = "photographed the stern of the tanker"
WARNING = "consent `kor-1` names the document by its name only"


def release(folder: pathlib.Path, text: bytes, objects: list[str]) -> tuple[str, str]:
    """The copy and what was said on the way."""
    report = folder / "harbour-watch.md"
    report.write_bytes(text)
    consents = folder / "consents.toml"
    listed = ", ".join(f'"{each}"' for each in objects)
    consents.write_text(f'[[consent]]\nid = "kor-1"\nby = "KOR"\nto = ["JPN"]\nobjects = [{listed}]\nsource = "a test"\nevidence = "verified"\n', encoding="utf-8")
    command = [ENTENTE, "release", str(report), "--to", "JPN", "--as-of", "2024-11-20", "--out", str(folder / "out"), "--consents", str(consents), "--force"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, f"exit {run.returncode}: {run.stderr}"
    copy = (folder / "out" / "releasable" / "harbour-watch.JPN.md").read_text(encoding="utf-8")
    return copy, run.stdout + (folder / "out" / "internal" / "harbour-watch.JPN.report.md").read_text(encoding="utf-8")


def main() -> int:
    text = SAMPLE.read_bytes()
    changed = text.replace(b"31 hours", b"32 hours")
    assert changed != text
    digest = "sha256:" + hashlib.sha256(text).hexdigest()
    cases = [
        ("by digest, this text", text, [digest], True, False),
        ("by digest, another text", changed, [digest], False, False),
        ("by digest and name, this text", text, ["harbour-watch.md", digest], True, False),
        ("by digest and another name", text, ["other.md", digest], False, False),
        ("by name, this text", text, ["harbour-watch.md"], True, True),
        ("by name, another text", changed, ["harbour-watch.md"], True, True),
    ]
    faults = 0
    for name, content, objects, released, warned in cases:
        with tempfile.TemporaryDirectory() as scratch:
            copy, said = release(pathlib.Path(scratch), content, objects)
        if (KOREAN in copy) != released or (WARNING in said) != warned:
            faults += 1
            print(f"FAULT {name}: Korean portion {'in' if KOREAN in copy else 'not in'} the copy, {'' if WARNING in said else 'not '}warned")
    print(f"{len(cases) - faults} of {len(cases)} as expected")
    return 1 if faults else 0


sys.exit(main())
