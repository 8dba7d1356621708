#include "arguments.h"

#include <cstdio>
#include <cstdlib>

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/text.h"

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

constexpr const char* kClaimsExamples =
    "Compares what sources say with the facts. Nothing a source says decides anything.\n"
    "Examples:\n"
    "  entente world claims --as-of 2024-11-20\n"
    "  entente world claims --source 001 --outcome contradicted";

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
    claims = world->add_subcommand("claims", "say which claims of sources the facts confirm, contradict or have overtaken");
    claims->add_option("--source", source, "only what this source says")->type_name("ID");
    claims->add_option("--outcome", outcome, "only claims with this outcome")
        ->check(CLI::IsMember({"confirmed", "superseded", "contradicted", "open"}));
    claims->add_flag("--all,--explain", explain, "list every claim, also confirmed ones and opinions");
    add_common(*claims, raw);
    claims->footer(std::string(kClaimsExamples) + "\n" + kExitCodes);
    schema = world->add_subcommand("schema", "print the JSON Schema of world files, for editors");
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
    if (claims->parsed()) {
      return Command(WorldClaimsCommand{settings, source.empty() ? std::nullopt : std::optional(source),
                                        world::parse_outcome(outcome), explain});
    }
    return Command(WorldShowCommand{settings, names});
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
  CLI::App* claims = nullptr;
  CLI::App* schema = nullptr;
  std::string release_purpose;
  std::string marking;
  std::string source;
  std::string outcome;
  std::vector<std::string> names;
  bool force = false;
  bool hide = false;
  bool explain = false;
  bool strict = false;
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
