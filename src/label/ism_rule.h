// How rules of ISM are written down: a closed set of conditions and shapes. Private to the room; ism_rules.h has the way in.
//
// A `Rule` is an implication: if all of `when` hold, at least one of `need` must; without `need`, they must not all hold. A
// `Form` is about the values of one attribute. Both are tables (ism_rules_*.cpp); what they mean is in ism_rules.cpp and
// ism_forms.cpp. Values in conditions are separated by spaces; `*` stands for any run of characters, `!` before one takes it out
// again.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "label/ism_rules.h"

namespace entente::label {

// What a document claims to comply with, hence which rules apply.
enum class Applies {
  always = 0,
  us_government,
  classified_us,
  us_intelligence,
  us_defense,
  cui,
  cui_only,
  not_cui_only,
  us_or_cui_only
};

// About what a rule is asked, and whose the finding is. `element`: resource and portions alike. `part`: portions that
// contribute, and an element alone. `portion`: portions that contribute, in a document. `whole`: once for a document. `banner`:
// that, and of a banner line alone.
enum class Scope { element = 0, part, portion, whole, banner };

enum class Who {
  self = 0,  // the element in question
  resource,
  some,      // a portion that contributes
  none,      // no portion that contributes
  every,     // each portion that contributes
  anywhere,  // the resource or any portion
};

enum class Test {
  unused = 0,
  has,       // the attribute is there
  lacks,     // it is not
  has_any,   // one of the attributes named in `values` is there
  has_all,   // all of them are
  has_else,  // an attribute besides those named in `values` is there
  is,        // it has one of the values
  is_not,    // it has none of them
  other,     // it has a value beside them
  only,      // it has no value beside them
  single,    // it has one value
  several,   // more
  notice,    // it is a notice of one of these kinds, and not about something outside the document
  portionless
};

struct Condition {
  Test test = Test::unused;
  IsmName name = IsmName::classification;
  std::string_view values{};
  Who who = Who::self;
};

struct Rule {
  std::string_view id;
  Severity severity = Severity::error;
  Applies applies = Applies::us_government;
  Scope scope = Scope::element;
  IsmName attribute = IsmName::classification;
  std::array<Condition, 4> when{};
  std::array<Condition, 3> need{};
  std::string_view message;
};

enum class Shape {
  value = 0,     // no value is empty (every attribute)
  no_duplicate,  // (every attribute)
  names,         // each value is a name token
  one_name,      // one value, a name token
  text,          // at most `limit` characters
  date,          // a date, perhaps with a zone
  plain_date,    // a date without a zone
  flag,          // true or false
  vocabulary,    // each value is published, or among `values`
  outdated,      // no value was withdrawn before the document was made
  outdating,     // no value is to be withdrawn after
  at_most_one,   // of `values`
  led_by,        // the first value is `values`
  with_parents,  // a path comes with what it is part of
  owners_listed,
  program_form,
  program_authority,
  program_level,
  nato_level,
  at_most,       // `limit` values
  gathered,      // the whole has each value of its portions that is among `values`
  founded,       // a portion has each value of the whole that is among `values`, unless it is a compilation
  common_lists,  // the whole has what all portions have in common
};

struct Form {
  std::string_view id;
  Severity severity = Severity::error;
  Applies applies = Applies::us_government;
  Scope scope = Scope::element;
  IsmName attribute = IsmName::classification;
  Shape shape = Shape::value;
  std::string_view values{};
  std::size_t limit = 0;
  std::array<Condition, 2> when{};
  std::string_view message;
};

// What conditions are asked of. `self` and `document` may not be null; a document of one element is that element.
struct IsmView {
  const IsmAttributes* self = nullptr;
  const IsmDocument* document = nullptr;
  bool whole_document = false;
  bool banner_alone = false;
};

[[nodiscard]] bool matches(std::string_view value, std::string_view pattern_list);
[[nodiscard]] bool holds(const Condition& condition, const IsmView& view);
[[nodiscard]] bool contributes(const IsmAttributes& portion);

// The finding of a form, at most one a value.
void add_findings(const Form& form, const IsmView& view, std::vector<IsmFinding>& out);

[[nodiscard]] std::span<const Rule> rules_of_elements();    // ism_rules_elements.cpp
[[nodiscard]] std::span<const Rule> rules_of_controls();    // ism_rules_controls.cpp
[[nodiscard]] std::span<const Rule> rules_of_roll_up();     // ism_rules_roll_up.cpp
[[nodiscard]] std::span<const Rule> rules_of_notices();     // ism_rules_notices.cpp
[[nodiscard]] std::span<const Form> forms_of_attributes();  // ism_rules_forms.cpp

}  // namespace entente::label
