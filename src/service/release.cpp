#include "service/release.h"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/files.h"
#include "crypto/hash.h"
#include "document/whole.h"
#include "format/markdown.h"
#include "label/marking.h"
#include "service/release_decisions.h"
#include "base/nearest.h"

namespace entente::service {
namespace {

namespace fs = std::filesystem;
using document::Document;
using format::ReleaseReport;
using label::Label;

constexpr std::size_t kNamedInFile = 12;      // recipients in a file name; the rest is counted

const world::Party* find_party(const world::World& world, const PartyId& id) {
  const auto found =
      std::find_if(world.parties.begin(), world.parties.end(), [&](const world::Party& party) { return party.id == id; });
  return found == world.parties.end() ? nullptr : &*found;
}

Result<void> check_party(const world::World& world, const PartyId& id, std::string_view option) {
  if (find_party(world, id) != nullptr) return {};
  std::vector<std::string_view> known;
  for (const auto& party : world.parties) known.push_back(party.id.value);
  for (const auto& party : world.parties) {
    if (party.name == id.value)
      return fail(Fault::unknown_name, fmt::format("{}: {} is not a party of this world (did you mean `{}`?)", option,
                                                   quoted(id.value), party.id.value));
  }
  return fail(Fault::unknown_name, fmt::format("{}: {} is not a party of this world{}", option, quoted(id.value),
                                               did_you_mean(id.value, known)));
}

// Each recipient once, in the order given; all of them known.
Result<std::vector<PartyId>> recipients_of(const world::World& world, const ReleaseOptions& options) {
  std::vector<PartyId> to;
  for (const auto& party : options.to) {
    TRY_DO(check_party(world, party, "--to"));
    if (std::find(to.begin(), to.end(), party) == to.end()) to.push_back(party);
  }
  if (to.empty()) return fail(Fault::bad_request, "--to: no recipient is named");
  if (to.size() > limits::kRecipients) {
    return fail(Fault::bad_request, fmt::format("--to: {} recipients; the limit is {}", to.size(), limits::kRecipients));
  }
  return to;
}

struct Paths {
  fs::path copy;
  fs::path report;
  fs::path report_json;
};

Result<Paths> paths_of(const ReleaseOptions& options, const std::vector<PartyId>& to) {
  std::vector<std::string> names;
  for (const auto& party : to) {
    if (names.size() < kNamedInFile) names.push_back(party.value);
  }
  if (to.size() > names.size()) names.push_back(fmt::format("and-{}-more", to.size() - names.size()));
  const auto all = join(names, "-");
  if (all.find('/') != std::string::npos)
    return fail(Fault::bad_request, fmt::format("--to: {} cannot be part of a file name", quoted(all)));
  const auto stem = options.file.stem().string() + "." + all;
  Paths paths;
  paths.copy = options.out / "releasable" / (stem + options.file.extension().string());
  paths.report = options.out / "internal" / (stem + ".report.md");
  paths.report_json = options.out / "internal" / (stem + ".report.json");
  return paths;
}

// Folders made for the output; those are taken away again unless kept.
class OutputFolders {
 public:
  OutputFolders() = default;
  OutputFolders(const OutputFolders&) = delete;
  OutputFolders& operator=(const OutputFolders&) = delete;
  ~OutputFolders() {
    std::error_code ignored;
    for (auto made = made_.rbegin(); made != made_.rend(); ++made) fs::remove(*made, ignored);  // only if empty
  }

  Result<void> make(const fs::path& folder) {
    std::error_code error;
    if (folder.empty() || fs::is_directory(folder, error)) return {};
    TRY_DO(make(folder.parent_path()));
    TRY(const bool is_new, codec::make_folder(folder));
    if (is_new) made_.push_back(folder);
    return {};
  }

  void keep() { made_.clear(); }

 private:
  std::vector<fs::path> made_;
};

class Release {
 public:
  Release(Desk& desk, const ReleaseOptions& options) : desk_(desk), options_(options), book_(desk.world().policies) {}

  Result<ReleaseReport> run() {
    TRY_DO(check_options());
    say("reading the document");
    TRY_DO(read());
    TRY_DO(decide());
    say("marking the copy");
    TRY_DO(mark_copy());
    finish_report();
    say("writing");
    TRY_DO(write());
    return std::move(report_);
  }

 private:
  void say(std::string_view what) const {
    if (options_.progress) options_.progress(what, 0, 0);
  }

  Result<void> check_options() {
    const auto& world = desk_.world();
    TRY(question_.to, recipients_of(world, options_));
    if (options_.holder) {
      TRY_DO(check_party(world, *options_.holder, "--holder"));
      if (std::find(question_.to.begin(), question_.to.end(), *options_.holder) != question_.to.end()) {
        return fail(Fault::bad_request, fmt::format("--holder: {} is a recipient too; what it holds already needs no release",
                                                    quoted(options_.holder->value)));
      }
      for (const auto& set : question_.to) {
        if (!desk_.is_asked_as_of(set, *options_.holder, options_.as_of, std::nullopt)) continue;
        return fail(Fault::bad_request, fmt::format("--holder: {} is a member of {}, and what it holds already needs no release; name the other members",
                                                    quoted(options_.holder->value), set.value));
      }
    }
    if (options_.policy) {
      const auto policy = desk_.policy(*options_.policy);
      if (!policy) return tl::unexpected(policy.error());
    }
    TRY(paths_, paths_of(options_, question_.to));
    question_.object = options_.file.filename().string();
    question_.holder = options_.holder;
    TRY_DO(desk_.vocabulary().check_purpose(options_.purpose));
    question_.purpose = options_.purpose;
    question_.as_of = options_.as_of;
    return {};
  }

  Result<void> read() {
    TRY(text_, codec::read_file(options_.file, limits::kDocumentBytes));
    question_.digest = crypto::to_string(crypto::sha256(text_));
    auto segments = format::read_markdown(text_);
    if (!segments) return fail_in_file(segments.error());
    segments_ = std::move(*segments);
    auto document = document::split(text_, segments_, options_.policy, book_);
    if (!document) return fail_in_file(document.error());
    document_ = std::move(*document);
    if (document_.portions.empty()) return fail_in_file({Code(Fault::bad_request), "the document holds no text to release"});
    TRY_DO(check_received());
    say("weighing its marks");
    whole_ = document::weigh(document_, book_, desk_.expand_at(options_.as_of));
    return {};
  }

  // A copy that some party received says so, at its top or further down, and then the owner is not the holder. Only what the party of
  // the document's marks received itself may stand in it, other than as its banner: then that one is the holder anyway.
  Result<void> check_received() const {
    if (options_.holder) return {};
    const auto* own = document_.systems.size() == 1 ? document_.systems.front() : nullptr;
    for (const auto line : split(std::string_view(text_), "\n")) {
      const auto first = line.find_first_not_of(" \t>|-+");
      const auto bare = first == std::string_view::npos ? std::string_view() : line.substr(first);
      TRY_DO(not_received(label::without_emphasis(trimmed(bare)), bare.starts_with('(') ? own : nullptr));  // no banner stands in parentheses
      TRY_DO(not_received(label::behind_banner_label(bare), nullptr));
    }
    TRY_DO(none_received_in(text_, own));
    const auto meant = skeleton(text_);  // of what only looks like one
    return meant == text_ ? Result<void>() : none_received_in(meant, own);
  }

  [[nodiscard]] Result<void> none_received_in(std::string_view text, const label::Policy* own) const {
    for (auto open = text.find('['); open != std::string_view::npos; open = text.find('[', open + 1)) {
      const auto close = text.find_first_of("[]\r\n", open + 1);
      if (close == std::string_view::npos || text[close] != ']') continue;
      const auto inside = text.substr(open + 1, text.find_last_not_of("\\", close - 1) - open);
      const auto colon = inside.find(':');
      if (colon == std::string_view::npos || !book_.knows(PartyId(std::string(trimmed(inside.substr(0, colon)))))) continue;
      const auto end = text.substr(0, open).find_last_not_of(" \t\r\n*_`\\");
      if (end != std::string_view::npos) TRY_DO(not_behind_level(text.substr(0, end + 1), "[" + std::string(inside) + "]", own));
    }
    return {};
  }

  // What ends with a level's mark before such brackets, in whatever else it stands; the longest mark is the one that is meant.
  [[nodiscard]] Result<void> not_behind_level(std::string_view before, const std::string& inside, const label::Policy* own) const {
    const auto ends_with = [&](const std::string& mark) {
      if (mark.empty() || !before.ends_with(mark)) return false;
      const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
      return before.size() == mark.size() || !letter(mark.front()) || !letter(before[before.size() - mark.size() - 1]);
    };
    std::string longest;
    const auto look = [&](const std::string& mark) {
      if (mark.size() > longest.size() && ends_with(mark)) longest = mark;
    };
    for (const auto& [id, policy] : book_.policies()) {
      for (const auto& level : policy.levels) {
        for (const auto& mark : level.marks) look(mark);
        look(level.portion);
      }
    }
    if (longest.empty()) return {};
    return not_received(longest + " " + inside, own);
  }

  // What the party of the document's marks received itself is held by who is asked about anyway; from itself nobody receives.
  [[nodiscard]] Result<void> not_received(std::string_view mark, const label::Policy* own) const {
    if (!label::is_received(mark)) return {};
    const auto by_own = own == nullptr ? std::nullopt : std::optional(label::parse_marking(mark, *own, book_));
    const auto is_own = [&](const label::Origin& each) { return each.party == own->party; };
    if (by_own && *by_own && std::none_of((*by_own)->owners.begin(), (*by_own)->owners.end(), is_own)) return {};
    for (const auto& [id, policy] : book_.policies()) {
      const auto label = label::parse_marking(mark, policy, book_);
      const auto owns = [&](const label::Origin& each) { return each.party == policy.party; };
      if (!label || std::any_of(label->owners.begin(), label->owners.end(), owns)) continue;
      return fail_in_file(
          {Code(Fault::bad_request), fmt::format("this is a copy that {} received ({}); state who holds it with --holder {}",
                                                 policy.party.value, quoted(mark), policy.party.value)});
    }
    return {};
  }

  [[nodiscard]] tl::unexpected<Error> fail_in_file(const Error& error) const {
    return tl::unexpected<Error>(Error{error.code, quoted(options_.file.string()) + ": " + error.message});
  }

  Result<void> decide() {
    TRY(answers_, decide_portions(desk_, question_, document_, whole_, options_.progress));
    withhold_what_has_no_rank();
    return {};
  }

  // A copy needs a banner, so what no banner of this system can rank stays here.
  void withhold_what_has_no_rank() {
    for (std::size_t i = 0; i < answers_.answers.size(); ++i) {
      auto& answer = answers_.answers[i];
      if (!answer.released) continue;
      const auto banner = label::roll_up(answers_.labels[i], system(), book_, desk_.expand_at(options_.as_of));
      if (banner) continue;
      decision::Reason reason;
      reason.outcome = decision::Outcome::unknown;
      reason.text = "no banner can be given to a copy that holds it: " + banner.error().message;
      answer.reasons.insert(answer.reasons.begin(), std::move(reason));
      answer.released = false;
      answer.obligations.clear();
      answer.blocked_by = question_.to;
    }
  }

  [[nodiscard]] const label::Policy& system() const { return *document_.systems[answers_.marking_system]; }

  Result<void> mark_copy() {
    std::vector<Label> released;
    for (std::size_t i = 0; i < answers_.answers.size(); ++i) {
      if (!answers_.answers[i].released) continue;
      released.insert(released.end(), answers_.labels[i].begin(), answers_.labels[i].end());
    }
    if (released.empty()) return {};
    const auto banner = label::roll_up(released, system(), book_, desk_.expand_at(options_.as_of));
    if (!banner)
      return fail_in_file({banner.error().code, "the released portions have no banner together: " + banner.error().message});
    auto text = label::render_banner(*banner, system(), book_);
    if (!text) return fail_in_file({text.error().code, "the banner of the copy cannot be written: " + text.error().message});
    report_.released_banner = std::move(*text);
    mark_for_recipients(*banner);
    name_originators(released);
    return {};
  }

  // What each recipient writes on the copy as a whole: decided for the new banner; where that is denied (the whole may be
  // marked more strictly than its parts), the most protective of what its portions are to be marked.
  void mark_for_recipients(const Label& banner) {
    auto whole = decide_label(desk_, question_, banner, system().party).obligations;
    for (const auto& answer : answers_.answers) whole.insert(whole.end(), answer.obligations.begin(), answer.obligations.end());
    for (const auto& recipient : question_.to) add_recipient(recipient);
    for (const auto& duty : whole) {
      const auto party = duty.properties.find("recipient");
      if (duty.id == "mark-as" && party != duty.properties.end()) add_recipient(PartyId(party->second));
    }
    for (auto& mark : report_.recipient_marks) mark.text = mark_of(mark.recipient, whole, banner);
    std::erase_if(report_.recipient_marks, [this](const format::RecipientMark& mark) {
      const auto* party = find_party(desk_.world(), mark.recipient);  // a group has no marks of its own
      return mark.text.empty() && party != nullptr && party->kind != world::PartyKind::nation;
    });
  }

  void add_recipient(const PartyId& party) {
    const auto& marks = report_.recipient_marks;
    const bool known =
        std::any_of(marks.begin(), marks.end(), [&](const format::RecipientMark& mark) { return mark.recipient == party; });
    if (!known) report_.recipient_marks.push_back({party, ""});
  }

  [[nodiscard]] std::string mark_of(const PartyId& recipient, const std::vector<decision::Obligation>& duties,
                                    const Label& banner) const {
    const auto* policy = book_.policy_of(recipient);
    const label::Level* highest = nullptr;
    std::string as_member;
    for (const auto& duty : duties) {
      const auto party = duty.properties.find("recipient");
      if (duty.id != "mark-as" || party == duty.properties.end() || party->second != recipient.value) continue;
      const auto level = duty.properties.find("level");
      const auto text = duty.properties.find("text");
      if (level == duty.properties.end() && as_member.empty() && text != duty.properties.end()) as_member = text->second;
      const auto* mapped =
          level == duty.properties.end() || policy == nullptr ? nullptr : policy->level(LevelName(level->second));
      if (mapped != nullptr &&
          (highest == nullptr || (label::ranks_beside(*mapped, *highest) && mapped->hierarchy > highest->hierarchy)))
        highest = mapped;
    }
    if (highest == nullptr) return as_member;
    const auto text = label::mark_as(highest->name, *policy, banner, book_);
    return text ? *text : highest->name.value;
  }

  void name_originators(const std::vector<Label>& released) {
    if (document_.systems.size() > 1) {
      std::vector<std::string> possible;
      for (const auto* each : document_.systems) possible.push_back(named(each->party));
      originators_ = "Originator: " + join(possible, " or ") + "; the marks do not tell which";
      return;
    }
    std::vector<PartyId> owners{system().party};
    for (const auto& label : released) {
      for (const auto& owner : label.owners) {
        if (owner.party && std::find(owners.begin(), owners.end(), *owner.party) == owners.end()) owners.push_back(*owner.party);
      }
    }
    std::vector<std::string> names;
    for (const auto& owner : owners) names.push_back(named(owner));
    originators_ = "Originator: " + join(names, ", ");
  }

  [[nodiscard]] std::string named(const PartyId& id) const {
    const auto* party = find_party(desk_.world(), id);
    return party == nullptr || party->name.empty() ? id.value : fmt::format("{} ({})", party->name, id.value);
  }

  void finish_report() {
    report_.document = question_.object;
    for (const auto& party : question_.to) {
      const auto* known = find_party(desk_.world(), party);
      report_.to.push_back({party, known == nullptr ? "" : known->name});
    }
    report_.as_of = options_.as_of;
    if (document_.banner_recognised) report_.original_banner = document_.marks[document_.banners.front().mark].text;
    std::vector<std::string> systems;
    for (const auto* system : document_.systems) systems.push_back(system->id.value);
    report_.system = join(systems, ", ");
    report_.revision = desk_.revision();
    report_.warnings = document_.warnings;
    report_.warnings.insert(report_.warnings.end(), whole_.warnings.begin(), whole_.warnings.end());
    report_.warnings.insert(report_.warnings.end(), answers_.warnings.begin(), answers_.warnings.end());
    report_.hidden = options_.withheld == document::Withheld::hide;
    report_.evidence = world::Evidence::verified;
    for (const auto& answer : answers_.answers) {
      if (!answer.released) continue;
      report_.evidence = std::min(report_.evidence, answer.evidence);
      report_.valid_until = std::min(report_.valid_until, answer.valid_until);
    }
    report_portions();
    if (report_.decision()) report_.copy_path = paths_.copy.string();
    report_.report_path = paths_.report.string();
  }

  void report_portions() {
    for (std::size_t i = 0; i < document_.portions.size(); ++i) {
      const auto& portion = document_.portions[i];
      const auto number = answers_.of_portion[i];
      report_.portions.push_back({.kind = portion.kind, .inherited = portion.inherited, .line = portion.line, .answer = number});
      ++(answers_.answers[number].released ? report_.released : report_.withheld);
    }
    report_.answers = std::move(answers_.answers);
  }

  // The reports appear first and an older copy goes before them, so that at no time a copy stands beside a report that is not its
  // own, not even after a crash. All is written and flushed before; what a killed program leaves of it lies in the internal
  // folder.
  Result<void> write() const {
    OutputFolders folders;
    codec::StagedFiles files;
    const auto internal = paths_.report.parent_path();
    const auto overwrite = options_.existing == Existing::replace ? codec::Overwrite::allow : codec::Overwrite::refuse;
    TRY_DO(check_old_copy());
    TRY_DO(folders.make(internal));
    TRY_DO(files.use_scratch(internal));
    TRY_DO(files.add(paths_.report, [this](const codec::Sink& sink) { format::release_to_markdown(report_, sink); }));
    TRY_DO(files.add(paths_.report_json, [this](const codec::Sink& sink) { format::release_to_json(report_, sink); }));
    if (report_.decision()) {
      TRY_DO(folders.make(paths_.copy.parent_path()));
      TRY_DO(check_folders_differ());
      TRY_DO(files.add(paths_.copy, copy()));
    }
    TRY_DO(files.check(overwrite));
    if (options_.existing == Existing::replace) TRY_DO(codec::remove_file(paths_.copy));
    TRY_DO(files.commit(overwrite));
    folders.keep();
    return {};
  }

  [[nodiscard]] Result<void> check_old_copy() const {
    std::error_code error;
    if (report_.decision() || options_.existing == Existing::replace || !fs::exists(fs::symlink_status(paths_.copy, error)))
      return {};
    return fail(Fault::refused,
                fmt::format("{}: a copy of an earlier release is there, and now nothing may be released; --force removes it",
                            quoted(paths_.copy.string())));
  }

  // A link may make them one, and then the internal report would lie among what is handed on.
  [[nodiscard]] Result<void> check_folders_differ() const {
    std::error_code error;
    if (!fs::equivalent(paths_.copy.parent_path(), paths_.report.parent_path(), error)) return {};
    return fail(Fault::refused,
                fmt::format("{} and {} are one folder; copies and internal reports must be kept apart",
                            quoted(paths_.copy.parent_path().string()), quoted(paths_.report.parent_path().string())));
  }

  [[nodiscard]] std::string copy() const {
    document::Redaction redaction{.released = {}, .withheld = options_.withheld, .heading = {report_.released_banner}};
    for (const auto& portion : report_.portions) redaction.released.push_back(report_.answer(portion).released);
    const bool several = report_.recipient_marks.size() > 1;
    for (const auto& mark : report_.recipient_marks) {
      if (!mark.text.empty()) redaction.heading.push_back(several ? mark.recipient.value + ": " + mark.text : mark.text);
    }
    redaction.heading.push_back(originators_);
    return document::redact(text_, segments_, document_, redaction);
  }

  Desk& desk_;
  const ReleaseOptions& options_;
  const label::PolicyBook& book_;
  ReleaseQuestion question_;
  Paths paths_;
  std::string text_;
  std::vector<document::Segment> segments_;
  Document document_;
  document::Whole whole_;
  ReleaseAnswers answers_;
  ReleaseReport report_;
  std::string originators_;
};

}  // namespace

Result<ReleaseReport> release(Desk& desk, const ReleaseOptions& options) { return Release(desk, options).run(); }

}  // namespace entente::service
