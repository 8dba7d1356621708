"""The checks. Each takes the whole tree and yields findings; RULES names them all and says what each holds."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from . import cpp
from .layers import Layers, parse
from .tree import Finding, Source

FILE_LINES = 500
FUNCTION_LINES = 70

# Rooms that compute and do nothing else. `base` is pure too, but holds the one place where the clock may be read.
PURE_ROOMS = {"label", "world", "decision", "analysis", "document", "casework"}
_IMPURE_HEADERS = {"fstream", "iostream", "filesystem", "thread", "random", "ctime"}
_IMPURE_CALLS = re.compile(r"\b(?:system_clock|steady_clock|high_resolution_clock)::now\b|\brandom_device\b|\bgetenv\b")

_SYSTEM_HEADER = re.compile(
    r"^(?:sys|net|netinet|arpa|linux)/|^(?:unistd|fcntl|dirent|signal|poll|termios|netdb|pwd|grp|glob|fnmatch|spawn|errno|dlfcn"
    r"|stdint|stddef|stdio|stdlib|string|time|malloc)\.h$"
)
_TEST_HEADER = re.compile(r"^(?:gtest|gmock)/")

BANNED_NAMES = {"util", "utils", "utility", "utilities", "common", "misc", "helper", "helpers", "manager", "managers"}
_NAMED = re.compile(r"\b(?:namespace|class|struct|union|enum(?:\s+class|\s+struct)?)\s+([A-Za-z_][\w:]*)|\busing\s+(\w+)\s*=")
_OPEN_WORK = re.compile(r"\b(TO" r"DO|FIX" r"ME)\b(?!\s*\(#\d+\))")

# Text that belongs to somebody's machine. The hosts are put together here so that this file does not hold them either.
_PLACE = re.compile(r"(?<![\w.~$}>*\-])/(?:work|tmp)(?=[/\s\"'`),;:]|$)")
_FOLDER = re.compile(r"(?<![\w)\]])\.lib" r"rary\b")
_HOSTS = [
    ".".join(parts)
    for parts in (
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("snapshot", "debian", "org"),
        ("registry", "npmjs", "org"),
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("repo", "maven", "apache", "org"),
        ("repo1", "maven", "org"),
    )
]
_HOST = re.compile(r"(?<![\w])(?:" + "|".join(re.escape(host) for host in _HOSTS) + r")(?![\w])")

# Headers that cost tens of seconds and gigabytes per file that includes them: prefix, how many files may, where.
HEAVY = (
    ("toml++/", 1, "src/codec/"),
    ("CLI/", 1, "apps/entente/"),
    ("boost/beast", 2, "src/http/"),
    ("boost/json", 2, "src/codec/"),
    ("libxml/", 2, "src/codec/"),
    ("cmark-gfm", 2, "src/format/"),
)

Check = Callable[[list[Source], Layers], Iterator[Finding]]


def layer_table(sources: list[Source], layers: Layers) -> Iterator[Finding]:
    for line, fault in layers.faults:
        yield Finding("src/LAYERS", line, "layer-table", fault)
    unknown = {source.room: source for source in reversed(sources) if source.room and source.room not in layers.may_include}
    for room, source in unknown.items():
        yield Finding(source.name, 1, "layer-table", f"room `{room}` does not stand in src/LAYERS")


def room_edge(sources: list[Source], layers: Layers) -> Iterator[Finding]:
    for source in sources:
        if not source.is_cpp or source.room not in layers.may_include:
            continue
        allowed = layers.may_include[source.room] | {source.room}
        for include in source.includes:
            target, slash, _ = include.path.partition("/")
            if include.angled and not (slash and target in layers.may_include):
                continue
            if not slash:
                message = f"`{include.path}`: write the room too, \"{source.room}/{include.path}\""
            elif target not in layers.may_include:
                message = f"`{include.path}`: no room `{target}`; third-party headers are included with <>"
            elif target not in allowed:
                message = f"room `{source.room}` may not include room `{target}` (`{include.path}`)"
            else:
                continue
            yield Finding(source.name, include.line, "room-edge", message)


def _third_party_fault(source: Source, header: str, layers: Layers) -> str | None:
    """Why this file may not include <header>, or nothing."""
    if "/" not in header and "." not in header:
        return None  # the standard library
    if _SYSTEM_HEADER.match(header):
        pure = (source.room in PURE_ROOMS or (source.room == "base" and source.is_header)) and not source.is_test
        return f"system header <{header}> in pure room `{source.room}`" if pure else None
    if header.startswith("fmt/"):
        return f"<{header}> in a header; it belongs in the .cpp" if source.is_header else None
    if _TEST_HEADER.match(header):
        return None if source.is_test else f"<{header}> outside tests"
    if header.startswith("rapidcheck"):
        return None if source.top == "tests" else f"<{header}> outside tests/"
    if header.startswith("benchmark/"):
        return None if source.top == "bench" else f"<{header}> outside bench/"
    if header.startswith("CLI/"):
        return None if source.name.startswith("apps/entente/") else f"<{header}> outside apps/entente/"
    if header.startswith("tl/"):
        return None if source.name == "src/base/result.h" else f"<{header}> outside src/base/result.h"
    if header.startswith("entente/"):  # what others include; of ours, the room that implements it and what stands for them
        return None if source.room == "embed" or source.top in {"examples", "tests"} else f"<{header}> outside src/embed/ and examples/"
    if header.startswith("sanitizer/"):
        return None if source.top == "tests" else f"<{header}> outside tests/"
    owner = layers.owner_of(header)
    if owner is None:
        return f"<{header}> belongs to no room; add it to src/LAYERS with a decision record"
    if owner != source.room:
        return f"<{header}> belongs to room `{owner}`"
    return f"<{header}> in a header; third-party types stay out of our headers" if source.is_header else None


def third_party(sources: list[Source], layers: Layers) -> Iterator[Finding]:
    for source in sources:
        if not source.is_cpp:
            continue
        for include in source.includes:
            if include.angled and include.path.partition("/")[0] not in layers.may_include:
                if fault := _third_party_fault(source, include.path, layers):
                    yield Finding(source.name, include.line, "third-party", fault)


def test_only(sources: list[Source], _: Layers) -> Iterator[Finding]:
    support = {source.name.removeprefix("src/") for source in sources if source.is_header and source.room and source.is_test}
    for source in sources:
        if source.is_cpp and not source.is_test:
            for include in source.includes:
                if include.path in support:
                    yield Finding(source.name, include.line, "test-only", f"`{include.path}` is for tests")


def pure_room(sources: list[Source], _: Layers) -> Iterator[Finding]:
    for source in sources:
        if not source.is_cpp or source.is_test or source.room not in PURE_ROOMS:
            continue
        for include in source.includes:
            if include.angled and include.path in _IMPURE_HEADERS:
                yield Finding(source.name, include.line, "pure-room", f"<{include.path}> in `{source.room}`, which only computes")
        for match in _IMPURE_CALLS.finditer(source.blanked):
            line = cpp.line_of(source.blanked, match.start())
            yield Finding(source.name, line, "pure-room", f"`{match[0]}` in `{source.room}`, which only computes")


def heavy_header(sources: list[Source], _: Layers) -> Iterator[Finding]:
    for prefix, limit, folder in HEAVY:
        users = [(s, i) for s in sources if s.is_cpp for i in s.includes if i.angled and i.path.startswith(prefix)]
        # The files where it belongs come first, so that a stray one is what is reported.
        users.sort(key=lambda use: (not use[0].name.startswith(folder), use[0].name))
        names = list(dict.fromkeys(source.name for source, _ in users))
        for source, include in users:
            if source.name in names[limit:]:
                message = f"<{include.path}> may stand in at most {limit} file(s), {len(names)} have it"
                yield Finding(source.name, include.line, "heavy-header", message)
    strays = [
        (s, i)
        for s in sources
        if s.is_cpp and not s.name.startswith("tests/property/")
        for i in s.includes
        if i.path.startswith("rapidcheck")
    ]
    names = list(dict.fromkeys(source.name for source, _ in strays))
    for source, include in strays:
        if source.name in names[1:]:
            yield Finding(source.name, include.line, "heavy-header", "rapidcheck belongs in tests/property/ and one file more")


def file_length(sources: list[Source], _: Layers) -> Iterator[Finding]:
    for source in sources:
        count = source.text.count("\n") + (not source.text.endswith("\n"))
        if source.is_code and count > FILE_LINES:
            yield Finding(source.name, FILE_LINES + 1, "file-length", f"{count} lines; the limit is {FILE_LINES}")


def _python_functions(text: str) -> list[cpp.Span]:
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return []
    found = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [cpp.Span(node.lineno, node.end_lineno or node.lineno) for node in found]


def _shell_functions(text: str) -> list[cpp.Span]:
    spans, begun = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        if re.match(r"^(?:function\s+)?[\w:.-]+\s*\(\)\s*\{\s*(?:#.*)?$", line):
            begun = number
        elif line.startswith("}") and begun:
            spans.append(cpp.Span(begun, number))
            begun = 0
    return spans


def function_length(sources: list[Source], _: Layers) -> Iterator[Finding]:
    for source in sources:
        if source.is_cpp:
            spans = cpp.functions(source.blanked)
        elif source.is_python:
            spans = _python_functions(source.text)
        elif source.is_shell:
            spans = _shell_functions(source.text)
        else:
            continue
        for span in spans:
            if span.lines > FUNCTION_LINES:
                message = f"a function of {span.lines} lines; the limit is {FUNCTION_LINES}"
                yield Finding(source.name, span.first, "function-length", message)


def _words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def banned_name(sources: list[Source], _: Layers) -> Iterator[Finding]:
    for source in sources:
        if source.top not in {"src", "apps", "tests", "bench", "tools", "scripts", "cmake", "web"} or source.is_data:
            continue
        for part in (*source.path.parts[1:-1], source.path.stem):
            if banned := _words(part) & BANNED_NAMES:
                yield Finding(source.name, 1, "banned-name", f"`{part}` says nothing: `{min(banned)}` is not a name here")
        if not source.is_cpp:
            continue
        for match in _NAMED.finditer(source.blanked):
            name = match[1] or match[2]
            if banned := _words(name) & BANNED_NAMES:
                line = cpp.line_of(source.blanked, match.start())
                yield Finding(source.name, line, "banned-name", f"`{name}` says nothing: `{min(banned)}` is not a name here")


def _over_foreign_values(before: str) -> bool:
    """Whether the switch that this text ends in has cases that are characters, numbers or somebody's constants (ENOENT)."""
    return re.search(r"\bcase\s*(?:['\d]|[A-Z][A-Z0-9_]+\s*:)", before[before.rfind("switch") :]) is not None


def switch_default(sources: list[Source], _: Layers) -> Iterator[Finding]:
    for source in sources:
        if not source.is_cpp or source.top not in {"src", "apps"}:
            continue
        for match in re.finditer(r"\bdefault\s*:(?!:)", source.blanked):
            line = cpp.line_of(source.blanked, match.start())
            if "NOLINT(default)" not in source.lines[line - 1] and not _over_foreign_values(source.blanked[: match.start()]):
                message = "name every value, so that a new one is noticed; on a foreign enum add // NOLINT(default)"
                yield Finding(source.name, line, "switch-default", message)


def open_work(sources: list[Source], _: Layers) -> Iterator[Finding]:
    for source in sources:
        if not (source.is_code or source.is_prose_or_settings):
            continue
        for number, line in enumerate(source.lines, start=1):
            if match := _OPEN_WORK.search(line):
                yield Finding(source.name, number, "open-work", f"{match[1]} without an issue; write {match[1]}(#number)")


def white_space(sources: list[Source], _: Layers) -> Iterator[Finding]:
    for source in sources:
        if source.is_data or not (source.is_code or source.is_prose_or_settings):
            continue
        for number, line in enumerate(source.lines, start=1):
            if "\t" in line:
                yield Finding(source.name, number, "white-space", "a tab; use spaces")
            if "\r" in line:
                yield Finding(source.name, number, "white-space", "a carriage return; lines end in a line feed")
            elif line != line.rstrip():
                yield Finding(source.name, number, "white-space", "white space at the end of the line")
        if source.text and not source.text.endswith("\n"):
            yield Finding(source.name, len(source.lines), "white-space", "no line feed at the end of the file")


def header_form(sources: list[Source], _: Layers) -> Iterator[Finding]:
    for source in sources:
        if not source.is_header:
            continue
        if not re.search(r"^#pragma once$", source.blanked, re.M):
            yield Finding(source.name, 1, "pragma-once", "a header without `#pragma once`")
        if not source.text.startswith("//"):
            yield Finding(source.name, 1, "header-comment", "a header begins with a comment that says what it is")
        for match in re.finditer(r"\busing\s+namespace\b", source.blanked):
            line = cpp.line_of(source.blanked, match.start())
            yield Finding(source.name, line, "using-namespace", "`using namespace` in a header reaches everyone who includes it")


def private_text(sources: list[Source], _: Layers) -> Iterator[Finding]:
    for source in sources:
        for number, line in enumerate(source.lines, start=1):
            if match := _PLACE.search(line):
                yield Finding(source.name, number, "private-text", f"`{match[0]}`: a path of one machine")
            if match := _FOLDER.search(line):
                yield Finding(source.name, number, "private-text", f"`{match[0]}`: a folder outside the project")
            if match := _HOST.search(line):
                message = f"`{match[0]}`: a package host; read it from the machine's settings"
                yield Finding(source.name, number, "private-text", message)


CHECKS: tuple[Check, ...] = (
    layer_table, room_edge, third_party, test_only, pure_room, heavy_header, file_length, function_length, banned_name,
    switch_default, open_work, white_space, header_form, private_text,
)  # fmt: skip

RULES = {
    "layer-table": "src/LAYERS is well formed, goes one way, and names every folder of src/",
    "room-edge": "a room includes only the rooms that src/LAYERS allows it",
    "third-party": "a third-party header stands only in the room that owns it, and never in a header of ours",
    "test-only": "a header for tests (`test_...`, `..._matchers`) is included by tests alone",
    "pure-room": "rooms that only compute read no file, clock, environment or random source",
    "heavy-header": "an expensive header stands in no more files than it may",
    "file-length": f"a source file has at most {FILE_LINES} lines",
    "function-length": f"a function has at most {FUNCTION_LINES} lines",
    "banned-name": "no file, namespace or type is called after nothing in particular",
    "switch-default": "a switch over an enumeration names every value",
    "open-work": "a mark for open work names its issue",
    "white-space": "no tab, no white space at the end of a line, a line feed at the end of a file",
    "pragma-once": "every header has it",
    "header-comment": "every header begins with a comment",
    "using-namespace": "not in a header",
    "private-text": "no path of one machine and no package host in the repository",
    "header-alone": "every header compiles on its own (with --headers, where no source includes it first)",
}


def check(sources: list[Source]) -> list[Finding]:
    table = next((source.text for source in sources if source.name == "src/LAYERS"), "")
    layers = parse(table)
    if not table:
        return [Finding("src/LAYERS", 1, "layer-table", "the table of rooms is missing")]
    return sorted(finding for run in CHECKS for finding in run(sources, layers))
