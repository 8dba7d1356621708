#include "help.h"
#include "help_pages.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/result.h"
#include "base/text.h"

namespace entente::app {
namespace {

constexpr std::size_t kColumns = 100;
constexpr std::size_t kOptionColumns = 26;

constexpr std::string_view kEnvironment = R"(  ENTENTE_WORLD   folder of the world, where --world is not given
  NO_COLOR        if set and not empty: no colour, unless --color says always)";

constexpr std::array kPages{
    Page{"", "what recorded agreements let parties share: with whom, under which clause, until when",
         R"(  entente COMMAND [options]
  entente COMMAND --help)",
         R"(  Reads the recorded agreements between nations and organisations (the world) and applies what the
  parties wrote. It denies where they wrote nothing. People decide; nothing accredits this program
  for classified data.

COMMANDS
  release       write the copy of a portion-marked document that a partner may have
  decide        answer requests in the AuthZEN form, one a line
  who           say who may receive an object
  what          say which objects of a catalogue a recipient may receive
  label parse   say what a marking means
  label render  write the marking of attributes of ISM
  label check   say what is wrong with markings, labels and marked documents
  label convert write a label in another form, or in an equivalent policy
  diff          say every decision that two dates or two worlds answer differently
  prove         say whether assertions hold of every request
  reach         say to which parties an owner's information can come, step by step
  downgrade     list chains of rows of equivalence along which protection falls
  calendar      say what lapses, renews or enters into force, and what hangs on it
  world matrix  say what each owner may give to each recipient, and on what
  world check   say whether the recorded facts fit together
  world show    show the world, a party, an agreement, or what binds two parties
  programme check   say what is settled in a programme, for whom, and what is not
  world capabilities   say what a party puts first, who matches it, and what carries or blocks it
  world claims  say which claims of sources the facts confirm, contradict or have overtaken
  world readiness   say how far a party meets a profile, and what would close the gaps
  world stage   say how far partnerships have come, as a table or as a picture
  world fmt     bring world files into the one layout
  world new     write a commented skeleton of a file, or a small world
  world import  make an overlay of a table of agreements
  world schema  print the JSON Schema of world files, for editors)",
         R"(  entente release report.md --to JPN --as-of 2024-11-20
  entente label parse --policy USA "SECRET//REL TO USA, JPN"
  entente world show JPN KOR)",
         R"(  0   success, or permit
  1   failure: bad input, or a file that cannot be read or written
  2   usage: an unknown command, option or value
  3   the answer is deny
  4   a check found something)",
         kWorldFiles, "  docs/semantics.md (how it is decided), docs/limits.md, docs/formats/"},
    Page{"release", "write the copy of a portion-marked document that a partner may have",
         R"(  entente release FILE --to PARTY[,PARTY...] [--policy POLICY] [--holder PARTY] [--purpose TEXT]
          [--consents FILE]... [--out DIR] [--force] [--hide-withheld] [--explain] [common options])",
         R"(  Decides every portion of the document for every recipient, and writes those that all may have. A
  portion that may not go leaves one neutral line; the copy shows nothing of its text, length or
  mark. The internal report says of each portion who may not have it and why; it is not for
  release. Existing results are kept unless --force is given. What is written appears whole or not
  at all.)",
         R"(  entente release harbour-watch.md --to JPN --as-of 2024-11-20
  entente release harbour-watch.md --to USA,GBR,AUS --out outbox --purpose maritime-surveillance
  entente release harbour-watch.md --to JPN --format json | jq '.portions[].decision')",
         R"(  0   something is released
  1   failure: the document, the world or a name is not usable, or a file cannot be written
  2   usage
  3   nothing may be released: there is a report and no copy)",
         R"(  OUT/releasable/NAME.TO.EXT          the copy
  OUT/internal/NAME.TO.report.md      the report for people
  OUT/internal/NAME.TO.report.json    the report for programs (docs/formats/release.md)
  data/worlds/indo-pacific/           the shipped world; --world or ENTENTE_WORLD name another)",
         "  entente label parse --help, docs/formats/release.md, docs/formats/markings.md"},
    Page{"decide", "answer requests in the AuthZEN form, one a line",
         R"(  entente decide [FILE] [--consents FILE]... [--explain] [--remedies] [common options])",
         R"(  Reads one AuthZEN evaluation request a line (JSON) from FILE or standard input and answers one
  line each, in the same order. The subject is a party, or a person, system or facility that the
  world records. A line that cannot be read is answered in place with the error; the rest is still
  processed. With --format text the answers are for people. With --remedies every deny says which
  facts would make it a permit, and who could act; no answer changes by it.)",
         R"(  entente decide requests.ndjson --explain > answers.ndjson
  entente decide --remedies --format text < denied.ndjson
  entente decide --format text <<'END'
  {"subject":{"type":"party","id":"JPN"},"action":{"name":"disclose"},"resource":{"type":"information","id":"r1","properties":{"label":"SECRET//REL TO USA, JPN","policy":"USA"}}}
  END)",
         R"(  0   every line was answered, whatever the answers
  1   some line could not be read, or a failure
  2   usage)",
         kWorldFiles, "  docs/semantics.md, docs/formats/decision.md, docs/formats/remedies.md"},
    Page{"who", "say who may receive an object",
         R"(  entente who [FILE] [--limit N] [--cursor TOKEN] [--consents FILE]... [common options])",
         R"(  Reads one search request in the AuthZEN form a line (JSON) from FILE or standard input: an object,
  and the type of subject that is looked for. Lists the parties, persons, systems and facilities of
  the world that may have it, in the order of type and id: those that `entente decide` permits, and
  no other. The last line says whether that is complete or which cursor asks for the next page.
  A page without --as-of is about the same instant as the page before.)",
         R"(  entente who question.ndjson --as-of 2024-11-20
  entente who --format json --limit 10 <<'END'
  {"subject":{"type":"person"},"action":{"name":"disclose"},"resource":{"type":"information","id":"r1","properties":{"label":"SECRET//REL TO USA, JPN","policy":"USA","cois":["harbour-watch"]}}}
  END)",
         R"(  0   every question was answered, also where nobody may have the object
  1   some question could not be read, a cursor does not fit, or a failure
  2   usage)",
         kWorldFiles, "  entente what --help, entente decide --help, docs/formats/search.md"},
    Page{"what", "say which objects of a catalogue a recipient may receive",
         R"(  entente what [CATALOGUE] --to RECIPIENT [--action ACTION] [--holder PARTY] [--purpose TEXT]
          [--channel TEXT] [--mode MODE] [--limit N] [--cursor TOKEN] [--consents FILE]...
          [common options])",
         R"(  Reads a catalogue, one object a line (JSON: what `resource` is in a request), from CATALOGUE or
  standard input. Lists the objects that the recipient may have, in the order of their lines: those
  that `entente decide` permits, and no other. The objects are information to disclose, with labels;
  with --action they are what is transferred, supplied, granted, visited, joined or consulted about,
  without labels, and --holder is who gives. Lines that cannot be read and labels that are not
  valid are listed with the reason and counted. The last line says whether that is complete or
  which cursor asks for the next page.)",
         R"(  entente what --to JPN catalogue.ndjson --as-of 2024-11-20
  entente what --to person:jpn-analyst-1 catalogue.ndjson --limit 20 --format json
  entente what --to USA --action supply --holder JPN --purpose joint-exercise goods.ndjson)",
         R"(  0   every line was decided, also where the recipient may have none
  1   some line could not be read, the cursor does not fit, or a failure
  2   usage)",
         kWorldFiles, "  entente who --help, entente decide --help, docs/formats/search.md"},
    Page{"label", "read, write, check and convert labels", R"(  entente label parse MARKING --policy POLICY [common options]
  entente label render --policy POLICY --ism ISM|@FILE|- [--form FORM] [common options]
  entente label check MARKING|FILE [--policy POLICY] [common options]
  entente label check MARKING|FILE --spif FILE [--clearance FILE] [common options]
  entente label convert FILE|MARKING [--from FORM] --to FORM [--spif FILE] [common options])",
         R"(  COMMANDS: parse, render, check and convert; see `entente label COMMAND --help`.)",
         R"(  entente label parse --policy USA "SECRET//REL TO USA, JPN"
  entente label check --policy USA "SERCET//NOFORN"
  entente label check --spif policy.xml label.xml --clearance clearance.xml)",
         R"(  0 success, 1 failure, 2 usage, 3 denied, 4 a check found something)", kWorldFiles, ""},
    Page{"label parse", "say what a marking means", R"(  entente label parse MARKING --policy POLICY [common options])",
         R"(  Reads a banner line, a portion mark or the marking of a received copy under one marking system,
  and says level, owners, sources, categories, release and controls, and how it is written out in
  full.)",
         R"-(  entente label parse --policy USA "SECRET//REL TO USA, JPN"
  entente label parse --policy USA "(//KOR S//REL TO USA, JPN, KOR)"
  entente label parse --policy JPN "極秘 [KOR: 군사II급비밀]" --format json)-",
         R"(  0   the marking is valid
  1   it is not (the message names the token), or a failure
  2   usage)",
         kWorldFiles, "  docs/formats/markings.md"},
    Page{"label render", "write the marking of attributes of ISM",
         R"(  entente label render --policy POLICY --ism ISM|@FILE|- [--form long|short] [common options])",
         R"(  Reads the attributes of the US metadata standard ISM as a JSON object, values of one attribute
  separated by spaces, or as XML: those of the element that is the resource, else of the root.
  Prints the banner line and the portion mark (without its parentheses) that they stand for, as
  JSON; with --form long the banner has every title in full. It does not check the published
  rules: that does `label check`.)",
         R"-(  entente label render --policy USA --ism '{"classification":"S","ownerProducer":"USA","disseminationControls":"NF"}'
  entente label render --policy USA --ism @attributes.json | jq -r .banner
  entente label render --policy USA --ism @document.xml --form long)-",
         R"(  0   the marking
  1   no marking says this (the message names the attribute or value), or a failure
  2   usage)",
         kWorldFiles, "  docs/formats/us-markings.md"},
    Page{"label check", "say what is wrong with a marking, a label or a marked document",
         R"(  entente label check MARKING --policy POLICY [--form banner|portion] [common options]
  entente label check FILE... [--policy POLICY] [--fix [--output FILE] [--force]] [--sarif]
          [--declassify-on VALUE]... [common options]
  entente label check FILE... [--ism] [--sarif] [common options]
  entente label check MARKING|FILE --spif FILE [--clearance FILE] [--language LANG] [common options])",
         R"(  Checks a banner line or a portion mark against the published rules of its marking system: order,
  separators, forms, spelling, lists, and what the markings demand of each other. Every finding has
  its place, the rule, and, where there is one, what to write. A correction is certain where no
  other reading is possible and nobody new may have the information by it.

  Of a document, every mark that opens a line and every banner is checked, and the banner compared
  with what the portions say together. --fix writes a copy with the certain corrections and changes
  nothing else; the document itself stays as it is. --declassify-on, once for each source, says what
  stands on its Declassify On line, to which that of the document is held.

  An XML file with attributes of ISM, or with --ism a JSON object of them, is judged by the rules
  of ISM that are published: each element, and where one says that it is the resource, the whole
  document.

  Several files are told of one after the other; one that cannot be read is passed by. Then JSON is
  one object with all `files`, SARIF one log, and --fix writes each copy beside its document.

  With --spif the policy is that of an XML SPIF, and what is checked a marking of it, or a file with
  a label of STANAG 4774 (XML), of 5636 (JSON) or by values: every rule of it that is broken, and
  how the label is marked. With --clearance it also makes the access control decision of the
  standard. A label without a date is judged as of --as-of.)",
         R"-(  entente label check --policy USA "SERCET//NOFORN"
  entente label check --policy USA "(S//REL TO JPN, USA)" --format json
  entente label check report.md
  entente label check report.md --fix --output corrected.md
  entente label check docs/*.md report.xml --sarif > marks.sarif
  entente label check document.xml --format json
  entente label check --spif policy.xml label.xml --clearance clearance.xml)-",
         R"(  0   nothing is wrong; there may be warnings
  1   failure; of several files, one could not be read
  2   usage
  3   the clearance does not open the label
  4   a marking or label breaks a rule)",
         R"(  NAME.corrected.EXT          what --fix writes, beside the document
  data/worlds/indo-pacific/   the shipped world; --world or ENTENTE_WORLD name another)",
         "  docs/formats/label-check.md, docs/formats/markings.md, docs/formats/spif.md"},
    Page{"label convert", "write a label in another form, or in an equivalent policy",
         R"(  entente label convert FILE|MARKING [--from FORM] --to FORM [--spif FILE] [--to-policy FILE]
          [--policy POLICY] [--sar-authority NAME] [--lossy] [--language LANG] [common options])",
         R"(  FORM is 4774 (XML), 5636 or 4774-json (JSON, as sealed files carry it), lacv (XML by values),
  text (a marking), ism or ism-xml (attributes of ISM as JSON or XML, with --policy; --from ism
  reads either); --from file sees it from the file. With --spif the label must be valid under that
  policy; text and lacv need it. With --to-policy the label is written as its equivalent there, in
  4774 as an alternative label; what has no equivalent is an error that names it. With --policy
  texts are markings of that system of the world. What a form cannot carry is an error that names
  it; with --lossy it is left out, and standard error says so. A marking does not say whose a
  special access program is; attributes do: --sar-authority names it.)",
         R"(  entente label convert label.xml --to 5636
  entente label convert --from text "NATO RESTRICTED" --spif nato.xml --to 4774
  entente label convert label.xml --spif ours.xml --to-policy theirs.xml --to 4774
  entente label convert --from text "SECRET//REL TO USA, JPN" --policy USA --to 5636
  entente label convert --from text "TOP SECRET//SAR-BP" --policy USA --to ism --sar-authority DOD)",
         R"(  0   success
  1   failure: the label cannot be read, is not valid, or cannot be said in that form or policy
  2   usage)",
         kWorldFiles, "  docs/formats/labels.md"},
    Page{"world", "look at the recorded facts",
         R"(  entente world check [--strict] [common options]
  entente world show [NAME [NAME]] [--timeline] [--search WORD] [common options]
  entente world claims [--source ID] [--outcome OUTCOME] [--all] [common options]
  entente world readiness PARTY PROFILE [--timeline FROM..TO] [--explain] [common options]
  entente world stage PARTY [PARTNER] [--model ID] [common options]
  entente world matrix [--action ACTION] [--over FROM..TO] [common options]
  entente world capabilities [PARTY] [common options]
  entente world fmt [FILE|DIR]... [--check] [common options]
  entente world new instrument|template --kind KIND [--id ID] [--parties PARTY,...] [--out FILE]
      [--force]
  entente world new WHAT [--id ID] [--parties PARTY,...] [--out FILE] [--force]
  entente world new world DIR [--force]
  entente world import FILE --out DIR [--force] [common options]
  entente world schema)",
         R"(  COMMANDS: check, show, claims, readiness, stage, matrix, capabilities, fmt, new, import and
  schema; see `entente world COMMAND --help`.)",
         R"(  entente world check
  entente world show JPN KOR)",
         R"(  0 success, 1 failure, 2 usage, 4 a check found something)", kWorldFiles, ""},
    Page{"world check", "say whether the recorded facts fit together", R"(  entente world check [--strict] [common options])",
         R"(  Loads the world with its overlays and lists what is wrong with it, one finding a line with file,
  line and key, then counts the facts. A world with an error is not used by any command; one with
  warnings is.)",
         R"(  entente world check
  entente world check --world mine --strict)",
         R"(  0   no error; there may be warnings
  1   an error: the world does not load
  2   usage
  4   a warning, with --strict)",
         kWorldFiles, "  docs/formats/world.md"},
    Page{"world show", "show the world, a party, an agreement, a claim, or what binds two parties",
         R"(  entente world show [NAME [NAME]] [--timeline] [--search WORD] [common options])",
         R"(  Shows what is recorded as of a date: without a name the world; with one a party, an agreement, a
  programme, a meeting or a claim (claim:ID, with its outcome); with two parties what binds them,
  with status, clauses, rows of equivalence, evidence, source, and what ends, renews or changes
  next. With --known-as-of only what was known then. A row shown here grants nothing by itself: ask
  `entente decide`.)",
         R"(  entente world show
  entente world show JPN --as-of 2024-11-20
  entente world show JPN KOR --timeline
  entente world show isa-jpn-kor --known-as-of 2019-09-01
  entente world show --search radar --format json)",
         R"(  0   success
  1   no such party, agreement or claim, or the world does not load
  2   usage)",
         kWorldFiles, "  docs/formats/world.md"},
    Page{"world readiness", "say how far a party meets a profile, and what would close the gaps",
         R"(  entente world readiness PARTY PROFILE [--timeline FROM..TO] [--explain]
          [--format svg [--output FILE [--force]]] [common options])",
         R"(  Measures a party against a profile of the world, as of a date: each requirement met, unmet or
  unknown, since when, on which facts with what evidence, and what would close the gap. What is
  recorded decides (an agreement in force, a law, a meeting held, a part in a project, a test), or
  what somebody assessed. Where nothing is recorded it is unknown, and never met;
  of a party itself nothing is asked.
  --require leaves out weaker facts that would meet one. What the profiles ask is what sources name,
  not a rule of the groups: each says so.

  With --timeline the first line stays, and then comes by date every change with its cause, and what
  sources said of a requirement (»); at the end, what they spoke of while it was not met and how it
  stands as of --as-of. --format svg draws it: a row for each requirement, and in it from when to
  when it was met, unmet or unknown; without --timeline since the first became what it is.

  Profiles of the shipped world: fvey, aukus-pillar-2, nato-interop.)",
         R"(  entente world readiness JPN fvey
  entente world readiness JPN aukus-pillar-2 --as-of 2024-11-20 --explain
  entente world readiness JPN fvey --timeline 2013..2026
  entente world readiness JPN fvey --timeline 2013..2026 --format svg --output fvey.svg
  entente world readiness JPN nato-interop --require verified --format json)",
         R"(  0   success, however ready it is
  1   no such party or profile, or the world does not load
  2   usage)",
         kWorldFiles, "  docs/formats/readiness.md, docs/formats/world.md (Conditions), docs/analysis.md"},
    Page{"world stage", "say how far partnerships have come, as a table or as a picture",
         R"(  entente world stage PARTY [--model ID] [common options]
  entente world stage PARTY PARTNER [--model ID] [common options]
  entente world stage PARTY --format svg [--beside DATE] [--output FILE [--force]]
      [common options])",
         R"(  Computes how far the partnerships of a party have come, by the stages of a model of the world: for
  each partner the stage, since when, on what it rests with what evidence, and what the next stage
  lacks. With a PARTNER, every stage of the two in detail. A stage counts once all before it are
  reached; what holds out of turn is said and counts for nothing.

  The model is data, and somebody's reading: the shipped one has four stages (talks, binding,
  exercises, fusion) as an article describes them, and is named with every answer.

  With --format svg a picture: partners around the party, a ring for each stage, a line for each
  kind of agreement in force, told apart by dash and letter. --beside draws another date next to
  it.)",
         R"(  entente world stage JPN --as-of 2024-11-20
  entente world stage JPN AUS
  entente world stage JPN --format svg --as-of 2013-01-01 --beside 2026-11-01 --output partners.svg)",
         R"(  0   success
  1   no such party or model, the world does not load, or the file cannot be written
  2   usage)",
         kWorldFiles, "  docs/formats/readiness.md, docs/formats/world.md (Conditions), docs/analysis.md"},
    Page{"world fmt", "bring world files into the one layout", R"(  entente world fmt [FILE|DIR]... [--check] [common options])",
         R"(  Order of keys, one blank line between tables, sub-tables indented. Comments and texts stay. A file
  that is no TOML is refused and left alone; nothing that means something else is ever written.
  Without FILE: the folder given by --world or ENTENTE_WORLD, with its overlays; the shipped world
  only with --check.)",
         R"(  entente world fmt mine/instruments/information-security/isa-jpn-kor.toml
  entente world fmt --world mine
  entente world fmt --check mine)",
         R"(  0   success
  1   a file cannot be read, understood or written
  2   usage
  4   a file would change, with --check)",
         kWorldFiles, "  docs/formats/world.md (Layout)"},
    Page{"world new", "write a commented skeleton of a file, or a small world",
         R"(  entente world new instrument|template --kind KIND [--id ID] [--parties PARTY[,PARTY...]]
      [--out FILE] [--force]
  entente world new WHAT [--id ID] [--parties PARTY[,PARTY...]] [--out FILE] [--force]
  entente world new world DIR [--force])",
         R"(  WHAT is instrument, party, person, event, programme, profile, claim, consent, template or world.
  Every key comes with one line that says what it is. Values are placeholders, graded `assumed`. An
  instrument's skeleton lists the clauses of its kind's template in the world. `world` takes a folder
  and makes a small world that loads.)",
         R"(  entente world new instrument --kind cross-servicing --parties JPN,GBR
  entente world new event --id exercise-2026 --parties JPN,AUS --out mine/events/exercise-2026.toml
  entente world new world mine)",
         R"(  0   success
  1   failure: a file is there already and --force was not given
  2   usage)",
         kWorldFiles, "  docs/formats/world.md"},
    Page{"world import", "make an overlay of a table of agreements",
         R"(  entente world import FILE --out DIR [--force] [common options])",
         R"(  Reads a table (CSV) with the columns id, section, kind, parties, status, date, date_signed,
  date_in_force, source, check, url, note and writes an overlay for the world. Rows that are not
  imported, or in part, are listed with the reason.)",
         R"(  entente world import agreements.csv --world base --out mine
  entente world check --world base --overlay mine)",
         R"(  0   every row was imported whole
  1   failure
  2   usage
  4   a row was not imported, or in part)",
         kWorldFiles, "  docs/formats/agreements.md"},
    Page{"world schema", "print the JSON Schema of world files, for editors", R"(  entente world schema)",
         R"(  Made from the loader itself; docs/formats/world.schema.json is its output, and .taplo.toml names it
  to editors.)",
         R"(  entente world schema > world.schema.json)", R"(  0 success, 2 usage)", "", "  docs/formats/world.md"},
};

std::string section(std::string_view title, std::string_view text) {
  return text.empty() ? "" : fmt::format("\n{}\n{}\n", title, text);
}

std::string option_line(const OptionHelp& option) {
  std::string out = "  " + option.name;
  auto column = 2 + display_width(option.name);
  const auto begin_text = [&] { column = 2 + kOptionColumns; };
  if (column >= 2 + kOptionColumns) {
    out += "\n" + std::string(2 + kOptionColumns, ' ');
  } else {
    out.append(2 + kOptionColumns - column, ' ');
  }
  begin_text();
  for (const auto word : split(option.text, " ")) {
    const auto width = display_width(word);
    if (column + width > kColumns) {
      out.pop_back();  // the space behind the last word
      out += "\n" + std::string(2 + kOptionColumns, ' ');
      begin_text();
    }
    out += word;
    out += ' ';
    column += width + 1;
  }
  return out.substr(0, out.find_last_not_of(' ') + 1) + "\n";
}

std::string options_section(std::string_view title, const std::vector<OptionHelp>& options, bool common) {
  std::string lines;
  for (const auto& option : options) {
    if (option.common == common) lines += option_line(option);
  }
  if (!lines.empty()) lines.pop_back();
  return section(title, lines);
}

}  // namespace

std::string help_page(std::string_view command, const std::vector<OptionHelp>& options) {
  const Page* page = nullptr;
  for (const std::span<const Page> pages : {std::span<const Page>(kPages), exhaustive_pages(), flows_pages(), programme_pages()}) {
    for (const auto& each : pages) page = each.command == command ? &each : page;
  }
  CHECK(page != nullptr);
  auto out = fmt::format("entente{}{} - {}\n", command.empty() ? "" : " ", command, page->summary);
  out += section("SYNOPSIS", page->synopsis) + section("DESCRIPTION", page->description);
  out += options_section("OPTIONS", options, false) + options_section("COMMON OPTIONS", options, true);
  out += section("EXAMPLES", page->examples) + section("EXIT CODES", page->exit_codes) + section("FILES", page->files);
  return out + section("ENVIRONMENT", kEnvironment) + section("SEE ALSO", page->see_also);
}

}  // namespace entente::app
