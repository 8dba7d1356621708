#include "decision/population.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/search_limits.h"
#include "decision/columns.h"

namespace entente::decision {
namespace {

constexpr std::array kTypes{SubjectType::party, SubjectType::person, SubjectType::system, SubjectType::facility};

class Compiler {
 public:
  Compiler(const Snapshot& snapshot, Instant at) : columns_(std::make_shared<Population::Columns>(Factors(snapshot, at))) {}

  std::shared_ptr<const Population::Columns> run() {
    order();
    const std::size_t size = columns_->parties + columns_->subjects.size();
    const std::size_t words = (size + 64 * kLaneWords - 1) / (64 * kLaneWords) * kLaneWords;
    columns_->cohort.resize(size);
    columns_->standing.resize(words);
    columns_->unasked.resize(words);
    columns_->categories.resize(limits::kCategories);
    for (std::size_t place = 0; place < columns_->parties; ++place) add_party(place);
    for (std::size_t place = columns_->parties; place < size; ++place) add_subject(place);
    return columns_;
  }

 private:
  [[nodiscard]] const Snapshot::Tables& tables() const { return columns_->factors.tables(); }
  [[nodiscard]] Instant at() const { return columns_->factors.at(); }

  // Parties are by id in the tables already.
  void order() {
    const auto& all = tables().subjects;
    columns_->parties = tables().parties.size();
    columns_->subjects.resize(all.size());
    std::iota(columns_->subjects.begin(), columns_->subjects.end(), 0U);
    std::sort(columns_->subjects.begin(), columns_->subjects.end(), [&](std::uint32_t a, std::uint32_t b) {
      return all[a].type != all[b].type ? all[a].type < all[b].type : all[a].id < all[b].id;
    });
    auto& starts = columns_->starts;
    starts[1] = columns_->parties;
    for (std::size_t type = 1; type < kTypes.size(); ++type) {
      const auto count = std::count_if(all.begin(), all.end(), [&](const auto& each) { return each.type == kTypes[type]; });
      starts[type + 1] = starts[type] + static_cast<std::size_t>(count);
    }
  }

  void add_party(std::size_t place) {
    const auto party = static_cast<PartyIndex>(place);
    set_bit(columns_->unasked, place);
    PartySet reached;
    const bool whole = all_who_may_be_in(tables(), party, at(), reached);
    Cohort cohort;
    for (std::size_t each = 0; each < tables().parties.size(); ++each) {
      if (reached.has(each) && tables().parties[each].kind == world::PartyKind::nation) cohort.parties.add(each);
    }
    if (whole && !cohort.parties.empty()) set_bit(columns_->standing, place);
    columns_->cohort[place] = static_cast<std::uint32_t>(columns_->cohorts.size());
    columns_->cohorts.push_back(std::move(cohort));
  }

  void add_subject(std::size_t place) {
    const SubjectInfo& subject = columns_->info(place);
    const bool recorded = stands_for_itself(tables(), subject.party) && held(subject.period, subject.evidence);
    const bool known = subject.type != SubjectType::person || !subject.nationalities.empty();
    if (recorded && known) set_bit(columns_->standing, place);
    columns_->cohort[place] = cohort_of(subject);
    add_nationalities(place, subject);
    if (subject.type == SubjectType::facility) return set_bit(columns_->unasked, place);
    for (const auto& clearance : subject.clearances) {
      if (held(clearance.period, clearance.evidence)) add_categories(place, clearance.categories);
    }
    const auto where = static_cast<std::uint32_t>(place);
    const auto add = [where](Places& places) {
      if (places.empty() || places.back() != where) places.push_back(where);
    };
    for (const auto& belonging : subject.belongs) {
      if (held(belonging.period, belonging.evidence)) add(columns_->communities[belonging.to]);
    }
    for (const auto& assertion : subject.assertions) {
      for (const auto* list : {&assertion.communities, &assertion.objects}) {
        for (const auto& named : *list) add(columns_->asserted[named]);
      }
    }
  }

  [[nodiscard]] bool held(const Interval& period, world::Evidence evidence) const {
    return grade_at(tables(), period, evidence, at()).counts();
  }

  void add_nationalities(std::size_t place, const SubjectInfo& subject) {
    if (subject.type != SubjectType::person) return;
    Foreign foreign{static_cast<std::uint32_t>(place), {}};
    for (const auto nation : subject.nationalities) {
      if (nation != subject.party) foreign.nations.add(nation);
    }
    if (!foreign.nations.empty()) columns_->foreign.push_back(foreign);
  }

  void add_categories(std::size_t place, const CategorySet& held) {
    for (std::size_t category = 0; category < limits::kCategories; ++category) {
      if (!held.has(category)) continue;
      auto& column = columns_->categories[category];
      column.resize(columns_->standing.size());
      set_bit(column, place);
    }
  }

  std::uint32_t cohort_of(const SubjectInfo& subject) {
    SubjectCase who = columns_->factors.cleared(subject);
    std::vector<std::uint32_t> key{subject.party, static_cast<std::uint32_t>(subject.type), subject.contractor ? 1U : 0U};
    for (const auto& held : who.clearances) key.push_back(held.level);
    std::sort(key.begin() + 3, key.end());
    key.erase(std::unique(key.begin() + 3, key.end()), key.end());
    const auto [entry, added] = known_.emplace(std::move(key), static_cast<std::uint32_t>(columns_->cohorts.size()));
    if (added) {
      Cohort cohort{{}, subject.party, std::make_shared<const SubjectCase>(std::move(who))};
      cohort.parties.add(subject.party);
      columns_->cohorts.push_back(std::move(cohort));
    }
    return entry->second;
  }

  std::shared_ptr<Population::Columns> columns_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> known_;
};

}  // namespace

Result<Population> Population::compile(const Snapshot& snapshot, Instant at) {
  const std::size_t size = snapshot.tables().parties.size() + snapshot.tables().subjects.size();
  if (size > limits::kPopulation) {
    return fail(Fault::over_limit,
                fmt::format("the world has {} subjects; the limit of a search is {}", size, limits::kPopulation));
  }
  return Population(Compiler(snapshot, at).run());
}

std::size_t Population::size() const { return columns_->size(); }

Subject Population::subject(std::size_t place) const {
  if (place < columns_->parties) return {SubjectType::party, columns_->factors.tables().parties[place].id.value};
  return {columns_->info(place).type, columns_->info(place).id};
}

PartyId Population::party(std::size_t place) const {
  const auto& parties = columns_->factors.tables().parties;
  return place < columns_->parties ? parties[place].id : parties[columns_->info(place).party].id;
}

std::pair<std::size_t, std::size_t> Population::places(SubjectType type) const {
  const auto found = std::find(kTypes.begin(), kTypes.end(), type);
  if (found == kTypes.end()) return {size(), size()};
  const auto at = static_cast<std::size_t>(found - kTypes.begin());
  return {columns_->starts[at], columns_->starts[at + 1]};
}

std::size_t Population::size_bytes() const {
  const Columns& all = *columns_;
  std::size_t bytes = sizeof all + (all.subjects.capacity() + all.cohort.capacity()) * sizeof(std::uint32_t);
  bytes += all.cohorts.capacity() * sizeof(Cohort) + all.foreign.capacity() * sizeof(Foreign);
  for (const auto& cohort : all.cohorts) {
    if (cohort.who) bytes += sizeof(SubjectCase) + cohort.who->clearances.capacity() * sizeof(HeldLevel);
  }
  bytes += (all.standing.capacity() + all.unasked.capacity()) * sizeof(std::uint64_t);
  for (const auto& column : all.categories) bytes += sizeof column + column.capacity() * sizeof(std::uint64_t);
  for (const auto* map : {&all.communities, &all.asserted}) {
    for (const auto& [name, places] : *map)
      bytes += sizeof name + sizeof places + name.capacity() + places.capacity() * sizeof(std::uint32_t);
  }
  return bytes;
}

}  // namespace entente::decision
