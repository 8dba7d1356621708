// Models of partnership: their stages are one row, from a first to a last.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "base/text.h"
#include "world/checking.h"

namespace entente::world {
namespace {

const Stage* stage_of(const Model& model, std::string_view id) {
  const auto found = std::find_if(model.stages.begin(), model.stages.end(), [&](const Stage& each) { return each.id == id; });
  return found == model.stages.end() ? nullptr : &*found;
}

// What is wrong with the order, if anything: a name that is none, two that follow one, two firsts, a circle.
class OrderChecking {
 public:
  OrderChecking(Checking& checking, const Model& model) : checking_(checking), model_(model) {
    for (const auto& each : model.stages) ids_.push_back(each.id);
  }

  void check() {
    for (const auto& each : model_.stages) link(each);
    if (model_.stages.empty()) return;
    if (first_ == nullptr) return circle();
    for (const auto& each : model_.stages) {
      if (each.after && sound_) reach(each);
    }
  }

 private:
  void error(const Stage& stage, std::string message) {
    sound_ = false;
    checking_.error({stage.provenance.place, "model.stage.after"}, std::move(message));
  }

  void link(const Stage& stage) {
    if (!stage.after) {
      if (first_ == nullptr) {
        first_ = &stage;
      } else {
        error(stage, fmt::format("missing; {} is the first stage already", quoted(first_->id)));
      }
      return;
    }
    if (stage_of(model_, *stage.after) == nullptr)
      return error(stage, fmt::format("{} is not a stage of {}{}", quoted(*stage.after), quoted(model_.id),
                                      did_you_mean(*stage.after, ids_)));
    const auto [before, is_new] = following_.emplace(*stage.after, &stage);
    if (!is_new)
      error(stage, fmt::format("{} comes after {} already; one stage follows another", quoted(before->second->id),
                               quoted(*stage.after)));
  }

  // No first one: whoever is followed back comes round.
  void circle() {
    if (sound_) error(model_.stages.front(), "no stage is the first: each comes after another");
  }

  void reach(const Stage& stage) {
    std::set<std::string_view> seen;
    std::string row;
    for (const auto* at = &stage; at != nullptr && at->after; at = stage_of(model_, *at->after)) {
      row = " → " + at->id + row;
      if (seen.insert(at->id).second) continue;
      return error(stage, "comes to itself: " + row.substr(std::string_view(" → ").size()));
    }
  }

  Checking& checking_;
  const Model& model_;
  std::vector<std::string_view> ids_;
  std::map<std::string_view, const Stage*> following_;
  const Stage* first_ = nullptr;
  bool sound_ = true;
};

void check_model(Checking& checking, const Model& model) {
  const auto& place = model.provenance.place;
  checking.sourced(model.provenance, "model");
  if (model.stages.empty()) checking.error({place, "model.stage"}, "none; a model has one stage at least");
  if (model.stages.size() > limits::kStages)
    checking.error({place, "model.stage"}, fmt::format("{} stages, limit {}", model.stages.size(), limits::kStages));
  Ids ids;
  for (const auto& each : model.stages) {
    ids.add(checking, {each.provenance.place, "model.stage.id"}, each.id);
    checking.sourced(each.provenance, "model.stage");
    if (each.needs.empty())
      checking.error({each.provenance.place, "model.stage.needs"}, "none; say what is recorded of two parties at this stage");
    check_conditions(checking, {each.provenance.place, "model.stage.needs"}, each.needs, ConditionsOf::stage);
  }
  OrderChecking(checking, model).check();
}

}  // namespace

void check_models(Checking& checking) {
  Ids ids;
  for (const auto& model : checking.world().models) {
    ids.add(checking, {model.provenance.place, "model.id"}, model.id);
    check_model(checking, model);
  }
}

std::vector<const Stage*> stages_in_order(const Model& model) {
  std::vector<const Stage*> out;
  std::optional<std::string> after;
  while (out.size() < model.stages.size()) {
    const Stage* next = nullptr;
    for (const auto& each : model.stages) {
      if (each.after != after) continue;
      if (next != nullptr) return {};
      next = &each;
    }
    if (next == nullptr) return {};
    out.push_back(next);
    after = next->id;
  }
  return out;
}

}  // namespace entente::world
