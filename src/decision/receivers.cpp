// One object put to a population: rows of bits for what is asked of subjects alone, and one evaluation a cohort, when it is met.
#include <algorithm>
#include <bit>
#include <optional>
#include <string_view>

#include "decision/columns.h"

namespace entente::decision {
namespace {

constexpr std::string_view kCommunity = "coi:";

// Calls `enter` with each list of the map that the part names; `x` is the community `x` or `coi:x`.
template <class Map, class Enter>
void each_named(const Map& map, const NeedPart& part, const Enter& enter) {
  const auto look = [&](const std::string& name) {
    if (const auto found = map.find(name); found != map.end()) enter(found->second);
  };
  for (const auto& community : part.communities) {
    look(community);
    look(std::string(kCommunity) + community);
  }
}

template <class Enter>
void each_within(const Places& places, std::size_t first_word, std::size_t words, const Enter& enter) {
  for (auto at = std::lower_bound(places.begin(), places.end(), first_word * 64);
       at != places.end() && *at < (first_word + words) * 64; ++at)
    enter(*at);
}

}  // namespace

void Population::Columns::write(const NeedPart& part, std::size_t first, BitColumn& row) const {
  if (!part.asked) return std::fill(row.begin(), row.end(), ~std::uint64_t{0});
  std::copy_n(unasked.begin() + static_cast<std::ptrdiff_t>(first), row.size(), row.begin());
  each_named(communities, part, [&](const Places& places) {
    each_within(places, first, row.size(), [&](std::size_t place) { set_bit(row, place - first * 64); });
  });
  // Assertions stand on somebody and may name digests beside names: each that could fit is asked for by itself.
  const auto ask = [&](const Places& places) {
    each_within(places, first, row.size(), [&](std::size_t place) {
      if (factors.holds(part, info(place))) set_bit(row, place - first * 64);
    });
  };
  each_named(asserted, part, ask);
  for (const auto& name : {part.id, part.id.substr(0, part.id.find('#')), part.digest}) {
    if (const auto found = asserted.find(name); found != asserted.end()) ask(found->second);
  }
}

void Population::Columns::write(const CategoryPart& part, std::size_t first, BitColumn& row) const {
  std::fill(row.begin(), row.end(), ~std::uint64_t{0});
  const auto column_of = [&](const label::Category& category) -> const BitColumn* {
    const auto& index = factors.tables().category_index;
    const auto found = index.find(category.policy.value + ":" + category.name.value);
    return found == TextIndex::kNone || categories[found].empty() ? nullptr : &categories[found];
  };
  // Each restrictive one, and one of the permissive ones of each policy.
  for (std::size_t at = 0; at < part.asked.size(); ++at) {
    const auto& category = part.asked[at];
    const bool restrictive = category.kind == label::CategoryKind::restrictive;
    for (std::size_t word = 0; word < row.size(); ++word) {
      std::uint64_t held = unasked[first + word];
      for (std::size_t other = 0; other < part.asked.size(); ++other) {
        const bool counts =
            restrictive ? other == at : part.asked[other].kind == category.kind && part.asked[other].policy == category.policy;
        const auto* column = counts ? column_of(part.asked[other]) : nullptr;
        if (column != nullptr) held |= (*column)[first + word];
      }
      row[word] &= held;
    }
  }
}

void Population::Columns::bar_foreign(const ReleasePart& part, std::size_t first, std::uint64_t* row, std::size_t words) const {
  const auto before = [](const Foreign& each, std::size_t place) { return each.place < place; };
  for (auto at = std::lower_bound(foreign.begin(), foreign.end(), first * 64, before);
       at != foreign.end() && at->place < (first + words) * 64; ++at) {
    if (!at->nations.within(part.admitted)) row[at->place / 64 - first] &= ~(std::uint64_t{1} << (at->place % 64));
  }
}

struct Receivers::State {
  enum class Answer : std::uint8_t { unknown = 0, no, yes };

  Population population;
  Request request;
  std::optional<BasisPart> basis;  // none: each is judged by itself
  ReleasePart release;
  BitColumn open;  // who is not barred by what is asked of subjects alone
  std::vector<Answer> cohorts;
  bool nobody = false;

  [[nodiscard]] const Population::Columns& columns() const { return population.columns(); }

  void prepare() {
    const Factors& factors = columns().factors;
    if (!factors.factor(request)) return;
    const BoundObject object = bind_object(factors.tables(), request);
    nobody = object.obstacle != Obstacle::none;
    if (nobody) return;
    basis = factors.basis_of(object);
    release = factors.release_part(object);
    cohorts.resize(columns().cohorts.size());
    BitColumn need(columns().words());
    BitColumn categories(columns().words());
    columns().write(factors.need_of(request, object), 0, need);
    columns().write(factors.categories_of(request), 0, categories);
    open.resize(columns().words());
    const Rows rows{columns().standing.data(), need.data(), categories.data(), columns().standing.data()};
    static_cast<void>(and_rows(widest_lanes(), rows, need.data(), open.size(), open.data()));
    columns().bar_foreign(release, 0, open.data(), open.size());
  }

  bool may(std::size_t place) {
    const std::uint32_t index = columns().cohort[place];
    if (cohorts[index] == Answer::unknown) {
      const Cohort& cohort = columns().cohorts[index];
      cohorts[index] = cohort.may(release) && cohort.holds(columns().factors, *basis) ? Answer::yes : Answer::no;
    }
    return cohorts[index] == Answer::yes;
  }

  std::size_t next(std::size_t from) {
    if (nobody) return population.size();
    if (!basis) return next_judged(from);
    for (std::size_t word = from / 64; word < open.size(); ++word) {
      std::uint64_t bits = open[word];
      if (word == from / 64) bits &= ~std::uint64_t{0} << (from % 64);
      for (; bits != 0; bits &= bits - 1) {
        const auto place = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        if (may(place)) return place;
      }
    }
    return population.size();
  }

  std::size_t next_judged(std::size_t from) {
    const Snapshot& snapshot = columns().factors.snapshot();
    for (std::size_t place = from; place < population.size(); ++place) {
      request.subject = population.subject(place);
      if (judge(snapshot, request).permit) return place;
    }
    return population.size();
  }
};

Receivers::Receivers(const Population& population, const Request& request)
    : state_(std::make_unique<State>(State{population, request, std::nullopt, {}, {}, {}, false})) {
  CHECK(population.columns().factors.snapshot().interval().contains(request.time));
  state_->prepare();
}
Receivers::Receivers(Receivers&&) noexcept = default;
Receivers::~Receivers() = default;

std::size_t Receivers::next(std::size_t from) { return state_->next(from); }

}  // namespace entente::decision
