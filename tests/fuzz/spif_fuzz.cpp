// Property: parse_print_is_identity.
//
// SPIF: any bytes give mistakes that can be printed, or a policy that prints and reads back the same, and whose marks are
// unambiguous and levels in order where a world can use it; labels under it are judged, marked and named without contradiction.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "format/policy.h"
#include "format/spif.h"
#include "label/confidentiality.h"
#include "label/spif_label.h"

namespace {

namespace format = entente::format;

void check_text(const std::string& text) {
  CHECK(entente::first_invalid_utf8(text) == std::string_view::npos);
  CHECK(!format::first_hidden(text, format::Prose::one_line));
}

void check_policy(const entente::label::Policy& policy) {
  for (std::size_t i = 0; i < policy.levels.size(); ++i) {
    const auto& level = policy.levels[i];
    CHECK(policy.level(level.name) == &level);
    CHECK(!level.marks.empty() && level.marks.front() == level.name.value);
    CHECK(i == 0 || policy.levels[i - 1].hierarchy > level.hierarchy);
    for (const auto& mark : level.marks) CHECK(policy.level_by_mark(mark) == &level);
  }
  for (const auto& token : policy.tokens) CHECK(policy.token(token.name) == &token);
}

void check_parse_print_is_identity(const entente::label::SpifPolicy& policy) {
  const auto again = format::parse_spif(format::print_spif(policy));
  CHECK(again.has_value());
  CHECK(*again == policy);
}

// Every language that the policy marks in, and none.
std::vector<std::string> languages_of(const entente::label::SpifPolicy& policy) {
  std::vector<std::string> out{""};
  const auto add = [&](const entente::label::SpifMarks& marks) {
    for (const auto& phrase : marks.phrases) out.push_back(phrase.language);
    for (const auto& qualifier : marks.qualifiers) out.push_back(qualifier.language);
  };
  add(policy.marks);
  add(policy.name_marks);
  add(policy.classification_marks);
  for (const auto& level : policy.classifications) add(level.marks);
  for (const auto& set : policy.tag_sets) {
    for (const auto& tag : set.tags) {
      add(tag.marks);
      for (const auto& category : tag.categories) add(category.marks);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// What was read from a text is written as that text, in one of the languages.
bool is_marked(const entente::label::SpifPolicy& policy, const entente::label::SpifLabel& label, const std::string& text) {
  const auto languages = languages_of(policy);
  return std::any_of(languages.begin(), languages.end(), [&](const std::string& language) {
    const auto again = entente::label::spif_marking(policy, label, {language, entente::label::MarkingCode::page_top});
    return again && *again == text;
  });
}

// A label of each classification with the first categories of the policy: what is marked and read back is marked the same again.
void check_markings(const entente::label::SpifPolicy& policy) {
  constexpr std::size_t kLevels = 4;
  constexpr std::size_t kValues = 6;
  namespace label = entente::label;
  label::SpifLabel given;
  given.policy_id = policy.id;
  for (const auto& set : policy.tag_sets) {
    for (const auto& tag : set.tags) {
      for (const auto& category : tag.categories) {
        if (given.categories.size() < kValues) given.categories.push_back({set.id, tag.type, category.lacv, ""});
      }
    }
  }
  label::settle(given.categories);
  for (std::size_t i = 0; i < std::min(policy.classifications.size(), kLevels); ++i) {
    given.classification = policy.classifications[i].lacv;
    for (const auto& finding : label::validity(policy, given, {})) check_text(finding.message);
    const label::SpifClearance clearance{policy.id, {given.classification}, given.categories};
    const auto access = label::decide_access(policy, given, clearance, {});
    CHECK(access.allowed == !label::has_errors(label::validity(policy, given, {})));
    const auto text = label::spif_marking(policy, given);
    CHECK(text.has_value());
    const auto read = label::read_spif_marking(policy, *text);
    for (const auto& finding : read.findings) {
      CHECK(finding.span.begin_bytes <= finding.span.end_bytes && finding.span.end_bytes <= text->size());
    }
    if (read.findings.empty()) CHECK(is_marked(policy, read.label, *text));
    if (read.findings.empty() && access.allowed && !given.categories.empty()) {  // a text opens no more than its label
      auto less = clearance;
      less.categories.erase(less.categories.begin());
      const bool by_text = label::decide_access_on_text(policy, read.label, less, {}).allowed;
      CHECK(!by_text || label::decide_access(policy, given, less, {}).allowed);
    }
    const auto named = label::describe(policy, given);
    if (named) CHECK(label::resolve(policy, *named).value() == given);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto reading = format::read_spif(bytes);
  for (const auto& mistake : reading.mistakes) check_text(mistake.message);
  CHECK(format::parse_spif(bytes).has_value() == reading.mistakes.empty());
  if (!reading.mistakes.empty()) return 0;
  check_parse_print_is_identity(reading.policy);
  check_markings(reading.policy);

  format::FindingList findings;
  const format::FileSink sink{.file = "p.toml", .findings = &findings};
  format::Sidecar sidecar;
  sidecar.spif = "p.xml";
  const auto policy = format::build_policy(sink, sidecar, reading.policy);
  const bool sound = !findings.has_errors();
  for (const auto& finding : findings.take()) check_text(to_string(finding));
  if (sound) check_policy(policy);
  return 0;
}
