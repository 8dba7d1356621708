// Analyses over everything, in a made-up world that bench/peers/analysis/works.py writes beside the questions: whether ending an
// instrument changes any decision, and whether anything classified of an owner may go to a recipient.
#include <algorithm>
#include <map>
#include <memory>

#include <benchmark/benchmark.h>

#include "analysis/changes.h"
#include "analysis/prove.h"
#include "base/instant.h"
#include "codec/json.h"
#include "service/desk.h"
#include "work.h"

namespace entente::peers {
namespace {

constexpr const char* kAt = "2024-11-20";  // as AT in bench/peers/decision/works.py

analysis::View view(const world::World& world) {
  return {&world, {.at = *parse_instant(kAt), .known_as_of = std::nullopt, .require = world::Evidence::unverified}};
}

const std::string& text_of(const codec::Node& object, std::string_view key) {
  const auto found = object.require(key, codec::NodeKind::string);
  if (!found) give_up(found.error().message);
  return *(*found)->as_string();
}

// The one that all questions are about.
std::shared_ptr<const world::World> world_of(const std::vector<codec::Node>& questions, const std::filesystem::path& input) {
  if (questions.empty()) give_up("no question in " + input.string());
  const auto& folder = text_of(questions.front(), "world");
  const auto other = [&](const auto& asked) { return text_of(asked, "world") != folder; };
  if (std::any_of(questions.begin(), questions.end(), other)) give_up("questions about several worlds");
  const auto desk =
      service::Desk::open({input.parent_path() / folder / "world", {}, {}, std::nullopt, world::Evidence::unverified});
  if (!desk) give_up(desk.error().message);
  return std::make_shared<const world::World>(desk->world());
}

std::shared_ptr<const world::World> without(const world::World& world, const std::string& instrument) {
  auto out = std::make_shared<world::World>(world);
  const auto found = std::find_if(out->instruments.begin(), out->instruments.end(),
                                  [&](const auto& each) { return each.id.value == instrument; });
  if (found == out->instruments.end()) give_up("no instrument " + instrument);
  world::Provenance supposed;
  supposed.evidence = world::Evidence::verified;
  found->statuses.push_back({world::StatusValue::terminated, *PartialDate::parse(kAt), std::move(supposed)});
  return out;
}

// A party that the question names; empty: it asks about all.
std::vector<PartyId> parties(const codec::Node& asked, std::string_view key) {
  if (asked.find(key) == nullptr) return {};
  return {PartyId(text_of(asked, key))};
}

std::vector<codec::Node> questions_in(const std::filesystem::path& input) {
  std::vector<codec::Node> out;
  for (const auto& line : lines_of(input)) {
    auto asked = codec::parse_json(line);
    if (!asked) give_up(asked.error().message);
    out.push_back(std::move(*asked));
  }
  return out;
}

template <class Answer>
auto answered(Answer answer) {
  if (!answer) give_up(answer.error().message);
  return std::move(*answer);
}

}  // namespace

Work worlds_compared(const std::filesystem::path& input) {
  struct Question {
    std::shared_ptr<const world::World> after;
    analysis::Narrowing narrowing;
  };
  const auto all = questions_in(input);
  const auto before = world_of(all, input);
  std::map<std::string, std::shared_ptr<const world::World>> ended;
  std::vector<Question> questions;
  for (const auto& asked : all) {
    const auto& instrument = text_of(asked, "ends");
    auto& after = ended[instrument];
    if (after == nullptr) after = without(*before, instrument);
    questions.push_back({after, {parties(asked, "owner"), parties(asked, "to"), false}});
  }
  const auto ask = [before](const Question& question) {
    return answered(analysis::changes(view(*before), view(*question.after), question.narrowing));
  };
  Work out;
  for (const auto& question : questions) {
    const auto found = ask(question);
    out.answers.emplace_back(found.permitted + found.denied == 0 ? "same" : "changed");
  }
  out.pass = [ask, questions = std::move(questions)] {
    for (const auto& question : questions) benchmark::DoNotOptimize(ask(question));
  };
  return out;
}

Work assertions_proved(const std::filesystem::path& input) {
  const auto all = questions_in(input);
  const auto world = world_of(all, input);
  std::vector<analysis::Assertion> assertions;
  for (const auto& asked : all) {
    analysis::Assertion assertion;
    assertion.id = "nothing-classified";
    assertion.expect = analysis::Expected::deny;
    assertion.owners = parties(asked, "owner");
    assertion.recipients = parties(asked, "to");
    assertion.classified = true;
    assertions.push_back(std::move(assertion));
  }
  const auto ask = [world](const analysis::Assertion& assertion) { return answered(analysis::prove(assertion, view(*world))); };
  Work out;
  for (const auto& assertion : assertions) out.answers.emplace_back(ask(assertion).holds ? "holds" : "violated");
  out.pass = [ask, assertions = std::move(assertions)] {
    for (const auto& assertion : assertions) benchmark::DoNotOptimize(ask(assertion));
  };
  return out;
}

}  // namespace entente::peers
