"""docs/limits.md names every limit of the code with its value, and no other.

Limits are the constants of src/base/limits.h and of the headers below that bound what is read. Needs no program.
"""
import os
import re
import sys
from pathlib import Path

ROOT = Path(os.environ["ENTENTE_SOURCE_DIR"])
ALL_OF = ["src/base/limits.h", "src/base/analysis_limits.h", "src/base/search_limits.h", "src/base/picture_limits.h", "src/base/request_limits.h", "src/format/world_folder.h", "src/label/check_limits.h", "src/service/mark_memory.h",
          *sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("src/codec/*.h"))]
NO_LIMITS = {"kLineReadBytes", "kPieceBytes", "kForeignMessageBytes"}  # sizes of steps and of messages: nothing is refused for them
UNITS = {"": 1, "KiB": 1024, "MiB": 1024 * 1024}

CONSTANT = re.compile(r"^inline constexpr std::size_t (k\w+) = ([^;]+);", re.MULTILINE)
ROW = re.compile(r"^\| `(k\w+)` \| ([\d,]+) ?(KiB|MiB)? \| \S", re.MULTILINE)


def value_of(expression):
    """A product of plain numbers: `16 * 1024 * 1024`, `500'000`, `std::size_t{64} * 1024`."""
    product = 1
    for factor in expression.split("*"):
        number = re.fullmatch(r"(?:std::size_t\{)?(\d[\d']*)\}?", factor.strip())
        if number is None:
            sys.exit(f"cannot read the value `{expression}`; write it as a product of numbers")
        product *= int(number[1].replace("'", ""))
    return product


def main():
    in_code = {name: value_of(expression) for file in ALL_OF for name, expression in CONSTANT.findall((ROOT / file).read_text(encoding="utf-8"))
               if name not in NO_LIMITS}
    page = (ROOT / "docs/limits.md").read_text(encoding="utf-8")
    on_page = {name: int(number.replace(",", "")) * UNITS[unit] for name, number, unit in ROW.findall(page)}
    if len(in_code) < 30:
        sys.exit(f"only {len(in_code)} limits found in the code: the search is wrong")
    wrong = [f"{name}: {in_code.get(name, 'not')} in the code, {on_page.get(name, 'not')} in docs/limits.md"
             for name in sorted(in_code.keys() | on_page.keys()) if in_code.get(name) != on_page.get(name)]
    print("\n".join(wrong) if wrong else f"{len(in_code)} limits, all documented")
    return 1 if wrong else 0


sys.exit(main())
