#include "label/spif_policy.h"

#include <algorithm>
#include <array>

namespace entente::label {
namespace {

constexpr std::size_t kLacvDigits = 20;

template <class List, class Key>
auto find_in(const List& list, std::string_view wanted, Key key) -> decltype(list.data()) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.*key == wanted; });
  return at == list.end() ? nullptr : &*at;
}

}  // namespace

CategoryKind kind_of(TagType type) {
  switch (type) {
    case TagType::restrictive:
    case TagType::enumerated_restrictive:
      return CategoryKind::restrictive;
    case TagType::permissive:
    case TagType::enumerated_permissive:
      return CategoryKind::permissive;
    case TagType::informative:
      return CategoryKind::informative;
  }
  return CategoryKind::restrictive;
}

std::string_view to_string(TagType type) {
  constexpr std::array<std::string_view, 5> kNames{"restrictive", "enumeratedRestrictive", "permissive", "enumeratedPermissive",
                                                   "informative"};
  return kNames.at(static_cast<std::size_t>(type));
}

const SpifClassification* SpifPolicy::classification(std::string_view lacv) const {
  return find_in(classifications, lacv, &SpifClassification::lacv);
}

const SpifClassification* SpifPolicy::classification_named(std::string_view wanted) const {
  return find_in(classifications, wanted, &SpifClassification::name);
}

const SpifTagSet* SpifPolicy::tag_set(std::string_view wanted) const { return find_in(tag_sets, wanted, &SpifTagSet::id); }

const SpifTagSet* SpifPolicy::tag_set_named(std::string_view wanted) const {
  return find_in(tag_sets, wanted, &SpifTagSet::name);
}

SpifPolicy::Found SpifPolicy::find(const SpifValue& value) const {
  std::size_t order = 0;
  for (const auto& set : tag_sets) {
    for (const auto& tag : set.tags) {
      if (set.id == value.tag_set_id && tag.type == value.type) {
        if (const auto* category = find_in(tag.categories, value.lacv, &SpifCategory::lacv); category != nullptr) {
          return {&set, &tag, category, order + static_cast<std::size_t>(category - tag.categories.data())};
        }
      }
      order += tag.categories.size();
    }
  }
  return {};
}

const EquivalentPolicy* SpifPolicy::equivalent(std::string_view wanted) const {
  return find_in(equivalent_policies, wanted, &EquivalentPolicy::id);
}

std::string plain_lacv(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return "";
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size() - 1));
  return text.size() > kLacvDigits ? "" : std::string(text);
}

}  // namespace entente::label
