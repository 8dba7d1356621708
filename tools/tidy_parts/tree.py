"""The files that belong to the project, and what a finding is."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from . import cpp

SIZE_LIMIT_BYTES = 2 * 1024 * 1024
_SKIPPED_FOLDERS = {".git", "build", "node_modules", "__pycache__", ".cache"}


@dataclass(frozen=True, order=True)
class Finding:
    file: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.message}"


class Source:
    """One text file. What is computed from its text is computed once."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.path = PurePosixPath(name)
        self.top = self.path.parts[0] if len(self.path.parts) > 1 else ""

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def blanked(self) -> str:
        return cpp.blanked(self.text)

    @cached_property
    def includes(self) -> list[cpp.Include]:
        return cpp.includes(cpp.without_comments(self.text))

    @property
    def is_header(self) -> bool:
        return self.path.suffix in {".h", ".hpp"}

    @property
    def is_cpp(self) -> bool:
        return self.path.suffix in {".cpp", ".cc"} or self.is_header

    @property
    def is_python(self) -> bool:
        return self.path.suffix == ".py" or self._shebang("python")

    @property
    def is_shell(self) -> bool:
        return self.path.suffix == ".sh" or self._shebang("bash")

    @property
    def is_code(self) -> bool:
        return self.is_cpp or self.is_python or self.is_shell

    @property
    def is_data(self) -> bool:
        """Input of tests and demonstrations: its bytes are its own business."""
        return self.name.startswith(("data/samples/", "tests/fuzz/corpus/")) or (
            self.name.startswith("tests/") and self.path.suffix in {".txt", ".md", ".ndjson", ".csv", ".tsv"}
        )

    @property
    def is_prose_or_settings(self) -> bool:
        return not self.is_data and (
            self.path.suffix in {".md", ".toml", ".cmake"} or self.path.name in {"CMakeLists.txt", "CMakePresets.json", "LAYERS"}
        )

    @property
    def is_test(self) -> bool:
        """A test, or a header beside the code that only tests include: `test_folder.h`, `fault_matchers.h`."""
        return self.top == "tests" or re.search(r"^test_|_test$|_matchers$", self.path.stem) is not None

    @property
    def room(self) -> str | None:
        return self.path.parts[1] if self.top == "src" and len(self.path.parts) > 2 else None

    def _shebang(self, interpreter: str) -> bool:
        return self.text.startswith("#!") and interpreter in self.text.split("\n", 1)[0]


def _listed_by_git(root: Path) -> list[str] | None:
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if not (root / ".git").exists():
        return None
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]


def _found_by_walking(root: Path) -> list[str]:
    names: list[str] = []
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in _SKIPPED_FOLDERS]
        names += [(Path(folder) / name).relative_to(root).as_posix() for name in files]
    return names


def load(root: Path) -> list[Source]:
    names = _listed_by_git(root)
    sources: list[Source] = []
    for name in sorted(set(names if names is not None else _found_by_walking(root))):
        path = root / name
        if path.is_symlink() or not path.is_file() or path.stat().st_size > SIZE_LIMIT_BYTES:
            continue
        content = path.read_bytes()
        if b"\0" in content:
            continue
        try:
            sources.append(Source(name, content.decode("utf-8")))
        except UnicodeDecodeError:
            continue
    return sources
