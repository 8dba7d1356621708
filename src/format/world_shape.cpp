#include "format/world_shape.h"

#include <algorithm>

namespace entente::format {

KeyShape& TableShape::ask(std::string_view key, ValueForm form) {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const KeyShape& each) { return each.key == key; });
  if (found != keys.end()) return *found;
  auto& shape = keys.emplace_back();
  shape.key = key;
  shape.form = form;
  if (form == ValueForm::table || form == ValueForm::tables) shape.table = std::make_unique<TableShape>();
  return shape;
}

}  // namespace entente::format
