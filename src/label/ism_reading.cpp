#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "label/as_marked.h"
#include "label/ism_marking.h"
#include "label/marking.h"
#include "label/marks.h"
#include "label/special_words.h"
#include "label/us_cui.h"

namespace entente::label {
namespace {

constexpr std::string_view kConcealed = "FGI";
constexpr std::string_view kRestricted = "R";  // exists abroad only
constexpr std::size_t kNationCodeSize = 3;

tl::unexpected<Error> malformed(std::string message) { return fail(Fault::malformed, std::move(message)); }

// Only then can no value bring a separator of markings with it.
Result<void> check_characters(IsmName name, const std::vector<std::string>& values) {
  const auto fits = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' ||
           c == '.';
  };
  for (const auto& value : values) {
    if (value.empty()) return malformed(fmt::format("`{}` is empty", name_of(name)));
    if (!std::all_of(value.begin(), value.end(), fits))
      return malformed(fmt::format("{} is not a name, in `{}`", quoted(value), name_of(name)));
  }
  return {};
}

// "SI-G-ABCD" as a mark writes it: the first dash stays, a second is a space.
Result<std::string> path_text(std::string_view path, IsmName name) {
  std::string text(path);
  const auto first = text.find('-');
  if (first == std::string::npos) return text;
  for (auto next = text.find('-', first + 1); next != std::string::npos; next = text.find('-', next + 1)) text[next] = ' ';
  if (text.find("  ") != std::string::npos || text.ends_with(' ') || text.ends_with('-'))
    return malformed(fmt::format("{} has an empty part, in `{}`", quoted(path), name_of(name)));
  return text;
}

// Builds the portion mark that attributes stand for. It need not be in order: it is only read.
class MarkText {
 public:
  MarkText(const IsmAttributes& attributes, const Policy& system, const PolicyBook& book)
      : attributes_(attributes), system_(system), book_(book) {}

  Result<std::string> write() {
    TRY_DO(check());
    TRY_DO(add_owners());
    TRY_DO(add_paths(IsmName::sci_controls, Segment::sci));
    TRY_DO(add_programs());
    TRY_DO(add_paths(IsmName::atomic_energy_markings, Segment::aea));
    TRY_DO(add_foreign_controls());
    TRY_DO(add_sources());
    TRY_DO(add_cui());
    TRY_DO(add_controls(IsmName::dissemination_controls, Segment::dissemination));
    TRY_DO(add_controls(IsmName::non_ic_markings, Segment::non_ic));
    std::string text = own_;
    for (const auto& segment : segments_) text += "//" + segment;
    return text;
  }

 private:
  [[nodiscard]] const std::vector<std::string>& of(IsmName name) const { return attributes_.of(name); }

  [[nodiscard]] Result<void> check() const {
    if (system_.grammar != Grammar::us_style)
      return fail(Fault::not_expressible, fmt::format("the markings of {} have no ISM attributes", quoted(system_.id.str())));
    for (const auto name : {IsmName::classification, IsmName::owner_producer}) {
      if (!attributes_.has(name) && !is_cui_only()) return malformed(fmt::format("`{}` is missing", name_of(name)));
    }
    for (const auto& [name, values] : attributes_.values) {
      const bool names = form_of(name) == IsmForm::tokens || form_of(name) == IsmForm::token || form_of(name) == IsmForm::flag;
      if (names) TRY_DO(check_characters(name, values));
    }
    TRY_DO(check_list(IsmName::releasable_to, "REL EYES"));
    return check_list(IsmName::display_only_to, "DISPLAYONLY");
  }

  // A list goes with its control, and the control with its list.
  [[nodiscard]] Result<void> check_list(IsmName list, std::string_view controls) const {
    for (const auto control : split(controls, " ")) {
      if (!attributes_.has(IsmName::dissemination_controls, control)) continue;
      if (attributes_.has(list)) return {};
      return malformed(fmt::format("`{}` names nobody; state `{}`", control, name_of(list)));
    }
    if (!attributes_.has(list)) return {};
    return malformed(fmt::format("`{}` stands without {} in `disseminationControls`", name_of(list),
                                 quoted(controls.substr(0, controls.find(' ')))));
  }

  //= ISM-ID-00495: a document that complies with USA-CUI-ONLY has neither level nor owner.
  [[nodiscard]] bool is_cui_only() const {
    return attributes_.has(IsmName::complies_with, "USA-CUI-ONLY") && has_cui() && !attributes_.has(IsmName::classification) &&
           !attributes_.has(IsmName::owner_producer);
  }

  [[nodiscard]] bool has_cui() const { return attributes_.has(IsmName::cui_basic) || attributes_.has(IsmName::cui_specified); }

  [[nodiscard]] bool is_owner(std::string_view code) const { return attributes_.has(IsmName::owner_producer, code); }

  // The text of the level in marks of this system.
  [[nodiscard]] Result<std::string> level_text() const {
    const auto text = attributes_.one(IsmName::classification);
    const bool known =
        std::any_of(system_.levels.begin(), system_.levels.end(), [&](const Level& level) { return level.portion == text; });
    if (known || (text == kRestricted && !is_owner(system_.party.str()))) return std::string(text);
    return fail(Fault::unknown_level, fmt::format("{} is not a value of `classification`", quoted(text)));
  }

  Result<void> add_owners() {
    if (is_cui_only()) return {};  // its own mark stands in place of a level
    TRY(const auto level, level_text());
    const auto& owners = of(IsmName::owner_producer);
    const bool joint = attributes_.one(IsmName::joint) == "true" || attributes_.one(IsmName::joint) == "1";
    if (joint) {
      segments_.push_back(fmt::format("JOINT {} {}", level, join(owners, " ")));
    } else if (owners.size() == 1 && owners.front() == system_.party.str()) {
      own_ = level;
    } else if (is_owner(system_.party.str())) {
      return malformed(
          fmt::format("{} is one of several owners; that is a marking only with `joint` = `true`", quoted(system_.party.str())));
    } else if (owners.size() == 1 && owners.front().size() != kNationCodeSize) {
      TRY(const auto mark, mark_of_organisation(owners.front(), level));
      segments_.push_back(mark);
    } else {
      segments_.push_back(fmt::format("{} {}", join(owners, " "), level));
    }
    return {};
  }

  // "NATO:KFOR" is an activity of NATO, whose word stands inside its levels: "NATO KFOR SECRET".
  [[nodiscard]] Result<std::string> mark_of_organisation(std::string_view owner, const std::string& level_text) const {
    const auto colon = owner.find(':');
    const PartyId party{std::string(owner.substr(0, colon))};
    const auto* policy = book_.policy_of(party);
    if (policy == nullptr) return fail(Fault::not_expressible, fmt::format("no marks of {} are known", quoted(owner)));
    const auto* level = policy->level_abroad(level_text);
    if (level == nullptr)
      return fail(Fault::unknown_level, fmt::format("{} is not a level of {}", quoted(level_text), quoted(party.str())));
    if (colon == std::string_view::npos) return text_of(*level, MarkForm::portion);
    const auto* word = activity_named(*policy, owner.substr(colon + 1));
    if (word == nullptr)
      return fail(Fault::not_expressible,
                  fmt::format("{} is not an activity that the policy of {} names, so it has no marks; add it there as a token",
                              quoted(owner.substr(colon + 1)), quoted(party.str())));
    for (const auto form : {MarkForm::portion, MarkForm::banner}) {  // of most there is no portion mark without a break
      const auto& text = text_of(*level, form);
      for (const auto& head : word->inside) {
        if (!text.starts_with(head)) continue;
        const auto rest = text.substr(head.size());
        return head + (rest.starts_with(' ') ? " " : "") + text_of(*word, form) + rest;
      }
    }
    return fail(Fault::unknown_level, fmt::format("no mark says {} with {}", quoted(owner), quoted(level->name.str())));
  }

  [[nodiscard]] const Token* token_of(std::string_view value, Segment segment) const {
    const auto found = std::find_if(system_.tokens.begin(), system_.tokens.end(), [&](const Token& token) {
      return token.segment == segment && token.meaning != Meaning::joint && token.meaning != Meaning::foreign_information &&
             ism_of(token) == value;
    });
    return found == system_.tokens.end() ? nullptr : &*found;
  }

  // "ATOMAL" of NATO.
  [[nodiscard]] static const Token* control_of(std::string_view value, const Policy& policy) {
    const auto found = std::find_if(policy.tokens.begin(), policy.tokens.end(), [&](const Token& token) {
      return token.meaning == Meaning::restrictive && ism_of(token) == value;
    });
    return policy.grammar != Grammar::plain || found == policy.tokens.end() ? nullptr : &*found;
  }

  // "ACCM" of "ACCM-NICKNAME".
  [[nodiscard]] const Token* indicator_of(std::string_view value, Segment segment) const {
    const auto dash = value.find('-');
    const auto* token = dash == std::string_view::npos ? nullptr : token_of(value.substr(0, dash), segment);
    return token != nullptr && token->compartments ? token : nullptr;
  }

  [[nodiscard]] tl::unexpected<Error> unknown(std::string_view value, IsmName name) const {
    return fail(Fault::unknown_token, fmt::format("{} is not a value of `{}`", quoted(value), name_of(name)));
  }

  void add_segment(const std::vector<std::string>& items) {
    if (!items.empty()) segments_.push_back(join(items, "/"));
  }

  //= ISM CVEnumISMSCIControls, CVEnumISMAtomicEnergyMarkings: a value names a whole path, "SI-G-ABCD".
  Result<void> add_paths(IsmName name, Segment segment) {
    std::vector<std::string> items;
    for (const auto& value : of(name)) {
      TRY(auto text, path_text(value, name));
      const auto at = longest_token_at(system_, text);
      if (at.token == nullptr || at.token->segment != segment) return unknown(value, name);
      items.push_back(std::move(text));
    }
    add_segment(items);
    return {};
  }

  //= ISM-ID-00529: SAR-AUTHORITY:LEVEL:PROGRAM or SAR-AUTHORITY:PROGRAM; the mark has the program only.
  Result<void> add_programs() {
    std::vector<std::string> items;
    for (const auto& value : of(IsmName::sar_identifier)) {
      const auto colon = value.rfind(':');
      if (!value.starts_with("SAR-") || colon == std::string::npos)
        return malformed(fmt::format("{} in `SARIdentifier` is not of the form `SAR-AUTHORITY:PROGRAM`", quoted(value)));
      TRY(auto text, path_text(value.substr(colon + 1), IsmName::sar_identifier));
      std::replace(text.begin(), text.end(), '_', ' ');
      items.push_back("SAR-" + text);
    }
    add_segment(items);
    return {};
  }

  //= ISM CVEnumISMNonUSControls: PARTY-TOKEN, "NATO-ATOMAL".
  Result<void> add_foreign_controls() {
    std::vector<std::string> items;
    for (const auto& value : of(IsmName::non_us_controls)) {
      const auto dash = value.find('-');
      const auto* policy = dash == std::string::npos ? nullptr : book_.policy_of(PartyId(value.substr(0, dash)));
      const auto* token = policy == nullptr ? nullptr : control_of(value.substr(dash + 1), *policy);
      if (token == nullptr) return unknown(value, IsmName::non_us_controls);
      items.push_back(text_of(*token, MarkForm::portion));
    }
    add_segment(items);
    return {};
  }

  //= US manual (2016) H.7: concealed sources hide all. What the owner itself gives is no source beside it.
  Result<void> add_sources() {
    const bool concealed = attributes_.has(IsmName::fgi_source_protected);
    for (const auto name : {IsmName::fgi_source_open, IsmName::fgi_source_protected}) {
      for (const auto& code : of(name)) {
        const bool known = name == IsmName::fgi_source_protected && code == kConcealed;
        if (!known && !book_.knows(PartyId(code)))
          return fail(Fault::unknown_party, fmt::format("{} in `{}` is not a known party", quoted(code), name_of(name)));
      }
    }
    std::vector<std::string> codes;
    for (const auto& code : of(IsmName::fgi_source_open)) {
      if (!is_owner(code) || is_owner(system_.party.str())) codes.push_back(code);
    }
    if (concealed && !(is_owner(kConcealed) && codes.empty())) {
      segments_.emplace_back(kConcealed);
    } else if (!codes.empty()) {
      segments_.push_back(fmt::format("{} {}", kConcealed, join(codes, " ")));
    }
    return {};
  }

  //= ISM CVEnumISMCUIBasic, CVEnumISMCUISpecified: specified categories are written with `SP-`.
  Result<void> add_cui() {
    const auto* cui = cui_token(system_);
    std::vector<std::string> items;
    for (const auto& [name, before] :
         {std::pair{IsmName::cui_specified, kSpecified}, std::pair{IsmName::cui_basic, std::string_view()}}) {
      for (const auto& value : of(name)) {
        auto item = fmt::format("{}{}", before, value);
        const bool specified = value.starts_with(kSpecified);
        if (cui == nullptr || specified || !is_below(*cui, item)) return unknown(value, name);
        items.push_back(std::move(item));
      }
    }
    if (items.empty()) return {};
    (is_cui_only() ? own_ : segments_.emplace_back()) = text_of(*cui, MarkForm::portion);
    add_segment(items);
    return {};
  }

  Result<void> add_controls(IsmName name, Segment segment) {
    std::vector<std::string> items;
    for (const auto& value : of(name)) {
      if (const auto* indicator = indicator_of(value, segment)) {
        auto text = fmt::format("{}{}", text_of(*indicator, MarkForm::portion), value.substr(ism_of(*indicator).size()));
        std::replace(text.begin(), text.end(), '_', ' ');
        items.push_back(std::move(text));
        continue;
      }
      const auto* token = token_of(value, segment);
      if (token == nullptr) return unknown(value, name);
      auto text = text_of(*token, MarkForm::banner);
      if (token->meaning == Meaning::release_to) text += " " + join(of(IsmName::releasable_to), ", ");
      if (token->meaning == Meaning::display_only) text += " " + join(of(IsmName::display_only_to), ", ");
      if (token->meaning == Meaning::eyes_only) text = join(of(IsmName::releasable_to), "/") + " " + text;
      items.push_back(std::move(text));
    }
    add_segment(items);
    return {};
  }

  const IsmAttributes& attributes_;
  const Policy& system_;
  const PolicyBook& book_;
  std::string own_;                    // the level before the first `//`; empty for what others own
  std::vector<std::string> segments_;  // behind it
};

Result<std::optional<Instant>> date_of(const IsmAttributes& attributes, IsmName name) {
  if (!attributes.has(name)) return std::optional<Instant>();
  const auto text = attributes.one(name);
  const auto date = parse_instant(text);
  if (!date) return malformed(fmt::format("{} in `{}` is not a date", quoted(text), name_of(name)));
  return std::optional(*date);
}

//= ISM CVEnumISMHighWaterNATO: the level of what NATO gave, which the mark of the whole does not show.
Result<void> add_level_of_source(const IsmAttributes& attributes, const PolicyBook& book, Label& label) {
  if (!attributes.has(IsmName::high_water_nato)) return {};
  const auto value = attributes.one(IsmName::high_water_nato);
  const auto dash = std::min(value.find('-'), value.size());
  const PartyId party{std::string(value.substr(0, dash))};
  const auto* policy = book.policy_of(party);
  const auto* level = policy == nullptr || dash == value.size() ? nullptr : policy->level_abroad(value.substr(dash + 1));
  if (level == nullptr) return fail(Fault::unknown_level, fmt::format("{} is not a value of `highWaterNATO`", quoted(value)));
  for (auto& source : label.sources) {
    if (source.party == party) source.level = level->name;
  }
  return {};
}

}  // namespace

const std::string& ism_of(const Token& token) { return token.ism.empty() ? text_of(token, MarkForm::portion) : token.ism; }

Result<Label> label_of_ism(const IsmAttributes& attributes, const Policy& system, const PolicyBook& book) {
  TRY(const auto text, MarkText(attributes, system, book).write());
  TRY(auto label, parse_marking(text, system, book));
  TRY_DO(add_level_of_source(attributes, book, label));
  TRY(label.created, date_of(attributes, IsmName::create_date));
  TRY(label.declassify_on, date_of(attributes, IsmName::declass_date));
  return label;
}

std::vector<IsmName> beyond_the_mark(const IsmAttributes& attributes) {
  std::vector<IsmName> out;
  for (const auto& [name, values] : attributes.values) {
    const bool named = name == IsmName::fgi_source_protected && values != std::vector<std::string>{std::string(kConcealed)};
    const bool hidden = name == IsmName::fgi_source_open && attributes.has(IsmName::fgi_source_protected);
    if (name == IsmName::cui_basic || name == IsmName::cui_specified) continue;
    if (name > IsmName::non_us_controls || name == IsmName::sar_identifier || named || hidden) out.push_back(name);
  }
  return out;
}

Result<IsmMarks> marks_of_ism(const IsmAttributes& attributes, const Policy& system, const PolicyBook& book) {
  const auto& list = attributes.of(IsmName::releasable_to);
  if (!list.empty() && std::find(list.begin(), list.end(), system.party.str()) == list.end())
    return malformed(
        fmt::format("`releasableTo` does not name {}, which every such list begins with", quoted(system.party.str())));
  TRY(const auto label, label_of_ism(attributes, system, book));
  IsmMarks marks;
  TRY(marks.banner, render_marking(label, system, book, MarkForm::banner));
  TRY(const auto portion, render_marking(label, system, book, MarkForm::portion));
  marks.portion = portion.substr(1, portion.size() - 2);
  return marks;
}

}  // namespace entente::label
