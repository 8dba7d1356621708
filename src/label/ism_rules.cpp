#include "label/ism_rules.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"
#include "label/ism_rule.h"

namespace entente::label {
namespace {

// `*` stands for any run of characters. Linear but for patterns with several stars, of which the tables have at most two.
bool glob(std::string_view text, std::string_view pattern) {
  const auto star = pattern.find('*');
  if (star == std::string_view::npos) return text == pattern;
  if (!text.starts_with(pattern.substr(0, star))) return false;
  const auto rest = pattern.substr(star + 1);
  if (rest.empty()) return true;
  for (std::size_t at = star; at <= text.size(); ++at) {
    if (glob(text.substr(at), rest)) return true;
  }
  return false;
}

bool is_true(const IsmAttributes& element, IsmName name) {
  const auto value = element.one(name);
  return value == "true" || value == "1";
}

bool has_named(const IsmAttributes& element, std::string_view attribute) {
  const auto* name = ism_name(attribute);
  return name != nullptr && element.has(*name);
}

bool element_holds(const Condition& condition, const IsmAttributes& element, const IsmDocument& document) {
  const auto& values = element.of(condition.name);
  const auto listed = [&](const std::string& value) { return matches(value, condition.values); };
  const auto named = [&](std::string_view attribute) { return has_named(element, attribute); };
  const auto attributes = [&] { return split(condition.values, " "); };
  switch (condition.test) {
    case Test::has:
      return element.has(condition.name);
    case Test::lacks:
      return !element.has(condition.name);
    case Test::has_any: {
      const auto names = attributes();
      return std::any_of(names.begin(), names.end(), named);
    }
    case Test::has_all: {
      const auto names = attributes();
      return std::all_of(names.begin(), names.end(), named);
    }
    case Test::has_else:
      return std::any_of(element.values.begin(), element.values.end(),
                         [&](const auto& each) { return !matches(name_of(each.first), condition.values); });
    case Test::is:
      return std::any_of(values.begin(), values.end(), listed);
    case Test::is_not:
      return std::none_of(values.begin(), values.end(), listed);
    case Test::other:
      return !std::all_of(values.begin(), values.end(), listed);
    case Test::only:
      return std::all_of(values.begin(), values.end(), listed);
    case Test::single:
      return values.size() == 1;
    case Test::several:
      return values.size() > 1;
    case Test::notice: {
      const auto& kinds = element.of(IsmName::notice_type);
      return std::any_of(kinds.begin(), kinds.end(), listed) && !is_true(element, IsmName::external_notice);
    }
    case Test::portionless:
      return document.portions.empty();
    case Test::unused:
      break;
  }
  return true;
}

bool complies_with(const IsmAttributes& resource, std::string_view token) { return resource.has(IsmName::complies_with, token); }

//= ISM 2022-12, main schema: the order on classified national security information applies to a classified US document made
//= since 1996-04-11, if a classified portion is not only about atomic energy. An element alone counts as such a portion.
bool is_classified_us(const IsmView& view) {
  constexpr std::string_view kSince = "1996-04-11";
  const auto& resource = view.document->resource;
  const auto made = resource.one(IsmName::create_date);
  if (resource.one(IsmName::classification) == "U" || !resource.has(IsmName::classification)) return false;
  if (!made.empty() && made < kSince) return false;
  const auto plain = [](const IsmAttributes& element) {
    return contributes(element) && element.one(IsmName::classification) != "U" && !element.has(IsmName::atomic_energy_markings);
  };
  if (!view.whole_document) return plain(*view.self);
  return std::any_of(view.document->portions.begin(), view.document->portions.end(), plain);
}

// What the document claims to be, worked out once.
struct Standing {
  bool government = false;
  bool classified = false;
  bool intelligence = false;
  bool defense = false;
  bool cui = false;
  bool cui_only = false;
};

Standing standing_of(const IsmView& view) {
  const auto& resource = view.document->resource;
  Standing out;
  out.government = complies_with(resource, "USGov") || !resource.has(IsmName::complies_with);
  out.classified = out.government && is_classified_us(view);
  out.intelligence = complies_with(resource, "USIC");
  out.defense = complies_with(resource, "USDOD");
  out.cui_only = complies_with(resource, "USA-CUI-ONLY");
  out.cui = out.cui_only || complies_with(resource, "USA-CUI");
  return out;
}

bool applies(Applies which, const Standing& standing) {
  switch (which) {
    case Applies::always:
      return true;
    case Applies::us_government:
      return standing.government;
    case Applies::classified_us:
      return standing.classified;
    case Applies::us_intelligence:
      return standing.intelligence;
    case Applies::us_defense:
      return standing.defense;
    case Applies::cui:
      return standing.cui;
    case Applies::cui_only:
      return standing.cui_only;
    case Applies::not_cui_only:
      return !standing.cui_only;
    case Applies::us_or_cui_only:
      return standing.government || standing.cui_only;
  }
  return true;
}

template <class Conditions>
bool all_hold(const Conditions& conditions, const IsmView& view) {
  return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& each) { return holds(each, view); });
}

bool is_met(const Rule& rule, const IsmView& view) {
  return std::any_of(rule.need.begin(), rule.need.end(),
                     [&](const Condition& each) { return each.test != Test::unused && holds(each, view); });
}

// The value to point at: the first of the rule's attribute that a condition of it names.
std::optional<std::string> value_of(const Rule& rule, const IsmAttributes& element) {
  for (const auto& condition : rule.when) {
    if (condition.test != Test::is || condition.name != rule.attribute) continue;
    const auto& values = element.of(condition.name);
    const auto found =
        std::find_if(values.begin(), values.end(), [&](const std::string& value) { return matches(value, condition.values); });
    if (found != values.end()) return *found;
  }
  return std::nullopt;
}

void add_findings(const Rule& rule, const IsmView& view, std::vector<IsmFinding>& out) {
  if (!all_hold(rule.when, view) || is_met(rule, view)) return;
  out.push_back({rule.id, rule.severity, rule.attribute, value_of(rule, *view.self), {}, std::string(rule.message), {}});
}

bool is_asked(Scope scope, const IsmView& view, bool is_resource) {
  switch (scope) {
    case Scope::element:
      return true;
    case Scope::part:
      return !view.whole_document || (!is_resource && contributes(*view.self));
    case Scope::portion:
      return view.whole_document && !is_resource && contributes(*view.self);
    case Scope::whole:
      return view.whole_document && is_resource;
    case Scope::banner:
      return view.banner_alone || (view.whole_document && is_resource);
  }
  return false;
}

bool mentions(const Condition& condition, IsmName name) {
  switch (condition.test) {
    case Test::unused:
    case Test::portionless:
    case Test::notice:
      return false;
    case Test::has_any:
    case Test::has_all:
      return matches(name_of(name), condition.values);
    case Test::has_else:
      return !matches(name_of(name), condition.values);
    case Test::has:
    case Test::lacks:
    case Test::is:
    case Test::is_not:
    case Test::other:
    case Test::only:
    case Test::single:
    case Test::several:
      return condition.name == name;
  }
  return true;
}

template <class Conditions>
bool any_mentions(const Conditions& conditions, IsmName name) {
  return std::any_of(conditions.begin(), conditions.end(), [&](const Condition& each) { return mentions(each, name); });
}

bool asks_about(const Rule& rule, IsmName name) {
  return rule.attribute == name || any_mentions(rule.when, name) || any_mentions(rule.need, name);
}

bool asks_about(const Form& form, IsmName name) { return form.attribute == name || any_mentions(form.when, name); }

// Attributes without which a line of a table has nothing to find, one bit each.
struct Needed {
  std::uint64_t of_self = 0;
  std::uint64_t of_resource = 0;
};

constexpr std::uint64_t bit_of(IsmName name) { return std::uint64_t{1} << static_cast<unsigned>(name); }
static_assert(static_cast<unsigned>(IsmName::ismcat_ces_version) < 64);

std::uint64_t present_in(const IsmAttributes& element) {
  std::uint64_t bits = 0;
  for (const auto& [name, values] : element.values) bits |= bit_of(name);
  return bits;
}

// Whether the condition can hold only where its attribute is there.
bool asks_for_it(Test test) {
  return test == Test::has || test == Test::is || test == Test::other || test == Test::single || test == Test::several;
}

// Whether it is about values of its attribute alone, so that without any there is nothing to find.
bool asks_for_it(Shape shape) {
  switch (shape) {
    case Shape::names:
    case Shape::one_name:
    case Shape::text:
    case Shape::date:
    case Shape::plain_date:
    case Shape::flag:
    case Shape::vocabulary:
    case Shape::outdated:
    case Shape::outdating:
    case Shape::at_most_one:
    case Shape::led_by:
    case Shape::with_parents:
    case Shape::at_most:
    case Shape::program_form:
    case Shape::program_authority:
    case Shape::program_level:
      return true;
    case Shape::value:
    case Shape::no_duplicate:
    case Shape::owners_listed:
    case Shape::nato_level:
    case Shape::gathered:
    case Shape::founded:
    case Shape::common_lists:
      return false;
  }
  return false;
}

template <class Conditions>
void add_needed(const Conditions& conditions, Needed& out) {
  for (const Condition& each : conditions) {
    if (!asks_for_it(each.test)) continue;
    if (each.who == Who::self) out.of_self |= bit_of(each.name);
    if (each.who == Who::resource) out.of_resource |= bit_of(each.name);
  }
}

Needed needed_by(const Rule& rule) {
  Needed out;
  add_needed(rule.when, out);
  return out;
}

Needed needed_by(const Form& form) {
  Needed out;
  add_needed(form.when, out);
  if (asks_for_it(form.shape)) out.of_self |= bit_of(form.attribute);
  return out;
}

struct Asking {
  const IsmView& view;
  const Standing& standing;
  std::span<const IsmName> untold;
  bool is_resource = false;
  std::uint64_t of_self = present_in(*view.self);
  std::uint64_t of_resource = present_in(view.document->resource);

  template <auto table>
  void ask(std::vector<IsmFinding>& out) const {
    static const auto kNeeded = [] {
      std::vector<Needed> each_needs;
      for (const auto& each : table()) each_needs.push_back(needed_by(each));
      return each_needs;
    }();
    auto needed = kNeeded.begin();
    for (const auto& each : table()) {
      const Needed& needs = *needed++;
      if ((needs.of_self & ~of_self) != 0 || (needs.of_resource & ~of_resource) != 0) continue;
      if (!is_asked(each.scope, view, is_resource) || !applies(each.applies, standing)) continue;
      if (std::any_of(untold.begin(), untold.end(), [&](IsmName name) { return asks_about(each, name); })) continue;
      add_findings(each, view, out);
    }
  }
};

std::vector<IsmFinding> findings_of(const IsmView& view, const Standing& standing, bool is_resource,
                                    std::span<const IsmName> untold = {}) {
  std::vector<IsmFinding> out;
  const Asking asking{view, standing, untold, is_resource};
  asking.ask<forms_of_attributes>(out);
  asking.ask<rules_of_elements>(out);
  asking.ask<rules_of_controls>(out);
  asking.ask<rules_of_roll_up>(out);
  asking.ask<rules_of_notices>(out);
  std::stable_sort(out.begin(), out.end(), [](const IsmFinding& a, const IsmFinding& b) { return a.rule < b.rule; });
  // A rule may stand in several lines of a table; it is reported once for each value.
  const auto same = [](const IsmFinding& a, const IsmFinding& b) {
    return a.rule == b.rule && a.attribute == b.attribute && a.value == b.value;
  };
  out.erase(std::unique(out.begin(), out.end(), same), out.end());
  return out;
}

template <class Table>
void add_ids(const Table& table, std::vector<std::string_view>& ids) {
  for (const auto& each : table) ids.push_back(each.id);
}

}  // namespace

bool matches(std::string_view value, std::string_view pattern_list) {
  bool found = false;
  while (!pattern_list.empty()) {
    const auto end = std::min(pattern_list.find(' '), pattern_list.size());
    const auto pattern = pattern_list.substr(0, end);
    pattern_list.remove_prefix(std::min(end + 1, pattern_list.size()));
    if (pattern.starts_with('!')) {
      if (glob(value, pattern.substr(1))) return false;
    } else {
      found = found || glob(value, pattern);
    }
  }
  return found;
}

bool contributes(const IsmAttributes& portion) { return !is_true(portion, IsmName::exclude_from_rollup); }

bool holds(const Condition& condition, const IsmView& view) {
  if (condition.test == Test::unused) return true;
  const auto& document = *view.document;
  const auto one = [&](const IsmAttributes& element) { return element_holds(condition, element, document); };
  const auto counts = [&](const IsmAttributes& portion) { return contributes(portion) && one(portion); };
  const auto fails = [&](const IsmAttributes& portion) { return contributes(portion) && !one(portion); };
  const auto& portions = document.portions;
  switch (condition.who) {
    case Who::self:
      return one(*view.self);
    case Who::resource:
      return one(document.resource);
    case Who::some:
      return std::any_of(portions.begin(), portions.end(), counts);
    case Who::none:
      return std::none_of(portions.begin(), portions.end(), counts);
    case Who::every:
      return std::none_of(portions.begin(), portions.end(), fails);
    case Who::anywhere:
      return one(document.resource) || std::any_of(portions.begin(), portions.end(), one);
  }
  return true;
}

std::vector<IsmFinding> ism_findings(const IsmAttributes& element, std::span<const IsmName> untold, IsmAlone as) {
  const IsmDocument alone{element, {}};
  const IsmView view{&alone.resource, &alone, false, as == IsmAlone::banner};
  return findings_of(view, standing_of(view), true, untold);
}

std::vector<IsmFinding> ism_findings(const IsmDocument& document) {
  const IsmView whole{&document.resource, &document, true, false};
  const auto standing = standing_of(whole);
  auto out = findings_of(whole, standing, true);
  for (std::size_t i = 0; i < document.portions.size(); ++i) {
    for (auto& finding : findings_of({&document.portions[i], &document, true, false}, standing, false)) {
      finding.portion = i;
      out.push_back(std::move(finding));
    }
  }
  return out;
}

std::vector<std::string_view> ism_rules() {
  std::vector<std::string_view> ids;
  add_ids(forms_of_attributes(), ids);
  add_ids(rules_of_elements(), ids);
  add_ids(rules_of_controls(), ids);
  add_ids(rules_of_roll_up(), ids);
  add_ids(rules_of_notices(), ids);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace entente::label
