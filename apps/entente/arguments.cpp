#include "arguments.h"

#include <cstdio>
#include <cstdlib>

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "service/desk.h"
#include "world/nearest.h"

namespace entente::app {
namespace {

constexpr const char* kAbout =
    "Entente computes what recorded agreements let parties share: with whom, under which clause, until when.\n"
    "It applies what the parties wrote and denies where they wrote nothing. People decide; nothing accredits this\n"
    "program for classified data.";

constexpr const char* kExitCodes =
    "Exit codes: 0 success or permit, 1 failure (bad input, input or output), 2 usage, 3 the answer is deny,\n"
    "4 a check found something.\n"
    "Environment: ENTENTE_WORLD (folder of the world), NO_COLOR.";

constexpr const char* kReleaseExamples =
    "Examples:\n"
    "  entente release harbour-watch.md --to JPN --as-of 2024-11-20\n"
    "  entente release harbour-watch.md --to USA,GBR,AUS --out /srv/outbox --purpose maritime-surveillance\n"
    "The copy goes to OUT/releasable/, the internal report to OUT/internal/. Exit 3 if nothing may be released.";

constexpr const char* kDecideExamples =
    "Reads one AuthZEN evaluation request a line, answers one line each, in the same order. A line that cannot be read\n"
    "is answered in place with the error, and the exit code is then 1.\n"
    "Example:\n"
    "  echo '{\"subject\":{\"type\":\"party\",\"id\":\"JPN\"},\"action\":{\"name\":\"disclose\"},\"resource\":{\"type\":\"information\",\n"
    "    \"id\":\"r1\",\"properties\":{\"label\":\"SECRET//REL TO USA, JPN\",\"policy\":\"USA\"}}}' | tr -d '\\n' | entente decide --explain";

constexpr const char* kParseExamples =
    "Examples:\n"
    "  entente label parse --policy USA \"SECRET//REL TO USA, JPN\"\n"
    "  entente label parse --policy JPN \"極秘 [KOR: 군사II급비밀]\" --format json";

constexpr const char* kShowExamples =
    "Examples:\n"
    "  entente world show\n"
    "  entente world show JPN --as-of 2024-11-20\n"
    "  entente world show JPN KOR\n"
    "  entente world show isa-jpn-kor";

constexpr const char* kFormatExamples =
    "Brings world files into the layout of docs/formats/world.md: order of keys, one blank line between tables, sub-tables indented.\n"
    "Comments and texts stay. A file that is no TOML is refused and left alone. Without FILE: the folder given by --world or\n"
    "ENTENTE_WORLD, with its overlays; the shipped world only with --check.\n"
    "Examples:\n"
    "  entente world fmt mine/instruments/isa-jpn-kor.toml\n"
    "  entente world fmt --world mine\n"
    "  entente world fmt --check mine            (exit 4 if a file would change)";

constexpr const char* kNewExamples =
    "Writes a commented skeleton: every key with one line that says what it is. Values are placeholders, graded `assumed`.\n"
    "An instrument's lists the clauses of its kind's template in the world (--world). `world` takes a folder and makes a small world that loads.\n"
    "Examples:\n"
    "  entente world new instrument --kind cross-servicing --parties JPN,GBR\n"
    "  entente world new event --id exercise-2026 --parties JPN,AUS --out mine/events/exercise-2026.toml\n"
    "  entente world new world mine";

constexpr const char* kImportExamples =
    "Reads a table with the columns id, section, kind, parties, status, date, date_signed, date_in_force, source, check, url, note\n"
    "(docs/formats/agreements.md) and writes an overlay for the world. Rows that are not imported, or in part, are listed with the\n"
    "reason; the exit code is then 4.\n"
    "Example:\n"
    "  entente world import agreements.csv --world base --out mine && entente world check --world base --overlay mine";

// Texts as given, before they are understood.
struct Raw {
  std::string world;
  std::vector<std::string> overlays;
  std::string as_of;
  std::string known_as_of;
  std::string require = "unverified";
  std::string format;
  std::string colour = "auto";
  std::string to;
  std::string policy;
  std::string holder;
  std::string file;
  std::string out = "out";
  std::string what;
  std::string folder;
  std::string kind;
  std::string id;
  std::string parties;
  std::vector<std::string> consents;
};

void add_common(CLI::App& app, Raw& raw) {
  app.add_option("--world", raw.world, "folder of the world (default: the shipped one)")->envname("ENTENTE_WORLD")->type_name("DIR");
  app.add_option("--overlay", raw.overlays, "folder with facts to add; repeatable")->type_name("DIR")->allow_extra_args(false);
  app.add_option("--as-of", raw.as_of, "decide for this date or RFC 3339 instant (default: now)")->type_name("DATE");
  app.add_option("--known-as-of", raw.known_as_of, "count only what was known then")->type_name("DATE");
  app.add_option("--require", raw.require, "weakest evidence on which a grant may rest")
      ->check(CLI::IsMember({"verified", "partial", "unverified", "assumed"}))
      ->capture_default_str();
  app.add_option("--format", raw.format, "text for people, json for programs (default: text; decide: json)")->check(CLI::IsMember({"text", "json"}));
  app.add_option("--color", raw.colour, "colour on a terminal")->check(CLI::IsMember({"auto", "always", "never"}))->capture_default_str();
  app.footer(kExitCodes);
}

std::filesystem::path shipped_world() {
  std::error_code ignored;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", ignored);
  for (const auto& data : {self.parent_path() / "../../data", self.parent_path() / "../share/entente", std::filesystem::path(ENTENTE_SHIPPED_DATA)}) {
    const auto candidate = data / "worlds" / "indo-pacific";
    if (std::filesystem::exists(candidate / "world.toml", ignored)) return candidate.lexically_normal();
  }
  return std::filesystem::path(ENTENTE_SHIPPED_DATA) / "worlds" / "indo-pacific";
}

Colour colour_of(const Raw& raw) {
  if (raw.colour == "always") return Colour::always;
  const char* off = std::getenv("NO_COLOR");
  const bool wanted = raw.colour == "auto" && (off == nullptr || *off == '\0') && isatty(STDOUT_FILENO) == 1;
  return wanted ? Colour::always : Colour::never;
}

Result<Settings> understand(const Raw& raw, Instant now) {
  Settings settings;
  settings.world = raw.world.empty() ? shipped_world() : std::filesystem::path(raw.world);
  for (const auto& overlay : raw.overlays) settings.overlays.emplace_back(overlay);
  settings.as_of = now;
  if (!raw.as_of.empty()) {
    TRY(settings.as_of, parse_instant(raw.as_of));
  }
  if (!raw.known_as_of.empty()) {
    TRY(const Instant known, parse_instant(raw.known_as_of));
    settings.known_as_of = known;
  }
  settings.require = world::parse_evidence(raw.require).value_or(world::Evidence::unverified);
  settings.format = raw.format == "json" ? Format::json : Format::text;
  settings.colour = colour_of(raw);
  return settings;
}

std::vector<PartyId> party_list(const std::string& text) {
  std::vector<PartyId> list;
  for (const auto part : split(text, ",")) list.emplace_back(std::string(trimmed(part)));
  return list;
}

struct Cli {
  explicit Cli(Raw& into) : raw(into) {
    app.require_subcommand(1);
    app.set_version_flag("--version", "entente " ENTENTE_VERSION);
    app.footer(std::string(kExitCodes) + "\nSee `entente COMMAND --help` for options and examples.");
    add_release();
    add_decide();
    add_label();
    add_world();
  }

  void add_release() {
    release = app.add_subcommand("release", "write the copy of a portion-marked document that a partner may have");
    release->add_option("FILE", raw.file, "text or Markdown with portion marks")->required();
    release->add_option("--to", raw.to, "recipients, by code; with several, each portion must be allowed to all")->required()->type_name("PARTY[,PARTY...]");
    release->add_option("--policy", raw.policy, "marking system of the document (default: that of its banner)")->type_name("POLICY");
    release->add_option("--holder", raw.holder, "who holds the document (default: the party of the banner's policy)")->type_name("PARTY");
    release->add_option("--purpose", release_purpose, "what the recipient will use it for");
    release->add_option("--consents", raw.consents, "file of recorded consents; repeatable")->type_name("FILE")->allow_extra_args(false);
    release->add_option("--out", raw.out, "folder for the results")->type_name("DIR")->capture_default_str();
    release->add_flag("--force", force, "overwrite results that exist");
    release->add_flag("--hide-withheld", hide, "leave no line where a portion was withheld");
    release->add_flag("--explain", explain, "list every rule of every portion");
    add_common(*release, raw);
    release->footer(std::string(kReleaseExamples) + "\n" + kExitCodes);
  }

  void add_decide() {
    decide = app.add_subcommand("decide", "answer AuthZEN evaluation requests, one a line");
    decide->add_option("FILE", raw.file, "newline-delimited JSON (default: standard input)");
    decide->add_option("--consents", raw.consents, "file of recorded consents; repeatable")->type_name("FILE")->allow_extra_args(false);
    decide->add_flag("--explain", explain, "give reasons, duties, evidence and horizon with every answer");
    add_common(*decide, raw);
    decide->footer(std::string(kDecideExamples) + "\n" + kExitCodes);
  }

  void add_label() {
    auto* label = app.add_subcommand("label", "read markings")->require_subcommand(1);
    parse = label->add_subcommand("parse", "say what a marking means");
    parse->add_option("MARKING", marking, "banner line, portion mark or received-copy marking")->required();
    parse->add_option("--policy", raw.policy, "marking system")->required()->type_name("POLICY");
    add_common(*parse, raw);
    parse->footer(std::string(kParseExamples) + "\n" + kExitCodes);
  }

  void add_world() {
    auto* world = app.add_subcommand("world", "look at the facts")->require_subcommand(1);
    check = world->add_subcommand("check", "say whether the facts fit together");
    check->add_flag("--strict", strict, "exit 4 on any warning");
    add_common(*check, raw);
    show = world->add_subcommand("show", "show the world, a party, an instrument, or what binds two parties");
    show->add_option("NAME", names, "a party, an instrument, or two parties")->expected(0, 2);
    add_common(*show, raw);
    show->footer(std::string(kShowExamples) + "\n" + kExitCodes);
    schema = world->add_subcommand("schema", "print the JSON Schema of world files, for editors");
    layout = world->add_subcommand("fmt", "bring world files into the one layout");
    layout->add_option("FILE", names, "files, or folders with all their .toml files");
    layout->add_flag("--check", check_layout, "write nothing, list what would change, exit 4 if anything would");
    add_common(*layout, raw);
    layout->footer(std::string(kFormatExamples) + "\n" + kExitCodes);
    add_new(*world);
    add_import(*world);
  }

  void add_new(CLI::App& world) {
    create = world.add_subcommand("new", "write a commented skeleton of a file, or a small world");
    create->add_option("WHAT", raw.what, "instrument, party, person, event, programme, profile, claim, consent, template or world")
        ->required()
        ->check(CLI::IsMember({"instrument", "party", "person", "event", "programme", "profile", "claim", "consent", "template", "world"}));
    create->add_option("DIR", raw.folder, "world: the folder to make");
    create->add_option("--kind", raw.kind, "instruments and templates: the kind, as `cross-servicing`")->type_name("KIND");
    create->add_option("--id", raw.id, "its id (default: made from the kind and the parties)")->type_name("ID");
    create->add_option("--parties", raw.parties, "its parties, by code (default: XAA,XBB, which stand for none)")->type_name("PARTY[,PARTY...]");
    create->add_option("--out", out_file, "file to write (default: standard output)")->type_name("FILE");
    create->add_flag("--force", force, "overwrite files that exist");
    add_common(*create, raw);
    create->footer(std::string(kNewExamples) + "\n" + kExitCodes);
  }

  void add_import(CLI::App& world) {
    table = world.add_subcommand("import", "make an overlay of a table of agreements");
    table->add_option("FILE", raw.file, "CSV")->required();
    table->add_option("--out", out_file, "folder of the overlay")->required()->type_name("DIR");
    table->add_flag("--force", force, "write into a folder that has files, and over them");
    add_common(*table, raw);
    table->footer(std::string(kImportExamples) + "\n" + kExitCodes);
  }

  [[nodiscard]] Result<Command> command(Instant now) const {
    TRY(const Settings settings, understand(raw, now));
    std::vector<std::filesystem::path> consents(raw.consents.begin(), raw.consents.end());
    if (release->parsed()) return Command(release_command(settings, std::move(consents)));
    if (decide->parsed()) {
      DecideCommand out{settings, std::nullopt, std::move(consents), explain};
      if (raw.format.empty()) out.settings.format = Format::json;
      if (!raw.file.empty() && raw.file != "-") out.file = raw.file;
      return Command(std::move(out));
    }
    if (parse->parsed()) return Command(LabelParseCommand{settings, raw.policy, marking});
    if (schema->parsed()) return Command(WorldSchemaCommand{});
    if (check->parsed()) return Command(WorldCheckCommand{settings, strict});
    if (layout->parsed()) return format_command(settings);
    if (create->parsed()) return new_command(settings);
    if (table->parsed()) return Command(WorldImportCommand{settings, raw.file, out_file, force});
    return Command(WorldShowCommand{settings, names});
  }

  [[nodiscard]] Result<Command> format_command(const Settings& settings) const {
    WorldFormatCommand out{settings, {names.begin(), names.end()}, check_layout};
    if (!out.places.empty()) return Command(std::move(out));
    if (raw.world.empty() && raw.overlays.empty() && !check_layout) {
      return fail(service::Fault::bad_request, "name the files or folders to lay out, or the world with --world DIR");
    }
    if (!raw.world.empty() || raw.overlays.empty()) out.places.push_back(settings.world);
    out.places.insert(out.places.end(), settings.overlays.begin(), settings.overlays.end());
    return Command(std::move(out));
  }

  [[nodiscard]] Result<Command> new_command(const Settings& settings) const {
    WorldNewCommand out{settings, {}, std::nullopt, force};
    auto& request = out.request;
    request.what = format::parse_skeleton_of(raw.what).value_or(format::SkeletonOf::instrument);
    request.id = raw.id;
    if (!raw.parties.empty()) request.parties = party_list(raw.parties);
    const bool is_world = request.what == format::SkeletonOf::world;
    const bool of_kind = request.what == format::SkeletonOf::instrument || request.what == format::SkeletonOf::template_;
    TRY(request.kind, kind_of(of_kind));
    if (is_world == raw.folder.empty()) {
      return fail(service::Fault::bad_request, is_world ? "name the folder of the new world: entente world new world DIR" : "only `world new world` takes a folder; name a file with --out");
    }
    if (is_world) out.out = raw.folder;
    if (!is_world && !out_file.empty()) out.out = out_file;
    return Command(std::move(out));
  }

  [[nodiscard]] Result<world::Kind> kind_of(bool needed) const {
    std::vector<std::string_view> known;
    for (std::uint8_t i = 0; !to_string(static_cast<world::Kind>(i)).empty(); ++i) known.push_back(to_string(static_cast<world::Kind>(i)));
    if (raw.kind.empty() && !needed) return world::Kind::information_security;
    if (const auto kind = world::parse_kind(raw.kind)) return *kind;
    const auto given = raw.kind.empty() ? std::string("missing") : entente::quoted(raw.kind) + " is no kind" + world::did_you_mean(raw.kind, known);
    return fail(service::Fault::bad_request, fmt::format("--kind: {}; kinds are {}", given, fmt::join(known, ", ")));
  }

  [[nodiscard]] ReleaseCommand release_command(const Settings& settings, std::vector<std::filesystem::path> consents) const {
    ReleaseCommand out;
    out.settings = settings;
    out.file = raw.file;
    out.to = party_list(raw.to);
    if (!raw.policy.empty()) out.policy = PolicyId(raw.policy);
    if (!raw.holder.empty()) out.holder = PartyId(raw.holder);
    out.purpose = release_purpose;
    out.consents = std::move(consents);
    out.out = raw.out;
    out.force = force;
    out.hide_withheld = hide;
    out.explain = explain;
    return out;
  }

  Raw& raw;
  CLI::App app{kAbout, "entente"};
  CLI::App* release = nullptr;
  CLI::App* decide = nullptr;
  CLI::App* parse = nullptr;
  CLI::App* check = nullptr;
  CLI::App* show = nullptr;
  CLI::App* schema = nullptr;
  CLI::App* layout = nullptr;
  CLI::App* create = nullptr;
  CLI::App* table = nullptr;
  std::string release_purpose;
  std::string marking;
  std::string out_file;
  std::vector<std::string> names;
  bool force = false;
  bool hide = false;
  bool explain = false;
  bool strict = false;
  bool check_layout = false;
};

}  // namespace

std::variant<Command, ExitCode> parse_arguments(int count, char** words, Instant now) {
  Raw raw;
  Cli cli(raw);
  try {
    cli.app.parse(count, words);
  } catch (const CLI::ParseError& problem) {
    // CLI11's own codes (104, 106 …) are not ours: help and version succeed, everything else is usage.
    return cli.app.exit(problem) == 0 ? ExitCode::success : ExitCode::usage;
  }
  auto command = cli.command(now);
  if (!command) {
    report(command.error());
    return ExitCode::usage;
  }
  return std::move(*command);
}

}  // namespace entente::app
