#include "document/together.h"

#include <algorithm>
#include <optional>

#include "label/marking.h"

namespace entente::document {
namespace {

using label::Label;
using label::Origin;

bool is_owned_by(const Label& label, const PartyId& party) {
  return std::any_of(label.owners.begin(), label.owners.end(), [&](const Origin& owner) { return owner.party == party; });
}

bool has_same_owners(const Label& a, const Label& b) {
  return std::equal(a.owners.begin(), a.owners.end(), b.owners.begin(), b.owners.end(),
                    [](const Origin& left, const Origin& right) { return left.party == right.party; });
}

bool is_free(const Label& part, const Terms& terms) {
  const auto* level = policy_of(part, terms).level(part.level);
  return level != nullptr && level->free;
}

// As a marking says it: of sources beside a concealed one, say, none is named.
std::optional<Label> as_marked(const Label& label, const Terms& terms) {
  const auto text = label::render_marking(label, terms.system, terms.book, label::MarkForm::banner);
  if (!text) return std::nullopt;
  auto read = label::parse_marking(*text, terms.system, terms.book);
  return read ? std::optional<Label>(std::move(*read)) : std::nullopt;
}

class Speaker {
 public:
  Speaker(const std::vector<Label>& parts, const Label& banner, const Terms& terms) : banner_(banner), terms_(terms) {
    foreign_ = !is_owned_by(banner, terms.system.party);
    for (const auto& part : parts) {
      const bool own = is_owned_by(part, terms.system.party);
      foreign_ = foreign_ && (!own || is_free(part, terms));
    }
    for (const auto& part : parts) {
      if (!foreign_ || !is_owned_by(part, terms.system.party)) parts_.push_back(part);
    }
  }

  Result<Label> speak() {
    TRY(auto rolled, label::roll_up(parts_, spoken_for(), terms_.book, terms_.expand));
    take_owners(rolled);
    return as_marked(rolled, terms_).value_or(rolled);
  }

  [[nodiscard]] const label::Policy& spoken_for() const {
    const bool theirs = foreign_ && !parts_.empty() && std::all_of(parts_.begin(), parts_.end(), [&](const Label& part) {
                          return part.policy == banner_.policy;
                        });
    return theirs ? policy_of(banner_, terms_) : terms_.system;
  }

 private:
  // Of a document of others they are owners, not sources; so they are of one that is JOINT, if a part is.
  void take_owners(Label& rolled) const {
    const bool joint = banner_.owners.size() > 1 && std::any_of(parts_.begin(), parts_.end(), [&](const Label& part) {
                         return has_same_owners(part, banner_);
                       });
    if (!foreign_ && !joint) return;
    const auto found = std::find_if(parts_.begin(), parts_.end(), [&](const Label& part) {
      return has_same_owners(part, banner_) && part.policy == rolled.policy && part.level == rolled.level;
    });
    rolled.owners = found == parts_.end() ? banner_.owners : found->owners;
    std::erase_if(rolled.sources, [&](const Origin& source) {
      return std::any_of(rolled.owners.begin(), rolled.owners.end(),
                         [&](const Origin& owner) { return owner.party == source.party; });
    });
  }

  const Label& banner_;
  const Terms& terms_;
  bool foreign_ = false;
  std::vector<Label> parts_;
};

}  // namespace

namespace {

// The highest of the levels that rank beside all others; of the banner's axis, if there are none; null if none of that either.
const label::Level* level_of_rest(const std::vector<const label::Level*>& ranks, const label::Level* banner) {
  const label::Level* out = nullptr;
  const auto take = [&](auto counts) {
    for (const auto* rank : ranks) {
      if (rank == nullptr || rank->free || !counts(*rank)) continue;
      if (out == nullptr || rank->hierarchy > out->hierarchy) out = rank;
    }
  };
  take([](const label::Level& rank) { return rank.comparable; });
  if (out == nullptr && banner != nullptr)
    take([&](const label::Level& rank) { return rank.name == banner->name || label::ranks_beside(rank, *banner); });
  return out;
}

}  // namespace

Result<Apart> say_apart(const std::vector<Label>& parts, const Label& banner, const Terms& terms) {
  const auto& policy = Speaker(parts, banner, terms).spoken_for();
  std::vector<const label::Level*> ranks;
  for (const auto& part : parts) ranks.push_back(label::counted_level(part, policy));
  const auto* own = banner.policy == policy.id ? policy.level(banner.level) : nullptr;
  const auto* rest = level_of_rest(ranks, own);
  Apart out;
  out.all = rest == nullptr;
  auto levelled = parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool beside =
        ranks[i] != nullptr &&
        (ranks[i]->free || (rest != nullptr && (ranks[i]->name == rest->name || label::ranks_beside(*ranks[i], *rest))));
    if (beside) continue;
    out.parts.push_back(i);
    levelled[i].policy = policy.id;
    levelled[i].level = rest != nullptr ? rest->name : own != nullptr ? own->name : policy.levels.back().name;
  }
  TRY(out.rest, say_together(levelled, banner, terms));
  return out;
}

const label::Policy& policy_of(const Label& label, const Terms& terms) {
  const auto* own = terms.book.find(label.policy);
  return own == nullptr ? terms.system : *own;
}

Result<Label> say_together(const std::vector<Label>& parts, const Label& banner, const Terms& terms) {
  return Speaker(parts, banner, terms).speak();
}

}  // namespace entente::document
