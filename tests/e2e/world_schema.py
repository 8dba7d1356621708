"""The shipped schema is what the program prints, and every shipped world file is valid under the schema of its folder."""
import os
import subprocess
import sys
import tomllib
from pathlib import Path

ENTENTE = os.environ["ENTENTE"]
ROOT = Path(os.environ["ENTENTE_SOURCE_DIR"])
SHIPPED = ROOT / "docs/formats/world.schema.json"


def printed() -> str:
    run = subprocess.run([ENTENTE, "world", "schema"], capture_output=True, text=True, timeout=60, check=True)
    return run.stdout


def definition_of(file: Path, world: Path) -> str:
    parts = file.relative_to(world).parts
    return "world" if len(parts) == 1 else parts[0]


def faults_of(schema: dict) -> list[str]:
    import jsonschema

    faults = []
    for head in sorted((ROOT / "data/worlds").glob("*/world.toml")):
        for file in sorted(head.parent.rglob("*.toml")):
            rule = {"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": f"#/$defs/{definition_of(file, head.parent)}"}
            content = tomllib.loads(file.read_text(encoding="utf-8"))
            for error in jsonschema.Draft202012Validator(rule).iter_errors(content):
                faults.append(f"{file.relative_to(ROOT)}: {error.json_path}: {error.message}")
    return faults


def refuses_nonsense(schema: dict) -> list[str]:
    import jsonschema

    rule = {"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": "#/$defs/events"}
    event = {"id": "e", "title": "E", "kind": "meeting", "state": "held", "source": "S", "evidence": "verified"}
    good = jsonschema.Draft202012Validator(rule)
    bad = [{"event": [{**event, "stat": "held"}]}, {"event": [{**event, "kind": "party"}]}, {"event": [{**event, "from": "2024-13"}]},
           {"event": [{"id": "e"}]}, {"event": [{**event, "id": "a b"}]}, {"commitment": [{"origin": "party:JPN"}]}, {"events": []}]
    faults = [f"accepts {each}" for each in bad if good.is_valid(each)]
    return faults if good.is_valid({"event": [event]}) else [*faults, "refuses a sound event"]


def main() -> int:
    text = printed()
    if text != SHIPPED.read_text(encoding="utf-8"):
        print(f"{SHIPPED.relative_to(ROOT)} is not what `entente world schema` prints; write it anew")
        return 1
    try:
        import jsonschema  # noqa: F401
    except ImportError:
        print("python3-jsonschema is not installed; the files were not validated")
        return 77
    import json

    schema = json.loads(text)
    faults = faults_of(schema) + refuses_nonsense(schema)
    print("\n".join(faults[:50]) or "every file is valid")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
