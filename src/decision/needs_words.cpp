#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "decision/needs_parts.h"

namespace entente::decision {

using world::RemedyFact;

std::string level_to_hold(const Lack& lack) {
  const auto& [policy, level] = std::tie(lack.policy.value, lack.level.value);
  return level.starts_with(policy) ? level : fmt::format("{} {}", policy, level);
}

std::string_view why(Unsaid unsaid) {
  switch (unsaid) {
    case Unsaid::nothing:
      break;
    case Unsaid::project:
      return "no project is stated that is recorded";
    case Unsaid::beginning:
      return "it must be notified some days before, and no beginning is stated";
    case Unsaid::later_beginning:
      return "it must be notified earlier than the beginning that is stated allows";
    case Unsaid::items:
      return "what it is about is not stated (items)";
    case Unsaid::area_and_tier:
      return "who takes part does so in stated areas or at recorded tiers only: the area and the tier asked for";
  }
  return "";
}

std::string recorded(const Lack& lack) {
  const auto& by = lack.by.value;
  const auto& instrument = lack.instrument.value;
  switch (lack.fact) {
    case RemedyFact::evidence:
      return "";
    case RemedyFact::need_to_know:
      return fmt::format("the assertion {} about {}", lack.id, lack.subject);
    case RemedyFact::community:
      return fmt::format("the membership of {} in {}", lack.subject, lack.id);
    case RemedyFact::post:
      return lack.subject;
    case RemedyFact::category_read_in:
      return fmt::format("the clearance of {} that lists {}", lack.subject, lack.category);
    case RemedyFact::clearance:
      return fmt::format("the {} of {} for {}", lack.subject.starts_with("system:") ? "accreditation" : "clearance", lack.subject,
                         level_to_hold(lack));
    case RemedyFact::delegation:
      return fmt::format("the delegation {} of {}", lack.id, by);
    case RemedyFact::consent:
      return fmt::format("the consent {} of {}", lack.id, by);
    case RemedyFact::approval:
      return fmt::format("the approval {} of {}", lack.id, by);
    case RemedyFact::licence:
      return fmt::format("the licence {} of {}", lack.id, by);
    case RemedyFact::waiver:
      return fmt::format("the waiver {} of {}", lack.id, by);
    case RemedyFact::settlement:
      return fmt::format("the settlement of {}", lack.id);
    case RemedyFact::invitation:
      return fmt::format("the invitation of {} to {}", by, lack.id);
    case RemedyFact::participation:
      return by.empty() ? lack.id : fmt::format("the part of {} in {}", by, lack.id);
    case RemedyFact::accreditation:
      return fmt::format("the accreditation of {} by {} for {}", quoted(lack.channel), by, lack.level.value);
    case RemedyFact::row:
      return fmt::format("the row of {} from {} {} to {}", instrument, by, lack.level.value, lack.to.value);
    case RemedyFact::assurance:
      return fmt::format("the assurance of {} under {}", by, instrument);
    case RemedyFact::instrument_in_force:
      return fmt::format("the entry into force of {}", instrument);
    case RemedyFact::accession:
      return fmt::format("the accession of {} to {}", by, instrument);
    case RemedyFact::amendment:
      return fmt::format("the clause {}", lack.value);
    case RemedyFact::new_instrument:
      return fmt::format("an instrument of {} and {}", by, lack.to.value);
    case RemedyFact::membership:
      return fmt::format("the membership of {} in {}", by, lack.to.value);
  }
  return "";
}

std::string prohibited_by(const ClauseInfo& clause) { return fmt::format("prohibited by {}: {}", clause.id, clause.text); }

}  // namespace entente::decision
