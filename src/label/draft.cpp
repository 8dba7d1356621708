#include "label/draft.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "label/marks.h"
#include "label/named_label.h"
#include "label/special_words.h"

namespace entente::label {
namespace {

constexpr std::size_t kNationCodeSize = 3;

template <class T>
void sort_unique(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

CategoryKind kind_of(const Token& token) {
  switch (token.meaning) {
    case Meaning::permissive:
      return CategoryKind::permissive;
    case Meaning::informative:
    case Meaning::originator_control:  // the control itself says it all; the name is kept for the text
    case Meaning::release_by_official:
      return CategoryKind::informative;
    case Meaning::restrictive:
    case Meaning::no_foreign:
    case Meaning::eyes_only:
    case Meaning::release_to:
    case Meaning::display_only:
    case Meaning::foreign_information:
    case Meaning::joint:
      return CategoryKind::restrictive;
  }
  return CategoryKind::restrictive;
}

Result<void> add_origin(std::vector<Origin>& origins, Origin&& origin) {
  if (std::find(origins.begin(), origins.end(), origin) != origins.end()) return {};
  if (origins.size() == limits::kOrigins) {
    return fail(Fault::over_limit, fmt::format("more than {} owners or sources", limits::kOrigins));
  }
  origins.push_back(std::move(origin));
  return {};
}

// The token of a category; a sub-compartment counts with the token it belongs to.
const Token* token_of(const Category& category, const Policy& policy) {
  std::string_view name = category.name.str();
  while (!name.empty()) {
    if (const auto* token = policy.token(name)) return token;
    const auto cut = name.find_last_of(" -");
    name = cut == std::string_view::npos ? std::string_view{} : name.substr(0, cut);
  }
  return nullptr;
}

const Policy* find_policy(const PolicyId& id, const Policy& system, const PolicyBook& book) {
  return id == system.id ? &system : book.find(id);
}

}  // namespace

Result<void> too_many_pieces() {
  return fail(Fault::over_limit, fmt::format("a marking of more than {} parts", limits::kMarkingTokens));
}

Result<void> check_known(const Draft& draft, const PartyId& party, std::string_view mark) {
  if (draft.book.knows(party)) return {};
  return fail(Fault::unknown_party, fmt::format("{} after {} is not a known party", quoted(party.str()), quoted(mark)));
}

Result<PartyId> read_code(Draft& draft, std::string_view code, std::string_view mark) {
  TRY_DO(count_piece(draft));
  PartyId party{std::string(code)};
  TRY_DO(check_known(draft, party, mark));
  return party;
}

Result<std::vector<PartyId>> read_codes(Draft& draft, const CodeList& list) {
  std::vector<PartyId> parties;
  if (trimmed(list.codes).empty()) return fail(Fault::malformed, fmt::format("{} names nobody", quoted(list.mark)));
  parties.reserve(1 + static_cast<std::size_t>(std::count(list.codes.begin(), list.codes.end(), list.separator)));
  std::size_t at = 0;
  while (at <= list.codes.size()) {
    auto end = std::min(list.codes.find(list.separator, at), list.codes.size());
    auto code = trimmed(list.codes.substr(at, end - at));
    if (code.empty()) return fail(Fault::malformed, fmt::format("an empty place in the list of {}", quoted(list.mark)));
    TRY_DO(count_piece(draft));
    PartyId party{std::string(code)};
    if (code.size() != kNationCodeSize) {  // "NATO RESOLUTE SUPPORT"
      code = trimmed(list.separator == ' ' ? list.codes.substr(at) : code);
      if (auto word = special_word_at(code, draft.book); word.size != 0 && (list.separator == ' ' || word.size == code.size())) {
        party = std::move(word.code);
        if (list.separator == ' ') end = at + word.size;
      }
    }
    TRY_DO(check_known(draft, party, list.mark));
    parties.push_back(std::move(party));
    at = end + 1;
  }
  put_in_published_order(parties);
  return parties;
}

void put_in_published_order(std::vector<PartyId>& parties) {
  const auto before = [](const PartyId& a, const PartyId& b) {
    const bool a_long = a.str().size() != kNationCodeSize;
    const bool b_long = b.str().size() != kNationCodeSize;
    return a_long == b_long ? a < b : b_long;
  };
  const auto out_of_order = [&](const PartyId& a, const PartyId& b) { return !before(a, b); };
  if (std::adjacent_find(parties.begin(), parties.end(), out_of_order) == parties.end()) return;  // as most lists are written
  std::sort(parties.begin(), parties.end(), before);
  parties.erase(std::unique(parties.begin(), parties.end()), parties.end());
}

Result<void> set_release(Draft& draft, std::vector<PartyId> parties) {
  auto& releasable = draft.label.releasable;
  if (releasable.kind != ReleaseKind::absent) return fail(Fault::contradiction, "two lists say to whom it may be released");
  releasable = {ReleaseKind::listed, std::move(parties)};
  return {};
}

Result<void> set_display(Draft& draft, std::vector<PartyId> parties) {
  if (!draft.label.display_only.empty()) return fail(Fault::contradiction, "two lists say to whom it may be displayed");
  draft.label.display_only = std::move(parties);
  return {};
}

Result<void> set_eyes_only(Draft& draft, std::vector<PartyId> parties) {
  put_in_published_order(parties);
  auto& eyes_only = draft.label.controls.eyes_only;
  if (eyes_only && *eyes_only != parties) return fail(Fault::contradiction, "two different lists say whose eyes only");
  eyes_only = std::move(parties);
  return {};
}

Result<void> add_owner(Draft& draft, Origin&& origin) { return add_origin(draft.label.owners, std::move(origin)); }

Result<void> add_source(Draft& draft, Origin&& origin) { return add_origin(draft.label.sources, std::move(origin)); }

void add_category(Draft& draft, Category&& category) {
  constexpr std::size_t kUsual = 4;
  auto& categories = draft.label.categories;
  if (categories.empty()) categories.reserve(kUsual);
  categories.push_back(std::move(category));
}

Result<void> apply_token(Draft& draft, const Policy& policy, const Token& token) {
  auto& controls = draft.label.controls;
  bool keep_name = !is_first_of_meaning(policy, token);
  switch (token.meaning) {
    case Meaning::restrictive:
    case Meaning::permissive:
    case Meaning::informative:
      keep_name = true;
      break;
    case Meaning::no_foreign:
      controls.no_foreign = true;
      (keep_name ? draft.named_no_foreign : draft.said_no_foreign) = &policy;
      break;
    case Meaning::originator_control:
      controls.originator_control = true;
      break;
    case Meaning::release_by_official:
      controls.release_by_official = true;
      break;
    case Meaning::eyes_only:
      TRY_DO(set_eyes_only(draft, token.parties));
      break;
    case Meaning::release_to:
    case Meaning::display_only:
    case Meaning::foreign_information:
    case Meaning::joint:
      return fail(Fault::malformed, fmt::format("{} does not stand alone here", quoted(token.name.str())));
  }
  if (keep_name) add_category(draft, {policy.id, token.name, kind_of(token)});
  return {};
}

std::optional<std::string> domain_of(const Label& label, const Policy& system, const PolicyBook& book) {
  const Policy* best_policy = nullptr;
  const Token* best = nullptr;
  const Category* before = nullptr;
  const Policy* policy = nullptr;
  for (const auto& category : label.categories) {  // sorted by policy: the first policy with a domain decides
    if (before == nullptr || before->policy != category.policy) policy = find_policy(category.policy, system, book);
    before = &category;
    if (policy == nullptr || (best_policy != nullptr && policy != best_policy)) continue;
    const auto* token = token_of(category, *policy);
    if (token == nullptr || !token->domain || (best != nullptr && token >= best)) continue;
    best_policy = policy;
    best = token;
  }
  if (best != nullptr) return best->domain;
  policy = find_policy(label.policy, system, book);
  const auto* level = policy == nullptr ? nullptr : policy->level(label.level);
  return level == nullptr ? std::nullopt : level->domain;
}

Result<Label> finished(Draft&& draft, const Policy& system) {
  auto& label = draft.label;
  //= ISM-ID-00372: NOFORN beside LES NOFORN; the label must not say less than the mark.
  if (draft.said_no_foreign != nullptr && draft.said_no_foreign == draft.named_no_foreign) {
    const auto& first = *first_of_meaning(*draft.said_no_foreign, Meaning::no_foreign);
    add_category(draft, {draft.said_no_foreign->id, first.name, CategoryKind::informative});
  }
  sort_unique(label.categories);
  std::sort(label.sources.begin(), label.sources.end());
  label.domain = domain_of(label, system, draft.book);
  return std::move(draft.label);
}

}  // namespace entente::label
