// XML SPIF (namespace http://www.xmlspif.org/spif, schema 2.1): the levels and categories of a security policy.
//
// Read: policy name and id, classifications, tag sets, tags, categories, their phrases and qualifiers, and which classifications
// exclude which category. What bounds valid labels in ways not read here (required and excluded categories) is an error,
// since ignoring it would accept labels that the policy refuses. Ignored, because no decision may rest on it: equivalences with
// other policies, colours, privacy marks, user input, elements of other namespaces.
// Does NOT say what a category means: that is the sidecar (policy.h). Bounded by the XML reader; pure and thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "label/label.h"

namespace entente::format {

enum class SpifFault { malformed = 1, invalid };
constexpr std::string_view room_of(SpifFault) { return "format.spif"; }

struct SpifPhrase {
  std::string text;
  std::string language;            // xml:lang; empty: the policy's own
  std::vector<std::string> codes;  // "pageTopBottom", "portionMarking", …
};

enum class QualifierPlace { prefix = 0, suffix, separator };

struct SpifQualifier {
  QualifierPlace place = QualifierPlace::prefix;
  std::string text;
};

struct SpifClassification {
  std::string name;
  std::string lacv;   // label and certificate value: digits
  int hierarchy = 0;  // higher protects more
  bool obsolete = false;
  std::vector<SpifPhrase> phrases;
  std::size_t line = 0;
};

struct SpifCategory {
  std::string name;
  std::string lacv;
  bool obsolete = false;
  std::vector<SpifPhrase> phrases;
  std::vector<std::string> excluded_classes;  // classifications under which it is invalid
  std::size_t line = 0;
};

struct SpifTag {
  std::string name;
  label::CategoryKind kind = label::CategoryKind::restrictive;
  bool enumerated = false;
  std::vector<SpifCategory> categories;
  std::vector<SpifQualifier> qualifiers;
};

struct SpifTagSet {
  std::string name;
  std::string id;
  std::vector<SpifTag> tags;
};

struct Spif {
  std::string policy_name;
  std::string policy_id;
  std::vector<SpifClassification> classifications;  // in the order of the file
  std::vector<SpifTagSet> tag_sets;
};

struct SpifMistake {
  std::size_t line = 0;
  std::string message;
};

struct SpifReading {
  Spif spif;
  std::vector<SpifMistake> mistakes;  // at most limits::kErrorsReported; not empty: `spif` must not be used
};

// All mistakes of the file; one, if it is not XML at all.
[[nodiscard]] SpifReading read_spif(std::string_view bytes);

// The same with the first mistake only, "line 12: …". Fails with malformed or invalid.
[[nodiscard]] Result<Spif> parse_spif(std::string_view bytes);

}  // namespace entente::format
