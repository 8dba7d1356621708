// In which ways what an act, a condition or export control asks for could come to hold (docs/semantics.md 4.2 to 4.4): the
// counterpart of act_facts.h, over the same records. Private to this room.
//
// Lists of ways as in needs_parts.h: an empty way means that it holds already, an empty list that no fact could make it.
#pragma once

#include <string>
#include <vector>

#include "decision/act_facts.h"
#include "decision/needs_parts.h"

namespace entente::decision {

class ActWays {
 public:
  using Value = std::vector<Way>;
  // `provided`, where given, is how what a provider consents to could hold (of a disclosure). The arguments must outlive it.
  ActWays(const Inquiry& inquiry, const ActQuestion& question, const Value* provided = nullptr);

  // The clause's needs, or a waiver of it. The clause is of the instrument that `asks`.
  [[nodiscard]] Value met(const ClauseInfo& clause, const InstrumentInfo& asks);
  [[nodiscard]] Value waived(const ClauseInfo& clause);
  [[nodiscard]] Value export_control();
  [[nodiscard]] Value settled(const TermInfo& term) const;
  // How surely a giver is one, by its index among the givers.
  [[nodiscard]] Value gives(std::size_t giver);

  // What `Asks` asks (act_asks.h).
  [[nodiscard]] static Value passes() { return {Way{}}; }
  [[nodiscard]] Value fails(Unsaid say) { return unknown(say); }
  [[nodiscard]] Value unknown(Unsaid say);
  [[nodiscard]] Value both(const Value& a, const Value& b) { return crossed(a, b, cut); }
  [[nodiscard]] Value either(Value a, const Value& b);
  [[nodiscard]] Value provided(PartyIndex giver) { return provided_ != nullptr ? *provided_ : consent_of(giver); }
  [[nodiscard]] Value consent_of(PartyIndex giver);
  [[nodiscard]] Value approval(const ActFacts::ApprovalQuestion& ask);
  [[nodiscard]] Value licence();
  [[nodiscard]] Value takes_part(PartyIndex party);
  [[nodiscard]] Value invited();
  [[nodiscard]] Value security_agreement(const ClauseInfo& clause, PartyIndex giver);
  [[nodiscard]] Value accession(const InstrumentInfo& to, PartyIndex by);
  [[nodiscard]] Value cleared();

  [[nodiscard]] const ActFacts& facts() const { return facts_; }

  bool cut = false;    // there are more ways than limits::kRemedyWays
  Unsaid unsaid = Unsaid::nothing;  // what the request would have to say, where that stands in the way

 private:
  template <class Entries, class Covers>
  [[nodiscard]] Value recorded(const Entries& entries, const Lack& wanted, PartyIndex to, bool to_anyone, const Covers& covers,
                               bool possible);
  [[nodiscard]] Value exempted(const ActInstrument& by);
  [[nodiscard]] Way partaking(const ParticipationEntry& entry, PartyIndex party, const std::string& in, bool& holds) const;
  [[nodiscard]] Way project_way(bool& holds) const;
  [[nodiscard]] bool names_object() const;

  const Inquiry& inquiry_;
  const Snapshot::Tables& tables_;
  const ActQuestion& question_;
  const Value* provided_;
  Instant horizon_ = kEndOfTime;  // nobody looks at it
  ActFacts facts_;
};

}  // namespace entente::decision
