#include "label/as_marked.h"

#include <algorithm>

#include "label/draft.h"
#include "label/marks.h"

namespace entente::label {
namespace {

template <class T>
void sort_unique(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// The names that a name comes with: "SI-G" and "SI" for "SI-G ABCD". A program ("SAR-BP") is part of nothing.
std::vector<std::string> parents_of(const std::string& name, const Policy& policy) {
  std::vector<std::string> parents;
  auto dash = name.find('-');
  const auto* head = dash == std::string::npos ? nullptr : policy.token(std::string_view(name).substr(0, dash));
  if (head == nullptr) return parents;
  if (head->segment == Segment::sar) {
    dash = name.find('-', dash + 1);
  } else if (head->segment != Segment::sci && head->segment != Segment::aea && head->segment != Segment::cui) {
    return parents;
  }
  if (dash == std::string::npos) return parents;
  parents.push_back(name.substr(0, dash));
  const auto space = name.find(' ', dash);
  if (space != std::string::npos) parents.push_back(name.substr(0, space));
  return parents;
}

void conceal_sources(std::vector<Origin>& sources) {
  for (auto& source : sources) source.level.reset();
  const bool concealed = std::any_of(sources.begin(), sources.end(), [](const Origin& source) { return !source.party; });
  if (concealed) sources.assign(1, Origin{});
  sort_unique(sources);
}

}  // namespace

void add_parents(std::vector<Category>& categories, const Policy& policy) {
  if (policy.grammar != Grammar::us_style) return;
  std::vector<Category> parents;
  for (const auto& category : categories) {
    if (category.policy != policy.id) continue;
    for (auto& name : parents_of(category.name.str(), policy)) {
      parents.push_back({policy.id, CategoryName(std::move(name)), CategoryKind::restrictive});
    }
  }
  categories.insert(categories.end(), parents.begin(), parents.end());
}

bool can_list_release(const Policy& system) { return first_of_meaning(system, Meaning::release_to) != nullptr; }

Label as_marked(Label label, const Policy& system) {
  label.domain.reset();
  label.created.reset();
  label.declassify_on.reset();
  add_parents(label.categories, system);
  if (system.grammar == Grammar::us_style) conceal_sources(label.sources);
  sort_unique(label.categories);
  put_in_published_order(label.releasable.parties);
  put_in_published_order(label.display_only);
  if (label.controls.eyes_only) put_in_published_order(*label.controls.eyes_only);
  return label;
}

}  // namespace entente::label
