// Whose policies an input of a fuzzer is read under: those of the test book, all of them, or one of the shipped world.
//
// A first byte that is a control character and no white space, which no text begins with, names a shipped policy and is not part
// of the text. The world is loaded once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "format/world_folder.h"
#include "label/policy.h"
#include "label/test_policies.h"

namespace entente::fuzz {

struct Input {
  std::string_view text;
  const label::PolicyBook* book = nullptr;
  std::vector<const label::Policy*> systems;
  bool shipped = false;
};

inline std::vector<const label::Policy*> all_of(const label::PolicyBook& book) {
  std::vector<const label::Policy*> out;
  for (const auto& [id, policy] : book.policies()) out.push_back(&policy);
  return out;
}

inline Input input_of(const std::uint8_t* data, std::size_t size) {
  static const label::PolicyBook kTest = label::test::book();
  static const format::LoadedWorld kShipped = format::load_world("data/worlds/indo-pacific").value();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const bool names_policy = size > 0 && data[0] < 0x20 && text.find_first_of("\t\n\v\f\r") != 0;
  if (!names_policy) return {text, &kTest, all_of(kTest), false};
  const auto& book = kShipped.world.policies;
  const auto systems = all_of(book);
  return {text.substr(1), &book, {systems[data[0] % systems.size()]}, true};
}

}  // namespace entente::fuzz
