#include "format/spif.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/xml.h"
#include "format/world_entries.h"
#include "base/nearest.h"

namespace entente::format {
namespace {

using codec::XmlElement;
using label::CategoryKind;

constexpr std::string_view kSpif = "http://www.xmlspif.org/spif";
constexpr std::string_view kXml = "http://www.w3.org/XML/1998/namespace";
constexpr int kHighest = 1'000'000;  // hierarchy

using Names = std::initializer_list<std::string_view>;

bool has(Names names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

class Reader {
 public:
  SpifReading read(const XmlElement& root) {
    if (!root.is(kSpif, "SPIF")) {
      mistake(root, fmt::format("the root is {} in namespace {}; expected `SPIF` in `{}`", quoted(root.name),
                                quoted(root.space.uri()), kSpif));
      return std::move(out_);
    }
    expect_children(root, {"defaultSecurityPolicyId", "securityPolicyId", "equivalentPolicies", "securityClassifications",
                           "privacyMarks", "securityCategoryTagSets", "markingQualifier", "markingData", "extensions"});
    if (const auto* id = only_child(root, "securityPolicyId"); id != nullptr) {
      spif().policy_name = text_of(*id, "name");
      spif().policy_id = text_of(*id, "id");
    }
    read_classifications(root);
    read_tag_sets(root);
    check_names();
    return std::move(out_);
  }

 private:
  Spif& spif() { return out_.spif; }

  void mistake(const XmlElement& at, std::string message) {
    if (out_.mistakes.size() < limits::kErrorsReported) out_.mistakes.push_back({at.line, std::move(message)});
  }

  // --- shapes ---
  void expect_children(const XmlElement& element, Names known) {
    for (const auto& child : element.children) {
      if (child.space.uri() != kSpif || has(known, child.name)) continue;
      if (has({"requiredCategory", "excludedCategory"}, child.name)) {
        mistake(child, fmt::format("`{}` bounds valid labels and is not read yet", child.name));
      } else {
        mistake(child, fmt::format("{} is not known inside `{}`; expected {}", quoted(child.name), element.name,
                                   fmt::join(known, ", ")));
      }
    }
  }

  const XmlElement* only_child(const XmlElement& element, std::string_view name) {
    const XmlElement* found = nullptr;
    for (const auto& child : element.children) {
      if (!child.is(kSpif, name)) continue;
      if (found != nullptr) mistake(child, fmt::format("`{}` stands twice", name));
      found = &child;
    }
    if (found == nullptr) mistake(element, fmt::format("`{}` is missing", name));
    return found;
  }

  std::string text_of(const XmlElement& element, std::string_view attribute) {
    const auto* value = element.attribute(attribute);
    if (value == nullptr || value->empty()) {
      mistake(element,
              fmt::format("attribute `{}` of `{}` is {}", attribute, element.name, value == nullptr ? "missing" : "empty"));
      return "";
    }
    if (first_hidden(*value, Prose::one_line)) {
      mistake(element, fmt::format("{}: {} holds a control or invisible character", attribute, quoted(*value)));
      return "";
    }
    return *value;
  }

  bool flag_of(const XmlElement& element, std::string_view attribute) {
    const auto* value = element.attribute(attribute);
    if (value == nullptr || *value == "false" || *value == "0") return false;
    if (*value == "true" || *value == "1") return true;
    mistake(element, fmt::format("{}: {} is not true or false", attribute, quoted(*value)));
    return false;
  }

  std::string lacv_of(const XmlElement& element) {
    auto text = text_of(element, "lacv");
    if (text.find_first_not_of("0123456789") == std::string::npos) return text;
    mistake(element, fmt::format("lacv: {} is not a number", quoted(text)));
    return "";
  }

  int hierarchy_of(const XmlElement& element) {
    const auto text = text_of(element, "hierarchy");
    int value = -1;
    const auto end = text.data() + text.size();
    const auto [stopped, fault] = std::from_chars(text.data(), end, value);
    if (fault == std::errc() && stopped == end && value >= 0 && value <= kHighest) return value;
    if (!text.empty()) mistake(element, fmt::format("hierarchy: {} is not a number from 0 to {}", quoted(text), kHighest));
    return 0;
  }

  std::vector<SpifPhrase> phrases_of(const XmlElement& element) {
    std::vector<SpifPhrase> phrases;
    for (const auto& child : element.children) {
      if (!child.is(kSpif, "markingData")) continue;
      expect_children(child, {"code"});
      SpifPhrase phrase;
      if (const auto* text = child.attribute("phrase"); text != nullptr && !text->empty()) phrase.text = text_of(child, "phrase");
      if (const auto* language = child.attribute("lang", kXml); language != nullptr) phrase.language = *language;
      for (const auto& code : child.children) {
        if (code.is(kSpif, "code")) phrase.codes.emplace_back(trimmed(code.text));
      }
      phrases.push_back(std::move(phrase));
    }
    return phrases;
  }

  // --- classifications ---
  void read_classifications(const XmlElement& root) {
    const auto* list = only_child(root, "securityClassifications");
    if (list == nullptr) return;
    expect_children(*list, {"securityClassification"});
    for (const auto& child : list->children) {
      if (!child.is(kSpif, "securityClassification")) continue;
      expect_children(child, {"equivalentClassification", "markingData", "markingQualifier", "extensions"});
      spif().classifications.push_back({.name = text_of(child, "name"),
                                        .lacv = lacv_of(child),
                                        .hierarchy = hierarchy_of(child),
                                        .obsolete = flag_of(child, "obsolete"),
                                        .phrases = phrases_of(child),
                                        .line = child.line});
    }
    if (spif().classifications.empty()) mistake(*list, "no `securityClassification`");
  }

  // --- categories ---
  void read_tag_sets(const XmlElement& root) {
    const auto* list = root.child(kSpif, "securityCategoryTagSets");
    if (list == nullptr) return;
    only_child(root, "securityCategoryTagSets");
    expect_children(*list, {"securityCategoryTagSet"});
    for (const auto& child : list->children) {
      if (!child.is(kSpif, "securityCategoryTagSet")) continue;
      expect_children(child, {"securityCategoryTag", "extensions"});
      SpifTagSet set{.name = text_of(child, "name"), .id = text_of(child, "id"), .tags = {}};
      for (const auto& tag : child.children) {
        if (tag.is(kSpif, "securityCategoryTag")) set.tags.push_back(read_tag(tag));
      }
      spif().tag_sets.push_back(std::move(set));
    }
  }

  SpifTag read_tag(const XmlElement& element) {
    expect_children(element, {"tagCategory", "markingQualifier", "markingData", "extensions"});
    SpifTag tag;
    tag.name = text_of(element, "name");
    read_kind(element, tag);
    for (const auto& child : element.children) {
      if (child.is(kSpif, "tagCategory")) tag.categories.push_back(read_category(child));
      if (child.is(kSpif, "markingQualifier")) read_qualifiers(child, tag);
    }
    if (tag.kind == CategoryKind::permissive && flag_of(element, "singleSelection")) {
      mistake(element, "`singleSelection` of a permissive tag bounds valid labels and is not read yet");
    }
    return tag;
  }

  void read_kind(const XmlElement& element, SpifTag& tag) {
    const auto type = text_of(element, "tagType");
    tag.enumerated = type == "enumerated";
    const auto name = tag.enumerated ? text_of(element, "enumType") : type;
    if (name == "restrictive") {
      tag.kind = CategoryKind::restrictive;
    } else if (name == "permissive") {
      tag.kind = CategoryKind::permissive;
    } else if (name == "tagType7" && !tag.enumerated) {
      tag.kind = CategoryKind::informative;
    } else if (!name.empty()) {
      const auto expected = tag.enumerated ? "restrictive or permissive" : "restrictive, permissive, enumerated or tagType7";
      mistake(element,
              fmt::format("{}: {} is not known; expected {}", tag.enumerated ? "enumType" : "tagType", quoted(name), expected));
    }
  }

  SpifCategory read_category(const XmlElement& element) {
    expect_children(element,
                    {"equivalentSecCategoryTag", "excludedClass", "markingData", "markingQualifier", "userInput", "extensions"});
    SpifCategory category{.name = text_of(element, "name"),
                          .lacv = lacv_of(element),
                          .obsolete = flag_of(element, "obsolete"),
                          .phrases = phrases_of(element),
                          .excluded_classes = {},
                          .line = element.line};
    for (const auto& child : element.children) {
      if (child.is(kSpif, "excludedClass")) category.excluded_classes.emplace_back(trimmed(child.text));
    }
    return category;
  }

  void read_qualifiers(const XmlElement& element, SpifTag& tag) {
    constexpr std::array<std::string_view, 3> kPlaces{"prefix", "suffix", "separator"};
    for (const auto& child : element.children) {
      if (!child.is(kSpif, "qualifier")) continue;
      const auto* text = child.attribute("markingQualifier");
      const auto place = text_of(child, "qualifierCode");
      const auto at = std::find(kPlaces.begin(), kPlaces.end(), place);
      if (at == kPlaces.end()) {
        if (!place.empty()) mistake(child, fmt::format("qualifierCode: {} is not prefix, suffix or separator", quoted(place)));
        continue;
      }
      tag.qualifiers.push_back({static_cast<QualifierPlace>(at - kPlaces.begin()), text != nullptr ? *text : ""});
    }
  }

  // --- the whole ---
  void duplicate(std::set<std::string>& seen, const std::string& value, std::size_t line, std::string_view what) {
    if (value.empty() || seen.insert(value).second || out_.mistakes.size() >= limits::kErrorsReported) return;
    out_.mistakes.push_back({line, fmt::format("{} {} stands twice", what, quoted(value))});
  }

  void check_names() {
    std::set<std::string> names;
    std::set<std::string> values;
    for (const auto& level : spif().classifications) {
      duplicate(names, level.name, level.line, "classification");
      duplicate(values, level.lacv, level.line, "lacv");
    }
    for (const auto& set : spif().tag_sets) {
      for (const auto& tag : set.tags) {
        std::set<std::string> categories;
        for (const auto& category : tag.categories) {
          duplicate(categories, category.name, category.line, "category");
          check_excluded(category, names);
        }
      }
    }
  }

  void check_excluded(const SpifCategory& category, const std::set<std::string>& levels) {
    for (const auto& name : category.excluded_classes) {
      if (levels.contains(name) || out_.mistakes.size() >= limits::kErrorsReported) continue;
      const std::vector<std::string_view> known(levels.begin(), levels.end());
      out_.mistakes.push_back({category.line, fmt::format("excludedClass: {} is not a classification{}", quoted(name),
                                                          did_you_mean(name, known))});
    }
  }

  SpifReading out_;
};

}  // namespace

SpifReading read_spif(std::string_view bytes) {
  const auto root = codec::parse_xml(bytes);
  if (root) return Reader().read(*root);
  FindingList findings;
  FileSink{.file = "", .findings = &findings}.error(root.error());
  const auto finding = findings.take();
  return {.spif = {}, .mistakes = {{finding.front().place.line, finding.front().message}}};
}

Result<Spif> parse_spif(std::string_view bytes) {
  auto root = codec::parse_xml(bytes);
  if (!root) return fail(SpifFault::malformed, root.error().message);
  auto reading = Reader().read(*root);
  if (reading.mistakes.empty()) return std::move(reading.spif);
  const auto first = std::min_element(reading.mistakes.begin(), reading.mistakes.end(),
                                      [](const SpifMistake& a, const SpifMistake& b) { return a.line < b.line; });
  return fail(SpifFault::invalid, fmt::format("line {}: {}", first->line, first->message));
}

}  // namespace entente::format
