#include "policy_named.h"

#include <fmt/format.h>

#include "base/text.h"
#include "service/desk.h"
#include "world/nearest.h"

namespace entente::app {

Result<const label::Policy*> policy_named(const std::string& name, const label::PolicyBook& book) {
  if (const auto* policy = book.find(PolicyId(name))) return policy;
  std::vector<std::string> known;
  for (const auto& [id, each] : book.policies()) known.push_back(id.value);
  auto near = world::did_you_mean(name, {known.begin(), known.end()});
  if (near.empty()) near = "; known: " + join(known, ", ");
  return fail(service::Fault::unknown_name, fmt::format("--policy: {} is not a policy of this world{}", quoted(name), near));
}

}  // namespace entente::app
