"""Just enough C++ reading for tools/tidy: comments and strings blanked, includes, and where functions begin and end.

This is a heuristic, not a parser: it follows braces and looks at the text before each one. Lines never move, so every
position found here is a position in the file. Code that opens a brace in one preprocessor branch and closes it in
another misleads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LEXEME = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<raw>R"(?P<fence>[^()\\\s]{0,16})\(.*?\)(?P=fence)")
      | (?P<string>"(?:\\.|[^"\\\n])*")
      | (?P<char>(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])*')""",
    re.S | re.X,
)
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(<[^>\n]+>|"[^"\n]+")', re.M)
_DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", re.M | re.S)
_TYPE_HEAD = re.compile(r"^(?:\[\[.*?\]\]\s*)*(?:typedef\s+)?(?:class|struct|union|enum)\b")
# What may stand before a head without being part of it.
_LEADING = re.compile(r"\s*(?:(?:public|protected|private)\s*:(?!:)\s*)*")
_NAMESPACE_HEAD = re.compile(r"^(?:inline\s+)?namespace\b|^extern\s*\"")


@dataclass(frozen=True)
class Include:
    line: int
    path: str
    angled: bool


@dataclass(frozen=True)
class Span:
    first: int
    last: int

    @property
    def lines(self) -> int:
        return self.last - self.first + 1


def _spaces(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def without_comments(text: str) -> str:
    return _LEXEME.sub(lambda m: _spaces(m[0]) if m["comment"] else m[0], text)


def blanked(text: str) -> str:
    """Comments become spaces; strings and characters keep their quotes and lose their content."""

    def blank(match: re.Match[str]) -> str:
        if match["comment"]:
            return _spaces(match[0])
        quote = "'" if match["char"] else '"'
        return quote + _spaces(match[0][1:-1]) + quote

    return _LEXEME.sub(blank, text)


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def includes(text: str) -> list[Include]:
    """The include directives of a text whose comments are already blanked (`without_comments`)."""
    return [
        Include(line_of(text, match.start(1)), match[1][1:-1], match[1].startswith("<")) for match in _INCLUDE.finditer(text)
    ]


def _without_template(head: str) -> str:
    while match := re.match(r"template\s*<", head):
        depth, at = 1, match.end()
        while at < len(head) and depth:
            depth += {"<": 1, ">": -1}.get(head[at], 0)
            at += 1
        head = head[at:].lstrip()
    return head


def _is_member_initializer(head: str) -> bool:
    """`Box::Box(int a) : a_` before a brace: the brace holds a value, the function's body comes later."""
    parameters_end = re.search(r"\)\s*(?:noexcept(?:\([^()]*\))?\s*)?:(?!:)", head)
    return bool(parameters_end) and re.search(r"[\w>]\s*$", head) is not None


def _is_function(head: str) -> bool:
    if not re.search(r"\(.*\)", head, re.S) and not re.search(r"\[[^\]]*\]\s*$", head):
        return False
    flat = re.sub(r"operator\s*[=<>!+\-*/%&|^]+", "operator", head)
    bare = re.sub(r"\[[^\]]*\]", "", flat)
    while (shorter := re.sub(r"\([^()]*\)", "", bare)) != bare:
        bare = shorter
    assigned = re.search(r"(?<![=<>!+\-*/%&|^])=(?!=)", bare)
    return assigned is None or re.search(r"\[[^\]]*\]\s*(?:\(.*\))?[^;]*$", flat, re.S) is not None


def _kind_of(head: str) -> str:
    head = _without_template(head.strip())
    if _NAMESPACE_HEAD.match(head):
        return "scope"
    if _TYPE_HEAD.match(head) and not re.search(r"\)\s*(?:const|noexcept|override|final|\s)*$", head):
        return "scope"
    if head.count("(") > head.count(")") or _is_member_initializer(head):
        return "value-in-head"
    return "function" if _is_function(head) else "value"


def functions(blanked_text: str) -> list[Span]:
    """Every function body that is not inside another function: free, member, test case, lambda at namespace level."""
    text = _DIRECTIVE.sub(lambda m: _spaces(m[0]), blanked_text)
    spans: list[Span] = []
    stack: list[tuple[str, int]] = []  # kind of each open brace, and where its head begins
    inside = 0  # depth of braces whose content does not matter: function bodies and values
    head_at = 0
    for match in re.finditer(r"[{};]", text):
        mark, at = match[0], match.start()
        if mark == "{":
            kind = "inner" if inside else _kind_of(text[_LEADING.match(text, head_at).end() : at])
            stack.append((kind, head_at))
            inside += kind != "scope"
        elif mark == "}" and stack:
            kind, begun = stack.pop()
            inside -= kind != "scope"
            if kind == "function":
                spans.append(Span(line_of(text, _LEADING.match(text, begun).end()), line_of(text, at)))
            if kind == "value-in-head":
                continue
        if not inside:
            head_at = match.end()
    return spans
