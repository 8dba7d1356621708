"""src/LAYERS, read: which room may include which, and which third-party headers each owns."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Layers:
    may_include: dict[str, set[str]] = field(default_factory=dict)
    owned: dict[str, list[str]] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)  # line, what is wrong with the table itself

    def owner_of(self, header: str) -> str | None:
        for room, prefixes in self.owned.items():
            if any(header.startswith(prefix) for prefix in prefixes):
                return room
        return None


def parse(text: str) -> Layers:
    layers = Layers()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        room, colon, rest = line.partition(":")
        lower, bar, prefixes = rest.partition("|")
        if not colon or not bar or not room.isalpha() or not room.islower():
            layers.faults.append((number, "expected `room: rooms it may include | header prefixes it owns`"))
            continue
        if room in layers.may_include:
            layers.faults.append((number, f"room `{room}` stands twice"))
        for name in lower.split():
            if name not in layers.may_include:
                layers.faults.append((number, f"room `{room}` includes `{name}`, which does not stand above it in the table"))
        layers.may_include[room] = set(lower.split())
        layers.owned[room] = prefixes.split()
    return layers
