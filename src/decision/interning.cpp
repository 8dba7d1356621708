#include "decision/interning.h"

#include <fmt/format.h>

namespace entente::decision {

Result<PartyIndex> Interning::party(const PartyId& id) const {
  const PartyIndex index = tables_.party(id);
  if (index == kNoParty) return fail(Fault::broken_world, fmt::format("a fact names party {}, which is not recorded", id.value));
  return index;
}

Result<std::vector<PartyIndex>> Interning::parties(const std::vector<PartyId>& ids) const {
  std::vector<PartyIndex> out;
  out.reserve(ids.size());
  for (const auto& id : ids) {
    TRY(const auto index, party(id));
    out.push_back(index);
  }
  return out;
}

Result<NameIndex> Interning::name(const std::string& text) {
  const auto [number, is_new] = tables_.name_index.add(text, static_cast<NameIndex>(tables_.name_index.size()));
  if (is_new && tables_.name_index.size() > limits::kNames) {
    return fail(Fault::over_limit, fmt::format("the facts use more than {} names", limits::kNames));
  }
  return number;
}

Result<CategorySet> Interning::categories(const std::vector<std::string>& texts) {
  CategorySet out;
  for (const auto& text : texts) {
    const auto [number, is_new] = tables_.category_index.add(text, static_cast<std::uint32_t>(tables_.category_index.size()));
    if (is_new && tables_.category_index.size() > limits::kCategories) {
      return fail(Fault::over_limit, fmt::format("the facts list more than {} categories", limits::kCategories));
    }
    out.add(number);
  }
  return out;
}

}  // namespace entente::decision
