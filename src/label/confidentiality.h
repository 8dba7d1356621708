// A confidentiality label as STANAG 4774 and 5636 carry it: names as written, with its envelope; and the way to a SPIF's terms
// and back.
//
// The values need no policy to be read or written. `resolve` finds what they name in a SPIF: exactly, else whatever the case of
// ASCII letters (ADatP-4774, 5: values are compared without regard to case), a classification also with or without what markings
// put in the policy's place before it (`NATO SECRET`, `COSMIC TOP SECRET`); what is not found, or could be two things, is an
// error. Source: ADatP-4774 appendix 1 (label) and 2 (NATO policy), ADatP-4774.1 table 10 (names); docs/formats/labels.md. Plain
// values, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "label/label.h"
#include "label/spif_label.h"

namespace entente::label {

enum class LabelRole { originator = 0, alternative, metadata };
enum class ValueForm { generic = 0, integer, bit_string };

struct NamedValue {
  ValueForm form = ValueForm::generic;
  std::string text;  // a name; the lacv; or 0 and 1 from bit 0 on, whose bits set are lacv
  friend bool operator==(const NamedValue&, const NamedValue&) = default;
};

struct NamedCategory {
  std::string tag_name;  // the tag set's name
  CategoryKind type = CategoryKind::restrictive;
  std::string uri;                 // "urn:oid:" and the tag set's id; empty: not stated
  std::vector<NamedValue> values;  // at least one
  friend bool operator==(const NamedCategory&, const NamedCategory&) = default;
};

struct ConfidentialityInformation {
  std::string policy;      // name
  std::string policy_uri;  // "urn:oid:" and its id; empty: not stated
  std::string classification;
  std::string classification_uri;
  std::string privacy_mark;
  std::vector<NamedCategory> categories;
  friend bool operator==(const ConfidentialityInformation&, const ConfidentialityInformation&) = default;
};

struct OriginatorId {
  std::string type;  // "rfc822Name", "userPrincipalName", …
  std::string text;
  friend bool operator==(const OriginatorId&, const OriginatorId&) = default;
};

// A moment, and how it was written: with its zone and fractions of a second, which an Instant does not have.
struct LabelTime {
  Instant at;
  std::string text;  // "2015-08-02T14:06:20.987+09:00"
  friend bool operator==(const LabelTime&, const LabelTime&) = default;
};
[[nodiscard]] LabelTime label_time(Instant at);
[[nodiscard]] Result<LabelTime> parse_label_time(std::string_view text);  // TimeFault of instant.h; a date is its first moment

struct LabelBody {
  std::string id;  // by which a binding (STANAG 4778) refers to it; empty: none
  ConfidentialityInformation information;
  std::optional<OriginatorId> originator;
  std::optional<LabelTime> created;
  std::optional<LabelTime> review;
  friend bool operator==(const LabelBody&, const LabelBody&) = default;
};

// From `at` on the successor stands. Nothing here applies it: a lower label takes effect by a person's act.
struct Succession {
  LabelTime at;
  LabelBody successor;
  friend bool operator==(const Succession&, const Succession&) = default;
};

struct ConfidentialityLabel {
  LabelRole role = LabelRole::originator;
  LabelBody body;
  std::optional<Succession> succession;
  std::vector<std::string> not_kept{};  // what of other namespaces stood in the file, for messages: it restricts nothing here
  friend bool operator==(const ConfidentialityLabel&, const ConfidentialityLabel&) = default;
};

struct NamedClearance {
  std::string policy;
  std::string policy_uri;
  std::vector<std::string> classifications;
  std::vector<NamedCategory> categories;
  friend bool operator==(const NamedClearance&, const NamedClearance&) = default;
};

// Fails with unknown_policy, unknown_level, unknown_token, contradiction (an id and a name of different things) or over_limit.
[[nodiscard]] Result<SpifLabel> resolve(const SpifPolicy& policy, const ConfidentialityLabel& label);
[[nodiscard]] Result<SpifClearance> resolve(const SpifPolicy& policy, const NamedClearance& clearance);

// resolve of it yields the label again. What a person put in follows the category's name behind a space. Fails with
// unknown_policy, unknown_level or unknown_token, or not_expressible where a name stands for several categories of one tag set
// and kind.
[[nodiscard]] Result<ConfidentialityLabel> describe(const SpifPolicy& policy, const SpifLabel& label,
                                                    LabelRole role = LabelRole::originator);
[[nodiscard]] Result<NamedClearance> describe(const SpifPolicy& policy, const SpifClearance& clearance);

inline constexpr std::string_view kOidUri = "urn:oid:";

}  // namespace entente::label
