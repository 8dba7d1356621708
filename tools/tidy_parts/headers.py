"""Compiles every header on its own.

A header that some source includes before anything else is left out: every build of that source proves it. What compiled before
is not compiled again while it and what it includes are unchanged.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from .tree import Finding, Source

_ROOTS = ("src", "include", "tests", "apps/entente", "bench", ".")
_PARALLEL = 2
_TIMEOUT_SECONDS = 300


@dataclass(frozen=True)
class Options:
    root: Path
    compiler: str
    cache: Path | None


def default_compiler() -> str:
    return next((name for name in ("clang++-19", "g++", "c++") if shutil.which(name)), "c++")


def _resolve(includer: Source, path: str, by_name: dict[str, Source]) -> Source | None:
    beside = (includer.path.parent / path).as_posix()
    candidates = [beside, *(path if folder == "." else f"{folder}/{path}" for folder in _ROOTS)]
    return next((by_name[name] for name in candidates if name in by_name), None)


def _closure(header: Source, by_name: dict[str, Source]) -> list[Source]:
    seen: dict[str, Source] = {}
    waiting = [header]
    while waiting:
        source = waiting.pop()
        if source.name in seen:
            continue
        seen[source.name] = source
        waiting += [found for i in source.includes if (found := _resolve(source, i.path, by_name))]
    return [seen[name] for name in sorted(seen)]


def _command(options: Options) -> list[str]:
    includes = [f"-I{options.root / folder}" for folder in _ROOTS]
    return [options.compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", *includes, "-x", "c++", "-"]


def _compile(header: Source, options: Options) -> Finding | None:
    # Twice, so that a header that cannot bear a second inclusion fails too.
    program = f'#include "{header.name}"\n' * 2
    try:
        done = subprocess.run(
            _command(options),
            input=program,
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_SECONDS,
            cwd=options.root,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Finding(header.name, 1, "header-alone", f"not compiled within {_TIMEOUT_SECONDS} s")
    if done.returncode == 0:
        return None
    match = re.search(r"^(?P<file>[^:\n]+):(?P<line>\d+):(?:\d+:)? (?:fatal )?error: (?P<what>.*)$", done.stderr, re.M)
    if not match:
        return Finding(header.name, 1, "header-alone", done.stderr.strip().split("\n")[-1] or "the compiler failed")
    where = match["file"].removeprefix(f"{options.root}/")
    line = int(match["line"]) if where.endswith(header.name) else 1
    return Finding(header.name, line, "header-alone", match["what"] if line != 1 else f"{where}: {match['what']}")


def _digest(header: Source, by_name: dict[str, Source], options: Options) -> str:
    digest = hashlib.sha256("\0".join(_command(options)).encode())
    for source in _closure(header, by_name):
        digest.update(source.name.encode() + b"\0" + source.text.encode() + b"\0")
    return digest.hexdigest()


def _read_cache(cache: Path | None) -> set[str]:
    try:
        return set(json.loads(cache.read_text())) if cache else set()
    except (OSError, ValueError):
        return set()


def _write_cache(cache: Path | None, good: set[str]) -> None:
    if not cache:
        return
    with tempfile.NamedTemporaryFile("w", dir=cache.parent, delete=False) as file:
        json.dump(sorted(good), file)
    Path(file.name).replace(cache)


def _proven_by_the_build(by_name: dict[str, Source]) -> set[str]:
    firsts = (_resolve(s, s.includes[0].path, by_name) for s in by_name.values() if not s.is_header and s.includes)
    return {header.name for header in firsts if header}


def check_headers(sources: list[Source], options: Options) -> tuple[list[Finding], int, int]:
    """Findings, how many headers the build does not prove, and how many of these had to be compiled."""
    by_name = {source.name: source for source in sources if source.is_cpp and source.top in {"src", "include", "tests", "apps", "bench"}}
    proven = _proven_by_the_build(by_name)
    headers = [source for source in by_name.values() if source.is_header and source.name not in proven]
    known = _read_cache(options.cache)
    digests = {header.name: _digest(header, by_name, options) for header in headers}
    waiting = [header for header in headers if digests[header.name] not in known]
    with ThreadPoolExecutor(_PARALLEL) as pool:
        results = list(pool.map(lambda header: _compile(header, options), waiting))
    findings = sorted(finding for finding in results if finding)
    bad = {finding.file for finding in findings}
    _write_cache(options.cache, {digest for name, digest in digests.items() if name not in bad})
    return findings, len(headers), len(waiting)
