"""Goal: `who` and `what` list what `decide` permits and nothing else, page by page, and say whether that is all.

Method: the samples on both worlds, compared with one decision for each subject or object; pages joined; cursors where they do not
belong; catalogues with lines that cannot be read.
"""
import json
import os
import sys
import tomllib
from pathlib import Path

sys.dont_write_bytecode = True
from _running import run  # noqa: E402

SOURCE = Path(os.environ["ENTENTE_SOURCE_DIR"])
SAMPLES = SOURCE / "data/samples"
DATE = {"indo-pacific": "2024-11-20", "training": "2026-06-01"}
TYPES = ("party", "person", "system", "facility")
FAULTS: list[str] = []


def expect(says: str, holds: bool, told: object = "") -> None:
    if not holds:
        FAULTS.append(f"{says}: {told}")


def world_options(world: str) -> list[str]:
    return ["--world", str(SOURCE / "data/worlds" / world)] + (["--require", "assumed"] if world == "indo-pacific" else [])


def lines_of(name: str) -> list[dict]:
    return [json.loads(line) for line in (SAMPLES / name).read_text(encoding="utf-8").splitlines()]


def write(name: str, lines: list) -> str:
    Path(name).write_text("".join((line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n" for line in lines), encoding="utf-8")
    return name


def subjects_of(world: str) -> list[tuple[str, str]]:
    """Of the world's files, in the order of results."""
    found = []
    for path in (SOURCE / "data/worlds" / world).rglob("*.toml"):
        if path.parent.name not in {"parties", "people"}:
            continue
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [(kind, entry["id"]) for kind in TYPES for entry in table.get(kind, [])]
    return sorted(found, key=lambda each: (TYPES.index(each[0]), each[1].encode()))


def permitted(world: str, requests: list[dict]) -> list[dict]:
    done = run(["decide", write("requests.ndjson", requests), "--explain", *world_options(world)])
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    expect("decide answers each", len(answers) == len(requests), len(answers))
    return [request | {"answer": answer["context"]} for request, answer in zip(requests, answers, strict=True) if answer["decision"]]


def entity(kind: str, name: str, answer: dict) -> dict:
    return {"type": kind, "id": name, "properties": {"evidence": answer["evidence"], "valid_until": answer["valid_until"]}}


def ask_who(question: dict, *options: str) -> tuple[int, dict]:
    done = run(["who", write("question.ndjson", [question]), "--format", "json", *options])
    return done.returncode, json.loads(done.stdout)


def ask_what(to: str, catalogue: str, *options: str) -> tuple[int, dict | None, str]:
    done = run(["what", catalogue, "--to", to, "--format", "json", *options])
    return done.returncode, json.loads(done.stdout) if done.stdout else None, done.first_line


def pages(ask) -> list[dict]:
    """All pages of one, joined."""
    results, cursor = [], []
    for _ in range(1000):
        page = ask(*cursor)
        results += page["results"]
        expect("count", page["page"]["count"] == len(page["results"]), page)
        expect("complete or more", page["context"]["complete"] is (page["page"]["next_token"] == ""), page)
        if page["context"]["complete"]:
            return results
        cursor = ["--cursor", page["page"]["next_token"]]
    expect("pages", False, "no end")
    return results


def held_by_others() -> list[dict]:
    """Whether the one who asks holds it, or reads it under its own marks, makes another question of it (docs/semantics.md 3.1)."""
    def question(label: str, policy: str, holder: str | None, **properties: object) -> dict:
        return {"action": {"name": "disclose"},
                "resource": {"type": "information", "id": "report-7", "properties": {"label": label, "policy": policy, "cois": ["harbour-watch"], **properties}},
                "context": {"time": "2024-11-20"} | ({"holder": holder} if holder else {})}
    return [question("極秘", "JPN", "JPN"),
            question("SECRET//REL TO USA, JPN", "USA", "JPN"),
            question("SECRET//REL TO USA, JPN", "USA", "JPN", received_under="isa-jpn-usa"),
            question("SECRET//REL TO USA, JPN, AUS", "USA", "AUS"),
            question("極秘 [USA: SECRET//REL TO USA, JPN]", "JPN", None),
            question("UNCLASSIFIED", "USA", None, export_controlled=True)]


def who_equals_decide(world: str, questions: list[dict], at_least: int | None = None) -> None:
    subjects = subjects_of(world)
    found: list[int] = []
    for question in questions:
        wanted = question.get("subject", {}).get("type")
        requests = [question | {"subject": {"type": kind, "id": name}} for kind, name in subjects if wanted in {None, kind}]
        expected = [entity(each["subject"]["type"], each["subject"]["id"], each["answer"]) for each in permitted(world, requests)]
        code, all_at_once = ask_who(question, *world_options(world))
        expect(f"who on {world}", code == 0 and all_at_once["results"] == expected and all_at_once["context"]["complete"],
               (all_at_once["results"], expected))
        expect("no label is missed", question["action"]["name"] == "disclose" or "label_error" not in all_at_once["context"], all_at_once["context"])
        expect("candidates", all_at_once["context"]["candidates"] == len(requests), all_at_once["context"])
        found.append(len(expected))
        for limit in ("2", "7"):
            joined = pages(lambda *cursor, q=question, n=limit: ask_who(q, "--limit", n, *cursor, *world_options(world))[1])
            expect(f"who on {world}, pages of {limit}", joined == expected, joined)
    expect("nearly each finds somebody, and not always the same", sum(count > 0 for count in found) >= (len(found) - 2 if at_least is None else at_least) and len(set(found)) > 1, found)


def acts_equal_decide() -> None:
    """Acts have no label, and none is missed."""
    asked = [{key: value for key, value in line.items() if key != "subject"} for line in lines_of("acts.ndjson")]
    who_equals_decide("indo-pacific", asked, at_least=4)
    text = run(["who", write("question.ndjson", asked[:1]), *world_options("indo-pacific")]).stdout.decode()
    expect("an act by name", text.startswith("with whom `supply` of `fuel-2024-11` by JPN is permitted, as of 2024-10-01") and "label" not in text, text)
    goods = [{"type": "item", "id": name, "properties": {"item": name}} for name in ("fuel", "food", "weapons", "water")]
    context = {"time": "2024-10-01", "holder": "JPN", "purpose": "joint-exercise"}
    requests = [{"subject": {"type": "party", "id": "USA"}, "action": {"name": "supply"}, "resource": each, "context": context} for each in goods]
    expected = [entity(each["resource"]["type"], each["resource"]["id"], each["answer"]) for each in permitted("indo-pacific", requests)]
    options = ["--action", "supply", "--purpose", "joint-exercise", "--as-of", "2024-10-01", *world_options("indo-pacific")]
    code, answer, told = ask_what("USA", write("goods.ndjson", goods), "--holder", "JPN", *options)
    expect("what may be supplied", code == 0 and answer["results"] == expected and 0 < len(expected) < len(goods), (answer, told, expected))
    code, answer, told = ask_what("USA", "goods.ndjson", *options)
    expect("nobody gives", code == 1 and answer is None and "--holder: who gives" in told, told)
    code, answer, _ = ask_what("USA", str(SAMPLES / "training-catalogue.ndjson"), "--holder", "JPN", *options)
    expect("information is not supplied", code == 1 and "a disclosure of its own" in json.dumps(answer), answer)
    code, answer, _ = ask_what("USA", "goods.ndjson", "--as-of", "2024-10-01", *world_options("indo-pacific"))
    expect("goods are not disclosed", answer["results"] == [] and answer["context"]["catalogue"]["invalid_labels"]["count"] == len(goods), answer)
    code, answer, _ = ask_what("USA", write("near.ndjson", [{"type": "item", "id": "x", "properties": {"item": "Weapon"}}]), "--holder", "JPN", *options)
    expect("a misspelt item", code == 1 and "`weapons`" in json.dumps(answer, ensure_ascii=False), answer)
    code, answer = ask_who(asked[0] | {"resource": {"type": "item", "id": "x", "properties": {"item": "fuel", "activities": ["re-transfer"]}}}, *world_options("indo-pacific"))
    expect("a misspelt activity", code == 1 and "retransfer" in answer["context"]["error"]["message"], answer)


def what_equals_decide(world: str, sample: str, recipients: list[tuple[str, str]]) -> None:
    options = [*world_options(world), "--as-of", DATE[world]]
    for kind, name in recipients:
        requests = [{"subject": {"type": kind, "id": name}, "action": {"name": "disclose"}, "resource": resource,
                     "context": {"time": DATE[world]}} for resource in lines_of(sample)]
        expected = [entity(each["resource"]["type"], each["resource"]["id"], each["answer"]) for each in permitted(world, requests)]
        code, answer, told = ask_what(f"{kind}:{name}", str(SAMPLES / sample), *options)
        expect(f"what {name} may have", code == 0 and answer["results"] == expected and answer["context"]["complete"], (answer, told))
        expect("something", len(expected) > 0, name)
        joined = pages(lambda *cursor, k=kind, n=name: ask_what(f"{k}:{n}", str(SAMPLES / sample), "--limit", "1", *cursor, *options)[1])
        expect(f"what {name} may have, page by page", joined == expected, joined)


def cursors_belong() -> None:
    question = lines_of("training-search.ndjson")[1]
    world = world_options("training")
    token = ask_who(question, "--limit", "1", *world)[1]["page"]["next_token"]
    other_label = json.loads(json.dumps(question).replace("GUARDED//FOR XBO", "GUARDED//FOR XBO, XEL"))
    other_day = question | {"context": {"time": "2026-06-02"}}
    for says, asked, options, message in (
            ("another question", other_label, world, "of another question"),
            ("another day", other_day, world, "of another question"),
            ("another grade", question, [*world, "--require", "verified"], "of another question"),
            ("another world", question, world_options("indo-pacific"), "of another world"),
            ("another limit", question, [*world, "--limit", "2"], "leave the limit out"),
            ("another position", question, world, "not one that this program wrote")):
        given = token.replace("s1.", "s1.0", 1) if "position" in says else token
        code, answer = ask_who(asked, "--cursor", given, *options)
        error = answer["context"].get("error", {}).get("message", "")
        expect(says, code == 1 and message in error and answer["context"]["complete"] is False and answer["results"] == [], answer)
    code, answer = ask_who(question | {"page": {"token": token}}, *world)
    expect("a token in the question", code == 0 and answer["page"]["count"] == 1, answer)
    # Without a stated time the second page is about the instant of the first.
    timeless = {key: value for key, value in question.items() if key != "context"}
    first = ask_who(timeless, "--limit", "1", "--as-of", "2026-06-01", *world)[1]
    code, answer = ask_who(timeless, "--cursor", first["page"]["next_token"], *world)
    expect("the first page's instant", code == 0 and answer["context"]["as_of"] == first["context"]["as_of"], answer)
    code, answer = ask_who(timeless, "--cursor", first["page"]["next_token"], "--as-of", "2026-06-02", *world)
    expect("another instant", code == 1 and "ask with the same time" in answer["context"]["error"]["message"], answer)


def catalogues_lose_nothing() -> None:
    good = lines_of("training-catalogue.ndjson")
    lines = [good[0], "{", good[1], "", {"type": "information"}, good[0], '{"type":"information","id":"x","pad":"' + "y" * (1 << 20) + '"}', good[2]]
    options = [*world_options("training"), "--as-of", DATE["training"]]
    code, answer, _ = ask_what("XBO", write("catalogue.ndjson", lines), *options)
    unreadable = answer["context"]["catalogue"]["unreadable"]
    expect("exit code", code == 1, code)
    expect("every bad line", [each["line"] for each in unreadable["lines"]] == [1, 2, 4, 5, 6, 7] and unreadable["count"] == 6, unreadable)
    expect("not all of them", answer["page"]["next_token"] == "" and answer["context"]["complete"] is False, answer["context"])
    expect("the rest", [each["id"] for each in answer["results"]] == ["report-2", "training-note.md"], answer["results"])
    text = run(["what", "catalogue.ndjson", "--to", "XBO", *options]).stdout.decode()
    expect("in text", "unreadable in line 2: " in text and text.splitlines()[-1] == "not complete: 2 on this page, of 2 asked; 6 of 8 lines could not be read", text)
    code, answer, _ = ask_what("XBO", str(SAMPLES / "training-catalogue.ndjson"), *options)
    invalid = answer["context"]["catalogue"]["invalid_labels"]
    expect("an invalid label", code == 0 and [each["line"] for each in invalid["lines"]] == [6], invalid)
    _, first, _ = ask_what("XBO", write("whole.ndjson", good), "--limit", "1", *options)
    code, answer, told = ask_what("XBO", write("changed.ndjson", good[:-1]), "--cursor", first["page"]["next_token"], *options)
    expect("a changed catalogue", code == 1 and answer is None and "this one has changed" in told, told)
    code, answer, _ = ask_what("XBO", "whole.ndjson", "--cursor", first["page"]["next_token"], *options)
    expect("the same catalogue", code == 0 and answer["results"][0]["id"] == "report-2", answer)
    many = [{"type": "information", "id": "z", "colour": "red"}] * 1100
    code, answer, _ = ask_what("XBO", write("many.ndjson", many), *options)
    unreadable = answer["context"]["catalogue"]["unreadable"]
    expect("more than are listed", code == 1 and unreadable["count"] == 1100 and len(unreadable["lines"]) == 1000, unreadable["count"])


def named_by_facts(world: str) -> list[str]:
    """Of the world's consents and assertions: names of objects."""
    found = []
    for path in (SOURCE / "data/worlds" / world).rglob("*.toml"):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [name for key in ("consent", "need_to_know", "need-to-know") for entry in table.get(key, []) for name in entry.get("objects", []) if ":" not in name]
    return sorted(set(found))


def lines_alike(world: str, sample: str, recipients: list[tuple[str, str]]) -> None:
    """Of lines that differ in nothing but the name one is decided, and each is answered as if it stood alone: also where a fact speaks
    of the name, where it is written otherwise, and where one of them cannot be read."""
    named = named_by_facts(world)
    resources = []
    for number, resource in enumerate(lines_of(sample)):
        names = [*(f"{name}#{number}" for name in named), f"plain-{number}", f"other {number}", f"part#{number}", f'quoted "x" {number}', f"back\\{number}", f"注{number}"]
        resources += [resource | {"id": name} for name in (*names, *(named if number == 0 else ()))]
    lines = []
    for number, resource in enumerate(resources):
        text = json.dumps(resource, ensure_ascii=number % 2 == 0)
        lines.append(text.replace('"id":', '"\\u0069d":') if number % 11 == 5 else text)
    expect("facts name some", len(named) > 0)
    options = [*world_options(world), "--as-of", DATE[world]]
    for kind, name in recipients:
        requests = [{"subject": {"type": kind, "id": name}, "action": {"name": "disclose"}, "resource": resource, "context": {"time": DATE[world]}}
                    for resource in resources]
        expected = [entity(each["resource"]["type"], each["resource"]["id"], each["answer"]) for each in permitted(world, requests)]
        spoilt = [each for line in lines for each in (line, line.replace('"properties"', '"propertys"'))]
        code, answer, told = ask_what(f"{kind}:{name}", write("alike.ndjson", lines), *options)
        expect(f"alike, for {name}", code == 0 and answer["results"] == expected and 0 < len(expected) < len(resources), (answer and len(answer["results"]), len(expected), told))
        code, among, _ = ask_what(f"{kind}:{name}", write("spoilt.ndjson", spoilt), *options)
        bad = among["context"]["catalogue"]["unreadable"]
        expect(f"among others, for {name}", code == 1 and among["results"] == expected and [each["line"] for each in bad["lines"]] == list(range(2, 2 * len(lines) + 1, 2))
               and all("unknown key `propertys`" in each["message"] for each in bad["lines"]), bad["lines"][:3])


def words() -> None:
    world = world_options("training")
    sample = str(SAMPLES / "training-search.ndjson")
    text = run(["who", sample, "--limit", "1", *world]).stdout.decode()
    expect("more", text.count("\nmore: 1 on this page, others follow; for the next page add --cursor s1.") == 2, text)
    text = run(["who", sample, *world]).stdout.decode()
    expect("complete", text.count("\ncomplete: ") == 2, text)
    bad = json.dumps(lines_of("training-search.ndjson")[1]).replace("GUARDED", "GARDED")
    code, answer = ask_who(json.loads(bad), *world)
    expect("an invalid label", code == 0 and answer["results"] == [] and "GARDED" in answer["context"]["label_error"], answer)
    held = lines_of("training-search.ndjson")[1]
    code, answer = ask_who(held | {"context": held.get("context", {}) | {"holder": "XAQ"}}, *world)
    expect("an unknown holder", code == 0 and answer["results"] == [] and "`XAQ` is not a party" in answer["context"]["holder_error"], answer)
    code, answer, told = ask_what("XBO", str(SAMPLES / "training-catalogue.ndjson"), "--holder", "XAQ", *world)
    expect("an unknown holder is refused", code == 1 and answer is None and "--holder: `XAQ` is not a party" in told, told)
    code, answer, told = ask_what("XBO", str(SAMPLES / "training-catalogue.ndjson"), "--world", str(SOURCE / "data/worlds/training"), "--as-of", "1850-01-01")
    expect("a date outside the world is no fault of a label", code == 1 and answer is None and "lies outside this world" in told, told)
    done = run(["who", write("bad.ndjson", ["{}", lines_of("training-search.ndjson")[0]]), "--format", "json", *world])
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    expect("a bad line", done.returncode == 1 and len(answers) == 2 and answers[0]["context"]["error"].get("line") == 1 and answers[1]["context"]["complete"], answers)
    code, answer = ask_who(lines_of("training-search.ndjson")[1] | {"page": {"limit": 0}}, *world)
    expect("limit 0", code == 0 and answer["results"] == [] and answer["context"]["complete"] is False, answer)
    token = answer["page"]["next_token"]
    whole = ask_who(lines_of("training-search.ndjson")[1], *world)[1]["results"]
    for page, count in (({"token": token}, len(whole)), ({"token": token, "limit": 1}, 1)):
        code, answer = ask_who(lines_of("training-search.ndjson")[1] | {"page": page}, *world)
        expect(f"behind limit 0, {page}", code == 0 and answer["results"] == whole[:count], answer)
    for key, value, told in (("subject", {"type": "robot"}, "expected party, person, system or facility, found `robot`"),
                             ("action", {"name": "disclos"}, "`disclos` is not one that is decided")):
        code, answer = ask_who(lines_of("training-search.ndjson")[1] | {key: value}, *world)
        expect(f"who with {value}", code == 1 and told in answer["context"]["error"]["message"], answer)
    code, answer = ask_who(lines_of("training-search.ndjson")[1] | {"page": {"limit": 10001}}, *world)
    expect("limit too large", code == 1 and "10000" in answer["context"]["error"]["message"], answer)
    for arguments, message in ((["--to", "XB0"], "`XB0` is not a party of this world (did you mean `XBO`?)"),
                               (["--to", "person:nobody"], "`nobody` is not a person of this world"),
                               (["--to", "ship:x"], "`ship` is not a type of recipient")):
        done = run(["what", str(SAMPLES / "training-catalogue.ndjson"), *arguments, *world])
        expect("a wrong recipient", done.returncode == 1 and message in done.first_line, done.first_line)
    expect("no recipient", run(["what", "x"]).returncode == 2)


def main() -> int:
    who_equals_decide("indo-pacific", lines_of("search.ndjson") + held_by_others())
    who_equals_decide("training", lines_of("training-search.ndjson"))
    what_equals_decide("indo-pacific", "catalogue.ndjson", [("party", "JPN"), ("party", "FVEY"), ("person", "jpn-analyst-1"), ("system", "jpn-c2-net")])
    what_equals_decide("training", "training-catalogue.ndjson", [("party", "XBO"), ("person", "xbo-analyst")])
    lines_alike("indo-pacific", "catalogue.ndjson", [("party", "JPN"), ("person", "jpn-analyst-1")])
    lines_alike("training", "training-catalogue.ndjson", [("party", "XBO"), ("person", "xbo-analyst")])
    cursors_belong()
    catalogues_lose_nothing()
    words()
    print("\n".join(FAULTS) or "searches find what decide permits")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
