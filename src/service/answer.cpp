#include "service/answer.h"

namespace entente::service {

Answered Answerer::answer(Desk& desk, std::string_view json, const AnswerSettings& settings, std::string& out) {
  const auto read = reader_.read(json);
  if (!read) {
    out += format::unreadable_to_json(read.error(), settings.line);
    return Answered::unreadable;
  }
  format::AskedRequest& asked = **read;
  const bool explain = settings.explain || asked.explain;
  const bool verdict_only = !explain && !settings.remedies && !asked.remedies;
  const auto understood = verdict_only ? request_of(desk, std::move(asked), settings.now, request_) : request_of(desk, asked, settings.now, request_);
  if (!understood) {
    out += format::unreadable_to_json(understood.error(), settings.line);
    return Answered::unreadable;
  }
  if (verdict_only) {
    const auto verdict = desk.judge(request_, asked.known_as_of);
    const bool permit = verdict && verdict->permit;
    out += format::verdict_to_json(permit);
    return permit ? Answered::permit : Answered::deny;
  }
  const auto recorded = desk.decide(request_, asked.known_as_of);
  const bool permit = recorded.decision().permit;
  std::optional<analysis::Remedies> found;
  if ((settings.remedies || asked.remedies) && !permit) found = *remedies(desk, asked, settings.now);  // understood above
  const auto detail = explain ? format::Explained::full : format::Explained::verdict_only;
  const auto remarks = explain ? desk.vocabulary().remarks(asked) : std::vector<std::string>();
  out += format::decision_to_json(recorded.decision(), recorded.revision(), detail, found ? &*found : nullptr, remarks);
  return permit ? Answered::permit : Answered::deny;
}

}  // namespace entente::service
