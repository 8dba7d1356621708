// What the command line asks for, already parsed, and the subcommands that do it. Each returns the program's exit code.
//
// Exit codes: 0 success or permit, 1 failure (bad input, input/output), 2 usage, 3 the answer is deny, 4 a check found something.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "analysis/asked.h"
#include "base/instant.h"
#include "base/names.h"
#include "base/result.h"
#include "decision/request.h"
#include "format/skeleton.h"
#include "label/marking.h"
#include "service/answer_form.h"
#include "service/calendar.h"
#include "service/capabilities_view.h"
#include "service/claims_picture_view.h"
#include "service/matrix.h"
#include "service/programme_view.h"
#include "service/reach.h"
#include "service/stage_view.h"
#include "world/claim_outcomes.h"
#include "world/facts.h"

namespace entente::app {

enum class ExitCode : int { success = 0, failure = 1, usage = 2, denied = 3, found = 4 };
enum class Format { text = 0, json };
enum class Colour { never = 0, always };

struct Settings {
  std::filesystem::path world;
  std::vector<std::filesystem::path> overlays;
  Instant as_of;
  std::optional<Instant> known_as_of;
  world::Evidence require = world::Evidence::unverified;
  Format format = Format::text;
  Colour colour = Colour::never;
  bool granted = false;     // of analyses: as if what is given case by case had been given
  std::size_t columns = 0;  // lines of text are wrapped before this width; 0: never
};

struct DecideCommand {
  Settings settings;
  std::optional<std::filesystem::path> file;  // absent: standard input
  std::vector<std::filesystem::path> consents;
  bool explain = false;
  bool remedies = false;
};

struct ReleaseCommand {
  Settings settings;
  std::filesystem::path file;
  std::vector<PartyId> to;
  std::optional<PolicyId> policy;
  std::optional<PartyId> holder;
  std::string purpose;
  std::vector<std::filesystem::path> consents;
  std::filesystem::path out;
  bool force = false;
  bool hide_withheld = false;
  bool explain = false;
};

// Which page of the results of a search.
struct SearchPage {
  std::optional<std::size_t> limit;
  std::string cursor;
  std::optional<Instant> as_of;  // stated; else the cursor's instant, or now
};

struct WhoCommand {
  Settings settings;
  SearchPage page;
  std::optional<std::filesystem::path> file;  // absent: standard input
  std::vector<std::filesystem::path> consents;
};

struct WhatCommand {
  Settings settings;
  SearchPage page;
  std::optional<std::filesystem::path> catalogue;  // absent: standard input
  std::vector<std::filesystem::path> consents;
  std::string to;
  std::string action;
  std::optional<PartyId> holder;
  std::string purpose;
  std::string channel;
  decision::Mode mode = decision::Mode::copy;
};

struct LabelParseCommand {
  Settings settings;
  std::string policy;
  std::string marking;
};

struct LabelRenderCommand {
  Settings settings;
  std::string policy;
  std::string ism;  // the attributes as JSON or XML; `@FILE` and `-` (standard input) say where they stand
  bool long_form = false;
};

struct LabelCheckCommand {
  Settings settings;
  std::string policy;
  std::string marking;
  std::optional<label::MarkForm> form;
};

struct CheckedFile {
  std::filesystem::path path;
  bool holds_ism = false;  // attributes of ISM: every rule of that standard, instead of marks
};

struct LabelCheckFilesCommand {
  Settings settings;
  std::vector<CheckedFile> files;  // at least one
  std::optional<PolicyId> policy;  // of documents
  bool fix = false;
  std::optional<std::filesystem::path> corrected;  // of one document; absent: beside each
  bool force = false;
  bool sarif = false;
  std::vector<std::string> declassify{};  // of each source of one document
};

// Forms of a label: what `label convert` reads and writes.
enum class LabelForm { any_file = 0, xml_4774, json_5636, json_4774, lacv, text, ism, ism_xml };
[[nodiscard]] const std::vector<std::pair<std::string_view, LabelForm>>& label_forms();  // "4774", …

// `label check --spif`: under a policy in a file.
struct LabelJudgeCommand {
  Settings settings;
  std::string what;  // a marking, or the name of a file that exists
  std::filesystem::path spif;
  std::optional<std::filesystem::path> clearance;
  std::string language;
};

struct LabelConvertCommand {
  Settings settings;
  std::string what;
  LabelForm from = LabelForm::any_file;
  LabelForm to = LabelForm::xml_4774;
  std::optional<std::filesystem::path> spif;
  std::optional<std::filesystem::path> to_spif;
  std::string language;
  std::string policy;             // of the world; instead of the SPIF
  std::string program_authority;  // whose the special access programs of a text are
  bool lossy = false;             // what the form cannot carry is left out and said, instead of refused
};

struct WorldCheckCommand {
  Settings settings;
  bool strict = false;
};

struct WorldShowCommand {
  Settings settings;
  std::vector<std::string> names;
  bool timeline = false;
  std::string search;
};

struct WorldClaimsCommand {
  Settings settings;
  std::optional<std::string> source;
  std::optional<world::Outcome> outcome;
  bool all = false;
};

struct WorldFormatCommand {
  Settings settings;
  std::vector<std::filesystem::path> places;  // never empty
  bool check = false;
};

struct WorldNewCommand {
  Settings settings;
  format::SkeletonRequest request;           // its template_text is still to be found
  std::optional<std::filesystem::path> out;  // absent: standard output; of a world, its folder
  bool force = false;
};

struct WorldImportCommand {
  Settings settings;
  std::filesystem::path table;
  std::filesystem::path out;
  bool force = false;
};

struct WorldSchemaCommand {};

// Where a picture, or what takes its place, goes.
struct PictureFile {
  std::optional<std::filesystem::path> output{};  // absent: standard output
  bool force = false;
};

// `diff`: every decision that two dates or worlds answer differently.
struct DiffCommand {
  Settings settings;
  std::string from;
  std::string to;
  std::string action;
  analysis::Narrowing narrowing;
  bool explain = false;
  service::AnswerForm form = service::AnswerForm::text;
  PictureFile picture{};
};

struct WorldReadinessCommand {
  Settings settings;
  PartyId party;
  std::string profile;
  std::optional<std::pair<Instant, Instant>> timeline;
  bool explain = false;
  service::AnswerForm form = service::AnswerForm::text;
  PictureFile picture;
};

struct WorldStageCommand {
  Settings settings;
  service::StageRequest request;
  PictureFile picture;
};

// `prove`: whether assertions hold of every request.
struct ProveCommand {
  Settings settings;
  std::filesystem::path file;
  bool explain = false;
};

// `world matrix`: who may have what of whom.
struct WorldMatrixCommand {
  Settings settings;
  service::MatrixRequest request;
  PictureFile picture;
};

// `reach`: where an owner's information can come to.
struct ReachCommand {
  Settings settings;
  service::ReachRequest request;
  PictureFile picture;
};

// `downgrade`: chains of rows along which protection falls.
struct DowngradeCommand {
  Settings settings;
  service::DowngradeRequest request;
  PictureFile picture;
};

// `calendar`: what lapses, renews or enters into force.
struct CalendarCommand {
  Settings settings;
  service::CalendarRequest request;
  PictureFile picture;
};

struct WorldCapabilitiesCommand {
  Settings settings;
  service::CapabilitiesRequest request;
  PictureFile picture;
};

// `world claims --format svg`.
struct WorldClaimsPictureCommand {
  Settings settings;
  service::ClaimsPictureRequest request;
  PictureFile picture;
};

struct ProgrammeCheckCommand {
  Settings settings;
  service::ProgrammeRequest request;
  PictureFile picture;
};

using Command =
    std::variant<DecideCommand, ReleaseCommand, WhoCommand, WhatCommand, LabelParseCommand, LabelRenderCommand, LabelCheckCommand,
                 LabelCheckFilesCommand, LabelJudgeCommand, LabelConvertCommand, WorldCheckCommand, WorldShowCommand,
                 WorldClaimsCommand, WorldFormatCommand, WorldNewCommand, WorldImportCommand, WorldSchemaCommand,
                 WorldReadinessCommand, WorldStageCommand, DiffCommand, ProveCommand, WorldMatrixCommand, ReachCommand,
                 DowngradeCommand, CalendarCommand,
                 WorldCapabilitiesCommand, WorldClaimsPictureCommand, ProgrammeCheckCommand>;

[[nodiscard]] ExitCode run(const DecideCommand& command);
[[nodiscard]] ExitCode run(const ReleaseCommand& command);
[[nodiscard]] ExitCode run(const WhoCommand& command);
[[nodiscard]] ExitCode run(const WhatCommand& command);
[[nodiscard]] ExitCode run(const LabelParseCommand& command);
[[nodiscard]] ExitCode run(const LabelRenderCommand& command);
[[nodiscard]] ExitCode run(const LabelCheckCommand& command);
[[nodiscard]] ExitCode run(const LabelCheckFilesCommand& command);
[[nodiscard]] ExitCode run(const LabelJudgeCommand& command);
[[nodiscard]] ExitCode run(const LabelConvertCommand& command);
[[nodiscard]] ExitCode run(const WorldCheckCommand& command);
[[nodiscard]] ExitCode run(const WorldShowCommand& command);
[[nodiscard]] ExitCode run(const WorldClaimsCommand& command);
[[nodiscard]] ExitCode run(const WorldFormatCommand& command);
[[nodiscard]] ExitCode run(const WorldNewCommand& command);
[[nodiscard]] ExitCode run(const WorldImportCommand& command);
[[nodiscard]] ExitCode run(const WorldSchemaCommand& command);
[[nodiscard]] ExitCode run(const DiffCommand& command);
[[nodiscard]] ExitCode run(const ProveCommand& command);
[[nodiscard]] ExitCode run(const WorldMatrixCommand& command);
[[nodiscard]] ExitCode run(const ReachCommand& command);
[[nodiscard]] ExitCode run(const DowngradeCommand& command);
[[nodiscard]] ExitCode run(const CalendarCommand& command);
[[nodiscard]] ExitCode run(const WorldReadinessCommand& command);
[[nodiscard]] ExitCode run(const WorldStageCommand& command);
[[nodiscard]] ExitCode run(const WorldCapabilitiesCommand& command);
[[nodiscard]] ExitCode run(const WorldClaimsPictureCommand& command);
[[nodiscard]] ExitCode run(const ProgrammeCheckCommand& command);

// "entente: " and the message to standard error; the first line alone is enough.
ExitCode report(const Error& error);

}  // namespace entente::app
