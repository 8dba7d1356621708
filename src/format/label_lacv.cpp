#include "format/label_lacv.h"

#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "codec/xml_writer.h"
#include "format/label_4774.h"
#include "format/spif_words.h"
#include "format/world_entries.h"

namespace entente::format {
namespace {

using codec::XmlElement;
using label::TagType;

constexpr std::array kTypes{TagType::restrictive, TagType::enumerated_restrictive, TagType::permissive,
                            TagType::enumerated_permissive, TagType::informative};

struct Parts {
  std::string policy;
  std::vector<std::string> classifications;
  std::vector<label::SpifValue> categories;
};

Result<std::string> attribute_of(const XmlElement& element, std::string_view name) {
  const auto* value = element.attribute(name);
  if (value == nullptr || value->empty()) {
    return label_fault(element, fmt::format("attribute `{}` of `{}` is missing or empty", name, element.name));
  }
  if (!first_hidden(*value, Prose::one_line)) return *value;
  return label_fault(element, fmt::format("{}: {} holds a control or invisible character", name, quoted(*value)));
}

Result<std::string> lacv_of(const XmlElement& element) {
  TRY(const auto text, attribute_of(element, "lacv"));
  auto lacv = label::plain_lacv(text);
  if (lacv.empty()) return label_fault(element, fmt::format("lacv: {} is not a number of at most 20 digits", quoted(text)));
  return lacv;
}

Result<label::SpifValue> read_tag(const XmlElement& element) {
  label::SpifValue out;
  TRY(const auto type, attribute_of(element, "type"));
  const auto* const known = std::find_if(kTypes.begin(), kTypes.end(), [&](TagType each) { return to_string(each) == type; });
  if (known == kTypes.end()) {
    std::vector<std::string_view> names;
    for (const auto each : kTypes) names.push_back(to_string(each));
    return label_fault(element, fmt::format("type: {} is not known; expected {}", quoted(type), fmt::join(names, ", ")));
  }
  out.type = *known;
  TRY(out.tag_set_id, attribute_of(element, "id"));
  TRY(out.lacv, lacv_of(element));
  return out;
}

Result<Parts> read_parts(const XmlElement& root, std::string_view name) {
  if (!root.is(kLacvLabel, name)) {
    return label_fault(root, fmt::format("the root is {} in namespace {}; expected `{}` in `{}`", quoted(root.name),
                                         quoted(root.space.uri()), name, kLacvLabel));
  }
  Parts out;
  for (const auto& child : root.children) {
    if (child.is(kLacvLabel, "policy")) {
      if (!out.policy.empty()) return label_fault(child, "`policy` stands twice");
      TRY(out.policy, attribute_of(child, "id"));
    } else if (child.is(kLacvLabel, "classification")) {
      TRY(auto lacv, lacv_of(child));
      out.classifications.push_back(std::move(lacv));
    } else if (child.is(kLacvLabel, "tag")) {
      TRY(auto value, read_tag(child));
      out.categories.push_back(std::move(value));
    } else {
      return label_fault(
          child, fmt::format("{} is not known inside `{}`; expected policy, classification, tag", quoted(child.name), name));
    }
  }
  if (out.policy.empty()) return label_fault(root, "`policy` is missing");
  label::settle(out.categories);
  return out;
}

Result<std::string> print(std::string_view name, const Parts& parts) {
  codec::XmlWriter xml;
  xml.open(name).attribute("xmlns", kLacvLabel);
  xml.open("policy").attribute("id", parts.policy).close();
  for (const auto& lacv : parts.classifications) xml.open("classification").attribute("lacv", lacv).close();
  for (const auto& value : parts.categories) {
    if (!value.input.empty())
      return fail(LabelFault::unsupported, "labels by lacv cannot carry the text that a person added to a category");
    xml.open("tag")
        .attribute("type", to_string(value.type))
        .attribute("id", value.tag_set_id)
        .attribute("lacv", value.lacv)
        .close();
  }
  return xml.close().finish();
}

}  // namespace

Result<label::SpifLabel> read_lacv_label(const XmlElement& root) {
  TRY(auto parts, read_parts(root, "label"));
  if (parts.classifications.size() != 1) {
    return label_fault(root, fmt::format("a label has one `classification`; there are {}", parts.classifications.size()));
  }
  label::SpifLabel out;
  out.policy_id = std::move(parts.policy);
  out.classification = std::move(parts.classifications.front());
  out.categories = std::move(parts.categories);
  return out;
}

Result<label::SpifClearance> read_lacv_clearance(const XmlElement& root) {
  TRY(auto parts, read_parts(root, "clearance"));
  return label::SpifClearance{std::move(parts.policy), std::move(parts.classifications), std::move(parts.categories)};
}

Result<std::string> print_lacv(const label::SpifLabel& label) {
  if (!label.privacy_mark.empty()) return fail(LabelFault::unsupported, "labels by lacv cannot carry a privacy mark");
  if (label.created) return fail(LabelFault::unsupported, "labels by lacv cannot carry a date of creation");
  return print("label", {label.policy_id, {label.classification}, label.categories});
}

Result<std::string> print_lacv(const label::SpifClearance& clearance) {
  return print("clearance", {clearance.policy_id, clearance.classifications, clearance.categories});
}

}  // namespace entente::format
