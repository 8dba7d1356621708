// The attributes of the US Information Security Marking metadata (ISM), as values: one marked element, or a document of them.
//
// Attributes hold tokens of the published vocabularies (ISM 2022-12), not marking texts: "NF", not "NOFORN"; nothing here says
// whether they are valid, that is ism_rules.h. Values stand in the order in which they were written. Docs:
// docs/formats/us-markings.md. Plain values; thread-safe.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace entente::label {

// All attributes of the vocabulary: what is marked, what the block of authority says, notices, and what concerns the whole.
enum class IsmName {
  classification = 0,
  owner_producer,
  joint,
  sci_controls,
  sar_identifier,
  atomic_energy_markings,
  fgi_source_open,
  fgi_source_protected,
  dissemination_controls,
  display_only_to,
  releasable_to,
  non_ic_markings,
  non_us_controls,
  high_water_nato,
  cui_basic,
  cui_specified,
  second_banner_line,
  handle_via_channels,
  classified_by,
  derivatively_classified_by,
  classification_reason,
  derived_from,
  declass_date,
  declass_event,
  declass_exception,
  compilation_reason,
  cui_controlled_by,
  cui_controlled_by_office,
  cui_poc,
  cui_decontrol_date,
  cui_decontrol_event,
  notice_type,
  notice_date,
  notice_reason,
  notice_prose_id,
  external_notice,
  unregistered_notice_type,
  poc_type,
  exempt_from,
  exclude_from_rollup,
  has_approximate_markings,
  no_aggregation,
  resource_element,
  create_date,
  complies_with,
  des_version,
  ismcat_ces_version
};

// What a value is: one name, a list of names, prose, a date, or `true` and `false`.
enum class IsmForm { token = 0, tokens, text, date, flag };

// An attribute is there only if it has a value, if perhaps an empty one. All but lists of names have exactly one.
struct IsmAttributes {
  std::map<IsmName, std::vector<std::string>> values;

  [[nodiscard]] bool has(IsmName name) const { return values.contains(name); }
  [[nodiscard]] bool has(IsmName name, std::string_view token) const;
  [[nodiscard]] const std::vector<std::string>& of(IsmName name) const;  // empty if the attribute is not there
  [[nodiscard]] std::string_view one(IsmName name) const;                // its only value, or nothing
  friend bool operator==(const IsmAttributes&, const IsmAttributes&) = default;
};

// `resource`: the whole, as its banner says; `portions`: what it holds, each with its own attributes.
struct IsmDocument {
  IsmAttributes resource;
  std::vector<IsmAttributes> portions;
};

// "releasableTo" and back; the name of the standard.
[[nodiscard]] std::string_view name_of(IsmName name);
[[nodiscard]] const IsmName* ism_name(std::string_view text);  // null: no such attribute
[[nodiscard]] IsmForm form_of(IsmName name);

// The values in the text of an attribute: lists of names are separated by spaces.
[[nodiscard]] std::vector<std::string> read_values(IsmName name, std::string_view text);

}  // namespace entente::label
