// The shipped world and questions about it, for benchmarks. Opens once; anything missing stops the program.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "decision/decide.h"
#include "service/desk.h"

namespace entente::bench {

inline std::filesystem::path shipped_world() {
  const char* source = std::getenv("ENTENTE_SOURCE_DIR");
  return std::filesystem::path(source == nullptr ? "." : source) / "data/worlds/indo-pacific";
}

inline service::Desk open_shipped() {
  auto desk = service::Desk::open({shipped_world(), {}, {}, std::nullopt, world::Evidence::unverified});
  if (!desk) std::fprintf(stderr, "%s\n", desk.error().message.c_str());
  CHECK(desk.has_value());
  return std::move(*desk);
}

inline Instant at_2024() { return *parse_instant("2024-11-20"); }

// `count` different questions in a fixed scattered order, or (0) all there are: information of every party with a policy × its
// levels × every nation with one as recipient × released to it alone or to all of them × held by its owner or by another.
// Permits and denies are mixed as the shipped world has them.
std::vector<decision::Request> questions(const service::Desk& desk, std::size_t count);

}  // namespace entente::bench
