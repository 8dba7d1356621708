"""Proves that every rule can fail, and that near misses do not: a small clean tree, then one seeded violation at a time."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import headers, rules, tree
from .tree import Finding

_TABLE = """# room: rooms it may include | third-party header prefixes it owns
base: | tl/ utf8proc
label: base |
codec: base | boost/json libxml/ toml++/
service: base label codec |
embed: base service |
"""


def _function(lines: int, head: str = "int long_one()") -> str:
    return f"{head} {{\n" + "  step();\n" * (lines - 2) + "}\n"


def _header(body: str, comment: str = "// What it is.\n", once: str = "#pragma once\n") -> str:
    return f"{comment}{once}{body}"


# Clean on purpose, and close to every edge.
_CLEAN = {
    "src/LAYERS": _TABLE,
    "src/base/result.h": _header("#include <string>\n\n#include <tl/expected.hpp>\nnamespace entente {}\n"),
    "src/base/text.h": _header('#include "base/result.h"\n// using namespace std; in a comment\nenum class Kind { deny };\n'),
    "src/base/text.cpp": '#include "base/text.h"\n\n#include <fmt/format.h>\n#include <utf8proc.h>\n',
    "src/label/label.h": _header('#include <vector>\n#include "base/text.h"\nstruct UtilisationLabel {};\n'),
    "src/label/label.cpp": '#include "label/label.h"\n// #include "codec/node.h"\n/* #include <libxml/parser.h> */\n'
    + 'const char* text = R"(default: { network/work)" "TODAY";\n'
    + _function(70)
    + _function(70, "Box::Box(int a) : a_{a}, b_{1}"),
    "src/label/table.cpp": "const Row kRows[] = {\n" + "    {1, 2},\n" * 90 + "};\nnamespace {\n" + "int a;\n" * 90 + "}\n"
    + "class Long {\n  void f();\n" + "  int a_ = 0;\n" * 80 + " private:\n" + _function(70) + "};\n",
    "src/label/label_test.cpp": '#include <gtest/gtest.h>\n#include <fstream>\n#include "label/label.h"\nTEST(A, b) {}\n',
    "src/codec/toml.cpp": "#include <fcntl.h>\n#include <toml++/toml.h>\nint size = 20'000;  // it's a limit: 'x'\n",
    "src/codec/json.cpp": "#include <boost/json/basic_parser.hpp>\n"
    + "void f() {\n  switch (k) {\n    default:  // NOLINT(default)\n  }\n"
    + "  switch (c) {\n    case 'x':\n      break;\n    default:\n      break;\n  }\n}\n",
    "src/codec/descriptor.h": _header("#include <unistd.h>\n"),
    "src/codec/errors.cpp": "int f() {\n  switch (errno) {\n    case ENOENT:\n"
    + "      return 1;\n    default:\n      return 2;\n  }\n}\n",
    "src/codec/test_folder.h": _header('#include <gtest/gtest.h>\n#include "codec/fault_matchers.h"\n'),
    "src/codec/fault_matchers.h": _header("#include <gmock/gmock.h>\n"),
    "src/codec/toml_test.cpp": '#include "codec/test_folder.h"\n',
    "apps/entente/main.cpp": '#include <CLI/CLI.hpp>\n#include "service/release.h"\n',
    "tests/property/generators.h": _header("#include <rapidcheck.h>\n"),
    "tests/property/laws.cpp": '#include <gtest/gtest.h>\n#include "property/generators.h"\n',
    "tests/fuzz/corpus/mark/one": "trailing \t \n",
    "include/entente/entente.h": _header("int entente_decide(void);\n"),
    "src/embed/embed.cpp": "#include <entente/entente.h>\n",
    "examples/embed/decide.cpp": "#include <entente/entente.h>\n",
    "bench/decide.cpp": "#include <benchmark/benchmark.h>\n",
    "docs/limits.md": "Neither here/work nor `out/tmp/x` nor `${TMPDIR:-/" "tmp}` is a path of a machine. TO" "DO(#12)\n",
    "scripts/one.sh": "#!/usr/bin/env bash\nlong() {\n" + "  true\n" * 68 + "}\n",
}


@dataclass(frozen=True)
class Seed:
    rule: str
    file: str
    content: str
    line: int = 1
    also: str = ""  # another rule that rightly speaks up


def _edges() -> list[Seed]:
    return [
        Seed("layer-table", "src/LAYERS", _TABLE + "audit base\n", 7),
        Seed("layer-table", "src/LAYERS", _TABLE + "audit: store |\n", 7),
        Seed("layer-table", "src/LAYERS", _TABLE + "label: base |\n", 7),
        Seed("layer-table", "src/elsewhere/a.cpp", "int a;\n"),
        Seed("room-edge", "src/base/up.cpp", '#include "label/label.h"\n'),
        Seed("room-edge", "src/base/up.cpp", "#include <label/label.h>\n"),
        Seed("room-edge", "src/label/up_test.cpp", '\n#include "service/release.h"\n', 2),
        Seed("room-edge", "src/label/near.cpp", '#include "label.h"\n'),
        Seed("room-edge", "src/label/quoted.cpp", '#include "fmt/format.h"\n'),
        Seed("third-party", "src/label/a.cpp", "#include <libxml/parser.h>\n"),
        Seed("third-party", "src/label/a.cpp", "#  include  <unknown/thing.hpp>\n"),
        Seed("third-party", "src/label/a.cpp", "#include <gtest/gtest.h>\n"),
        Seed("third-party", "src/label/a.cpp", "#include <CLI/CLI.hpp>\n", also="heavy-header"),
        Seed("third-party", "src/label/a.cpp", "#include <tl/expected.hpp>\n"),
        Seed("third-party", "src/label/a.cpp", "#include <unistd.h>\n"),
        Seed("third-party", "src/service/a.cpp", "#include <entente/entente.h>\n"),
        Seed("third-party", "src/label/a_test.cpp", "#include <rapidcheck.h>\n"),
        Seed("third-party", "src/label/a_test.cpp", "#include <benchmark/benchmark.h>\n"),
        Seed("third-party", "src/label/a.h", _header("#include <fmt/format.h>\n"), 3),
        Seed("third-party", "src/codec/a.h", _header("#include <libxml/parser.h>\n"), 3),
        Seed("third-party", "src/base/a.h", _header("#include <sys/stat.h>\n"), 3),
        Seed("test-only", "src/codec/a.cpp", '#include "codec/test_folder.h"\n'),
        Seed("test-only", "src/service/a.h", _header('#include "codec/fault_matchers.h"\n'), 3),
        Seed("third-party", "apps/entente/other.cpp", "#include <toml++/toml.h>\n", also="heavy-header"),
        Seed("pure-room", "src/label/a.cpp", "#include <fstream>\n"),
        Seed("pure-room", "src/label/a.cpp", "const auto now = std::chrono::system_clock::now();\n"),
        Seed("heavy-header", "src/codec/zz.cpp", "#include <toml++/toml.h>\n"),
        Seed("heavy-header", "apps/entente/zz.cpp", "#include <CLI/CLI.hpp>\n"),
    ]


def _forms() -> list[Seed]:
    return [
        Seed("file-length", "src/label/long.cpp", "int a;\n" * 501, 501),
        Seed("file-length", "tools/long", "#!/usr/bin/env python3\n" + "a = 1\n" * 500, 501),
        Seed("function-length", "src/label/long.cpp", "int a;\n" + _function(71), 2),
        Seed("function-length", "src/label/long.cpp", "namespace n {\nclass A {\n" + _function(71, "void f()") + "};\n}\n", 3),
        Seed("function-length", "src/label/long.cpp", _function(71, "Box::Box(int a) : a_{a}, b_{1}")),
        Seed("function-length", "src/label/long.cpp", _function(71, "template <class T, class U = A<B>>\nauto f(O o = {}) -> R")),
        Seed("function-length", "src/label/long_test.cpp", _function(71, "TEST(Suite, case_of_it)")),
        Seed("function-length", "src/label/long.cpp", _function(71, "const auto kRead = [](int a)")),
        Seed("function-length", "tools/long.py", "def f():\n" + "    a = 1\n" * 70),
        Seed("function-length", "scripts/long.sh", "f() {\n" + "  true\n" * 69 + "}\n"),
        Seed("banned-name", "src/label/string_util.cpp", "int a;\n"),
        Seed("banned-name", "src/label/a.cpp", "int b;\nnamespace misc {}\n", 2),
        Seed("banned-name", "src/label/a.cpp", "class WorldManager {};\n"),
        Seed("banned-name", "src/label/a.cpp", "using ParseHelper = int;\n"),
        Seed("banned-name", "tests/common/a.cpp", "int a;\n"),
        Seed("switch-default", "src/label/a.cpp", "void f() {\n  switch (k) {\n    default:\n      break;\n  }\n}\n", 3),
        Seed("switch-default", "src/label/a.cpp", "void f() { switch (k) { case Kind::deny: break; default: break; } }\n"),
        Seed("pragma-once", "src/label/a.h", _header("int a();\n", once="")),
        Seed("header-comment", "src/label/a.h", _header("int a();\n", comment="")),
        Seed("using-namespace", "src/label/a.h", _header("using namespace std;\n"), 3),
    ]


def _texts() -> list[Seed]:
    host = ".".join(("deb", "debian", "org"))
    return [
        Seed("open-work", "src/label/a.cpp", "// TO" "DO: later\n"),
        Seed("open-work", "docs/a.md", "FIX" "ME\n"),
        Seed("white-space", "src/label/a.cpp", "int a;\n\tint b;\n", 2),
        Seed("white-space", "docs/a.md", "words \n"),
        Seed("white-space", "scripts/a.sh", "true\r\n"),
        Seed("white-space", "cmake/a.cmake", "set(a b)"),
        Seed("private-text", "docs/a.md", "see /" "work/main\n"),
        Seed("private-text", "scripts/a.sh", 'cd "/' 'tmp/x"\n'),
        Seed("private-text", "data/a.toml", "note = '.lib" "rary/x'\n"),
        Seed("private-text", "docs/a.md", f"http://{host}/debian\n"),
    ]


def _write(root: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())


def _check(root: Path, seed: Seed) -> list[Finding]:
    """What is found with the seed planted; the tree is clean again afterwards."""
    _write(root, {seed.file: seed.content})
    found = rules.check(tree.load(root))
    (root / seed.file).unlink()
    if seed.file in _CLEAN:
        _write(root, {seed.file: _CLEAN[seed.file]})
    return found


def _fault_of(root: Path, seed: Seed) -> str | None:
    found = _check(root, seed)
    mine = [finding for finding in found if (finding.rule, finding.file, finding.line) == (seed.rule, seed.file, seed.line)]
    if not mine:
        others = [str(finding) for finding in found]
        return f"{seed.rule}: not reported at {seed.file}:{seed.line} for {seed.content[:60]!r}; reported: {others}"
    strange = [str(finding) for finding in found if finding.rule not in {seed.rule, seed.also}]
    return f"{seed.rule}: {seed.content[:60]!r} also reported {strange}" if strange else None


def _header_faults(compiler: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        cache = root / "cache.json"
        options = headers.Options(root, compiler, cache)
        good = {"src/base/a.h": _header("#include <cstddef>\ninline std::size_t a() { return 0; }\n")}
        _write(root, good)
        faults = []
        findings, total, compiled = headers.check_headers(tree.load(root), options)
        if findings or (total, compiled) != (1, 1):
            faults.append(f"header-alone: a good header: {[str(f) for f in findings]}, {compiled} of {total} compiled")
        _write(root, {"src/base/b.h": _header('#include "base/a.h"\n\nNotDeclared b();\n')})
        for attempt in (1, 2):  # what failed is never remembered as good
            findings, total, compiled = headers.check_headers(tree.load(root), options)
            if [(f.rule, f.file, f.line) for f in findings] != [("header-alone", "src/base/b.h", 5)] or compiled != 1:
                faults.append(f"header-alone: a bad header: {[str(f) for f in findings]}, {compiled} compiled, attempt {attempt}")
        _write(root, {"src/base/a.h": _header("struct NotDeclared {};\ninline int a() { return 0; }\n")})
        findings, _, compiled = headers.check_headers(tree.load(root), options)
        if findings or compiled != 2:
            faults.append(f"header-alone: a changed include: {[str(f) for f in findings]}, {compiled} compiled")
        _write(root, {"src/base/a.cpp": '// Why.\n#include "base/a.h"\n#include "base/b.h"\n'})
        _, total, _ = headers.check_headers(tree.load(root), options)
        if total != 1:
            faults.append(f"header-alone: of two headers one is proven by a source, yet {total} are looked at")
        return faults


def run(compiler: str) -> int:
    seeds = _edges() + _forms() + _texts()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _write(root, _CLEAN)
        faults = [f"the clean tree: {finding}" for finding in rules.check(tree.load(root))]
        faults += [fault for seed in seeds if (fault := _fault_of(root, seed))]
    faults += _header_faults(compiler)
    unproven = set(rules.RULES) - {seed.rule for seed in seeds} - {"header-alone"}
    faults += [f"{rule}: no seeded violation" for rule in sorted(unproven)]
    for fault in faults:
        print(fault)
    print(f"tidy self-test: {len(rules.RULES)} rules, {len(seeds) + 3} seeded violations, {len(faults)} fault(s)")
    return 1 if faults else 0
