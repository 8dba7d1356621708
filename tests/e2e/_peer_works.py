"""What the scripts on the inputs of bench/peers share: works loaded, inputs held to a digest, answers held to those of the peer."""
import hashlib
import importlib.util
import os
import subprocess
from pathlib import Path

ROOT = Path(os.environ["ENTENTE_SOURCE_DIR"])
ENTENTE = Path(os.environ["ENTENTE"])
FAULTS = []


def expect(holds, what):
    if not holds:
        FAULTS.append(what)
        print("fault:", what)


def works(kind):
    """The module bench/peers/KIND/works.py."""
    spec = importlib.util.spec_from_file_location(f"works_of_{kind}", ROOT / "bench/peers" / kind / "works.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def digest(folder):
    """Of the names and bytes of all files below."""
    summed = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            summed.update(f"{file.relative_to(folder)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return summed.hexdigest()[:16]


def expect_input(folder, made_again, known):
    """Figures in docs/performance.md are of the input with this digest; making it again gives the same."""
    once = digest(folder)
    expect(once == known, f"the input has changed: {once}; figures in docs/performance.md are then of another input")
    made_again()
    expect(digest(folder) == once, "made twice, the input differs")


def expect_peer(name, made, asked, answers):
    """`answers` are those of entente to the first of `asked`; None where it was not asked. The peer is there where the benchmarks were built."""
    peer = ENTENTE.parent / "bench/entente_peer"
    if not peer.is_file():
        print(f"{name}: not compared, {peer.name} is not built (scripts/bench builds it)")
        return
    said = subprocess.run([peer, "answers", name, made], capture_output=True, text=True, check=False, timeout=250).stdout.splitlines()
    differing = [trio for trio in zip(asked, answers, said) if trio[1] not in (None, trio[2])]
    expect(len(said) == len(asked) and not differing, f"{name}: the peer answers otherwise: {differing[:3]}")


def done():
    print(f"{len(FAULTS)} fault(s)")
    return 1 if FAULTS else 0
