// An outcome, why it is so, and what it rests on: private to this room. Plain values.
#pragma once

#include <cstdint>

#include "decision/decision.h"
#include "decision/tables.h"

namespace entente::decision {

// Why an outcome is what it is; explain.cpp has a sentence for each.
enum class Detail : std::uint8_t {
  none = 0,
  internal_handling,
  own_information,
  concealed_origin,
  free_level,
  authority_not_required,
  delegated,
  not_delegated,
  authority_level_unknown,
  no_foreign,
  eyes_only,
  listed_in_marking,
  owner_of_it,
  consented,
  displayed_only,
  free_and_bare,
  released_to_all,
  not_listed,
  not_decided,
  control_does_not_apply,
  no_consent,
  onward_consent,
  no_instrument,
  not_in_force,
  not_acceded,
  assurance_withdrawn,
  leg_not_covered,
  category_not_listed,
  outside_scope,
  scope_not_stated,
  prohibited,
  condition_not_met,
  instrument_covers,
  stays_in_organisation,
  level_unknown,
  no_row,
  rows_disagree,
  row_maps,
  not_controlled,
  licensed,
  exempt,
  neither_licensed_nor_exempt,
  export_forbidden,
  no_purpose_limits,
  purpose_not_among,
  purpose_among,
  purpose_waived,
  no_channel_stated,
  channel_accredited,
  channel_not_accredited,
  channel_level_unknown,
  of_other_subjects,
  no_nationality,
  nationality_of_recipient,
  nationalities_admitted,
  admitted_by_clause,
  level_to_hold_unknown,
  cleared,
  not_cleared,
  no_clearance_asked,
  no_contractor_clause,
  no_category_marked,
  categories_held,
  category_not_held,
  needed,
  not_needed,
};

// An outcome and what it rests on. Of a register's size, so that a function returns it in one and no byte of it is written and
// then read with others: the stalls of that were a third of a decision.
struct alignas(std::uint64_t) Graded {
  Outcome outcome = Outcome::fail;
  Detail detail = Detail::none;
  bool rests_on_grant = false;
  bool weak = false;
  world::Evidence evidence = world::Evidence::verified;
};

[[nodiscard]] inline bool lets_through(Outcome outcome) { return outcome == Outcome::pass || outcome == Outcome::not_applicable; }

}  // namespace entente::decision
