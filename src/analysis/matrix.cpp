#include "analysis/matrix.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "analysis/matrix_causes.h"
#include "base/analysis_limits.h"
#include "decision/determining.h"

namespace entente::analysis {
namespace {

using decision::Verdict;

constexpr std::int64_t kDay = 86'400;  // seconds

// What may have to be stated, by what is asked last first.
constexpr std::array kStated{Axis::purpose, Axis::about, Axis::form, Axis::domain};

// Offsets of everything that could be stated, nothing first. What no fact names helps only where a clause is about what one
// names: a document, the military.
std::vector<std::size_t> statements(const ClassSpace& space) {
  std::vector<std::pair<std::size_t, std::size_t>> list{{0, 0}};  // how many are stated, offset
  for (const auto axis : kStated) {
    const bool may_evade = axis == Axis::form || axis == Axis::domain;
    const std::size_t named = space.size(axis) <= 1 ? 1 : space.size(axis) - (may_evade ? 0 : 1);
    std::vector<std::pair<std::size_t, std::size_t>> next;
    for (const auto& [count, offset] : list) {
      for (std::size_t value = 0; value < named; ++value)
        next.emplace_back(count + (value == 0 ? 0 : 1), offset + value * space.stride(axis));
    }
    list = std::move(next);
  }
  std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::size_t> out;
  for (const auto& [count, offset] : list) out.push_back(offset);
  return out;
}

// The cells of one owner.
class OwnerRow {
 public:
  OwnerRow(const ClassSpace& space, const Compiled& world) : space_(space), world_(world), statements_(statements(space)) {
    const auto* policy = world.view.world->policies.policy_of(space.owner());
    for (std::size_t value = 0; value < space.size(Axis::level); ++value) {
      const auto* level = policy == nullptr ? nullptr : policy->level(LevelName(space.text(Axis::level, value)));
      if (level != nullptr && !level->free) levels_.push_back({value, level});
    }
    std::stable_sort(levels_.begin(), levels_.end(),
                     [](const Level& a, const Level& b) { return a.level->hierarchy > b.level->hierarchy; });
    const std::size_t released = static_cast<std::size_t>(Release::recipient) * space.stride(Axis::release);
    for (const auto& level : levels_) ask(level.value + released);
  }

  [[nodiscard]] MatrixCell cell(const PartyId& recipient, Instant& holds_until) const {
    MatrixCell out;
    const auto bit = world_.sides.bit(recipient);
    for (std::size_t each = 0; each < levels_.size(); ++each) {
      const bool comparable = levels_[each].level->comparable;
      if (!bit || (comparable && out.highest)) continue;
      const auto found =
          std::find_if(rows_[each].begin(), rows_[each].end(), [&](const Row& row) { return allows(row.parties, *bit); });
      if (found == rows_[each].end()) continue;
      if (!comparable && is_below_another(*levels_[each].level, out.beside)) continue;
      auto passage = passage_of(levels_[each], found->at, recipient, holds_until);
      if (comparable) {
        out.highest = std::move(passage);
      } else {
        out.beside.push_back(std::move(passage));
      }
    }
    if (!out.highest && out.beside.empty() && !levels_.empty()) tell_denial(out, recipient, holds_until);
    return out;
  }

 private:
  struct Level {
    std::size_t value = 0;
    const label::Level* level = nullptr;
  };
  struct Row {
    std::size_t at = 0;
    PartySet parties;
  };

  // Of another regime the highest is told, which are sorted so.
  [[nodiscard]] bool is_below_another(const label::Level& level, const std::vector<Passage>& told) const {
    return !level.axis.empty() && std::any_of(told.begin(), told.end(), [&](const Passage& passage) {
      return std::any_of(levels_.begin(), levels_.end(), [&](const Level& each) { return each.level->name == passage.level && each.level->axis == level.axis; });
    });
  }

  void ask(std::size_t at) {
    const auto& view = world_.view;
    PartySet everybody;
    for (std::size_t bit = 0; bit < world_.sides.parties(); ++bit) everybody.add(bit);
    std::vector<Row>& rows = rows_.emplace_back();
    for (const auto offset : statements_) {
      const auto request = space_.request(at + offset, *view.world, view.options.at);
      PartySet parties = world_.sides.release(request);
      const auto stated = space_.stated(at + offset);
      parties &= world_.sides.bases(request, {&stated, 1}, {&everybody, 1}).front();
      rows.push_back({at + offset, parties});
    }
  }

  [[nodiscard]] bool allows(const PartySet& parties, std::size_t bit) const {
    for (const auto& set : world_.sides.sets()) {
      if (set.bit == bit) return !set.members.empty() && set.members.within(parties);
    }
    return parties.has(bit);
  }

  [[nodiscard]] decision::BoundRequest asked(std::size_t at, const PartyId& recipient) const {
    const auto& view = world_.view;
    const bool alone = view.world->party(recipient)->kind == world::PartyKind::nation;
    auto request = space_.request(at, *view.world, view.options.at, {&recipient, alone});
    request.subject.id = recipient.value;
    return decision::BoundRequest::bind(world_.snapshot, request);
  }

  [[nodiscard]] Verdict verdict(std::size_t at, const PartyId& recipient) const {
    return decision::judge(world_.snapshot, asked(at, recipient));
  }

  [[nodiscard]] Passage passage_of(const Level& level, std::size_t at, const PartyId& recipient, Instant& holds_until) const {
    const Verdict is = verdict(at, recipient);
    CHECK(is.permit);
    Passage out{level.level->name, world_.sides.instrument(is.instrument), is.evidence, is.valid_until, {}};
    holds_until = std::min(holds_until, is.valid_until);
    for (const auto axis : kStated) {
      if (const auto value = space_.value(at, axis); value != 0)
        out.stated.push_back(fmt::format("{} {}", to_string(axis), space_.text(axis, value)));
    }
    return out;
  }

  void tell_denial(MatrixCell& out, const PartyId& recipient, Instant& holds_until) const {
    for (std::size_t each = levels_.size(); each-- > 0;) {
      if (!levels_[each].level->comparable && each != 0) continue;
      const auto at = rows_[each].front().at;
      const Verdict is = verdict(at, recipient);
      holds_until = std::min(holds_until, is.valid_until);
      if (is.permit || is.rule == decision::Rule::label_valid) continue;
      out.denied_by = is.rule;
      if (world_.view.world->party(recipient)->kind != world::PartyKind::nation) {  // of its members the first reason; what is between two it does not tell
        if (const auto why = decision::determining(world_.snapshot, asked(at, recipient))) out.denied_by = why->rule;
        return;
      }
      if (const auto lacks = without_row(rows_[each], recipient, holds_until)) {
        out.denied_by = decision::Rule::equivalence;
        out.in_vain = *lacks;
      }
      return;
    }
  }

  // Of a level that is denied: what is in force between the two, for what is stated or for some statement, and has no row for it.
  [[nodiscard]] std::optional<std::string> without_row(const std::vector<Row>& rows, const PartyId& recipient, Instant& holds_until) const {
    for (const auto& row : rows) {
      const Verdict is = verdict(row.at, recipient);
      holds_until = std::min(holds_until, is.valid_until);
      const bool of_basis = is.rule == decision::Rule::equivalence || is.rule == decision::Rule::legal_basis;
      const auto why = of_basis ? decision::determining(world_.snapshot, asked(row.at, recipient)) : std::nullopt;
      if (why && is.rule == decision::Rule::equivalence) return std::string(why->clause.substr(0, why->clause.find('/')));
      // Where nothing is stated, and nothing is between the two or a clause prohibits it, that is why.
      if (&row == &rows.front() && (!why || why->clause.empty() || why->clause.find('/') != std::string_view::npos)) return std::nullopt;
    }
    return std::nullopt;
  }

  const ClassSpace& space_;
  const Compiled& world_;
  std::vector<std::size_t> statements_;
  std::vector<Level> levels_;           // the highest first
  std::vector<std::vector<Row>> rows_;  // of each level, by what is stated
};

// Spaces need not be made anew for another instant of the same world.
class MatrixMaker {
 public:
  static Result<MatrixMaker> make(const View& view, const Narrowing& narrowing) {
    MatrixMaker out;
    const std::array worlds{view.world};
    TRY(const auto numbering, Numbering::of(worlds));
    TRY(const auto wanted, wanted_recipients(narrowing.recipients, numbering));
    TRY(out.spaces_, spaces_of(worlds, narrowing.owners, false, without_categories()));
    std::erase_if(out.spaces_, [&](const ClassSpace& space) {
      const auto& levels = view.world->policies.policy_of(space.owner())->levels;
      return std::all_of(levels.begin(), levels.end(), [](const label::Level& each) { return each.free; });
    });
    for (const auto& party : view.world->parties) {
      const bool asked = !narrowing.recipients.empty() || party.kind != world::PartyKind::group;
      if (asked && wanted.has(*numbering.of(party.id))) out.recipients_.push_back(party.id);
    }
    return out;
  }

  [[nodiscard]] Result<Matrix> at(const View& view) const {
    TRY(const auto world, compiled(view));
    Matrix out;
    out.recipients = recipients_;
    out.holds_until = world.snapshot.interval().until;
    for (const auto& space : spaces_) {
      out.owners.push_back(space.owner());
      const OwnerRow row(space, world);
      for (const auto& recipient : recipients_)
        out.cells.push_back(recipient == space.owner() ? MatrixCell{} : row.cell(recipient, out.holds_until));
    }
    return out;
  }

 private:
  std::vector<ClassSpace> spaces_;
  std::vector<PartyId> recipients_;
};

// Dates on which an answer may change though the snapshot is the same.
std::set<Instant> other_dates(const world::World& world) {
  std::set<Instant> out;
  const auto add = [&](const Period& period) {
    const Interval is = as_grant(period);
    out.insert(is.from);
    out.insert(is.until);
  };
  for (const auto& consent : world.consents) add(consent.period);
  for (const auto& term : world.level_terms) add(term.period);
  return out;
}

}  // namespace

Result<Matrix> matrix(const View& view, const Narrowing& narrowing) {
  TRY(const auto maker, MatrixMaker::make(view, narrowing));
  return maker.at(view);
}

Result<std::vector<MatrixChange>> matrix_changes(const View& view, const Narrowing& narrowing, Instant from, Instant to, const Progress& progress) {
  TRY(const auto maker, MatrixMaker::make(view, narrowing));
  const auto others = other_dates(*view.world);
  const MatrixCauses causes(view);
  std::vector<MatrixChange> out;
  View each = view;
  each.options.at = from;
  TRY(Matrix before, maker.at(each));
  for (std::size_t dates = 0;; ++dates) {
    const auto other = others.upper_bound(each.options.at);
    each.options.at = other == others.end() ? before.holds_until : std::min(before.holds_until, *other);
    if (each.options.at > to || each.options.at == kEndOfTime) return out;
    const auto days = [&](Instant at) { return static_cast<std::size_t>((at.seconds - from.seconds) / kDay); };
    if (progress && !progress(days(each.options.at), days(to))) return fail(Fault::stopped, "stopped");
    if (dates == limits::kMatrixDates)
      return fail(Fault::over_limit,
                  fmt::format("more than {} dates on which facts change; narrow the span", limits::kMatrixDates));
    TRY(Matrix after, maker.at(each));
    for (std::size_t cell = 0; cell < after.cells.size(); ++cell) {
      const auto& old_cell = before.cells[cell];
      const auto& new_cell = after.cells[cell];
      const auto seen = [](const MatrixCell& is) {
        std::vector<std::pair<LevelName, std::string>> list;
        if (is.highest) list.emplace_back(is.highest->level, is.highest->instrument);
        for (const auto& passage : is.beside) list.emplace_back(passage.level, passage.instrument);
        return list;
      };
      if (seen(old_cell) == seen(new_cell)) continue;
      const auto width = after.recipients.size();
      out.push_back({each.options.at, after.owners[cell / width], after.recipients[cell % width], old_cell, new_cell, false, {}});
      causes.tell(out.back());
    }
    before = std::move(after);
  }
}

}  // namespace entente::analysis
