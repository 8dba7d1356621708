// A security policy as its XML SPIF states it (schema 2.1): everything that bounds, marks or translates labels under it.
//
// Levels and categories are known by their "label and certificate value" (lacv), a number written without leading zeros,
// categories within their tag set and tag type. `format` reads and writes the file and holds it to itself: names, lacv and ids
// are unique where the schema says so, and what the policy refers to inside itself exists. What is stated of other policies is
// not checked there. Sources: Open XML SPIF schema 2.1; ADatP-4774.1, 3.2 to 3.6. Plain values, thread-safe once made.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "label/label.h"

namespace entente::label {

// The value 0 is the one that denies most.
enum class TagType { restrictive = 0, enumerated_restrictive, permissive, enumerated_permissive, informative };
[[nodiscard]] CategoryKind kind_of(TagType type);
[[nodiscard]] std::string_view to_string(TagType type);  // "restrictive", "enumeratedRestrictive", …

enum class Tag7Encoding { not_stated = 0, bit_set, security_attributes };
enum class QualifierCode { prefix = 0, suffix, separator };
enum class Operation { all = 0, one_or_more, only_one };
enum class Applied { both = 0, encrypt, decrypt };  // encrypt: from this policy to the other; decrypt: back
enum class UserInput { none = 0, string, integer, date };

// Where a phrase is shown, and what it does besides.
enum class MarkingCode {
  page_top = 0,
  page_bottom,
  page_top_bottom,
  document_start,
  document_end,
  first_line,
  last_line,
  subject,
  x_header,
  portion,
  input_title,
  water_mark,
  // from here on effects, not places
  no_name_display,
  no_marking_display,
  suppress_class_name,
  replace_policy,
};

struct SpifPhrase {
  std::optional<std::string> text;  // absent: the name of what it marks
  std::string language;             // xml:lang; empty: any
  std::vector<MarkingCode> codes;   // sorted, unique; without a place: everywhere
  friend bool operator==(const SpifPhrase&, const SpifPhrase&) = default;
};

struct SpifQualifier {
  QualifierCode code = QualifierCode::prefix;
  std::string text;
  std::string language;
  std::optional<MarkingCode> place;  // absent: everywhere
  friend bool operator==(const SpifQualifier&, const SpifQualifier&) = default;
};

struct SpifMarks {
  std::vector<SpifPhrase> phrases;
  std::vector<SpifQualifier> qualifiers;
  friend bool operator==(const SpifMarks&, const SpifMarks&) = default;
};

// One category, or without lacv any category of that type in the tag set.
struct CategoryGroup {
  std::string tag_set;  // by name
  TagType type = TagType::restrictive;
  std::optional<std::string> lacv;
  friend bool operator==(const CategoryGroup&, const CategoryGroup&) = default;
};

struct RequiredCategory {
  Operation operation = Operation::all;
  std::vector<CategoryGroup> groups;  // at least one
  friend bool operator==(const RequiredCategory&, const RequiredCategory&) = default;
};

// `policy` is a name among SpifPolicy::equivalent_policies; the groups of `required` are the other policy's.
struct EquivalentClassification {
  std::string policy;
  std::string lacv;
  Applied applied = Applied::both;
  std::vector<RequiredCategory> required;
  friend bool operator==(const EquivalentClassification&, const EquivalentClassification&) = default;
};

struct EquivalentCategory {
  std::string policy;
  std::string tag_set_id;
  TagType type = TagType::restrictive;
  std::string lacv;  // empty only where it is discarded
  Applied applied = Applied::both;
  bool discard = false;  // the category is left out
  friend bool operator==(const EquivalentCategory&, const EquivalentCategory&) = default;
};

// Sets of two policies that stand for the same, by id, else by name, category by name. `required` is added where one is present.
struct EquivalentTagSet {
  std::string policy;
  std::string name;
  std::string id;
  std::vector<RequiredCategory> required;
  friend bool operator==(const EquivalentTagSet&, const EquivalentTagSet&) = default;
};

struct EquivalentPolicy {
  std::string name;
  std::string id;
  std::vector<RequiredCategory> required;  // added to every label translated into it
  friend bool operator==(const EquivalentPolicy&, const EquivalentPolicy&) = default;
};

struct SpifPeriod {
  std::optional<Instant> not_before;
  std::optional<Instant> not_after;  // inclusive
  [[nodiscard]] bool contains(Instant t) const { return !(not_before && t < *not_before) && !(not_after && *not_after < t); }
  friend bool operator==(const SpifPeriod&, const SpifPeriod&) = default;
};

struct SpifClassification {
  std::string name;
  std::string lacv;
  int hierarchy = 0;      // higher protects more
  std::string color;      // as written: a name or #RRGGBB
  bool obsolete = false;  // stays valid on labels that have it
  SpifMarks marks;
  std::vector<EquivalentClassification> equivalents;
  std::vector<RequiredCategory> required;
  friend bool operator==(const SpifClassification&, const SpifClassification&) = default;
};

struct SpifCategory {
  std::string name;
  std::string lacv;
  bool obsolete = false;
  UserInput input = UserInput::none;
  std::string date_format;  // of a date that is put in: shown to people, not checked
  SpifPeriod period;
  std::optional<std::string> required_class;  // classifications by name
  std::vector<std::string> excluded_classes;
  std::vector<RequiredCategory> required;
  std::vector<CategoryGroup> excluded;
  SpifMarks marks;
  std::vector<EquivalentCategory> equivalents;
  friend bool operator==(const SpifCategory&, const SpifCategory&) = default;
};

struct SpifTag {
  std::string name;
  TagType type = TagType::restrictive;
  Tag7Encoding encoding = Tag7Encoding::not_stated;
  std::size_t least = 0;            // categories of it that a label must have
  std::optional<std::size_t> most;  // and may have
  SpifMarks marks;
  std::vector<SpifCategory> categories;
  friend bool operator==(const SpifTag&, const SpifTag&) = default;
};

struct SpifTagSet {
  std::string name;
  std::string id;
  std::vector<SpifTag> tags;
  std::vector<EquivalentTagSet> equivalents;
  friend bool operator==(const SpifTagSet&, const SpifTagSet&) = default;
};

struct SpifPrivacyMark {
  std::string name;
  bool obsolete = false;
  SpifMarks marks;
  friend bool operator==(const SpifPrivacyMark&, const SpifPrivacyMark&) = default;
};

// What the file says of itself, as written; decides nothing.
struct SpifOrigin {
  std::string schema_version;
  std::string version;
  std::string creation_date;
  std::string originator;
  std::string key_identifier;
  std::string privilege_id;
  std::string rbac_id;
  friend bool operator==(const SpifOrigin&, const SpifOrigin&) = default;
};

// One category of a label or clearance: what a policy knows it by, and what a person put in.
struct SpifValue {
  std::string tag_set_id;
  TagType type = TagType::restrictive;
  std::string lacv;
  std::string input;  // only where the category takes one
  friend auto operator<=>(const SpifValue&, const SpifValue&) = default;
};

struct SpifPolicy {
  std::string name;
  std::string id;  // an object identifier
  SpifMarks name_marks;
  std::optional<std::string> default_name;  // the policy of what bears no label
  std::optional<std::string> default_id;
  SpifOrigin origin;
  SpifPeriod period;
  std::vector<SpifClassification> classifications;  // in the order of the file
  std::vector<SpifTagSet> tag_sets;                 // likewise, which is the order of markings
  std::vector<SpifPrivacyMark> privacy_marks;
  std::vector<EquivalentPolicy> equivalent_policies;
  SpifMarks marks;                 // around the whole marking
  SpifMarks classification_marks;  // around the classification
  friend bool operator==(const SpifPolicy&, const SpifPolicy&) = default;

  // A category with where it stands; `order` counts over the whole policy.
  struct Found {
    const SpifTagSet* set = nullptr;
    const SpifTag* tag = nullptr;
    const SpifCategory* category = nullptr;
    std::size_t order = 0;
    explicit operator bool() const { return category != nullptr; }
  };

  [[nodiscard]] const SpifClassification* classification(std::string_view lacv) const;
  [[nodiscard]] const SpifClassification* classification_named(std::string_view name) const;
  [[nodiscard]] const SpifTagSet* tag_set(std::string_view id) const;
  [[nodiscard]] const SpifTagSet* tag_set_named(std::string_view name) const;
  [[nodiscard]] Found find(const SpifValue& value) const;  // by all but `input`
  [[nodiscard]] const EquivalentPolicy* equivalent(std::string_view id) const;
};

// "0392" is "392". Empty if the text is no number of at most 20 digits.
[[nodiscard]] std::string plain_lacv(std::string_view text);

}  // namespace entente::label
