// Short words for the tables of rules. Included by ism_rules_*.cpp only.
#pragma once

#include "label/ism_rule.h"

namespace entente::label::words {

using N = IsmName;

inline constexpr N kLevel = N::classification;
inline constexpr N kOwner = N::owner_producer;
inline constexpr N kSci = N::sci_controls;
inline constexpr N kSar = N::sar_identifier;
inline constexpr N kAea = N::atomic_energy_markings;
inline constexpr N kOpen = N::fgi_source_open;
inline constexpr N kProtected = N::fgi_source_protected;
inline constexpr N kDissem = N::dissemination_controls;
inline constexpr N kDisplay = N::display_only_to;
inline constexpr N kRel = N::releasable_to;
inline constexpr N kNonIc = N::non_ic_markings;
inline constexpr N kNonUs = N::non_us_controls;
inline constexpr N kHighWater = N::high_water_nato;
inline constexpr N kCuiBasic = N::cui_basic;
inline constexpr N kCuiSpecified = N::cui_specified;
inline constexpr N kDeclassDate = N::declass_date;
inline constexpr N kException = N::declass_exception;
inline constexpr N kCompilation = N::compilation_reason;
inline constexpr N kNotice = N::notice_type;
inline constexpr N kExemptFrom = N::exempt_from;
inline constexpr N kComplies = N::complies_with;

constexpr Condition has(N name) { return {Test::has, name, {}, Who::self}; }
constexpr Condition lacks(N name) { return {Test::lacks, name, {}, Who::self}; }
constexpr Condition has_any(std::string_view names) { return {Test::has_any, N::classification, names, Who::self}; }
constexpr Condition has_all(std::string_view names) { return {Test::has_all, N::classification, names, Who::self}; }
constexpr Condition has_else(std::string_view names) { return {Test::has_else, N::classification, names, Who::self}; }
constexpr Condition is(N name, std::string_view values) { return {Test::is, name, values, Who::self}; }
constexpr Condition is_not(N name, std::string_view values) { return {Test::is_not, name, values, Who::self}; }
constexpr Condition other(N name, std::string_view values) { return {Test::other, name, values, Who::self}; }
constexpr Condition only(N name, std::string_view values) { return {Test::only, name, values, Who::self}; }
constexpr Condition single(N name) { return {Test::single, name, {}, Who::self}; }
constexpr Condition several(N name) { return {Test::several, name, {}, Who::self}; }
constexpr Condition notice(std::string_view kinds) { return {Test::notice, N::notice_type, kinds, Who::self}; }

// The same, asked of others than the element in question.
constexpr Condition asked_of(Who who, Condition condition) {
  condition.who = who;
  return condition;
}
constexpr Condition whole(Condition condition) { return asked_of(Who::resource, condition); }
constexpr Condition some(Condition condition) { return asked_of(Who::some, condition); }
constexpr Condition none(Condition condition) { return asked_of(Who::none, condition); }
constexpr Condition every(Condition condition) { return asked_of(Who::every, condition); }
constexpr Condition anywhere(Condition condition) { return asked_of(Who::anywhere, condition); }

using When = std::array<Condition, 4>;
using Need = std::array<Condition, 3>;

// If all of `when` hold, one of `need` must. Unless said otherwise: an error, of each element, of the US government.
constexpr Rule must(std::string_view id, N attribute, std::string_view message, When when, Need need) {
  return {id, Severity::error, Applies::us_government, Scope::element, attribute, when, need, message};
}
constexpr Rule never(std::string_view id, N attribute, std::string_view message, When when) {
  return must(id, attribute, message, when, {});
}
// What has one of `values` is at one of `levels`, or has one of the dissemination controls `controls`.
constexpr Rule level(std::string_view id, N attribute, std::string_view values, std::string_view levels,
                     std::string_view message) {
  return must(id, attribute, message, {is(attribute, values)}, {is(kLevel, levels)});
}
constexpr Rule needs(std::string_view id, N attribute, std::string_view values, std::string_view controls,
                     std::string_view message) {
  return must(id, attribute, message, {is(attribute, values)}, {is(kDissem, controls)});
}

// Unless said otherwise: an error, of each element, in every document.
constexpr Form form(std::string_view id, N attribute, Shape shape, std::string_view message, std::string_view values = {},
                    std::size_t limit = 0) {
  return {id, Severity::error, Applies::always, Scope::element, attribute, shape, values, limit, {}, message};
}
constexpr Form where(std::array<Condition, 2> when, Form form) {
  form.when = when;
  return form;
}

template <class Line>
constexpr Line warning(Line line) {
  line.severity = Severity::warning;
  return line;
}
template <class Line>
constexpr Line under(Applies applies, Line line) {
  line.applies = applies;
  return line;
}
constexpr Form of_us(Form form) { return under(Applies::us_government, form); }
template <class Line>
constexpr Line of_whole(Line line) {
  line.scope = Scope::whole;
  return line;
}
template <class Line>
constexpr Line of_banner(Line line) {
  line.scope = Scope::banner;
  return line;
}
template <class Line>
constexpr Line of_portion(Line line) {
  line.scope = Scope::portion;
  return line;
}
template <class Line>
constexpr Line of_part(Line line) {
  line.scope = Scope::part;
  return line;
}

}  // namespace entente::label::words
