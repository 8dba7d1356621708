#include "label/ism_marking.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "label/as_marked.h"
#include "label/draft.h"
#include "label/marks.h"
#include "label/us_cui.h"
#include "label/written.h"

namespace entente::label {
namespace {

constexpr std::string_view kConcealed = "FGI";
constexpr std::array<std::string_view, 5> kLevels{"U", "R", "C", "S", "TS"};
constexpr std::size_t kDateBytes = 10;  // "2024-11-20" of an instant

tl::unexpected<Error> not_expressible(std::string message) { return fail(Fault::not_expressible, std::move(message)); }

std::vector<std::string> texts_of(const std::vector<PartyId>& parties) {
  std::vector<std::string> out;
  for (const auto& party : parties) out.push_back(party.str());
  return out;
}

// The value of `classification` for a level that another policy has.
std::optional<std::string> level_value(const Policy& policy, const Level& level) {
  for (const auto value : kLevels) {
    if (policy.level_abroad(value) == &level) return std::string(value);
  }
  return std::nullopt;
}

// True if `name` is only what a longer name comes with: "SAR-BP" beside "SAR-BP-J12".
bool is_part_of_another(const std::string& name, const std::vector<Category>& categories) {
  return std::any_of(categories.begin(), categories.end(), [&](const Category& other) {
    const auto& longer = other.name.str();
    return longer.size() > name.size() && longer.starts_with(name) && (longer[name.size()] == '-' || longer[name.size()] == ' ');
  });
}

class AttributesOf {
 public:
  AttributesOf(const Label& label, const Policy& system, const PolicyBook& book, const IsmWriting& writing, bool all = true)
      : label_(label), system_(system), book_(book), writing_(writing), all_(all) {}

  Result<IsmAttributes> write() {
    if (system_.grammar != Grammar::us_style)
      return not_expressible(fmt::format("the markings of {} have no ISM attributes", quoted(system_.id.str())));
    TRY_DO(add_owners());
    TRY_DO(add_categories());
    TRY_DO(add_sources());
    TRY_DO(add_cui());
    TRY_DO(add_controls());
    add_date(IsmName::create_date, label_.created);
    add_date(IsmName::declass_date, label_.declassify_on);
    return std::move(out_);
  }

 private:
  void add(IsmName name, std::string value) { out_.values[name].push_back(std::move(value)); }

  // What no attribute says: an error, unless only what can be said is asked for.
  [[nodiscard]] Result<void> leave_out(std::string why) const {
    return all_ ? Result<void>(not_expressible(std::move(why))) : Result<void>();
  }

  void add_date(IsmName name, const std::optional<Instant>& date) {
    if (date) add(name, to_string(*date).substr(0, kDateBytes));
  }

  Result<void> add_owners() {
    const auto* policy = label_.policy == system_.id ? &system_ : book_.find(label_.policy);
    const auto* level = policy == nullptr ? nullptr : policy->level(label_.level);
    if (level == nullptr)
      return not_expressible(
          fmt::format("{} of {} is not a known level", quoted(label_.level.str()), quoted(label_.policy.str())));
    auto value = policy == &system_ ? std::optional(level->portion) : level_value(*policy, *level);
    if (is_restricted_abroad(label_, system_, book_)) value = kRestrictedAbroadPortion;
    if (!value) TRY_DO(leave_out(fmt::format("no value of `classification` stands for {}", quoted(level->name.str()))));
    if (value) add(IsmName::classification, *value);
    std::vector<PartyId> owners;
    for (const auto& owner : label_.owners) {
      if (owner.party) owners.push_back(*owner.party);
    }
    if (owners.size() != label_.owners.size()) {
      add(IsmName::owner_producer, std::string(kConcealed));
      add(IsmName::fgi_source_protected, std::string(kConcealed));
      return {};
    }
    put_in_published_order(owners);
    activity_ = policy != &system_ && owners.size() == 1 ? activity_in(*policy, *level) : nullptr;
    for (const auto& owner : owners)
      add(IsmName::owner_producer, activity_ == nullptr ? owner.str() : owner.str() + ":" + as_special_word(*activity_));
    const bool ours = std::find(owners.begin(), owners.end(), system_.party) != owners.end();
    if (ours && owners.size() > 1) add(IsmName::joint, "true");
    return {};
  }

  // The one word of NATO that stands in its level: "KFOR" of "NATO KFOR SECRET".
  [[nodiscard]] const Token* activity_in(const Policy& policy, const Level& level) const {
    const auto* token = with_level(label_, policy, level, MarkForm::banner, ' ').token;
    return token != nullptr && !token->inside.empty() ? token : nullptr;
  }

  //= ISM CVEnumISMCUIBasic, CVEnumISMCUISpecified: categories; CUI without any has no value.
  Result<void> add_cui() {
    const auto* cui = cui_token(system_);
    if (cui == nullptr || !holds_category(label_, system_, *cui)) return {};
    const auto before = cui->name.str() + "-";
    for (const auto& category : label_.categories) {
      const auto& name = category.name.str();
      if (category.policy != system_.id || !name.starts_with(before)) continue;
      const bool specified = name.substr(before.size()).starts_with(kSpecified);
      add(specified ? IsmName::cui_specified : IsmName::cui_basic,
          name.substr(before.size() + (specified ? kSpecified.size() : 0)));
    }
    if (!out_.has(IsmName::cui_basic) && !out_.has(IsmName::cui_specified))
      return leave_out("no attribute says CUI without a category; name one, `CUI//CATEGORY`");
    return {};
  }

  //= ISM-ID-00388: a compartment comes with its control system, a sub-compartment with its compartment.
  Result<void> add_categories() {
    for (const auto& token : system_.tokens) {
      if (token.segment == Segment::sci || token.segment == Segment::aea) add_paths(token);
    }
    for (const auto& category : label_.categories) {
      if (category.policy != system_.id) TRY_DO(add_foreign_control(category));
      const auto* head = category.policy == system_.id ? program_indicator(category.name.str()) : nullptr;
      if (head == nullptr || is_part_of_another(category.name.str(), label_.categories)) continue;
      TRY_DO(add_program(category.name.str().substr(head->name.str().size() + 1)));
    }
    if (!all_) add_unpublished_systems();
    return {};
  }

  // In no vocabulary, and yet a control system beside the others.
  void add_unpublished_systems() {
    for (const auto& category : label_.categories) {
      auto name = category.name.str();
      if (category.policy != system_.id || token_above(system_, name) != nullptr) continue;
      std::replace(name.begin(), name.end(), ' ', '-');
      add(IsmName::sci_controls, std::move(name));
    }
  }

  // "RD-SIGMA 14" → "RD-SG-14"; "RD-SIGMA" itself, which only leads to its numbers, has no value.
  void add_paths(const Token& token) {
    const auto name = token.segment == Segment::sci ? IsmName::sci_controls : IsmName::atomic_energy_markings;
    for (const auto& category : label_.categories) {
      const auto& text = category.name.str();
      if (category.policy != system_.id || !text.starts_with(token.name.str())) continue;
      auto rest = text.substr(token.name.str().size());
      const bool own = rest.empty() || ((rest.front() == '-' || rest.front() == ' ') && token_above(system_, text) == &token);
      const bool leads_only = rest.empty() && ism_of(token) != token.name.str() && is_part_of_another(text, label_.categories);
      if (!own || leads_only) continue;
      std::replace(rest.begin(), rest.end(), ' ', '-');
      add(name, ism_of(token) + rest);
    }
  }

  [[nodiscard]] const Token* program_indicator(const std::string& text) const {
    const auto* above = token_above(system_, text);
    const auto* token = above == nullptr ? nullptr : &indicator_of(system_, *above);
    return token == nullptr || token->segment != Segment::sar || text.size() <= token->name.str().size() ? nullptr : token;
  }

  Result<void> add_program(std::string program) {
    if (writing_.program_authority.empty())
      return leave_out(fmt::format("whose program {} is, which `SARIdentifier` says, is not in a marking", quoted(program)));
    const auto dash = program.find('-');
    // A space is part of a program's name before its compartments, and separates sub-compartments behind.
    for (std::size_t i = 0; i < program.size(); ++i) {
      if (program[i] == ' ') program[i] = i < dash ? '_' : '-';
    }
    add(IsmName::sar_identifier, fmt::format("SAR-{}:{}", writing_.program_authority, program));
    return {};
  }

  Result<void> add_foreign_control(const Category& category) {
    const auto* policy = book_.find(category.policy);
    const auto* token = policy == nullptr ? nullptr : policy->token(category.name);
    if (token != nullptr && (token == activity_ || is_activity_of_source(*token))) return {};
    if (token == nullptr || policy->grammar != Grammar::plain || token->meaning != Meaning::restrictive)
      return leave_out(
          fmt::format("{} of {} has no value in `nonUSControls`", quoted(category.name.str()), quoted(category.policy.str())));
    add(IsmName::non_us_controls, fmt::format("{}-{}", policy->party.str(), ism_of(*token)));
    return {};
  }

  [[nodiscard]] bool is_activity_of_source(const Token& token) const {
    return std::any_of(label_.sources.begin(), label_.sources.end(), [&](const Origin& source) {
      const auto activities = activities_of(label_, source, book_);
      return std::find(activities.begin(), activities.end(), &token) != activities.end();
    });
  }

  // "NATO:ISAF" in place of "NATO".
  Result<void> add_sources() {
    std::vector<PartyId> open;
    for (const auto& source : label_.sources) {
      if (!source.party) {
        out_.values[IsmName::fgi_source_protected] = {std::string(kConcealed)};
        return {};
      }
      const auto activities = activities_of(label_, source, book_);
      if (activities.empty()) open.push_back(*source.party);
      for (const auto* activity : activities) open.emplace_back(source.party->str() + ":" + as_special_word(*activity));
      const auto* policy = source.policy && source.level ? book_.find(*source.policy) : nullptr;
      const auto* level = policy == nullptr ? nullptr : policy->level(*source.level);
      const auto value = level == nullptr ? std::nullopt : level_value(*policy, *level);
      if (value && source.party->str() == "NATO") out_.values[IsmName::high_water_nato] = {"NATO-" + *value};
    }
    put_in_published_order(open);
    if (!open.empty()) out_.values[IsmName::fgi_source_open] = texts_of(open);
    return {};
  }

  Result<void> add_list(const Token& token, IsmName name, const std::vector<PartyId>& list) {
    const auto values = texts_of(led_by(system_.party, list));
    if (out_.has(name) && out_.of(name) != values)
      return leave_out("a closed list and another list of recipients do not fit into one `releasableTo`");
    out_.values[name] = values;
    add(IsmName::dissemination_controls, ism_of(token));
    return {};
  }

  // "AUSTEO" is a closed list of another system, which no attribute of ours says.
  [[nodiscard]] bool is_our_list(const std::vector<PartyId>& list) const {
    return std::find(list.begin(), list.end(), system_.party) != list.end();
  }

  Result<void> add_controls() {
    for (const auto& token : system_.tokens) {
      if (token.segment != Segment::dissemination && token.segment != Segment::non_ic) continue;
      const bool first = is_first_of_meaning(system_, token);
      if (token.meaning == Meaning::release_to) {
        if (first && label_.releasable.kind == ReleaseKind::listed)
          TRY_DO(add_list(token, IsmName::releasable_to, label_.releasable.parties));
      } else if (token.meaning == Meaning::display_only) {
        if (first && !label_.display_only.empty()) TRY_DO(add_list(token, IsmName::display_only_to, label_.display_only));
      } else if (token.meaning == Meaning::eyes_only) {
        if (first && label_.controls.eyes_only && (all_ || is_our_list(*label_.controls.eyes_only)))
          TRY_DO(add_list(token, IsmName::releasable_to, *label_.controls.eyes_only));
      } else {
        add_control(token);
      }
    }
    return {};
  }

  //= ISM-ID-00302: a further form of a control comes with the control, "OC OC-USGOV"; the mark has the further one only.
  void add_control(const Token& token) {
    if (token.segment == Segment::non_ic && token.compartments) return add_nicknames(token);
    const bool name_only = written_alone(label_, system_, token, MarkForm::portion).empty();
    const bool led =
        token.meaning == Meaning::originator_control && is_first_of_meaning(system_, token) && label_.controls.originator_control;
    if (name_only && !led) return;
    add(token.segment == Segment::dissemination ? IsmName::dissemination_controls : IsmName::non_ic_markings, ism_of(token));
  }

  // "ACCM-BLUE_LAMP".
  void add_nicknames(const Token& token) {
    for (const auto& category : label_.categories) {
      auto name = category.name.str();
      if (category.policy != system_.id || !name.starts_with(token.name.str() + "-")) continue;
      std::replace(name.begin(), name.end(), ' ', '_');
      add(IsmName::non_ic_markings, ism_of(token) + name.substr(token.name.str().size()));
    }
  }

  const Label& label_;
  const Policy& system_;
  const PolicyBook& book_;
  const IsmWriting& writing_;
  const bool all_;
  const Token* activity_ = nullptr;  // of another policy, said by the owner
  IsmAttributes out_;
};

// As far as attributes and marks can tell two labels apart.
Label comparable(const Label& label, const Policy& system) {
  auto out = as_marked(label, system);
  std::sort(out.owners.begin(), out.owners.end());
  return out;
}

}  // namespace

Result<IsmAttributes> ism_of_label(const Label& label, const Policy& system, const PolicyBook& book, const IsmWriting& writing) {
  TRY(auto attributes, AttributesOf(label, system, book, writing).write());
  const auto read = label_of_ism(attributes, system, book);
  if (!read || comparable(*read, system) != comparable(label, system)) {
    return not_expressible(fmt::format("no ISM attributes say all of this label of {}{}", quoted(label.policy.str()),
                                       read ? "" : ": " + read.error().message));
  }
  return attributes;
}

IsmAttributes ism_as_far_as_said(const Label& label, const Policy& system, const PolicyBook& book, const IsmWriting& writing) {
  auto attributes = AttributesOf(label, system, book, writing, false).write();
  return attributes ? std::move(*attributes) : IsmAttributes();
}

}  // namespace entente::label
