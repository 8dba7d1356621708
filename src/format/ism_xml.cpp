#include "format/ism_xml.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "format/ism_json.h"
#include "format/label_file.h"

namespace entente::format {
namespace {

bool is_true(std::string_view value) { return value == "true" || value == "1"; }

// CVEnumISMElements of 2021-NOV.
constexpr std::array<std::string_view, 5> kElements{"Notice", "NoticeExternal", "NoticeExternalList", "NoticeList", "NoticeText"};

// Elements with attributes of ISM, in document order; the depth of the tree is bounded by the reader.
Result<void> collect(const codec::XmlElement& element, std::vector<IsmElement>& out) {
  const bool named =
      element.space.uri() != kIsmNamespace || std::find(kElements.begin(), kElements.end(), element.name) != kElements.end();
  if (!named) {
    return fail(IsmFault::malformed,
                fmt::format("line {}: {} is not an element of ISM (ISM-ID-00223)", element.line, quoted(element.name)));
  }
  TRY(auto own, read_ism_xml(element));
  if (!own.values.empty()) out.push_back({std::move(own), element.line});
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
                  fmt::format("line {}: {} is not an attribute of ISM (ISM-ID-00125)", element.line, quoted(attribute.name)));
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

Result<std::vector<IsmElement>> read_ism_elements(std::string_view bytes) {
  TRY(const auto root, codec::parse_xml(bytes));
  std::vector<IsmElement> elements;
  TRY_DO(collect(root, elements));
  return elements;
}

std::size_t resource_of(const std::vector<IsmElement>& elements) {
  const auto found = std::find_if(elements.begin(), elements.end(), [](const IsmElement& element) {
    return is_true(element.attributes.one(label::IsmName::resource_element));
  });
  return static_cast<std::size_t>(found - elements.begin());
}

label::IsmDocument document_of(const std::vector<IsmElement>& elements, std::size_t resource) {
  label::IsmDocument out;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (i == resource) {
      out.resource = elements[i].attributes;
    } else {
      out.portions.push_back(elements[i].attributes);
    }
  }
  return out;
}

Result<label::IsmDocument> read_ism_document(std::string_view bytes) {
  TRY(const auto elements, read_ism_elements(bytes));
  const auto resource = resource_of(elements);
  if (resource == elements.size())
    return fail(IsmFault::malformed, "no element says `ism:resourceElement=\"true\"` (ISM-ID-00103)");
  return document_of(elements, resource);
}

Result<label::IsmAttributes> read_ism_text(std::string_view bytes) {
  if (label_bytes(bytes) != LabelBytes::xml) return read_ism_json(bytes);
  TRY(const auto root, codec::parse_xml(bytes));
  std::vector<IsmElement> elements;
  TRY_DO(collect(root, elements));
  const auto resource = resource_of(elements);
  if (resource < elements.size()) return elements[resource].attributes;
  TRY(auto own, read_ism_xml(root));
  if (own.values.empty())
    return fail(IsmFault::malformed, fmt::format("neither has the root an attribute of ISM (namespace `{}`), nor says an element "
                                                 "`ism:resourceElement=\"true\"`",
                                                 kIsmNamespace));
  return own;
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

Result<std::string> ism_to_xml(const label::IsmAttributes& attributes) {
  codec::XmlWriter xml;
  xml.open("marked").attribute("xmlns:ism", kIsmNamespace);
  TRY_DO(write_ism_xml(xml, attributes));
  return xml.close().finish();
}

}  // namespace entente::format
