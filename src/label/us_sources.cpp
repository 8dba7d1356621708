// Whose markings may stand in a US-style marking beside those of its system: those of its owners and sources. For checks.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "label/plain_marking.h"
#include "label/us_taker.h"

namespace entente::label {
namespace {

constexpr std::size_t kNationCodeSize = 3;
constexpr std::size_t kSureCharacters = 5;
constexpr std::size_t kLeastMark = 4;  // of theirs that a word may be a slip of

}  // namespace

// Whose markings may stand beside those of the system: of the owners and sources that are named, of anybody where one is
// concealed or cannot be told.
void UsTaker::find_sources(const std::vector<Cut>& segments) {
  const auto* foreign = first_of_meaning(system_, Meaning::foreign_information);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto text = at(segments[i].span);
    const bool owner = i == 1 && text_.starts_with("//");
    if (!owner && (foreign == nullptr || longest_token_at(system_, text).token != foreign)) continue;
    bool named = false;
    for (const auto& [id, policy] : book_.policies()) {
      const bool organisation = owner && policy.party.str().size() != kNationCodeSize && policy.id != system_.id;
      if (!organisation || policy.grammar != Grammar::plain || !starts_plain_marking(text, policy)) continue;
      sources_.push_back(&policy);
      named = true;
    }
    for (const auto word : split(text, " ")) {
      const PartyId party{std::string(trimmed(word.substr(0, word.find_first_of(",/;"))))};
      if (party.empty() || !book_.knows(party)) continue;
      named = true;
      if (const auto* policy = book_.policy_of(party); policy != nullptr && policy->id != system_.id) sources_.push_back(policy);
    }
    any_source_ = any_source_ || !named;
  }
}

const Token* UsTaker::token_of_sources(std::string_view text) const {
  if (any_source_) return foreign_token(text);
  for (const auto* policy : sources_) {
    if (const auto* token = token_by_mark(*policy, text)) return token;
  }
  return nullptr;
}

// A marking of others, where none of theirs is: "SECRET//CRYPTO//NOFORN".
void UsTaker::take_foreign_without_source(Cut cut) {
  const auto text = at(cut.span);
  std::vector<std::string> owners;
  bool closed_to_us = false;
  for (const auto& [id, policy] : book_.policies()) {
    const auto* token = id == system_.id ? nullptr : token_by_mark(policy, text);
    if (token == nullptr) continue;
    owners.push_back(policy.party.str());
    const auto& list = token->parties;
    closed_to_us = !list.empty() && std::find(list.begin(), list.end(), system_.party) == list.end();
  }
  auto& finding =
      findings_.error("MARK-unknown", cut.span,
                      fmt::format("{} is not a marking of {}; as one of {} it stands only with information of theirs (FGI)",
                                  quoted(text), quoted(system_.id.str()), join(owners, ", ")));
  // "AUSTEO": what of ours rests on it goes to nobody else.
  if (owners.size() == 1 && closed_to_us) finding.correction = Correction{fmt::format("FGI {}//NOFORN", owners.front()), false};
  take_unknown(cut);
}

// "ATOMEL" behind a marking of NATO.
bool UsTaker::take_misspelt_of_sources(Cut cut) {
  const auto text = at(cut.span);
  for (const auto* policy : sources_) {
    std::vector<std::string_view> marks;
    for (const auto& token : policy->tokens) {
      if (takes_list(token) || token.compartments) continue;
      for (const std::string_view mark : token.marks) {
        if (mark.size() >= kLeastMark) marks.push_back(mark);
      }
    }
    const auto near = slip_of(text, marks);
    const auto* token = near ? token_by_mark(*policy, near->name) : nullptr;
    if (token == nullptr) continue;
    const bool restricts = token->meaning == Meaning::restrictive || token->meaning == Meaning::no_foreign;
    const bool sure = restricts && near->alone && near->distance == 1 && text.size() >= kSureCharacters;
    findings_
        .error(
            "MARK-spelling", cut.span,
            fmt::format("{} is not a marking of {}, nor of {}", quoted(text), quoted(system_.id.str()), quoted(policy->id.str())))
        .correction = Correction{near->name, sure};
    add(cut, nullptr, near->name, near->name).segment = token->segment == Segment::aea ? Segment::aea : Segment::non_ic;
    return true;
  }
  return false;
}

}  // namespace entente::label
