// Who may have an object.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "format/ism_json.h"
#include "service/ask.h"
#include "service/search_parts.h"

namespace entente::service {
namespace {

using decision::SubjectType;

struct Candidate {
  decision::Subject subject;
  std::string about;
};

const std::string& id_of(const world::Party& party) { return party.id.value; }
template <class Fact>
const std::string& id_of(const Fact& fact) {
  return fact.id;
}

// In the order of results: by type, then id.
std::vector<Candidate> candidates_of(const world::World& world, const format::SubjectSearch& search) {
  std::vector<Candidate> out;
  const auto add_all = [&](SubjectType type, const auto& list, const auto& about) {
    if (!search.every_type && search.asked.subject.type != type) return;
    const auto first = static_cast<std::ptrdiff_t>(out.size());
    for (const auto& each : list) out.push_back({{type, id_of(each)}, about(each)});
    std::sort(out.begin() + first, out.end(), [](const auto& a, const auto& b) { return a.subject.id < b.subject.id; });
  };
  const auto of = [](const std::string& what, const PartyId& party) { return fmt::format("{} ({})", what, party.value); };
  add_all(SubjectType::party, world.parties, [](const auto& each) { return each.name; });
  add_all(SubjectType::person, world.people, [&](const auto& each) { return of(each.role, each.employer); });
  add_all(SubjectType::system, world.systems, [&](const auto& each) { return of(each.name, each.operated_by); });
  add_all(SubjectType::facility, world.facilities, [&](const auto& each) { return of(each.name, each.in); });
  return out;
}

std::string question_of(const format::SubjectSearch& search, Instant at) {
  const auto& object = search.asked.object;
  const std::string what =
      object.ism ? format::ism_to_json(*object.ism) : object.label.value_or(object.named ? "a label" : "no label");
  const std::string by = search.asked.holder ? " held by " + search.asked.holder->value : std::string();
  const auto type = search.every_type ? std::string() : fmt::format("{}: ", type_word(search.asked.subject.type));
  return fmt::format("{}who may have {} ({}){}, as of {}", type, quoted(what), object.policy, by, to_short_string(at));
}

// Why its label is not valid; empty: it is, or that is not what is wrong.
std::string label_fault(Desk& desk, format::AskedRequest asked, Instant at) {
  asked.subject = {SubjectType::party, {}};
  const auto decided = ask(desk, asked, at);
  const auto& first = decided.decision().reasons.front();
  return first.outcome == decision::Outcome::fail ? first.text : std::string();
}

}  // namespace

Result<format::Found> who(Desk& desk, const format::SubjectSearch& search, const SearchSettings& settings) {
  const CursorSubject about{desk.revision(), with_settings(desk, search.question), {}};
  TRY(const Cursor start, start_of(settings, search.page, search.asked.time, about));
  const auto candidates = candidates_of(desk.world(), search);
  format::Found found;
  found.question = question_of(search, start.at);
  found.as_of = start.at;
  found.revision = desk.revision();
  found.candidates = candidates.size();
  found.label_error = label_fault(desk, search.asked, start.at);
  PageFiller page(start, about, found);
  format::AskedRequest asked = search.asked;
  for (std::size_t place = start.position; place < candidates.size(); ++place) {
    asked.subject = candidates[place].subject;
    const auto answer = ask(desk, asked, start.at);
    if (!answer.decision().permit) continue;
    if (!page.has_room(place)) break;
    found.results.push_back({std::string(type_word(asked.subject.type)), asked.subject.id, candidates[place].about,
                             answer.decision().evidence, answer.decision().valid_until});
  }
  return found;
}

}  // namespace entente::service
