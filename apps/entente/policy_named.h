// The marking system that `--policy` names.
#pragma once

#include <string>

#include "base/result.h"
#include "label/policy.h"

namespace entente::app {

// An error says which there are, or which is meant. The pointer lives as long as the book.
[[nodiscard]] Result<const label::Policy*> policy_named(const std::string& name, const label::PolicyBook& book);

}  // namespace entente::app
