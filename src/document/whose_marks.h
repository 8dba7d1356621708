// Whose marks a document bears, told from its banner and its marks: one rule for a release and for a check.
//
// Of the systems in which the banner can be read (of those in which it is at least one, if none can; of all, if there is no
// banner), those that read most marks; of these, those whose own party most marks and the banner name first among the recipients,
// as every originator does. Several may be left. A banner with a list of a release is of a party that the list names (itself or in
// a group), and in whose style it is written; where it leaves all of them out, nothing tells them apart. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/lines.h"
#include "label/policy.h"

namespace entente::document {

using Systems = std::vector<const label::Policy*>;

struct BannerText {
  std::string_view text;  // whether it is one or not
  bool labelled = false;  // stands behind "Classification:" or the like
};

struct WhoseMarks {
  Systems systems;         // by id; none: no mark can be read
  bool is_banner = false;  // of one of them, or near to one
};

[[nodiscard]] WhoseMarks whose_marks(const BannerText& banner, const MarkTexts& marks, const Systems& offered,
                                     const label::PolicyBook& book);

// Of the systems those in which most of the texts read or can be put right; of these, those with the fewest errors. The first
// few of the texts are looked at. None where no text reads or can be put right in any.
[[nodiscard]] Systems best_corrected(const std::vector<std::string_view>& texts, const Systems& offered,
                                     const label::PolicyBook& book);

// "CAN, GBR, USA"
[[nodiscard]] std::string names_of(const Systems& systems);

}  // namespace entente::document
