// The words of the enumerations of this room, as files and answers write them.

#include <array>
#include <utility>

#include "world/facts.h"

namespace entente::world {
namespace {

template <std::size_t N>
using Words = std::array<std::string_view, N>;

// A value beyond the last has no word.
template <class E, std::size_t N>
std::string_view word_of(const Words<N>& words, E value) {
  const auto index = static_cast<std::size_t>(value);
  return index < N ? words[index] : std::string_view();
}

template <class E, std::size_t N>
std::optional<E> value_of(const Words<N>& words, std::string_view wanted) {
  for (std::size_t index = 0; index < N; ++index) {
    if (words[index] == wanted) return static_cast<E>(index);
  }
  return std::nullopt;
}

// In the order of the values.
constexpr Words<4> kEvidence{"assumed", "unverified", "partial", "verified"};
constexpr Words<3> kPartyKind{"group", "organisation", "nation"};
constexpr Words<10> kKind{
    "information-security", "cross-servicing", "reciprocal-access", "equipment-transfer", "security-assistance",
    "export-exemption",     "consultation",    "programme",         "alliance",           "national-law"};
constexpr Words<10> kUsualAction{"disclose", "supply",  "visit",       "transfer", "grant",
                                 "transfer", "consult", "participate", "consult",  "disclose"};  // of each kind
constexpr Words<7> kStatusValue{"considered", "negotiating", "signed", "provisional", "in-force", "suspended", "terminated"};
constexpr Words<3> kEffect{"prohibit", "condition", "oblige"};
constexpr Words<15> kNeeded{"provider-consent",  "host-consent",    "notification",      "orders",
                            "national-approval", "joint-committee", "licence",           "authorised-user",
                            "registration",      "end-use-check",   "clearance",         "facility-clearance",
                            "invitation",        "agreed-project",  "security-agreement"};
constexpr Words<3> kSettlement{"cash", "in-kind", "equal-value"};
constexpr Words<4> kRenewal{"none", "by-consent", "automatic", "indefinite"};
constexpr Words<4> kNoticeKind{"other", "termination", "suspension", "withdrawal"};
constexpr Words<22> kFactKind{"party",      "instrument", "clause",           "person",    "system",    "facility",
                              "consent",    "waiver",     "licence",          "approval",  "assurance", "event",
                              "commitment", "programme",  "project",          "candidacy", "profile",   "requirement",
                              "assessment", "capability", "interoperability", "risk"};
constexpr Words<kRemedyFacts> kRemedyFact{"evidence",      "need-to-know", "community", "post",           "category-read-in",
                                          "clearance",     "delegation",   "consent",   "approval",       "accreditation",
                                          "licence",       "row",          "waiver",    "assurance",      "instrument-in-force",
                                          "settlement",    "accession",    "amendment", "new-instrument", "invitation",
                                          "participation", "membership"};
constexpr Words<4> kEventKind{"meeting", "summit", "exercise", "conference"};
constexpr Words<5> kEventLevel{"officials", "service", "senior-enlisted", "ministers", "leaders"};
constexpr Words<3> kEventState{"planned", "held", "cancelled"};
constexpr Words<4> kCommitmentState{"open", "in-progress", "done", "dropped"};
constexpr Words<5> kRole{"excluded", "observer", "candidate", "partner", "member"};
constexpr Words<2> kTermState{"unsettled", "settled"};
constexpr Words<5> kCandidacyState{"interest", "considered", "consulting", "invited", "member"};
constexpr Words<3> kAssessmentState{"unmet", "in-progress", "met"};
constexpr Words<4> kCapabilityKind{"need", "priority", "offer", "project"};
constexpr Words<3> kInteroperabilityState{"unknown", "failed", "tested"};
constexpr Words<2> kRiskState{"open", "closed"};
constexpr Words<10> kTest{"assessment", "instrument", "event",            "membership", "participation",
                          "project",    "candidacy",  "interoperability", "capability", "requirement"};

}  // namespace

std::string_view to_string(Evidence value) { return word_of(kEvidence, value); }
std::string_view to_string(PartyKind value) { return word_of(kPartyKind, value); }
std::string_view to_string(Kind value) { return word_of(kKind, value); }
bool is_bilateral(Kind kind) {
  return kind == Kind::information_security || kind == Kind::cross_servicing || kind == Kind::reciprocal_access ||
         kind == Kind::equipment_transfer;
}
std::string_view usual_action(Kind kind) { return word_of(kUsualAction, kind); }
std::string_view to_string(StatusValue value) { return word_of(kStatusValue, value); }
std::string_view to_string(Effect value) { return word_of(kEffect, value); }
std::string_view to_string(Needed value) { return word_of(kNeeded, value); }
std::string_view to_string(Settlement value) { return word_of(kSettlement, value); }
std::string_view to_string(Renewal value) { return word_of(kRenewal, value); }
std::string_view to_string(NoticeKind value) { return word_of(kNoticeKind, value); }
std::string_view to_string(FactKind value) { return word_of(kFactKind, value); }
std::string_view to_string(RemedyFact value) { return word_of(kRemedyFact, value); }
std::string_view to_string(EventKind value) { return word_of(kEventKind, value); }
std::string_view to_string(EventLevel value) { return word_of(kEventLevel, value); }
std::string_view to_string(EventState value) { return word_of(kEventState, value); }
std::string_view to_string(CommitmentState value) { return word_of(kCommitmentState, value); }
std::string_view to_string(Role value) { return word_of(kRole, value); }
std::string_view to_string(TermState value) { return word_of(kTermState, value); }
std::string_view to_string(CandidacyState value) { return word_of(kCandidacyState, value); }
std::string_view to_string(AssessmentState value) { return word_of(kAssessmentState, value); }
std::string_view to_string(CapabilityKind value) { return word_of(kCapabilityKind, value); }
std::string_view to_string(InteroperabilityState value) { return word_of(kInteroperabilityState, value); }
std::string_view to_string(RiskState value) { return word_of(kRiskState, value); }
std::string_view to_string(Test value) { return word_of(kTest, value); }

std::optional<Evidence> parse_evidence(std::string_view text) { return value_of<Evidence>(kEvidence, text); }
std::optional<PartyKind> parse_party_kind(std::string_view text) { return value_of<PartyKind>(kPartyKind, text); }
std::optional<Kind> parse_kind(std::string_view text) { return value_of<Kind>(kKind, text); }
std::optional<StatusValue> parse_status(std::string_view text) { return value_of<StatusValue>(kStatusValue, text); }
std::optional<Effect> parse_effect(std::string_view text) { return value_of<Effect>(kEffect, text); }

}  // namespace entente::world
