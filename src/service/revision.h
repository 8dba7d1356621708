// The name of a world's facts: of the same facts the same, of any other fact, source or grade another (docs/formats/world.md, "Revision").
//
// SHA-256 over the canonical lines of all facts but those of instruments, and behind these a line for each instrument, sorted, with the SHA-256 of its
// own canonical lines. So of a world that was amended only the instruments that changed are written out and hashed anew. Keeps the
// instruments it is of, shared with the world. Thread-safe once made.
#pragma once

#include <string>
#include <vector>

#include "base/shared_list.h"
#include "crypto/hash.h"
#include "world/facts.h"

namespace entente::service {

class Revision {
 public:
  explicit Revision(const world::World& world) : Revision(world, nullptr) {}
  // `before` is of another world, which may share instruments with this one.
  Revision(const world::World& world, const Revision& before) : Revision(world, &before) {}

  [[nodiscard]] const std::string& text() const { return text_; }  // "sha256:…"

 private:
  Revision(const world::World& world, const Revision* before);

  SharedList<world::Instrument> instruments_;
  std::vector<crypto::Digest> digests_;  // in their order
  std::string text_;
};

}  // namespace entente::service
