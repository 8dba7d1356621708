#include "arguments.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "arguments_analysis.h"
#include "arguments_exhaustive.h"
#include "arguments_flows.h"
#include "arguments_label.h"
#include "arguments_parts.h"
#include "arguments_programmes.h"
#include "arguments_search.h"
#include "base/text.h"
#include "help.h"
#include "service/desk.h"
#include "service/shipped_world.h"
#include "base/nearest.h"

namespace entente::app {
namespace {

// The words of a command below `entente`: "label parse".
std::string words_of(const CLI::App& app) {
  const auto* parent = app.get_parent();
  if (parent == nullptr) return "";
  const auto above = words_of(*parent);
  return above + (above.empty() ? "" : " ") + app.get_name();
}

class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const override {
    std::vector<OptionHelp> options;
    for (const auto* option : app->get_options()) {
      auto name = option->get_positional() ? option->get_name(true) : option->get_name(false, true);
      if (const auto comma = name.find(','); comma != std::string::npos) name.insert(comma + 1, " ");
      const bool takes_value = !option->get_positional() && option->get_items_expected_max() > 0;
      if (takes_value) name += " " + option->get_type_name();
      options.push_back(
          {name, option->get_description() + (option->get_required() ? " (required)" : ""), option->get_group() == kCommon});
    }
    return help_page(words_of(*app), options);
  }
};

std::filesystem::path shipped_world() {
  std::error_code unknown;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", unknown);
  if (self.empty()) return service::shipped_world({ENTENTE_SHIPPED_DATA});
  return service::shipped_world(
      {self.parent_path() / ENTENTE_DATA_FROM_PROGRAM, self.parent_path() / "../../data", ENTENTE_SHIPPED_DATA});
}

Colour colour_of(const Raw& raw) {
  if (raw.colour == "always") return Colour::always;
  const char* off = std::getenv("NO_COLOR");
  const bool wanted = raw.colour == "auto" && (off == nullptr || *off == '\0') && isatty(STDOUT_FILENO) == 1;
  return wanted ? Colour::always : Colour::never;
}

// Of the terminal; what is no terminal gets lines that fit on paper and in a mail.
std::size_t columns_of_output() {
  constexpr std::size_t kElsewhere = 120;
  struct winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kElsewhere;
}

constexpr std::size_t kDateLength = 10;  // "2024-11-20"

Result<Settings> understand(const Raw& raw, Instant now) {
  Settings settings;
  settings.world = raw.world.empty() ? shipped_world() : std::filesystem::path(raw.world);
  for (const auto& overlay : raw.overlays) settings.overlays.emplace_back(overlay);
  const bool of_a_day = raw.format == "svg";  // a picture is of a day, whose date its title tells, unless a time is asked for
  TRY(settings.as_of, of_a_day ? parse_instant(to_string(now).substr(0, kDateLength)) : Result<Instant>(now));
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
  settings.columns = columns_of_output();
  return settings;
}

Result<std::vector<PartyId>> party_list(std::string_view option, const std::string& text) {
  std::vector<PartyId> list;
  for (const auto part : split(text, ",")) {
    list.emplace_back(std::string(trimmed(part)));
    if (list.back().empty())
      return fail(service::Fault::bad_request,
                  fmt::format("{}: an empty name in {}; write codes as in `JPN,AUS`", option, quoted(text)));
  }
  return list;
}

struct Cli {
  explicit Cli(Raw& into)
      : raw(into), labels(into), searches(into), exhaustive(into), flows(into), analyses(into), programmes(into) {
    app.require_subcommand(1);
    app.formatter(std::make_shared<HelpFormatter>());
    app.set_help_flag("-h,--help", "this page")->group(kCommon);
    app.set_version_flag("--version", "entente " ENTENTE_VERSION, "the version of this program")->group(kCommon);
    add_release();
    add_decide();
    searches.add(app);
    labels.add(app);
    add_world();
    exhaustive.add(app, *app.get_subcommand("world"));
    flows.add(app);
    programmes.add(app, *app.get_subcommand("world"));
  }

  void add_release() {
    release = app.add_subcommand("release");
    release->add_option("FILE", raw.file, "text or Markdown with portion marks, at most 16 MiB")->required();
    release
        ->add_option("--to", raw.to,
                     "recipients by code: nations, organisations, groups; with several, each portion must be allowed to all")
        ->required()
        ->type_name("PARTY[,PARTY...]");
    release->add_option("--policy", raw.policy, "marking system of the document (default: that of its banner)")
        ->type_name("POLICY");
    release->add_option("--holder", raw.holder, "who holds the document (default: the party of its marking system)")
        ->check(not_empty())
        ->type_name("PARTY");
    release->add_option("--purpose", release_purpose, "what the recipients will use it for (default: not stated)")
        ->check(not_empty())
        ->type_name("TEXT");
    release->add_option("--consents", raw.consents, "file of recorded consents of originators; repeatable")
        ->type_name("FILE")
        ->allow_extra_args(false);
    release->add_option("--out", raw.out, "folder for the results (default: out)")->type_name("DIR");
    release->add_flag("--force", force, "replace results that exist; an older copy goes even where nothing may be released now");
    release->add_flag("--hide-withheld", hide, "leave no line where a portion was withheld, so that not even their number shows");
    release->add_flag("--explain", explain, "print the whole internal report: every rule of every portion");
    add_common(*release, raw);
  }

  void add_decide() {
    decide = app.add_subcommand("decide");
    decide->add_option("FILE", raw.file, "newline-delimited JSON (default, or `-`: standard input)");
    decide->add_option("--consents", raw.consents, "file of recorded consents of originators; repeatable")
        ->type_name("FILE")
        ->allow_extra_args(false);
    decide->add_flag("--explain", explain, "give reasons, duties, evidence and horizon with every answer");
    decide->add_flag("--remedies", remedies, "say of every deny what would make it a permit, cheapest first");
    add_common(*decide, raw);
  }

  void add_world() {
    auto* world = app.add_subcommand("world")->require_subcommand(1);
    world->set_help_flag("-h,--help", "this page")->group(kCommon);
    check = world->add_subcommand("check");
    check->add_flag("--strict", strict, "exit 4 on any warning");
    add_common(*check, raw);
    show = world->add_subcommand("show");
    show->add_option("NAME", names, "a party, an agreement, or two parties")->expected(0, 2);
    show->add_flag("--timeline", timeline, "every dated change of it instead, by date");
    show->add_option("--search", search, "every fact with this word instead, whatever the case")->type_name("WORD");
    add_common(*show, raw);
    layout = world->add_subcommand("fmt");
    layout->add_option("FILE", names, "files, or folders with all their .toml files");
    layout->add_flag("--check", check_layout, "write nothing, list what would change, exit 4 if anything would");
    add_common(*layout, raw);
    schema = world->add_subcommand("schema");
    schema->set_help_flag("-h,--help", "this page")->group(kCommon);
    analyses.add(*world);
    add_new(*world);
    add_import(*world);
  }

  void add_new(CLI::App& world) {
    create = world.add_subcommand("new");
    create
        ->add_option("WHAT", raw.what, "instrument, party, person, event, programme, profile, claim, consent, template or world")
        ->required()
        ->check(
            one_of({"instrument", "party", "person", "event", "programme", "profile", "claim", "consent", "template", "world"}));
    create->add_option("DIR", raw.folder, "world: the folder to make");
    create->add_option("--kind", raw.kind, "instruments and templates: the kind, as `cross-servicing`")->type_name("KIND");
    create->add_option("--id", raw.id, "its id (default: made from the kind and the parties)")->type_name("ID");
    create->add_option("--parties", raw.parties, "its parties, by code (default: XAA,XBB, which stand for none)")
        ->type_name("PARTY[,PARTY...]");
    create->add_option("--out", out_file, "file to write (default: standard output)")->type_name("FILE");
    create->add_flag("--force", force, "overwrite files that exist");
    add_common(*create, raw);
  }

  void add_import(CLI::App& world) {
    table = world.add_subcommand("import");
    table->add_option("FILE", raw.file, "CSV")->required();
    table->add_option("--out", out_file, "folder of the overlay")->required()->type_name("DIR");
    table->add_flag("--force", force, "write into a folder that has files, and over them");
    add_common(*table, raw);
  }

  [[nodiscard]] Result<Command> command(Instant now) const {
    TRY(const Settings settings, understand(raw, now));
    std::vector<std::filesystem::path> consents(raw.consents.begin(), raw.consents.end());
    if (release->parsed()) {
      TRY(auto out, release_command(settings, std::move(consents)));
      return Command(std::move(out));
    }
    if (decide->parsed()) {
      DecideCommand out{settings, std::nullopt, std::move(consents), explain, remedies};
      if (raw.format.empty()) out.settings.format = Format::json;
      if (!raw.file.empty() && raw.file != "-") out.file = raw.file;
      return Command(std::move(out));
    }
    if (searches.parsed()) return searches.command(settings);
    if (exhaustive.parsed()) return exhaustive.command(settings);
    if (flows.parsed()) return flows.command(settings);
    if (programmes.parsed()) return programmes.command(settings);
    if (labels.parsed()) return labels.command(settings);
    if (analyses.parsed()) return analyses.command(settings);
    if (schema->parsed()) return Command(WorldSchemaCommand{});
    if (check->parsed()) TRY_DO(no_grade(*check));
    if (check->parsed()) return Command(WorldCheckCommand{settings, strict});
    if (layout->parsed()) return format_command(settings);
    if (create->parsed()) return new_command(settings);
    if (table->parsed()) return Command(WorldImportCommand{settings, raw.file, out_file, force});
    return show_command(settings);
  }

  [[nodiscard]] Result<Command> show_command(const Settings& settings) const {
    if (names.size() == 2 && names.front() == names.back()) {
      return fail(service::Fault::bad_request,
                  quoted(names.front()) + " stands twice; name another party, or one alone for its own page");
    }
    return Command(WorldShowCommand{settings, names, timeline, search});
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
    if (!raw.parties.empty()) {
      TRY(request.parties, party_list("--parties", raw.parties));
    }
    const bool is_world = request.what == format::SkeletonOf::world;
    const bool of_kind = request.what == format::SkeletonOf::instrument || request.what == format::SkeletonOf::template_;
    TRY(request.kind, kind_of(of_kind));
    if (is_world == raw.folder.empty()) {
      return fail(service::Fault::bad_request, is_world ? "name the folder of the new world: entente world new world DIR"
                                                        : "only `world new world` takes a folder; name a file with --out");
    }
    if (is_world) out.out = raw.folder;
    if (!is_world && !out_file.empty()) out.out = out_file;
    return Command(std::move(out));
  }

  [[nodiscard]] Result<world::Kind> kind_of(bool needed) const {
    std::vector<std::string_view> known;
    for (std::uint8_t i = 0; !to_string(static_cast<world::Kind>(i)).empty(); ++i)
      known.push_back(to_string(static_cast<world::Kind>(i)));
    if (raw.kind.empty() && !needed) return world::Kind::information_security;
    if (const auto kind = world::parse_kind(raw.kind)) return *kind;
    const auto given = raw.kind.empty() ? std::string("missing")
                                        : entente::quoted(raw.kind) + " is no kind" + did_you_mean(raw.kind, known);
    return fail(service::Fault::bad_request, fmt::format("--kind: {}; kinds are {}", given, fmt::join(known, ", ")));
  }

  [[nodiscard]] Result<ReleaseCommand> release_command(const Settings& settings,
                                                       std::vector<std::filesystem::path> consents) const {
    ReleaseCommand out;
    out.settings = settings;
    out.file = raw.file;
    TRY(out.to, party_list("--to", raw.to));
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
  LabelArguments labels;
  SearchArguments searches;
  ExhaustiveArguments exhaustive;
  FlowArguments flows;
  AnalysisArguments analyses;
  ProgrammeArguments programmes;
  CLI::App app{"", "entente"};
  CLI::App* release = nullptr;
  CLI::App* decide = nullptr;
  CLI::App* check = nullptr;
  CLI::App* show = nullptr;
  CLI::App* layout = nullptr;
  CLI::App* create = nullptr;
  CLI::App* table = nullptr;
  CLI::App* schema = nullptr;
  std::string release_purpose;
  std::string out_file;
  std::vector<std::string> names;
  bool force = false;
  bool hide = false;
  bool explain = false;
  bool remedies = false;
  bool strict = false;
  bool timeline = false;
  std::string search;
  bool check_layout = false;
};

// A command or an option that there is not, by itself: CLI11 would first miss what is required.
class Words {
 public:
  explicit Words(CLI::App& root) : at_(&root) {}

  // What is wrong with them, in one line; empty: nothing that this looks for.
  std::string check(const std::vector<std::string_view>& words) {
    for (const auto word : words) {
      if (word == "--") return "";
      if (word.size() > 1 && word.starts_with('-')) {
        if (!knows(word.substr(0, word.find('=')))) return unknown_option(word.substr(0, word.find('=')));
        // The library would take the next word for its text.
        if (word.find('=') == word.size() - 1) return fmt::format("{}: says nothing; leave the option out, or write what it is", word.substr(0, word.size() - 1));
      } else if (!commands().empty()) {
        const auto all = at_->get_subcommands([](const CLI::App*) { return true; });
        const auto found = std::find_if(all.begin(), all.end(), [&](const CLI::App* each) { return each->get_name() == word; });
        auto* below = found == all.end() ? nullptr : *found;
        if (below == nullptr) return unknown_command(word);
        at_ = below;
      }
    }
    return commands().empty() || asks_for_help(words) ? "" : fmt::format("a command is needed: {}", join(commands(), ", "));
  }

  [[nodiscard]] std::string command() const { return words_of(*at_); }

 private:
  [[nodiscard]] bool knows(std::string_view option) const { return at_->get_option_no_throw(std::string(option)) != nullptr; }

  static bool asks_for_help(const std::vector<std::string_view>& words) {
    return std::any_of(words.begin(), words.end(),
                       [](std::string_view word) { return word == "--help" || word == "-h" || word == "--version"; });
  }

  [[nodiscard]] std::vector<std::string> commands() const {
    std::vector<std::string> names;
    for (const auto* below : at_->get_subcommands([](const CLI::App*) { return true; })) names.push_back(below->get_name());
    return names;
  }

  [[nodiscard]] std::string unknown_command(std::string_view word) const {
    const auto known = commands();
    auto near = did_you_mean(word, {known.begin(), known.end()});
    if (near.empty()) near = "; there are " + join(known, ", ");
    return fmt::format("{} is not a command{}", quoted(word), near);
  }

  [[nodiscard]] std::string unknown_option(std::string_view word) const {
    std::vector<std::string> known;
    for (const auto* option : at_->get_options()) {
      for (const auto& name : option->get_lnames()) known.push_back("--" + name);
    }
    return fmt::format("{} is not an option{}", quoted(word), did_you_mean(word, {known.begin(), known.end()}));
  }

  CLI::App* at_;
};

ExitCode usage_error(std::string message, const std::string& command) {
  if (!message.empty() && message.size() > 1 && std::islower(static_cast<unsigned char>(message[1])) != 0) {
    message[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(message[0])));
  }
  std::fprintf(stderr, "entente%s%s: %s; see `entente%s%s --help`\n", command.empty() ? "" : " ", command.c_str(),
               message.c_str(), command.empty() ? "" : " ", command.c_str());
  return ExitCode::usage;
}

}  // namespace

std::variant<Command, ExitCode> parse_arguments(int count, char** words, Instant now) {
  Raw raw;
  Cli cli(raw);
  Words given(cli.app);
  if (const auto wrong = given.check({words + 1, words + std::max(count, 1)}); !wrong.empty())
    return usage_error(wrong, given.command());
  try {
    cli.app.parse(count, words);
  } catch (const CLI::ParseError& problem) {
    // CLI11's own codes (104, 106 …) are not ours: help and version succeed, everything else is usage.
    if (problem.get_exit_code() != 0) return usage_error(problem.what(), given.command());
    cli.app.exit(problem);
    return ExitCode::success;
  }
  if (const char* named = std::getenv("ENTENTE_WORLD"); raw.world.empty() && named != nullptr) raw.world = named;
  auto command = cli.command(now);
  if (!command) {
    report(command.error());
    return ExitCode::usage;
  }
  return std::move(*command);
}

}  // namespace entente::app
