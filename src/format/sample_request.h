// A request as `entente decide` takes it, from one that an analysis has made up: an example of what changes, or of what violates.
//
// Its object is no document, so its label has no text: it is written as its system would mark it, with what marks do not carry
// stated beside. Pure and thread-safe.
#pragma once

#include <string>

#include "codec/json.h"
#include "decision/request.h"
#include "label/policy.h"

namespace entente::format {

// As a value. It is null where `decide` cannot be asked: of a label for which its system has no mark, of an activity that no fact
// names. Who is only supposed to be there is called `supposed`.
void write_sample_request(codec::JsonWriter& out, const decision::Request& request, const label::PolicyBook& book);

// That person as a line of a world's TOML, for a file of an overlay: read in to the categories of the request's label if to any.
// Empty where the request supposes nobody.
[[nodiscard]] std::string supposed_person(const decision::Request& request, const label::PolicyBook& policies);

}  // namespace entente::format
