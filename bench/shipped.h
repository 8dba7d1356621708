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

// An information-security instrument is in force between the two, and both have acceded.
bool is_agreed(const decision::Snapshot& snapshot, const PartyId& from, const PartyId& to);

// Every other one as `questions` has them, half as many as `count` (0: all there are), so that as in life most is denied at
// once; after each one that an instrument decides: classified, between an owner and a nation that marks for which `is_agreed`, of
// a domain or none, a document or nothing stated, released to the nation alone or to all of them, held by its owner. Of those
// there may be fewer, and then each comes several times.
std::vector<decision::Request> mixed_questions(const service::Desk& desk, const decision::Snapshot& snapshot, std::size_t count);

}  // namespace entente::bench
