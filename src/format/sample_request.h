// A request as `entente decide` takes it, from one that an analysis has made up: an example of what changes, or of what violates.
//
// The object of such a request is no document: its label has no text, so it is written as its system would mark it, with what marks do not carry
// stated beside. Pure and thread-safe.
#pragma once

#include <string_view>

#include "codec/json.h"
#include "decision/request.h"
#include "label/policy.h"

namespace entente::format {

// As the value of a key that has been written. False, and nothing is written, where `decide` cannot be asked: its system
// has no mark for the label, or an activity is one that no fact names.
[[nodiscard]] bool write_sample_request(codec::JsonWriter& out, std::string_view key, const decision::Request& request, const label::PolicyBook& book);

}  // namespace entente::format
