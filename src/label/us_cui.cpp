// Controlled unclassified information (CUI) and nicknames (ACCM) in a US-style marking.
#include "label/us_cui.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "label/us_reader.h"

namespace entente::label {
namespace {

constexpr std::size_t kNicknameBytes = 61;  // ISM: ACCM-[A-Z0-9\-_]{1,61}

}  // namespace

const Token* cui_token(const Policy& policy) {
  const auto found =
      std::find_if(policy.tokens.begin(), policy.tokens.end(), [](const Token& token) { return token.segment == Segment::cui; });
  return found == policy.tokens.end() ? nullptr : &*found;
}

bool is_nickname(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ' '; };
  return !name.empty() && name.size() <= kNicknameBytes && std::all_of(name.begin(), name.end(), fits) &&
         name.find_first_not_of("- ") != std::string_view::npos;
}

bool category_stands_before(std::string_view a, std::string_view b) {
  const bool specified = a.starts_with(kSpecified);
  return specified == b.starts_with(kSpecified) ? a < b : specified;
}

bool holds_categories(std::string_view segment, const Token& cui, const Policy& policy) {
  const auto items = split(segment, "/");
  const auto is_category = [&](std::string_view item) { return is_below(cui, trimmed(item)); };
  const auto first = trimmed(items.front());
  if (token_by_mark(policy, first) != nullptr) return std::all_of(items.begin(), items.end(), is_category);
  return is_category(first) || first.starts_with(kSpecified);
}

//= CUI marking handbook: CUI is not classified and has no level in its mark. It counts as the free level with a category.
Result<bool> UsReader::read_cui_alone(std::string_view text) {
  const auto* token = token_by_mark(system_, text);
  const auto level = std::find_if(system_.levels.begin(), system_.levels.end(), [](const Level& each) { return each.free; });
  if (token == nullptr || token->segment != Segment::cui || level == system_.levels.end()) return false;
  draft_.label.policy = system_.id;
  draft_.label.level = level->name;
  TRY_DO(add_owner(draft_, {system_.party, system_.id, level->name}));
  TRY_DO(apply_token(draft_, system_, *token));
  cui_alone_ = true;
  seen_ |= 1U << static_cast<unsigned>(Segment::cui);
  return true;
}

// The segment behind CUI, if it holds its categories.
void UsReader::find_categories(std::span<Part> parts) const {
  const Token* cui = cui_alone_ ? cui_token(system_) : nullptr;
  for (auto& part : parts) {
    part.categories_of = cui != nullptr && holds_categories(part.text, *cui, system_) ? cui : nullptr;
    cui = part.head.token != nullptr && part.head.token->segment == Segment::cui ? part.head.token : nullptr;
  }
}

Result<void> UsReader::read_cui(const Part& part) {
  if (part.head.size == part.text.size()) return apply_token(draft_, system_, *part.head.token);
  return fail(Fault::malformed, fmt::format("{} stands alone between `//`, and its categories behind it; {} does not",
                                            quoted(part.text.substr(0, part.head.size)), quoted(part.text)));
}

Result<void> UsReader::read_category(std::string_view item, const Token& cui) {
  if (!is_below(cui, item))
    return fail(Fault::unknown_token, fmt::format("{} is not a category of {}", quoted(item), cui.name.str()));
  add_category(draft_, {system_.id, CategoryName(fmt::format("{}-{}", cui.name.str(), item)), CategoryKind::restrictive});
  return {};
}

// What stands in a marking of CUI alone: its categories, and controls that limit CUI.
Result<void> UsReader::check_stands_with_cui(std::string_view text, Segment segment, const Token* token) const {
  if (!cui_alone_ || segment == Segment::cui_category || segment == Segment::cui) return {};
  if (segment == Segment::dissemination && token != nullptr && token->limits_cui) return {};
  return fail(Fault::malformed, fmt::format("{} does not limit CUI, and wants a classification before it: "
                                            "`UNCLASSIFIED//CUI` and what follows",
                                            quoted(text)));
}

//= ISM (2022-12), nonICmarkings: the indicator stands once, "ACCM-BLUE LAMP/RED DOOR".
Result<void> UsReader::read_nickname(std::string_view name, const Token& indicator) {
  if (!is_nickname(name))
    return fail(Fault::malformed, fmt::format("{} names no nickname{}; expected {}-NICKNAME", indicator.name.str(),
                                              name.empty() ? "" : " with " + quoted(name), indicator.name.str()));
  for (auto begin = name.find_first_not_of(" -"); begin != std::string_view::npos;) {
    TRY_DO(check_free_word(name.substr(begin), name));
    begin = name.find_first_not_of(" -", std::min(name.find_first_of(" -", begin), name.size()));
  }
  add_category(draft_, {system_.id, CategoryName(fmt::format("{}-{}", indicator.name.str(), name)), CategoryKind::restrictive});
  return {};
}

}  // namespace entente::label
