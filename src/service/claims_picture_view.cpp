#include "service/claims_picture_view.h"

#include <set>

#include <fmt/format.h>

#include "analysis/claim_timeline.h"
#include "base/nearest.h"
#include "base/text.h"
#include "format/claims_picture.h"
#include "world/fact_lines.h"

namespace entente::service {

Result<std::string> draw_claims(const Desk& desk, const ClaimsPictureRequest& request) {
  const auto& known_as_of = desk.options().known_as_of;
  std::optional<world::World> known;
  if (known_as_of) known = world::known_by(desk.world(), *known_as_of);
  const world::World& world = known ? *known : desk.world();
  if (request.source) {
    std::set<std::string_view> sources;
    for (const auto& claim : world.claims) sources.insert(claim.source);
    if (!sources.contains(*request.source))
      return fail(Fault::unknown_name, fmt::format("{} says nothing in this world{}", quoted(*request.source),
                                                   did_you_mean(*request.source, {sources.begin(), sources.end()})));
  }
  const auto first = request.from ? request.from : analysis::first_claim(world, request.source);
  if (!first) return fail(Fault::bad_request, "there is nothing to draw: no claim of this world has a date");
  if (*first >= request.to)
    return fail(Fault::bad_request,
                fmt::format("the picture would end on {}, and not before it begins on {}; state --from and --to",
                            to_short_string(request.to), to_short_string(*first)));
  TRY(const auto series, analysis::claim_timeline(world, request.source, *first, request.to));
  if (series.empty()) return fail(Fault::bad_request, "there is nothing to draw: nothing was said in that time");
  auto picture = format::claims_picture({world, series, *first, request.to, known_as_of, desk.revision()});
  if (picture.empty()) return fail(Fault::bad_request, "the picture would be too large; name one source with --source");
  return picture;
}

}  // namespace entente::service
