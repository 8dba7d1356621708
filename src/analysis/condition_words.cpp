#include "analysis/condition_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "world/statement.h"

namespace entente::analysis {
namespace {

using world::Condition;
using world::plain_word;
using world::Test;

template <class Value>
std::string one_of(const std::vector<Value>& values, std::string_view any) {
  std::vector<std::string> words;
  for (const auto value : values) words.push_back(plain_word(to_string(value)));
  return words.empty() ? std::string(any) : join(words, " or ");
}

std::string with_whom(const Judged& judged, const Asked& asked) {
  std::vector<std::string> names;
  for (const auto& each : judged.lacking) names.push_back(each.value);
  if (asked.partner) names.push_back(asked.partner->value);
  if (names.empty()) return "";
  const auto& least = judged.condition->at_least;
  const bool some = least && !judged.condition->with.empty();
  return " with " + join(names, some ? " or " : " and ");
}

std::string about(const Condition& condition) { return condition.of ? to_string(*condition.of) : std::string(); }

std::string instrument_words(const Condition& condition) {
  if (condition.of) return fmt::format("{} {}", condition.of->id, one_of(condition.statuses, "in force"));
  const bool law = condition.kinds == std::vector{world::Kind::national_law};
  auto out = law ? std::string("a law") : fmt::format("an agreement ({})", one_of(condition.kinds, "of any kind"));
  if (!condition.topics.empty()) out += " on " + join(condition.topics, " or ");
  if (condition.clause) out += fmt::format(" with the clause {}", *condition.clause);
  return fmt::format("{}, {}", out, one_of(condition.statuses, "in force"));
}

std::string event_words(const Condition& condition) {
  auto out = "a held " + one_of(condition.events, "event");
  if (!condition.levels.empty()) out += " of " + one_of(condition.levels, "");
  if (condition.since) out += " since " + condition.since->text();
  if (condition.within_years) out += fmt::format(" within {} years", *condition.within_years);
  return out;
}

std::string part_words(const Condition& condition) {
  auto out = fmt::format("a part as {} or closer in ", condition.role ? to_string(*condition.role) : "partner");
  const bool some = condition.test == Test::project && (!condition.of || condition.of->kind != world::FactKind::project);
  if (some) out += "a project";
  if (condition.of) out += (some ? " of " : "") + about(condition);
  if (!condition.of && !some) out += "a programme or project";
  if (!condition.areas.empty()) out += fmt::format(" ({})", join(condition.areas, " or "));
  if (condition.tier) out += fmt::format(", tier {}", *condition.tier);
  return out;
}

std::string words_of(const Condition& condition, Naming naming) {
  switch (condition.test) {
    case Test::assessment:
      if (!condition.of || naming == Naming::without_it) return "an assessment that says `met`";
      return fmt::format("an assessment of {} that says `met`", about(condition));
    case Test::instrument:
      return instrument_words(condition);
    case Test::event:
      return event_words(condition);
    case Test::membership:
      return "membership of " + (condition.of ? condition.of->id : std::string());
    case Test::participation:
    case Test::project:
      return part_words(condition);
    case Test::candidacy:
      return fmt::format("a candidacy for {} that has come to `{}`", about(condition),
                         condition.state ? to_string(*condition.state) : "");
    case Test::interoperability:
      return condition.standard.empty() ? std::string("a tested pair of platforms")
                                        : fmt::format("a pair of platforms tested on {}", condition.standard);
    case Test::capability:
      return fmt::format("a recorded {}{}", one_of(condition.capabilities, "capability"),
                         condition.areas.empty() ? "" : " in " + join(condition.areas, " or "));
    case Test::requirement:
      return fmt::format("{} met, of which that profile says what closes it", about(condition));
  }
  return "";
}

// Of an assessment, from when it must be: what was assessed last is overtaken by it.
std::string later_than(const Judged& judged) {
  const auto last = std::find_if(judged.grounds.begin(), judged.grounds.end(),
                                 [](const Ground& each) { return each.kind == "assessment" && each.from; });
  if (judged.condition->test != Test::assessment || last == judged.grounds.end()) return "";
  return fmt::format(", later than {}", last->from->text());
}

}  // namespace

std::string_view sign(Standing standing) {
  switch (standing) {
    case Standing::met:
      return "✔";
    case Standing::unmet:
      return "✘";
    case Standing::unknown:
      return "?";
  }
  return "";
}

std::string in_words(const Ground& ground) {
  auto out = ground.with ? ground.with->value + ": " : std::string();
  const auto state = plain_word(ground.state);
  if (ground.kind == "assessment") {
    out += fmt::format("assessed {} ({})", state, ground.by);
  } else if (ground.kind == "event") {
    out += fmt::format("{} ({})", ground.id, state);
  } else {
    out += fmt::format("{} {}", ground.id, state);
  }
  if (ground.from) out += fmt::format(" {} {}", ground.kind == "event" ? "on" : "since", ground.from->text());
  if (ground.weak) out += fmt::format(", only {}", to_string(ground.evidence));
  return out;
}

std::string wanted_in_words(const Judged& judged, const Asked& asked, Naming naming) {
  auto out = words_of(*judged.condition, naming) + with_whom(judged, asked) + later_than(judged);
  const bool weak = std::any_of(judged.grounds.begin(), judged.grounds.end(), [](const Ground& each) { return each.weak; });
  if (weak) out += ", better evidenced";
  const auto& least = judged.condition->at_least;
  if (least && *least > 1) out += fmt::format(" ({} at least)", *least);
  return out;
}

std::vector<std::string> actors(const Judged& judged, const Asked& asked) {
  std::vector<std::string> out{asked.party.value};
  if (asked.partner) out.push_back(asked.partner->value);
  for (const auto& each : judged.lacking) out.push_back(each.value);
  const auto& condition = *judged.condition;
  const bool of_others = condition.test == Test::membership || condition.test == Test::participation ||
                         condition.test == Test::project || condition.test == Test::candidacy;
  if (of_others && condition.of)
    out.push_back(condition.of->kind == world::FactKind::party ? condition.of->id : "the members of " + condition.of->id);
  if (condition.test == Test::assessment) out.emplace_back("whoever assesses");
  return out;
}

}  // namespace entente::analysis
