// The attributes of ISM as a JSON object: {"classification":"S","ownerProducer":"USA","releasableTo":"USA JPN"}.
//
// Names are those of the standard, with or without "ism:" before them; values are strings, several of them in one, separated by
// spaces; flags may also be true and false. Fails closed: an unknown attribute, one that stands twice (with and without prefix
// too), a value of another kind is an error that names it. Docs: docs/formats/us-markings.md. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "codec/json.h"
#include "label/ism.h"

namespace entente::format {

enum class IsmFault { malformed = 1 };
constexpr std::string_view room_of(IsmFault) { return "format.ism"; }

// Text of at most `limits::kRequestLineBytes`. Errors: IsmFault, codec::CodecFault.
[[nodiscard]] Result<label::IsmAttributes> read_ism_json(std::string_view json);
[[nodiscard]] Result<label::IsmAttributes> read_ism(const codec::Node& object);

// The values of one attribute, at most limits::kIsmValues.
[[nodiscard]] Result<std::vector<std::string>> ism_values(label::IsmName name, std::string_view text);

// In the order of label::IsmName. read_ism_json of it yields the same attributes.
[[nodiscard]] std::string ism_to_json(const label::IsmAttributes& attributes);

}  // namespace entente::format
