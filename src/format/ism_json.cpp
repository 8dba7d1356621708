#include "format/ism_json.h"

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"

namespace entente::format {
namespace {

constexpr std::string_view kPrefix = "ism:";

Result<std::string> text_of(std::string_view key, const codec::Node& value, label::IsmForm form) {
  if (const auto* text = value.as_string()) return *text;
  if (form == label::IsmForm::flag && value.as_boolean()) return std::string(*value.as_boolean() ? "true" : "false");
  return fail(IsmFault::malformed, fmt::format("{}: expected a string, found {}", quoted(key), codec::name_of(value.kind())));
}

}  // namespace

Result<std::vector<std::string>> ism_values(label::IsmName name, std::string_view text) {
  auto values = label::read_values(name, text);
  if (values.size() <= limits::kIsmValues) return values;
  return fail(IsmFault::malformed,
              fmt::format("`{}` has {} values, limit {}", label::name_of(name), values.size(), limits::kIsmValues));
}

Result<label::IsmAttributes> read_ism(const codec::Node& object) {
  const auto* members = object.as_table();
  if (members == nullptr)
    return fail(IsmFault::malformed,
                fmt::format("expected an object of ISM attributes, found {}", codec::name_of(object.kind())));
  label::IsmAttributes out;
  for (const auto& member : members->members()) {
    const std::string_view key = member.key;
    const auto* name = label::ism_name(key.starts_with(kPrefix) ? key.substr(kPrefix.size()) : key);
    if (name == nullptr) return fail(IsmFault::malformed, fmt::format("{} is not an attribute of ISM (ISM-ID-00125)", quoted(key)));
    if (out.has(*name)) return fail(IsmFault::malformed, fmt::format("`{}` stands twice", label::name_of(*name)));
    TRY(const auto text, text_of(key, member.value, label::form_of(*name)));
    TRY(auto values, ism_values(*name, text));
    out.values.emplace(*name, std::move(values));
  }
  return out;
}

Result<label::IsmAttributes> read_ism_json(std::string_view json) {
  TRY(const auto object, codec::parse_json(json));
  return read_ism(object);
}

std::string ism_to_json(const label::IsmAttributes& attributes) {
  codec::JsonWriter json;
  json.begin_object();
  for (const auto& [name, values] : attributes.values) json.member(label::name_of(name), join(values, " "));
  json.end_object();
  return json.finish();
}

}  // namespace entente::format
