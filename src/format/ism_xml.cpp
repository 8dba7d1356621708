#include "format/ism_xml.h"

#include <fmt/format.h>

#include "base/text.h"
#include "format/ism_json.h"

namespace entente::format {
namespace {

bool is_true(std::string_view value) { return value == "true" || value == "1"; }

// Elements with attributes of ISM, in document order; the depth of the tree is bounded by the reader.
Result<void> collect(const codec::XmlElement& element, std::vector<label::IsmAttributes>& out) {
  TRY(auto own, read_ism_xml(element));
  if (!own.values.empty()) out.push_back(std::move(own));
  for (const auto& child : element.children) TRY_DO(collect(child, out));
  return {};
}

// What XML 1.0 has no character for, among those of one byte and the two that are not characters.
bool is_allowed(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') return false;
  }
  return first_invalid_utf8(text) == std::string_view::npos && text.find("\xEF\xBF\xBE") == std::string_view::npos &&
         text.find("\xEF\xBF\xBF") == std::string_view::npos;
}

}  // namespace

Result<label::IsmAttributes> read_ism_xml(const codec::XmlElement& element) {
  label::IsmAttributes out;
  for (const auto& attribute : element.attributes) {
    if (attribute.space.uri() != kIsmNamespace) continue;
    const auto* name = label::ism_name(attribute.name);
    if (name == nullptr) {
      return fail(IsmFault::malformed,
                  fmt::format("line {}: {} is not an attribute of ISM", element.line, quoted(attribute.name)));
    }
    TRY(auto values, ism_values(*name, attribute.value));
    out.values.emplace(*name, std::move(values));
  }
  return out;
}

Result<label::IsmAttributes> read_ism_xml(std::string_view bytes) {
  TRY(const auto root, codec::parse_xml(bytes));
  return read_ism_xml(root);
}

Result<label::IsmDocument> read_ism_document(std::string_view bytes) {
  TRY(const auto root, codec::parse_xml(bytes));
  std::vector<label::IsmAttributes> elements;
  TRY_DO(collect(root, elements));
  label::IsmDocument out;
  bool found = false;
  for (auto& element : elements) {
    const bool resource = !found && is_true(element.one(label::IsmName::resource_element));
    found = found || resource;
    if (resource) {
      out.resource = std::move(element);
    } else {
      out.portions.push_back(std::move(element));
    }
  }
  if (!found) return fail(IsmFault::malformed, "no element says `ism:resourceElement=\"true\"`");
  return out;
}

Result<void> write_ism_xml(codec::XmlWriter& xml, const label::IsmAttributes& attributes) {
  for (const auto& [name, values] : attributes.values) {
    if (!is_allowed(join(values, " ")))
      return fail(IsmFault::malformed, fmt::format("`{}` has a character that XML cannot have", label::name_of(name)));
  }
  for (const auto& [name, values] : attributes.values)
    xml.attribute(fmt::format("ism:{}", label::name_of(name)), join(values, " "));
  return {};
}

}  // namespace entente::format
