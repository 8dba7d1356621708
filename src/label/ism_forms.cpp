#include <algorithm>

#include "base/instant.h"
#include "base/text.h"
#include "label/ism_rule.h"
#include "label/ism_values.h"

namespace entente::label {
namespace {

using Values = std::vector<std::string>;

// What a form is asked about, and where its findings go.
struct Asked {
  const Form& form;
  const IsmView& view;
  std::vector<IsmFinding>& out;

  [[nodiscard]] const Values& values() const { return view.self->of(form.attribute); }
  void report(std::optional<std::string> value, std::optional<Values> fixed = std::nullopt) const {
    out.push_back({form.id, form.severity, form.attribute, std::move(value), {}, std::string(form.message), std::move(fixed)});
  }
};

// The name tokens of XML, as far as ASCII goes.
bool is_name(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
           c == ':';
  });
}

bool is_plain_date(std::string_view value) {
  const auto date = PartialDate::parse(value);
  return date && date->is_whole();
}

// "2024-11-20", "2024-11-20Z", "2024-11-20+09:00".
bool is_date(std::string_view value) {
  constexpr std::size_t kDateBytes = 10;
  constexpr std::size_t kZoneBytes = 6;
  if (value.size() <= kDateBytes) return is_plain_date(value);
  const auto zone = value.substr(kDateBytes);
  const bool offset = zone.size() == kZoneBytes && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':';
  return is_plain_date(value.substr(0, kDateBytes)) && (zone == "Z" || offset);
}

bool is_flag(std::string_view value) { return value == "true" || value == "false" || value == "1" || value == "0"; }

// Characters, not bytes.
std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

template <class Good>
void each_value(const Asked& asked, Good good) {
  for (const auto& value : asked.values()) {
    if (!good(value)) asked.report(value);
  }
}

void check_every_attribute(const Asked& asked) {
  const auto report = [&](IsmName name, std::optional<Values> fixed) {
    asked.out.push_back(
        {asked.form.id, asked.form.severity, name, std::nullopt, {}, std::string(asked.form.message), std::move(fixed)});
  };
  for (const auto& [name, values] : asked.view.self->values) {
    if (asked.form.shape == Shape::value) {
      if (values.empty()) report(name, std::nullopt);
      for (const auto& value : values) {
        if (trimmed(value).empty()) report(name, std::nullopt);
      }
    } else if (values.size() > 1 && form_of(name) == IsmForm::tokens) {
      Values once;
      for (const auto& value : values) {
        if (std::find(once.begin(), once.end(), value) == once.end()) once.push_back(value);
      }
      if (once.size() != values.size()) report(name, std::move(once));
    }
  }
}

// The date of the whole counts; without one no value is out of date.
void check_dates_of_values(const Asked& asked) {
  const auto made = asked.view.document->resource.one(IsmName::create_date);
  if (!is_plain_date(made)) return;
  for (const auto& value : asked.values()) {
    const auto last = last_day_of(value);
    if (last && (asked.form.shape == Shape::outdated) == (made > *last)) asked.report(value);
  }
}

void check_at_most_one(const Asked& asked) {
  std::size_t found = 0;
  for (const auto& value : asked.values()) {
    if (matches(value, asked.form.values) && ++found == 2) asked.report(value);
  }
}

void check_lead(const Asked& asked) {
  const auto& values = asked.values();
  const std::string lead(asked.form.values);
  if (values.empty() || values.front() == lead) return;
  Values fixed{lead};
  std::copy_if(values.begin(), values.end(), std::back_inserter(fixed), [&](const std::string& value) { return value != lead; });
  asked.report(values.front(), fixed);
}

void check_parents(const Asked& asked) {
  const auto& values = asked.values();
  Values whole;
  std::optional<std::string> lacking;
  for (const auto& value : values) {
    for (auto dash = value.find('-'); dash != std::string::npos; dash = value.find('-', dash + 1)) {
      auto parent = value.substr(0, dash);
      const bool there = std::find(values.begin(), values.end(), parent) != values.end();
      const bool added = std::find(whole.begin(), whole.end(), parent) != whole.end();
      if (!there && !lacking) lacking = value;
      if (!there && !added) whole.push_back(std::move(parent));
    }
    whole.push_back(value);
  }
  if (lacking) asked.report(*lacking, whole);
}

void check_owners_listed(const Asked& asked) {
  for (const auto& owner : asked.view.self->of(IsmName::owner_producer)) {
    if (!asked.view.self->has(asked.form.attribute, owner)) asked.report(owner);
  }
}

//= ISM CVEnumISMSARAuthorities.
constexpr std::string_view kAuthorities = "STATE DOD DOE DHS AG DNI";

// SAR-AUTHORITY:LEVEL:PROGRAM or SAR-AUTHORITY:PROGRAM. The rule asks for three letters and more, the vocabulary has AG, and
// holds.
struct Program {
  std::string_view authority;
  std::string_view level;  // empty: not stated
  std::string_view name;
};

std::optional<Program> program_of(std::string_view value) {
  constexpr std::string_view kIndicator = "SAR-";
  constexpr std::size_t kAuthorityLetters = 3;
  if (!value.starts_with(kIndicator)) return std::nullopt;
  const auto parts = split(value.substr(kIndicator.size()), ":");
  if (parts.size() != 2 && parts.size() != 3) return std::nullopt;
  const Program program{parts.front(), parts.size() == 3 ? parts[1] : std::string_view(), parts.back()};
  const bool letters =
      program.authority.size() >= kAuthorityLetters &&
      std::all_of(program.authority.begin(), program.authority.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool authority = letters || matches(program.authority, kAuthorities);
  const bool level = parts.size() == 2 || matches(program.level, "C S TS");
  const bool name = is_name(program.name) && program.name.find(':') == std::string_view::npos;
  return authority && level && name ? std::optional(program) : std::nullopt;
}

// Of US levels and R, which lies below C.
int rank_of(std::string_view level) {
  constexpr std::string_view kAscending[] = {"U", "R", "C", "S", "TS"};
  const auto* const found = std::find(std::begin(kAscending), std::end(kAscending), level);
  return static_cast<int>(found - std::begin(kAscending));
}

void check_programs(const Asked& asked) {
  const auto level = asked.view.self->one(IsmName::classification);
  each_value(asked, [&](std::string_view value) {
    const auto program = program_of(value);
    if (asked.form.shape == Shape::program_form) return program.has_value();
    if (!program) return true;  // the form is another rule
    if (asked.form.shape == Shape::program_authority) return matches(program->authority, kAuthorities);
    return program->level.empty() || rank_of(program->level) <= rank_of(level);
  });
}

void check_nato_level(const Asked& asked) {
  const auto level = asked.view.self->one(IsmName::classification);
  each_value(asked, [&](std::string_view value) {
    const auto dash = value.find('-');
    return dash == std::string_view::npos || rank_of(value.substr(dash + 1)) <= rank_of(level);
  });
}

void check_gathered(const Asked& asked) {
  const auto& whole = asked.view.document->resource;
  Values fixed = whole.of(asked.form.attribute);
  const auto before = asked.out.size();
  for (const auto& portion : asked.view.document->portions) {
    if (!contributes(portion)) continue;
    for (const auto& value : portion.of(asked.form.attribute)) {
      if (!matches(value, asked.form.values) || std::find(fixed.begin(), fixed.end(), value) != fixed.end()) continue;
      fixed.push_back(value);
      asked.report(value);
    }
  }
  for (auto i = before; i < asked.out.size(); ++i) asked.out[i].fixed = fixed;
}

// SIGMA numbers of RD may come from those of FRD.
bool is_founded(const IsmDocument& document, IsmName name, const std::string& value) {
  return std::any_of(document.portions.begin(), document.portions.end(), [&](const IsmAttributes& portion) {
    return contributes(portion) && (portion.has(name, value) || (value.starts_with("RD-SG-") && portion.has(name, "F" + value)));
  });
}

void check_founded(const Asked& asked) {
  each_value(asked, [&](const std::string& value) {
    return !matches(value, asked.form.values) || is_founded(*asked.view.document, asked.form.attribute, value);
  });
}

//= ISM-ID-00320: displayOnlyTo of the whole is what releasableTo and displayOnlyTo of all portions have in common.
void check_common_lists(const Asked& asked) {
  const auto& whole = asked.view.document->resource;
  if (!whole.has(IsmName::display_only_to)) return;
  std::optional<Values> common;
  for (const auto& portion : asked.view.document->portions) {
    const bool says_nothing = portion.one(IsmName::classification) == "U" && !portion.has(IsmName::dissemination_controls);
    if (!contributes(portion) || says_nothing) continue;
    Values mine = portion.of(IsmName::display_only_to);
    for (const auto& value : portion.of(IsmName::releasable_to)) mine.push_back(value);
    if (!common) common = mine;
    std::erase_if(*common, [&](const std::string& value) { return std::find(mine.begin(), mine.end(), value) == mine.end(); });
  }
  if (!common) return;
  const bool compiled = whole.has(IsmName::compilation_reason);
  for (const auto& value : asked.values()) {
    if (std::find(common->begin(), common->end(), value) == common->end()) asked.report(value);
  }
  for (const auto& value : *common) {
    const bool there = whole.has(IsmName::display_only_to, value) || whole.has(IsmName::releasable_to, value) || value == "USA";
    if (!there && !compiled) asked.report(value);
  }
}

}  // namespace

void add_findings(const Form& form, const IsmView& view, std::vector<IsmFinding>& out) {
  if (!std::all_of(form.when.begin(), form.when.end(), [&](const Condition& each) { return holds(each, view); })) return;
  const Asked asked{form, view, out};
  const auto& values = asked.values();
  switch (form.shape) {
    case Shape::value:
    case Shape::no_duplicate:
      return check_every_attribute(asked);
    case Shape::names:
      return each_value(asked, is_name);
    case Shape::one_name:
      if (values.size() > 1) return asked.report(values.back());
      return each_value(asked, is_name);
    case Shape::text:
      return each_value(asked, [&](std::string_view value) { return length_of(value) <= form.limit; });
    case Shape::date:
      return each_value(asked, is_date);
    case Shape::plain_date:
      return each_value(asked, is_plain_date);
    case Shape::flag:
      return each_value(asked, is_flag);
    case Shape::vocabulary:
      return each_value(
          asked, [&](std::string_view value) { return is_published(form.attribute, value) || matches(value, form.values); });
    case Shape::outdated:
    case Shape::outdating:
      return check_dates_of_values(asked);
    case Shape::at_most_one:
      return check_at_most_one(asked);
    case Shape::led_by:
      return check_lead(asked);
    case Shape::with_parents:
      return check_parents(asked);
    case Shape::owners_listed:
      return check_owners_listed(asked);
    case Shape::program_form:
    case Shape::program_authority:
    case Shape::program_level:
      return check_programs(asked);
    case Shape::nato_level:
      return check_nato_level(asked);
    case Shape::at_most:
      if (values.size() > form.limit) asked.report(values.back());
      return;
    case Shape::gathered:
      return check_gathered(asked);
    case Shape::founded:
      return check_founded(asked);
    case Shape::common_lists:
      return check_common_lists(asked);
  }
}

}  // namespace entente::label
