#include "decision/differences.h"

#include <algorithm>

#include "decision/act_tables.h"
#include "decision/tables.h"

namespace entente::decision {

class Differences::Finder {
 public:
  Finder(Differences& out, const Snapshot::Tables& before, Instant before_at, const Snapshot::Tables& after, Instant after_at)
      : out_(out), old_(before), new_(after), old_at_(before_at), new_at_(after_at), parties_(before.parties.size()) {}

  void run() {
    if (!same_names() || !same_sets() || !same_waivers_and_programmes()) {
      out_.everywhere_ = true;
      out_.acts_ = true;
      return;
    }
    out_.near_.resize(parties_);
    for (auto* more : {&out_.disclosing_, &out_.owning_, &out_.holding_}) more->resize(parties_);
    for (std::size_t party = 0; party < parties_; ++party) {
      out_.parties_.push_back(old_.parties[party].id);
      out_.all_.add(party);
    }
    find_instruments();
    for (std::size_t party = 0; party < parties_ && !out_.everywhere_; ++party) see_party(party);
    for (std::size_t from = 0; from < parties_ && !out_.everywhere_; ++from) {
      for (std::size_t to = 0; to < parties_; ++to) {
        if (!out_.disclosing_[from].has(to) && !same_pair(static_cast<PartyIndex>(from), static_cast<PartyIndex>(to)))
          join(from, to);
      }
    }
    const auto touches = [](const PartySet& each) { return !each.empty(); };
    if (std::any_of(out_.disclosing_.begin(), out_.disclosing_.end(), touches) &&
        (exporters_agreement_is_asked(old_) || exporters_agreement_is_asked(new_)))
      out_.acts_ = true;
    out_.none_ = !out_.everywhere_ && !out_.acts_;
    out_.none_ = out_.none_ && out_.acts_to_.empty();
    for (const auto* near : {&out_.near_, &out_.disclosing_, &out_.owning_, &out_.holding_})
      out_.none_ = out_.none_ && std::none_of(near->begin(), near->end(), touches);
  }

 private:
  // --- what has to be the same for parties to be told apart ---
  [[nodiscard]] bool same_names() const {
    const auto same_party = [](const PartyInfo& a, const PartyInfo& b) {
      return a.id == b.id && a.kind == b.kind && a.decomposable == b.decomposable && a.policy == b.policy;
    };
    return old_.options.require == new_.options.require && old_.options.known_as_of == new_.options.known_as_of &&
           old_.policies.shares_with(new_.policies) && old_.policy_ids == new_.policy_ids &&
           old_.category_index == new_.category_index && old_.name_index == new_.name_index &&
           std::equal(old_.parties.begin(), old_.parties.end(), new_.parties.begin(), new_.parties.end(), same_party) &&
           old_.levels == new_.levels && std::none_of(old_.levels.begin(), old_.levels.end(), [&](const LevelInfo& level) {
             return std::any_of(level.terms.begin(), level.terms.end(),
                                [&](const Period& each) { return turns(as_grant(each)); });
           });
  }

  [[nodiscard]] bool same_sets() const {
    if (old_.memberships != new_.memberships) return false;
    for (std::size_t party = 0; party < parties_; ++party) {
      const auto& members = old_.parties[party].members;
      if (members != new_.parties[party].members) return false;
      if (std::any_of(members.begin(), members.end(),
                      [&](const MemberEdge& each) { return turns(each.grants) || turns(each.restricts); }))
        return false;
    }
    return true;
  }

  // A waiver of a law may be given by any of its parties, whoever else is asked.
  [[nodiscard]] bool same_waivers_and_programmes() const {
    if (old_.acts->programmes != new_.acts->programmes) return false;
    for (const auto& programme : old_.acts->programmes) {
      if (turn(programme.participants)) return false;
      for (const auto& project : programme.projects) {
        if (turns(project.period) || turn(project.participants)) return false;
      }
      for (const auto& candidacy : programme.candidacies) {
        for (const auto& step : candidacy.steps) {
          if (turns({step.start, kEndOfTime})) return false;
        }
      }
    }
    for (std::size_t party = 0; party < parties_; ++party) {
      if (!same(old_.acts->parties[party].waivers, new_.acts->parties[party].waivers)) return false;
    }
    return true;
  }

  [[nodiscard]] bool turn(const std::vector<ParticipationEntry>& list) const {
    return std::any_of(list.begin(), list.end(),
                       [&](const auto& each) { return turns(each.grants) || turns(each.restricts) || turns(each.may_be); });
  }

  // It holds at one of the instants and not at the other.
  [[nodiscard]] bool turns(const Interval& period) const { return period.contains(old_at_) != period.contains(new_at_); }

  template <class Entry>
  [[nodiscard]] bool same(const std::vector<Entry>& a, const std::vector<Entry>& b) const {
    return a == b && std::none_of(a.begin(), a.end(), [&](const Entry& each) { return turns(each.period); });
  }

  // --- instruments ---
  // Calls visit(old, new) for each, both sorted by id; null where one of the two has none.
  template <class Instrument, class IdOf, class Visit>
  static void pair_up(const std::vector<Instrument>& olds, const std::vector<Instrument>& news, const IdOf& id,
                      const Visit& visit) {
    auto a = olds.begin();
    auto b = news.begin();
    while (a != olds.end() || b != news.end()) {
      const bool has_old = a != olds.end() && (b == news.end() || id(*a) <= id(*b));
      const bool has_new = b != news.end() && (a == olds.end() || id(*b) <= id(*a));
      visit(has_old ? &*a : nullptr, has_new ? &*b : nullptr);
      if (has_old) ++a;
      if (has_new) ++b;
    }
  }

  void find_instruments() {
    pair_up(
        old_.instruments, new_.instruments, [](const InstrumentInfo& each) -> const std::string& { return each.id; },
        [&](const InstrumentInfo* a, const InstrumentInfo* b) {
          if (a == nullptr || b == nullptr || !(*a == *b)) touch(a, b, a == nullptr || b == nullptr || !disclose_alike(*a, *b));
        });
    pair_up(
        old_.acts->instruments, new_.acts->instruments,
        [](const ActInstrument& each) -> const std::string& { return each.info.id; },
        [&](const ActInstrument* a, const ActInstrument* b) {
          if (a == nullptr || b == nullptr || !same_act(*a, *b)) touch_act(a, b);
        });
  }

  [[nodiscard]] static std::string_view above(const Snapshot::Tables& tables, bool is_under, ActIndex under) {
    return is_under && under != kNoAct ? std::string_view(tables.acts->instruments[under].info.id) : std::string_view();
  }

  [[nodiscard]] bool same_act(const ActInstrument& a, const ActInstrument& b) const {
    return (a.info == b.info || act_alike(a.info, b.info)) && a.kind == b.kind && a.items == b.items &&
           a.is_under == b.is_under && a.limited == b.limited && a.of_domains == b.of_domains &&
           above(old_, a.is_under, a.under) == above(new_, b.is_under, b.under);
  }

  // What comes after is told, and so are the words of a duty; that there is one may let the instrument speak of an act.
  [[nodiscard]] static bool act_alike(InstrumentInfo a, InstrumentInfo b) {
    for (auto* each : {&a, &b}) {
      each->next_status = each->next = kEndOfTime;
      std::erase_if(each->acts, [](const ClauseInfo& clause) { return clause.of_law && clause.effect == world::Effect::oblige; });
      for (ClauseInfo& clause : each->acts) {
        clause.text.clear();
        clause.obligation.clear();
        clause.settlement.clear();
      }
    }
    return a == b;
  }

  // What it says of acts, and most of what it makes a duty, decides no disclosure.
  [[nodiscard]] static bool disclose_alike(InstrumentInfo a, InstrumentInfo b) {
    for (auto* each : {&a, &b}) {
      each->next_status = each->next = kEndOfTime;
      each->acts.clear();
      std::erase_if(each->duties, [](const ClauseInfo& duty) { return duty.obligation != "admit-nationality"; });
    }
    return a == b;
  }

  // An organisation's own agreement carries what it gives to members that the agreement does not name.
  void touch(const InstrumentInfo* a, const InstrumentInfo* b, bool disclosures) {
    PartySet parties;
    for (const auto* each : {a, b}) {
      if (each == nullptr) continue;
      parties |= each->listed;
      for (std::size_t party = 0; party < parties_; ++party) {
        if (agreement_of(old_, party) == each->id || agreement_of(new_, party) == each->id) join_all(party);
      }
    }
    parties.each([&](std::size_t party) {
      out_.near_[party] |= parties;
      if (disclosures) out_.disclosing_[party] |= parties;
    });
  }

  // A law binds whoever gives or receives, a programme's instrument whoever takes part; and what is made under an instrument is
  // in force with it. Of those an exemption alone carries disclosures; what else of an instrument does is among those of
  // disclosures.
  void touch_act(const ActInstrument* a, const ActInstrument* b) {
    const auto exempts = [](const ActInstrument* each) { return each != nullptr && each->kind == world::Kind::export_exemption; };
    touch(a == nullptr ? nullptr : &a->info, b == nullptr ? nullptr : &b->info, exempts(a) || exempts(b) || forbids_exports(a) || forbids_exports(b));
    for (const auto& [tables, each] : {std::pair(&old_, a), std::pair(&new_, b)}) {
      if (each == nullptr) continue;
      if (forbids_exports(each)) see_forbidden_exports(*each);
      if (each->kind == world::Kind::national_law) each->info.listed.each([&](std::size_t party) { act_with_all(party); });
      for (const auto& other : tables->acts->instruments) {
        if (above(*tables, other.is_under, other.under) != each->info.id) continue;
        out_.acts_ = true;
        if (exempts(&other)) everywhere();
      }
      for (const auto& programme : tables->acts->programmes) {
        if (above(*tables, programme.is_under, programme.under) == each->info.id) everywhere();
      }
    }
  }

  [[nodiscard]] static bool forbids_exports(const ActInstrument* it) {
    return it != nullptr && it->kind != world::Kind::export_exemption && std::any_of(it->info.acts.begin(), it->info.acts.end(), [](const ClauseInfo& each) {
      return each.effect == world::Effect::prohibit && each.action == Action::transfer;
    });
  }

  // The exporter may be neither who gives nor who gets; a law binds it whoever gets, and who gets whoever exports.
  void see_forbidden_exports(const ActInstrument& it) {
    const bool is_law = it.kind == world::Kind::national_law;
    out_.acts_ = out_.acts_ || is_law;
    if (!is_law) out_.acts_to_ |= it.info.listed;
    it.info.listed.each([&](std::size_t party) {
      if (!is_law) {
        out_.owning_[party] |= it.info.listed;
        return;
      }
      out_.owning_[party] = out_.all_;
      for (auto& each : out_.owning_) each.add(party);
    });
  }

  // The exporter may be neither who gives nor who gets.
  [[nodiscard]] static bool exporters_agreement_is_asked(const Snapshot::Tables& tables) {
    return std::any_of(tables.acts->exemptions.begin(), tables.acts->exemptions.end(), [&](ActIndex index) {
      const auto& clauses = tables.acts->instruments[index].info.acts;
      return std::any_of(clauses.begin(), clauses.end(), [](const ClauseInfo& each) {
        return std::find(each.needs.begin(), each.needs.end(), world::Needed::security_agreement) != each.needs.end();
      });
    });
  }

  void everywhere() {
    out_.everywhere_ = true;
    out_.acts_ = true;
  }

  // --- what one party says ---
  [[nodiscard]] static std::string_view agreement_of(const Snapshot::Tables& tables, std::size_t party) {
    const InstrumentIndex index = tables.parties[party].security_agreement;
    return index == kNoInstrument ? std::string_view() : std::string_view(tables.instruments[index].id);
  }

  void see_party(std::size_t party) {
    const PartyInfo& a = old_.parties[party];
    const PartyInfo& b = new_.parties[party];
    const ActParty& acts = old_.acts->parties[party];
    const ActParty& new_acts = new_.acts->parties[party];
    const bool consents = same(a.consents, b.consents);
    const bool permissions = same(acts.licences, new_acts.licences) && same(acts.approvals, new_acts.approvals);
    // Of one who had provided it, too, so whoever gives.
    if (!same(acts.approvals, new_acts.approvals)) out_.acts_ = true;
    out_.acts_to_ |= to_whom_changed(acts.licences, new_acts.licences);
    out_.acts_to_ |= to_whom_changed(a.consents, b.consents);
    if (!consents) see_consents(party);
    // Of no other holder is it asked.
    if (!(a.delegations == b.delegations) || old_.needing_authority.has(party) != new_.needing_authority.has(party)) {
      out_.holding_[party] = out_.all_;
      act_with_all(party);
    }
    // What its law asks of a disclosure is a duty: Tables::law decides nothing.
    if (permissions && a.accreditations == b.accreditations && agreement_of(old_, party) == agreement_of(new_, party)) return;
    join_all(party);
  }

  // To whom one may be, of the party's own information; unless a condition asks for consents, of whom else it may.
  void see_consents(std::size_t party) {
    if (conditions_ask()) return join_all(party);
    out_.owning_[party] |= to_whom_changed(old_.parties[party].consents, new_.parties[party].consents);
  }

  // To whom those are that one list does not have, or that hold at one of the instants alone; of a set to everybody. Both are
  // sorted by id.
  template <class Entry>
  [[nodiscard]] PartySet to_whom_changed(const std::vector<Entry>& olds, const std::vector<Entry>& news) const {
    PartySet out;
    const auto see = [&](const std::vector<Entry>& mine, const std::vector<Entry>& others) {
      for (const Entry& each : mine) {
        const auto first = std::lower_bound(others.begin(), others.end(), each.id,
                                            [](const Entry& entry, const auto& id) { return entry.id < id; });
        bool same = false;
        for (auto at = first; at != others.end() && at->id == each.id; ++at) same = same || *at == each;
        if (same && !turns(each.period)) continue;
        for (const PartyIndex to : each.to) {
          out.add(to);
          if (!old_.parties[to].members.empty()) out = out_.all_;
        }
      }
    };
    see(olds, news);
    see(news, olds);
    return out;
  }

  // A condition of a disclosure may look at what is permitted, by whomever.
  [[nodiscard]] bool conditions_ask() const {
    const auto asks = [](const std::vector<ClauseInfo>& list) {
      return std::any_of(list.begin(), list.end(), [](const ClauseInfo& each) { return !each.needs.empty(); });
    };
    const auto of = [&](const Snapshot::Tables& tables) {
      return asks(tables.law) || std::any_of(tables.instruments.begin(), tables.instruments.end(),
                                             [&](const InstrumentInfo& each) { return asks(each.conditions); });
    };
    return of(old_) || of(new_);
  }

  // --- what a pair has ---
  void join(std::size_t a, std::size_t b) {
    for (auto* near : {&out_.near_, &out_.disclosing_}) {
      (*near)[a].add(b);
      (*near)[b].add(a);
    }
  }

  void act_with_all(std::size_t party) {
    out_.near_[party] = out_.all_;
    for (auto& each : out_.near_) each.add(party);
  }

  void join_all(std::size_t party) {
    for (std::size_t other = 0; other < parties_; ++other) join(party, other);
  }

  [[nodiscard]] bool same_pair(PartyIndex from, PartyIndex to) const {
    const auto olds = old_.candidates_of(from, to);
    const auto news = new_.candidates_of(from, to);
    const auto of_old = old_.pair(from, to).forbidding.in(old_.forbidding);
    const auto of_new = new_.pair(from, to).forbidding.in(new_.forbidding);
    return std::equal(olds.begin(), olds.end(), news.begin(), news.end(),
                      [&](const Candidate& a, const Candidate& b) { return same_candidate(a, b); }) &&
           std::equal(of_old.begin(), of_old.end(), of_new.begin(), of_new.end(), [&](const Forbidding& a, const Forbidding& b) {
             return old_.prohibitions[a.clause] == new_.prohibitions[b.clause];
           });
  }

  // All else of it is the instrument's.
  [[nodiscard]] bool same_candidate(const Candidate& a, const Candidate& b) const {
    const auto rows = [](const Snapshot::Tables& tables, const Candidate& each) {
      return std::span(tables.rows).subspan(each.first_row, each.last_row - each.first_row);
    };
    const auto olds = rows(old_, a);
    const auto news = rows(new_, b);
    return old_.instruments[a.instrument].id == new_.instruments[b.instrument].id && a.from_acceded == b.from_acceded &&
           a.to_acceded == b.to_acceded && a.in_force == b.in_force && a.withdrawn == b.withdrawn &&
           std::equal(olds.begin(), olds.end(), news.begin(), news.end());
  }

  Differences& out_;
  const Snapshot::Tables& old_;
  const Snapshot::Tables& new_;
  Instant old_at_;
  Instant new_at_;
  std::size_t parties_;
};

Differences::Differences(const Snapshot& before, Instant before_at, const Snapshot& after, Instant after_at) {
  CHECK(before.interval().contains(before_at) && after.interval().contains(after_at));
  Finder(*this, before.tables(), before_at, after.tables(), after_at).run();
}

bool Differences::no_disclosure() const {
  const auto touches = [](const PartySet& each) { return !each.empty(); };
  const auto all = {&disclosing_, &owning_, &holding_};
  return !everywhere_ &&
         std::all_of(all.begin(), all.end(), [&](const auto* near) { return std::none_of(near->begin(), near->end(), touches); });
}

std::size_t Differences::bit(const PartyId& party) const {
  const auto found = std::lower_bound(parties_.begin(), parties_.end(), party);
  CHECK(found != parties_.end() && *found == party);
  return static_cast<std::size_t>(found - parties_.begin());
}

// It looks at what the owner or the holder has with the recipient, at what the owner has with the holder, and at what each of the
// three says alone.
PartySet Differences::recipients(const PartyId& owner, const PartyId& holder) const {
  const auto of = bit(owner);
  const auto by = bit(holder);
  if (of != by && disclosing_[of].has(by)) return all_;
  PartySet out = disclosing_[of];
  out |= disclosing_[by];
  out |= owning_[of];
  out |= holding_[by];
  return out;
}

bool Differences::acts(const PartyId& giver, const PartyId& recipient) const {
  return acts_ || acts_to_.has(bit(recipient)) || near_[bit(giver)].has(bit(recipient));
}

// Its givers are whoever takes part.
bool Differences::joins(const PartyId& recipient) const {
  return acts_ || acts_to_.has(bit(recipient)) || !near_[bit(recipient)].empty();
}

}  // namespace entente::decision
