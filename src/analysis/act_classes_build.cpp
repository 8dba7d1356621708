// The making of a space of acts: which values each axis has.
#include <algorithm>
#include <bit>
#include <limits>

#include <fmt/format.h>

#include "analysis/act_class_parts.h"
#include "analysis/act_classes.h"
#include "base/analysis_limits.h"
#include "base/text.h"

namespace entente::analysis {

// Finds the values of every axis by what the facts answer to each thing that could be stated.
class ActSpaceBuilder {
 public:
  explicit ActSpaceBuilder(ActSpace& space) : space_(space), facts_(space.telling_) {}

  Result<void> run() {
    objects();
    origins();
    add(ActAxis::control, {{}, 0, "none", false, {}});
    add(ActAxis::control, {{}, 1, "export-controlled", true, {}});
    named(ActAxis::project, facts_.projects, false);
    named(ActAxis::area, areas(), true);
    spans(ActAxis::tier, facts_.tiers, [](std::int64_t number) { return std::to_string(number); });
    named(ActAxis::place, places(), true);
    spans(ActAxis::begins, facts_.begins, [](std::int64_t number) { return to_short_string(Instant{number}); }, facts_.none_earlier);
    amounts();
    purposes();
    TRY_DO(sets(ActAxis::activities, facts_.every_activity, facts_.any_activity, facts_.other_activity));
    TRY_DO(sets(ActAxis::items, facts_.every_item, facts_.any_item, facts_.other_item));
    for (const auto& values : space_.values_) {
      if (space_.size_ > limits::kActClassesOfPair / values.size())
        return too_many("classes of acts", space_.size_ * values.size(), limits::kActClassesOfPair);
      space_.size_ *= values.size();
    }
    return {};
  }

 private:
  // Unless the facts answer as to a value that is there: its place.
  std::size_t add(ActAxis axis, ActValue value) {
    decision::Request request;
    state(request, axis, value);
    auto& values = space_.values_[place(axis)];
    const auto [entry, added] = space_.of_signature_[place(axis)].emplace(space_.signature(request, axis), values.size());
    if (added) values.push_back(std::move(value));
    return entry->second;
  }

  // The same, and the value says so.
  void add_or_name(ActAxis axis, const ActValue& value) {
    auto& values = space_.values_[place(axis)];
    const std::size_t before = values.size();
    ActValue& is = values[add(axis, value)];
    if (values.size() != before || value.text == "another") return;
    if (is.alike.empty()) is.alike.push_back(is.text);
    is.alike.push_back(value.text);
    is.text += "/" + value.text;
  }

  static Names all_of(const std::vector<Names>& lists) {
    Names out;
    for (const auto& each : lists) out.insert(each.begin(), each.end());
    return out;
  }

  void named(ActAxis axis, const Names& names, bool another) {
    add(axis, {{}, {}, "unstated", false, {}});
    for (const auto& name : names) add_or_name(axis, {{name}, {}, name, true, {name}});
    if (another) add_or_name(axis, {{std::string(kAnother)}, {}, "another", true, {}});
  }

  [[nodiscard]] Names areas() const {
    Names out = all_of(facts_.opened);
    out.merge(all_of(facts_.closed));
    return out;
  }

  [[nodiscard]] Names places() const {
    Names out;
    for (const auto& each : facts_.places) {
      for (const auto& [name, mark] : each) {
        if (!name.empty()) out.insert(name);
      }
    }
    return out;
  }

  // A name also means the portions of its document. Of an act no digest is stated, so a list of digests alone means none.
  void objects() {
    Names ids;
    for (const auto& name : all_of(facts_.objects)) {
      if (!world::is_digest(name)) ids.insert(name);
    }
    for (const auto& name : all_of(facts_.ids)) ids.insert(name);
    const std::string another(kAnother);
    std::vector<std::pair<std::string, std::string>> names{{another, "another object"}};
    for (const auto& id : ids) names.emplace_back(id, id);
    for (const auto& id : ids) {
      if (id.find('#') == std::string::npos) names.emplace_back(id + "#" + another, "another part of " + id);
    }
    for (const auto& [id, text] : names) add(ActAxis::object, {{id}, {}, text, id != another, {}});
  }

  void origins() {
    add(ActAxis::origin, {{}, {}, "the giver", false, {}});
    add_or_name(ActAxis::origin, {{space_.pair_.recipient.value}, {}, "the recipient", true, {}});
    for (const auto& party : facts_.origins) add_or_name(ActAxis::origin, {{party.value}, {}, party.value, true, {}});
    add(ActAxis::origin, {{std::string(kAnother)}, {}, "another", true, {}});
  }

  template <class Text>
  void spans(ActAxis axis, const std::set<std::int64_t>& thresholds, const Text& text, bool none_before = false) {
    add(axis, {{}, {}, "unstated", false, {}});
    if (thresholds.empty()) return;
    const auto first = *thresholds.begin();
    if (first == kNoTier) add_or_name(axis, {{}, 1, "stated", true, {}});
    if (first != kNoTier && !none_before) add_or_name(axis, {{}, first - 1, "before " + text(first), true, {}});
    for (const auto number : thresholds) {
      if (number != kNoTier) add_or_name(axis, {{}, number, "from " + text(number), true, {}});
    }
  }

  // The limits of one currency stand together, the lowest first.
  void amounts() {
    add(ActAxis::value, {{}, {}, "unstated", false, {}});
    const std::string* currency = nullptr;
    for (const auto& limit : facts_.above) {
      const auto text = fmt::format("{} {}", limit.amount, limit.currency);
      if (currency == nullptr || *currency != limit.currency)
        add_or_name(ActAxis::value, {{limit.currency}, 0, "up to " + text, true, {}});
      if (limit.amount != std::numeric_limits<std::int64_t>::max())
        add_or_name(ActAxis::value, {{limit.currency}, limit.amount + 1, "above " + text, true, {}});
      currency = &limit.currency;
    }
    if (currency != nullptr) add_or_name(ActAxis::value, {{std::string(kAnother)}, 0, "another currency", true, {}});
  }

  // Names that the same lists have, and what no list has. Of items what facts name, where they are alike with what they are.
  struct Kind {
    std::vector<std::string> names;  // of those that are alike the broadest
    std::string text;
    bool other = false;
    std::vector<std::string> all;
  };
  static std::vector<Kind> kinds(const std::vector<Names>& lists,
                                 const std::set<std::pair<std::string, std::string>>& narrower = {}) {
    std::map<std::string, std::size_t> by_marks;
    std::vector<Kind> out;
    for (const auto& name : all_of(lists)) {
      const auto [entry, added] = by_marks.emplace(marks(lists, [&](const Names& list) { return has(list, name); }), out.size());
      if (added) out.emplace_back();
      out[entry->second].names.push_back(name);
    }
    for (auto& kind : out) {
      kind.all = kind.names;
      std::erase_if(kind.names, [&](const std::string& name) {
        return std::any_of(kind.all.begin(), kind.all.end(),
                           [&](const auto& broader) { return narrower.count({name, broader}) != 0; });
      });
      if (kind.names.empty()) kind.names = kind.all;  // words that go round in circles are all of them
      for (const auto& name : kind.names) kind.text += (kind.text.empty() ? "" : "/") + name;
    }
    return out;
  }

  void purposes() {
    add(ActAxis::purpose, {{}, {}, "unstated", false, {}});
    for (const auto& kind : kinds(facts_.purposes))
      add(ActAxis::purpose, {{kind.names.front()}, {}, kind.text, true, kind.names});
  }

  // Sets of what may be stated together, the smaller first, so that a value is told by the least that has it. What no list has is
  // asked about as `other`, where the worlds know such a word.
  Result<void> sets(ActAxis axis, const std::vector<Names>& every, const std::vector<Names>& any, const std::string& other) {
    std::vector<Names> lists = every;
    lists.insert(lists.end(), any.begin(), any.end());
    auto list = kinds(lists, facts_.narrower);
    list.push_back({{other.empty() ? std::string(kAnother) : other}, "another", true, {}});
    if (list.size() > limits::kActKinds)
      return too_many(std::string("kinds of ") + std::string(to_string(axis)), list.size(), limits::kActKinds);
    std::vector<std::size_t> subsets(std::size_t{1} << list.size());
    for (std::size_t each = 0; each < subsets.size(); ++each) subsets[each] = each;
    std::stable_sort(subsets.begin(), subsets.end(),
                     [](std::size_t a, std::size_t b) { return std::popcount(a) < std::popcount(b); });
    const auto held_every = held_of(every, list);
    const auto held_any = held_of(any, list);
    auto& values = space_.values_[place(axis)];
    for (const auto subset : subsets) {
      const auto [entry, added] =
          space_.of_signature_[place(axis)].emplace(signature(axis, subset, held_every, held_any), values.size());
      if (added) values.push_back(value_of(subset, list));
    }
    return {};
  }

  // Of each list which kinds it has, as bits: the names of a kind are in the same lists.
  static std::vector<std::size_t> held_of(const std::vector<Names>& lists, const std::vector<Kind>& kinds) {
    std::vector<std::size_t> out;
    for (const auto& each : lists) {
      std::size_t held = 0;
      for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        if (has(each, kinds[kind].names.front())) held |= std::size_t{1} << kind;
      }
      out.push_back(held);
    }
    return out;
  }

  // As ActSpace::signature has it of what is stated.
  [[nodiscard]] std::string signature(ActAxis axis, std::size_t subset, const std::vector<std::size_t>& every,
                                      const std::vector<std::size_t>& any) const {
    if (!facts_.carried) return {};
    const bool of_items = axis == ActAxis::items;
    return (of_items && facts_.asks_for_items && subset == 0 ? "none " : "") +
           marks(every, [&](std::size_t held) { return (subset & ~held) == 0; }) +
           marks(any, [&](std::size_t held) { return (subset & held) != 0; });
  }

  static ActValue value_of(std::size_t subset, const std::vector<Kind>& list) {
    ActValue value{{}, {}, subset == 0 ? "unstated" : "", subset != 0, {}};
    for (std::size_t kind = 0; kind < list.size(); ++kind) {
      if ((subset >> kind & 1U) == 0) continue;
      value.names.push_back(list[kind].names.front());
      value.text += (value.text.empty() ? "" : "+") + list[kind].text;
      value.narrower.insert(value.narrower.end(), list[kind].all.begin(), list[kind].all.end());
      if (value.names.size() == 1 && !list[kind].other) value.alike = list[kind].names;
    }
    if (value.names.size() > 1) value.alike.clear();
    return value;
  }

  [[nodiscard]] tl::unexpected<Error> too_many(const std::string& what, std::size_t count, std::size_t limit) const {
    const auto& pair = space_.pair_;
    return fail(
        Fault::over_limit,
        fmt::format("{}: facts tell {} {} from {} to {} apart; the limit is {}: narrow it with --owner and --recipient to others",
                    pair.action, count, what, pair.giver, pair.recipient.value, limit));
  }

  ActSpace& space_;
  const ActTelling& facts_;
};

Result<ActSpace> ActSpace::of(ActTelling telling, ActPair pair) {
  ActSpace out;
  out.telling_ = std::move(telling);
  out.pair_ = std::move(pair);
  TRY_DO(ActSpaceBuilder(out).run());
  return out;
}

}  // namespace entente::analysis
