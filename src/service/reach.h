// `entente reach` and `entente downgrade`: where information can come to, and where its protection falls on the way.
//
// Fails with Fault (desk.h) for names that are not there, with a suggestion, and as analysis/reach.h and downgrade.h do; with
// Fault::bad_request for a picture of more than limits::kPictureChains chains.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/asked.h"
#include "base/result.h"
#include "service/answer_form.h"
#include "service/desk.h"

namespace entente::service {

struct ReachRequest {
  Instant as_of;
  PartyId owner;
  std::optional<LevelName> level;
  AnswerForm form = AnswerForm::text;
  std::size_t columns = 0;  // text: lines are wrapped before this width; 0: never
};

[[nodiscard]] Result<std::string> view_reach(const Desk& desk, const ReachRequest& request, const analysis::Progress& progress);

struct DowngradeRequest {
  Instant as_of;
  std::vector<PartyId> owners;  // empty: all
  AnswerForm form = AnswerForm::text;
};

[[nodiscard]] Result<std::string> view_downgrade(const Desk& desk, const DowngradeRequest& request, const analysis::Progress& progress);

}  // namespace entente::service
