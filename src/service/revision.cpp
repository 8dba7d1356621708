#include "service/revision.h"

#include <algorithm>
#include <utility>

#include "codec/json.h"
#include "format/world_folder.h"

namespace entente::service {

Revision::Revision(const world::World& world, const Revision* before) : instruments_(world.instruments) {
  const auto& instruments = std::as_const(instruments_);
  std::vector<std::string> lines;
  lines.reserve(instruments.size());
  digests_.reserve(instruments.size());
  for (std::size_t at = 0; at < instruments.size(); ++at) {
    const bool known = before != nullptr && instruments.shares(before->instruments_, at);
    digests_.push_back(known ? before->digests_[at] : crypto::sha256(format::canonical_text(instruments[at])));
    codec::JsonWriter line;
    lines.push_back(line.begin_object().member("instrument", instruments[at].id.value).member("facts", crypto::to_string(digests_.back())).end_object().finish());
  }
  std::sort(lines.begin(), lines.end());
  crypto::Sha256 hash;
  hash.update(format::canonical_text_beside_instruments(world));
  for (auto& line : lines) hash.update(line += '\n');
  text_ = crypto::to_string(hash.finish());
}

}  // namespace entente::service
