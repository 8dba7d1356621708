// What analyses of one action begin with: which pairs are asked about, and worlds compiled to judge their acts.
//
// Fails with Fault: a name that no world has (of `participate` an owner is a programme or project), a set that stands for nobody,
// more classes than limits::kActClasses, or what compiling fails with. Pure, thread-safe.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "analysis/act_answers.h"
#include "analysis/act_classes.h"
#include "analysis/asked.h"
#include "decision/differences.h"
#include "decision/snapshot.h"

namespace entente::analysis {

// Owners are those who give; a group stands for its members, as a recipient an organisation too.
[[nodiscard]] Result<ActSpaces> act_spaces_asked(std::span<const View> views, const std::string& action,
                                                 const Narrowing& narrowing, ActPairs of, const Progress& progress = {});
// `reading` is of the views' worlds. If `wanted`, only pairs that it says yes to.
[[nodiscard]] Result<ActSpaces> act_spaces_asked(std::span<const View> views, const ActReading& reading, const std::string& action,
                                                 const Narrowing& narrowing, ActPairs of, const Progress& progress,
                                                 const std::function<bool(const ActPair&)>& wanted);

// A world that judges acts. The view's world must outlive it.
class ActJudge {
 public:
  [[nodiscard]] static Result<ActJudge> of(const View& view);
  explicit ActJudge(const Compiled& world) : ActJudge(world.snapshot, world.view.options.at) {}
  // Refers to the space.
  [[nodiscard]] ActAnswers answers(const ActSpace& space) const { return {snapshot_, space, at_}; }
  // What a denied act has and lacks: the instrument that is a basis for it, empty for none, and the clauses that deny, or their rules
  // where no clause does; each once, in the order of the rules.
  struct Short {
    std::string instrument;
    std::vector<std::string> lacks;
    friend bool operator==(const Short&, const Short&) = default;
  };
  [[nodiscard]] Short short_of(const ActSpace& space, std::size_t at) const;
  [[nodiscard]] Instant until() const { return snapshot_.interval().until; }
  // Between whom another may judge differently.
  [[nodiscard]] decision::Differences differences(const ActJudge& other) const { return {snapshot_, at_, other.snapshot_, other.at_}; }

 private:
  ActJudge(decision::Snapshot snapshot, Instant at) : snapshot_(std::move(snapshot)), at_(at) {}
  decision::Snapshot snapshot_;
  Instant at_;
};

}  // namespace entente::analysis
