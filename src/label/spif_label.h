// Labels and clearances in the terms of one XML SPIF: validity, access, markings, and translation into another policy.
//
// All of it fails closed: a policy, classification or category that the SPIF does not know makes a label invalid, a clearance
// useless and a translation an error. Rules have stable ids:
//   SPIF-POLICY, SPIF-POLICY-PERIOD, SPIF-CLASSIFICATION, SPIF-CATEGORY, SPIF-CATEGORY-PERIOD, SPIF-REQUIRED-CLASS,
//   SPIF-EXCLUDED-CLASS, SPIF-REQUIRED-CATEGORY, SPIF-EXCLUDED-CATEGORY, SPIF-SELECTION, SPIF-USER-INPUT, SPIF-PRIVACY-MARK;
//   SPIF-OBSOLETE is a warning; SPIF-MARKING: a text is no marking of the policy; SPIF-ACCESS-LABEL, -CLEARANCE, -POLICY,
//   -CLASSIFICATION, -RESTRICTIVE, -PERMISSIVE, -TEXT: why a clearance does not open a label.
// Sources: ADatP-4774.1, 3.3 to 3.6 (rules, markings, equivalence), SDN.801 (access control decision); docs/formats/spif.md.
// Pure and thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "label/finding.h"
#include "label/spif_policy.h"

namespace entente::label {

struct SpifLabel {
  std::string policy_id;
  std::string classification;         // lacv
  std::vector<SpifValue> categories;  // sorted, unique
  std::string privacy_mark;           // for people; empty: none
  std::optional<Instant> created;
  friend bool operator==(const SpifLabel&, const SpifLabel&) = default;
};

struct SpifClearance {
  std::string policy_id;
  std::vector<std::string> classifications;  // lacv: each that the holder may see; none follows from another
  std::vector<SpifValue> categories;
  friend bool operator==(const SpifClearance&, const SpifClearance&) = default;
};

// Where the parts of a label stand in the text that it was read from; findings point there.
struct SpifSpans {
  Span whole;
  Span classification;
  std::map<SpifValue, Span> values;
};

// Sorts the values and drops repeated ones.
void settle(std::vector<SpifValue>& values);

// Every rule of the policy that the label breaks, errors and warnings, in the order of the policy. `at`: the date of a label
// without one.
[[nodiscard]] std::vector<Finding> validity(const SpifPolicy& policy, const SpifLabel& label, Instant at,
                                            const SpifSpans& spans = {});

// The access control decision. Denied with at least one reason; allowed with none.
struct Access {
  bool allowed = false;
  std::vector<Finding> reasons;
};
[[nodiscard]] Access decide_access(const SpifPolicy& policy, const SpifLabel& label, const SpifClearance& clearance, Instant at);

// Restrictive and permissive categories that a label may have beside those of `read` though its marking is the same: those that
// markings do not show (noMarkingDisplay, noNameDisplay, an empty phrase), in any language of the policy. Permissive ones of a
// tag of which `read` has one only widen, and do not count.
[[nodiscard]] std::vector<SpifValue> unseen_beside(const SpifPolicy& policy, const SpifLabel& read);
// The decision where only the marking is known: allowed if every valid label with that marking is. `read`: what the text says.
[[nodiscard]] Access decide_access_on_text(const SpifPolicy& policy, const SpifLabel& read, const SpifClearance& clearance,
                                           Instant at);

// How markings are written: language as in xml:lang ("fr-CA" takes "fr", then what has no language), and where on the page.
struct MarkingStyle {
  std::string language;
  MarkingCode place = MarkingCode::page_top;
};

// "NATO RESTRICTED Releasable to Japan, Ukraine". Fails with unknown_policy, unknown_level or unknown_token.
[[nodiscard]] Result<std::string> spif_marking(const SpifPolicy& policy, const SpifLabel& label, const MarkingStyle& style = {});
// "{Commodity|Luxury} Sweet": the classifications in braces.
[[nodiscard]] Result<std::string> clearance_marking(const SpifPolicy& policy, const SpifClearance& clearance,
                                                    const MarkingStyle& style = {});

// The label that a marking of the policy stands for, in any of its languages. `findings` not empty: it is none, and says where
// and why. A category that no marking shows is not in the label (unseen_beside); one that takes user input cannot be read from
// text. Limits: limits::kMarkingBytes, kMarkingTokens, kMarkingLanguages.
struct SpifMarkingReading {
  SpifLabel label;
  SpifSpans spans;
  std::vector<Finding> findings;
};
[[nodiscard]] SpifMarkingReading read_spif_marking(const SpifPolicy& policy, std::string_view text,
                                                   MarkingCode place = MarkingCode::page_top);

// The label under `to` that `label` under `from` is equivalent to: as `from` says of what it sends ("encrypt"), or where it does
// not name the other policy, as `to` says of what it receives ("decrypt"). What has no equivalent is an error that names it,
// unless the policy discards it; so is a result that `to` finds invalid. Fails with unknown_policy, unknown_level, unknown_token
// or not_expressible.
[[nodiscard]] Result<SpifLabel> translate(const SpifLabel& label, const SpifPolicy& from, const SpifPolicy& to, Instant at);

}  // namespace entente::label
