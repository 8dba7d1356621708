#include "decision/catalogue.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/search_limits.h"
#include "decision/classes.h"

namespace entente::decision {
namespace {

// Keys of parts, to their numbers.
using Numbers = std::unordered_map<std::string, std::uint32_t>;

template <class Part, class Make>
std::uint32_t number_of(Numbers& known, std::vector<Part>& parts, std::string key, const Make& make) {
  const auto [entry, added] = known.emplace(std::move(key), static_cast<std::uint32_t>(parts.size()));
  if (added) parts.push_back(make());
  return entry->second;
}

void add_text(std::string& key, std::string_view text) { key += fmt::format("{}:{}", text.size(), text); }

std::string key_of(const CategoryPart& part) {
  std::string key;
  for (const auto& each : part.asked) {
    key += static_cast<char>('0' + static_cast<int>(each.kind));
    add_text(key, each.policy.value);
    add_text(key, each.name.value);
  }
  return key;
}

std::string key_of(const NeedPart& part) {
  std::string key(1, part.asked ? '1' : '0');
  for (const auto& each : part.communities) add_text(key, each);
  key += '|';
  add_text(key, part.id);
  add_text(key, part.digest);
  return key;
}

template <class Value>
std::size_t bytes_of(const std::vector<Value>& list) {
  return list.capacity() * sizeof(Value);
}

}  // namespace

struct Catalogue::Builder::Index {
  Numbers basis;
  Numbers release;
  Numbers categories;
  Numbers needs;
};

Catalogue::Builder::Builder(const Snapshot& snapshot, Instant at) { begin(Factors(snapshot, at)); }
Catalogue::Builder::Builder(Builder&&) noexcept = default;
Catalogue::Builder::~Builder() = default;

void Catalogue::Builder::begin(Factors factors) {
  classes_ = std::make_unique<Classes>(std::move(factors));
  classes_->basis.emplace_back();
  index_ = std::make_unique<Index>();
}

Result<void> Catalogue::Builder::add(const Request& request) {
  Classes& all = *classes_;
  const std::size_t place = all.basis_of.size();
  if (place >= limits::kObjects)
    return fail(Fault::over_limit, fmt::format("the catalogue has more than {} objects", limits::kObjects));
  std::uint32_t basis = kNobody;
  std::uint32_t release = 0;
  std::uint32_t categories = 0;
  std::uint32_t need = 0;
  if (!all.factors.factor(request)) {
    CHECK(all.factors.snapshot().interval().contains(request.time));
    if (all.judged.size() >= limits::kJudgedObjects) {
      return fail(Fault::over_limit,
                  fmt::format("the catalogue has more than {} objects that must be judged one by one", limits::kJudgedObjects));
    }
    all.judged.push_back(static_cast<std::uint32_t>(place));
    all.requests.push_back(request);
  } else if (const BoundObject object = bind_object(all.factors.tables(), request); object.obstacle == Obstacle::none) {
    basis = number_of(index_->basis, all.basis, all.factors.basis_key(object), [&] { return all.factors.basis_of(object); });
    release = number_of(index_->release, all.release, all.factors.release_key(object),
                        [&] { return all.factors.release_part(object); });
    auto asked = all.factors.categories_of(request);
    categories = number_of(index_->categories, all.categories, key_of(asked), [&] { return std::move(asked); });
    auto needed = all.factors.need_of(request, object);
    need = number_of(index_->needs, all.needs, key_of(needed), [&] { return std::move(needed); });
  }
  all.basis_of.push_back(basis);
  all.release_of.push_back(release);
  all.categories_of.push_back(categories);
  all.need_of.push_back(need);
  return {};
}

Catalogue Catalogue::Builder::finish() {
  Classes& all = *classes_;
  // What kNobody stands beside must be there, whatever it is.
  if (all.release.empty()) all.release.emplace_back();
  if (all.categories.empty()) all.categories.emplace_back();
  if (all.needs.empty()) all.needs.emplace_back();
  for (auto* list : {&all.basis_of, &all.release_of, &all.categories_of, &all.need_of}) list->shrink_to_fit();
  Factors factors = all.factors;
  auto finished = std::make_shared<const Classes>(std::move(all));
  begin(std::move(factors));
  return Catalogue(std::move(finished));
}

std::size_t Catalogue::size() const { return classes_->basis_of.size(); }

std::size_t Catalogue::size_bytes() const {
  const Classes& all = *classes_;
  std::size_t bytes = bytes_of(all.basis_of) + bytes_of(all.release_of) + bytes_of(all.categories_of) + bytes_of(all.need_of);
  bytes += bytes_of(all.basis) + bytes_of(all.release) + bytes_of(all.categories) + bytes_of(all.needs) + bytes_of(all.judged);
  bytes += bytes_of(all.requests);
  for (const auto& part : all.basis) bytes += bytes_of(part.object.shared.origins);
  for (const auto& part : all.needs) bytes += bytes_of(part.communities);
  return bytes;
}

}  // namespace entente::decision
