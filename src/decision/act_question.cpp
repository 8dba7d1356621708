// What is asked of an act: who gives, what is stated, to whom it is exported (docs/semantics.md 4.0 and 4.3).

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "decision/act_facts.h"
#include "decision/bound.h"

namespace entente::decision {
namespace {

struct Givers {
  std::vector<PartyIndex> list;
  std::vector<Twofold> gives;  // beside them
};

// All who may be members are givers; how surely one is a member counts where it helps that it gives.
Givers members(const Snapshot::Tables& tables, const std::vector<ParticipationEntry>& participants, PartyIndex but, Instant at) {
  PartySet all;
  for (const auto& entry : participants) {
    if (entry.role != world::Role::member || !entry.may_be.contains(at)) continue;
    if (all_for_whom_may_stand(tables, entry.party, at, all)) continue;
    for (std::size_t party = 0; party < tables.parties.size(); ++party) all.add(party);  // nested too deep: it may be anybody
  }
  Givers out;
  for (std::size_t index = 0; index < tables.parties.size(); ++index) {
    const auto party = static_cast<PartyIndex>(index);
    if (!all.has(index) || party == but || tables.parties[index].kind == world::PartyKind::group) continue;
    Twofold gives;
    for (const auto& entry : participants) {
      if (entry.role != world::Role::member) continue;
      const Grade held = both(grade_at(tables, entry.grants, entry.evidence, at), stands_for(tables, entry.party, party, at));
      gives = either(gives, Twofold::of(held));
    }
    out.list.push_back(party);
    out.gives.push_back(gives);
  }
  return out;
}

Givers givers_of(const Snapshot::Tables& tables, const Request& request, Action action, PartyIndex recipient) {
  if (action != Action::participate) return {{tables.party(*request.holder)}, {Twofold::always(Outcome::pass)}};
  const ProgrammeInfo* programme = programme_of(*tables.acts, request.object.act.project);
  CHECK(programme != nullptr);
  const ProjectInfo* project = project_of(*programme, request.object.act.project);
  return members(tables, project == nullptr ? programme->participants : project->participants, recipient, request.time);
}

}  // namespace

std::string act_obstacle(const Snapshot::Tables& tables, const Request& request, Action action) {
  if (!may_be_asked_of(action, request.subject.type)) {
    const auto type = request.subject.type;
    return fmt::format("`{}` is not asked of a {}", request.action,
                       type == SubjectType::person   ? "person"
                       : type == SubjectType::system ? "system"
                                                     : "facility");
  }
  if (action == Action::participate) {
    const auto& stated = request.object.act.project;
    if (stated.empty()) return "no programme or project is stated";
    if (programme_of(*tables.acts, stated) != nullptr) return {};
    const bool typed_twice = stated.find(':') != stated.rfind(':');
    return fmt::format("{} is not recorded{}", quoted(stated), typed_twice ? " (an id stands without its type)" : "");
  }
  if (!request.holder) return "who gives is not stated (context.holder)";
  const PartyIndex giver = tables.party(*request.holder);
  if (giver == kNoParty || tables.parties[giver].kind == world::PartyKind::group) {
    return fmt::format("{}, who is to give, is not a nation or organisation of this world", quoted(request.holder->value));
  }
  return {};
}

ActQuestion act_question(const Snapshot::Tables& tables, const Request& request, Action action, PartyIndex recipient,
                         const SubjectInfo* who) {
  Givers givers = givers_of(tables, request, action, recipient);
  return act_question(
      {tables, request, action, recipient, std::move(givers.list), std::move(givers.gives), who, kNoParty, false, {}}, request);
}

ActQuestion act_question(const ActQuestion& like, const Request& request) {
  ActQuestion question{like.tables, request, like.action, like.recipient, like.givers, like.gives, like.who,
                       kNoParty,    false,   {},          nullptr,        like.binding};
  question.stated = stated_act(like.tables, request);
  if (request.object.act.origin) {
    question.origin = like.tables.party(*request.object.act.origin);
    if (question.origin != kNoParty && like.tables.parties[question.origin].kind == world::PartyKind::group) question.origin = kNoParty;  // owns nothing
    question.foreign_origin = question.origin == kNoParty;
    if (question.origin == question.recipient) question.origin = kNoParty;  // what goes home is exported by who gives it
  }
  return question;
}

std::vector<ActQuestion> exports_of(const ActQuestion& question) {
  std::vector<ActQuestion> out{question};
  if (question.action == Action::participate) return out;  // nobody may be in it yet
  const bool hands_on = question.foreign_origin || (question.origin != kNoParty && question.givers.front() != question.origin);
  if (!hands_on) return out;
  out.push_back(question);
  out.back().origin = kNoParty;
  out.back().foreign_origin = false;
  return out;
}

std::vector<PartyIndex> exported_to(const ActQuestion& question) {
  std::vector<PartyIndex> out{question.recipient};
  if (question.who == nullptr || question.who->type != SubjectType::person) return out;
  const auto& nations = question.who->nationalities;
  const auto is_national = [&](PartyIndex of) { return std::find(nations.begin(), nations.end(), of) != nations.end(); };
  const bool of_origin = question.origin != kNoParty && is_national(question.origin);
  const auto& givers = question.givers;
  const bool of_givers = question.origin == kNoParty && !question.foreign_origin && !givers.empty() &&
                         std::all_of(givers.begin(), givers.end(), is_national);
  for (const PartyIndex nation : nations) {
    if (nation != question.recipient && !of_origin && !of_givers) out.push_back(nation);
  }
  return out;
}

ActQuestion exported_to(const ActQuestion& question, PartyIndex nation) {
  ActQuestion out = question;
  out.recipient = nation;
  if (nation != question.recipient) out.binding = nullptr;
  return out;
}

}  // namespace entente::decision
