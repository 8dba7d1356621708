#include "format/spif_parts.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "format/world_entries.h"

namespace entente::format {
namespace {

using codec::XmlElement;
using label::TagType;

constexpr std::string_view kXml = "http://www.w3.org/XML/1998/namespace";
constexpr int kHighest = 1'000'000;            // hierarchy
constexpr std::size_t kSelection = 1'000'000;  // categories that a tag may ask for

bool has(SpifNames names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

template <class Number>
bool reads_as(std::string_view text, Number& out) {
  const auto [stopped, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
  return fault == std::errc() && stopped == text.data() + text.size();
}

}  // namespace

bool SpifParts::full() const { return mistakes_.size() >= limits::kErrorsReported; }

void SpifParts::mistake(std::size_t line, std::string message) {
  if (!full()) mistakes_.push_back({line, std::move(message)});
}

void SpifParts::expect_children(const XmlElement& element, SpifNames known) {
  for (const auto& child : element.children) {
    if (child.space.uri() != kSpifNamespace || has(known, child.name)) continue;
    mistake(child,
            fmt::format("{} is not known inside `{}`; expected {}", quoted(child.name), element.name, fmt::join(known, ", ")));
  }
}

const XmlElement* SpifParts::maybe_child(const XmlElement& element, std::string_view name) {
  const XmlElement* found = nullptr;
  for (const auto& child : element.children) {
    if (!child.is(kSpifNamespace, name)) continue;
    if (found != nullptr) mistake(child, fmt::format("`{}` stands twice", name));
    found = &child;
  }
  return found;
}

const XmlElement* SpifParts::only_child(const XmlElement& element, std::string_view name) {
  const auto* found = maybe_child(element, name);
  if (found == nullptr) mistake(element, fmt::format("`{}` is missing", name));
  return found;
}

std::string SpifParts::loose_text_of(const XmlElement& element, std::string_view attribute) {
  const auto* value = element.attribute(attribute);
  if (value == nullptr || value->empty()) return "";
  if (!first_hidden(*value, Prose::one_line)) return *value;
  mistake(element, fmt::format("{}: {} holds a control or invisible character", attribute, quoted(*value)));
  return "";
}

std::string SpifParts::text_of(const XmlElement& element, std::string_view attribute) {
  const auto* value = element.attribute(attribute);
  if (value != nullptr && !value->empty()) return loose_text_of(element, attribute);
  mistake(element, fmt::format("attribute `{}` of `{}` is {}", attribute, element.name, value == nullptr ? "missing" : "empty"));
  return "";
}

bool SpifParts::flag_of(const XmlElement& element, std::string_view attribute) {
  const auto* value = element.attribute(attribute);
  if (value == nullptr || *value == "false" || *value == "0") return false;
  if (*value == "true" || *value == "1") return true;
  mistake(element, fmt::format("{}: {} is not true or false", attribute, quoted(*value)));
  return false;
}

std::string SpifParts::lacv_of(const XmlElement& element) {
  const auto text = text_of(element, "lacv");
  auto lacv = label::plain_lacv(text);
  if (lacv.empty() && !text.empty()) mistake(element, fmt::format("lacv: {} is not a number of at most 20 digits", quoted(text)));
  return lacv;
}

int SpifParts::hierarchy_of(const XmlElement& element) {
  const auto text = text_of(element, "hierarchy");
  int value = -1;
  if (reads_as(text, value) && value >= 0 && value <= kHighest) return value;
  if (!text.empty()) mistake(element, fmt::format("hierarchy: {} is not a number from 0 to {}", quoted(text), kHighest));
  return 0;
}

std::optional<std::size_t> SpifParts::selection_of(const XmlElement& element, std::string_view attribute) {
  const auto* text = element.attribute(attribute);
  if (text == nullptr || *text == "unbounded") return std::nullopt;
  std::size_t value = 0;
  if (reads_as(*text, value) && value <= kSelection) return value;
  mistake(element, fmt::format("{}: {} is not `unbounded` or a number from 0 to {}", attribute, quoted(*text), kSelection));
  return std::nullopt;
}

label::SpifPeriod SpifParts::period_of(const XmlElement& element) {
  const auto read = [&](std::string_view attribute) -> std::optional<Instant> {
    const auto* text = element.attribute(attribute);
    if (text == nullptr) return std::nullopt;
    const auto instant = parse_instant(*text);
    if (instant) return *instant;
    mistake(element, fmt::format("{}: {}", attribute, instant.error().message));
    return std::nullopt;
  };
  return {.not_before = read("notBefore"), .not_after = read("notAfter")};
}

TagType SpifParts::type_of(const XmlElement& element) {
  const auto type = text_of(element, "tagType");
  const bool enumerated = type == "enumerated";
  const auto name = enumerated ? text_of(element, "enumType") : type;
  if (name == "restrictive") return enumerated ? TagType::enumerated_restrictive : TagType::restrictive;
  if (name == "permissive") return enumerated ? TagType::enumerated_permissive : TagType::permissive;
  if (name == "tagType7" && !enumerated) return TagType::informative;
  if (!name.empty()) {
    const auto expected = enumerated ? "restrictive or permissive" : "restrictive, permissive, enumerated or tagType7";
    mistake(element,
            fmt::format("{}: {} is not known; expected {}", enumerated ? "enumType" : "tagType", quoted(name), expected));
  }
  return TagType::restrictive;
}

void SpifParts::unknown_word(const XmlElement& element, std::string_view attribute, const std::string& value,
                             const std::vector<std::string_view>& known) {
  mistake(element, fmt::format("{}: {} is not known; expected {}", attribute, quoted(value), fmt::join(known, ", ")));
}

label::SpifPhrase SpifParts::phrase_of(const XmlElement& element) {
  expect_children(element, {"code"});
  label::SpifPhrase phrase;
  if (element.attribute("phrase") != nullptr) phrase.text = loose_text_of(element, "phrase");
  if (const auto* language = element.attribute("lang", kXml); language != nullptr) phrase.language = *language;
  for (const auto& child : element.children) {
    if (!child.is(kSpifNamespace, "code")) continue;
    const auto word = trimmed(child.text);
    if (const auto code = meaning_in(kMarkingCodes, word)) {
      phrase.codes.push_back(*code);
    } else {
      mistake(child, fmt::format("code: {} is not known; expected {}", quoted(word), fmt::join(listed(kMarkingCodes), ", ")));
    }
  }
  std::sort(phrase.codes.begin(), phrase.codes.end());
  phrase.codes.erase(std::unique(phrase.codes.begin(), phrase.codes.end()), phrase.codes.end());
  return phrase;
}

void SpifParts::read_qualifiers(const XmlElement& element, label::SpifMarks& out) {
  expect_children(element, {"qualifier"});
  const auto place = word_of(element, "markingCode", kMarkingCodes);
  for (const auto& child : element.children) {
    if (!child.is(kSpifNamespace, "qualifier")) continue;
    if (text_of(child, "qualifierCode").empty()) continue;
    const auto code = word_of(child, "qualifierCode", kQualifierCodes);
    const auto* language = child.attribute("lang", kXml);
    out.qualifiers.push_back({.code = code.value_or(label::QualifierCode::prefix),
                              .text = loose_text_of(child, "markingQualifier"),
                              .language = language == nullptr ? "" : *language,
                              .place = place});
  }
}

label::SpifMarks SpifParts::marks_of(const XmlElement& element) {
  label::SpifMarks marks;
  for (const auto& child : element.children) {
    if (child.is(kSpifNamespace, "markingData")) marks.phrases.push_back(phrase_of(child));
    if (child.is(kSpifNamespace, "markingQualifier")) read_qualifiers(child, marks);
  }
  return marks;
}

label::CategoryGroup SpifParts::group_of(const XmlElement& element) {
  label::CategoryGroup group{.tag_set = text_of(element, "tagSetRef"), .type = type_of(element), .lacv = std::nullopt};
  const bool all = flag_of(element, "all");
  if (element.attribute("lacv") == nullptr) return group;
  group.lacv = lacv_of(element);
  if (all) mistake(element, fmt::format("`{}` names one category (lacv) and all of them (all)", element.name));
  return group;
}

std::vector<label::RequiredCategory> SpifParts::required_of(const XmlElement& element) {
  std::vector<label::RequiredCategory> out;
  for (const auto& child : element.children) {
    if (!child.is(kSpifNamespace, "requiredCategory")) continue;
    expect_children(child, {"categoryGroup"});
    label::RequiredCategory required;
    if (!text_of(child, "operation").empty()) {
      required.operation = word_of(child, "operation", kOperations).value_or(label::Operation::all);
    }
    for (const auto& group : child.children) {
      if (group.is(kSpifNamespace, "categoryGroup")) required.groups.push_back(group_of(group));
    }
    if (required.groups.empty()) mistake(child, "`requiredCategory` holds no `categoryGroup`");
    out.push_back(std::move(required));
  }
  return out;
}

}  // namespace entente::format
