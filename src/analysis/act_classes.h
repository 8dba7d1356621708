// The classes of acts between two parties that no recorded fact tells apart: what `--action` of an analysis runs over
// (docs/semantics.md 7.3). As classes.h, for the other actions.
//
// Each way in which two acts can differ is an axis. Its values are found out by what the facts answer: two things that may be
// stated are one value if every list of act_telling.h treats them alike, so the classes are complete, and `class_of` needs no
// second rule (`act_classes_are_exact`). Dates stand for spans between the dates that facts ask for, tiers likewise; quantity,
// value and end decide nothing. Immutable, thread-safe; refers to no world.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/act_telling.h"
#include "analysis/classes.h"
#include "base/result.h"
#include "decision/act_sides.h"
#include "decision/request.h"

namespace entente::analysis {

// In their order they are counted, the last the fastest, and read out.
using decision::ActAxis;
using decision::kActAxes;
[[nodiscard]] std::string_view to_string(ActAxis axis);  // "items"

// A value of each axis.
using ActValues = std::array<std::size_t, kActAxes>;

// One value of an axis: what a request of it states. Names that are no text people write stand for all that no fact names.
struct ActValue {
  std::vector<std::string> names;  // that are stated
  std::optional<std::int64_t> number;
  std::string text;                // in plain words: "fuel/food+ammunition", of kinds of items that facts treat alike
  bool stated = false;             // it says anything
  std::vector<std::string> alike;  // every name of it, where facts treat several alike; of words of which one is another the broader
  std::vector<std::string> narrower{};  // every word that stands for it, the narrower ones too
};

class ActSpace {
 public:
  // Fails with Fault::over_limit, and says what there is so much of and between whom.
  [[nodiscard]] static Result<ActSpace> of(ActTelling telling, ActPair pair);
  [[nodiscard]] static Result<ActSpace> of(const ActReading& reading, ActPair pair) {
    auto telling = reading.telling(pair);
    return of(std::move(telling), std::move(pair));
  }

  [[nodiscard]] const ActPair& pair() const { return pair_; }
  // Some instrument may carry it; else there is one class, which is denied.
  [[nodiscard]] bool carried() const { return telling_.carried; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t size(ActAxis axis) const { return values(axis).size(); }
  [[nodiscard]] const std::vector<ActValue>& values(ActAxis axis) const { return values_[static_cast<std::size_t>(axis)]; }
  [[nodiscard]] std::size_t value(std::size_t at, ActAxis axis) const;
  // Of every class in turn: visit(at, values).
  template <class Visit>
  void each(const Visit& visit) const {
    each_on(~decision::ActAxes(), visit);
  }
  // Of those that have the first value on every other axis.
  template <class Visit>
  void each_on(const decision::ActAxes& axes, const Visit& visit) const;

  // The question of that class; its subject is set.
  [[nodiscard]] decision::Request request(std::size_t at, Instant time) const;
  // Says that value in it.
  void state(decision::Request& request, ActAxis axis, std::size_t value) const;
  // None: it is about another pair or action.
  [[nodiscard]] std::optional<std::size_t> class_of(const decision::Request& request) const;
  // Which value a text means, as `text` or as names that are stated together, "fuel+classified".
  [[nodiscard]] std::optional<std::size_t> find(ActAxis axis, std::string_view text) const;

 private:
  friend class ActSpaceBuilder;
  [[nodiscard]] std::string signature(const decision::Request& request, ActAxis axis) const;

  ActPair pair_;
  ActTelling telling_;
  std::size_t size_ = 1;
  std::array<std::vector<ActValue>, kActAxes> values_;
  std::array<std::map<std::string, std::size_t>, kActAxes> of_signature_;
};

template <class Visit>
void ActSpace::each_on(const decision::ActAxes& axes, const Visit& visit) const {
  std::array<std::size_t, kActAxes> strides{};
  std::size_t stride = 1;
  for (std::size_t axis = kActAxes; axis-- > 0; stride *= values_[axis].size()) strides[axis] = stride;
  ActValues values{};
  std::size_t at = 0;
  for (std::size_t axis = 0; axis < kActAxes;) {
    visit(at, std::as_const(values));
    for (axis = kActAxes; axis-- > 0;) {
      if (!axes.test(axis)) continue;
      at += strides[axis];
      if (++values[axis] != values_[axis].size()) break;
      values[axis] = 0;
      at -= strides[axis] * values_[axis].size();
    }
  }
}

// Which pairs have a space: all that are asked, or those whose acts some instrument may carry.
enum class ActPairs : std::uint8_t { all = 0, carried };

// Of pairs that are asked, by giver, then recipient.
struct ActSpaces {
  std::string action;
  std::vector<ActSpace> list;
  std::vector<std::string> givers;
  std::vector<PartyId> recipients;
  std::uint64_t pairs = 0;  // that are asked, with a space or without
  std::uint64_t classes = 0;
};
// `givers` and `recipients` are nations and organisations, and nations, of one of the worlds; of `participate` the givers are
// programmes and projects. Empty: all. Fails with Fault::over_limit, and Fault::stopped if `goes_on` says so.
[[nodiscard]] Result<ActSpaces> act_spaces(std::span<const world::World* const> worlds, const std::string& action,
                                           const std::vector<std::string>& givers, const std::vector<PartyId>& recipients,
                                           ActPairs of = ActPairs::all, const std::function<bool()>& goes_on = {});
// If `wanted`, only pairs that it says yes to; the others are not counted either. Of acts whose beginning is stated, those that begin
// at `earliest` or later: of one that began before it is asked, its beginning asks besides (docs/semantics.md 4.7).
[[nodiscard]] Result<ActSpaces> act_spaces(const ActReading& reading, const std::string& action, const std::vector<std::string>& givers,
                                           const std::vector<PartyId>& recipients, ActPairs of, const std::function<bool()>& goes_on,
                                           const std::function<bool(const ActPair&)>& wanted, Instant earliest = kBeginningOfTime);

}  // namespace entente::analysis
