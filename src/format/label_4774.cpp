#include "format/label_4774.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/xml_writer.h"
#include "format/label_words.h"
#include "format/world_entries.h"

namespace entente::format {
namespace {

using codec::XmlElement;
using codec::XmlWriter;

constexpr Words<label::LabelRole, 3> kRoots{{{"originatorConfidentialityLabel", label::LabelRole::originator},
                                             {"alternativeConfidentialityLabel", label::LabelRole::alternative},
                                             {"metadataConfidentialityLabel", label::LabelRole::metadata}}};

constexpr std::string_view kUriOfPeers = "URL";  // of a policy, as labels of the spiffing library have it

// --- reading ---

enum class Foreign { refused = 0, passed_over };

Result<void> expect(const XmlElement& element, std::string_view space, std::initializer_list<std::string_view> known,
                    Foreign foreign) {
  if (!trimmed(element.text).empty())
    return label_fault(element, fmt::format("`{}` holds text beside its elements", element.name));
  for (const auto& child : element.children) {
    const bool ours = child.space.uri() == space || child.space.uri() == k4774Label;
    if (!ours && foreign == Foreign::passed_over) continue;
    if (ours && std::find(known.begin(), known.end(), child.name) != known.end()) continue;
    return label_fault(
        child, fmt::format("{} is not known inside `{}`; expected {}", quoted(child.name), element.name, fmt::join(known, ", ")));
  }
  return {};
}

Result<const XmlElement*> maybe(const XmlElement& element, std::string_view name) {
  const XmlElement* found = nullptr;
  for (const auto& child : element.children) {
    if (!child.is(k4774Label, name)) continue;
    if (found != nullptr) return label_fault(child, fmt::format("`{}` stands twice", name));
    found = &child;
  }
  return found;
}

Result<const XmlElement*> only(const XmlElement& element, std::string_view name) {
  TRY(const auto* found, maybe(element, name));
  if (found == nullptr) return label_fault(element, fmt::format("`{}` is missing in `{}`", name, element.name));
  return found;
}

Result<std::string> content_of(const XmlElement& element) {
  const auto text = trimmed(element.text);
  if (!element.children.empty()) return label_fault(element, fmt::format("`{}` holds an element; expected text", element.name));
  if (text.empty()) return label_fault(element, fmt::format("`{}` is empty", element.name));
  if (first_hidden(text, Prose::one_line)) {
    return label_fault(element, fmt::format("{}: {} holds a control or invisible character", element.name, quoted(text)));
  }
  return std::string(text);
}

Result<std::string> attribute_of(const XmlElement& element, std::string_view name) {
  const auto* value = element.attribute(name);
  if (value == nullptr) return std::string();
  if (first_hidden(*value, Prose::one_line)) {
    return label_fault(element, fmt::format("{}: {} holds a control or invisible character", name, quoted(*value)));
  }
  return *value;
}

Result<label::LabelTime> time_of(const XmlElement& element, std::string_view what, std::string_view text) {
  auto time = label::parse_label_time(trimmed(text));
  if (!time) return label_fault(element, fmt::format("{}: {}", what, time.error().message));
  return std::move(*time);
}

Result<label::NamedCategory> read_category(const XmlElement& element) {
  TRY_DO(expect(element, k4774Label, {"GenericValue", "IntegerValue", "BitStringValue"}, Foreign::refused));
  label::NamedCategory out;
  TRY(out.tag_name, attribute_of(element, "TagName"));
  if (out.tag_name.empty()) return label_fault(element, "attribute `TagName` of `Category` is missing or empty");
  TRY(const auto type, attribute_of(element, "Type"));
  const auto kind = meaning_in(kCategoryKinds, type);
  if (!kind) return label_fault(element, fmt::format("Type: {} is not RESTRICTIVE, PERMISSIVE or INFORMATIVE", quoted(type)));
  out.type = *kind;
  TRY(out.uri, attribute_of(element, "URI"));
  for (const auto& child : element.children) {
    label::NamedValue value{meaning_in(kValueForms, child.name).value_or(label::ValueForm::generic), ""};
    TRY(value.text, content_of(child));
    if (const auto fault = value_fault(value); !fault.empty()) {
      return label_fault(child, fmt::format("{}: {} {}", child.name, quoted(value.text), fault));
    }
    out.values.push_back(std::move(value));
  }
  if (out.values.empty()) return label_fault(element, fmt::format("category {} has no value", quoted(out.tag_name)));
  return out;
}

Result<std::vector<label::NamedCategory>> read_categories(const XmlElement& element) {
  std::vector<label::NamedCategory> out;
  for (const auto& child : element.children) {
    if (!child.is(k4774Label, "Category")) continue;
    TRY(auto category, read_category(child));
    out.push_back(std::move(category));
  }
  return out;
}

Result<label::ConfidentialityInformation> read_information(const XmlElement& element) {
  TRY_DO(expect(element, k4774Label, {"PolicyIdentifier", "Classification", "PrivacyMark", "Category"}, Foreign::refused));
  label::ConfidentialityInformation out;
  TRY(const auto* policy, only(element, "PolicyIdentifier"));
  TRY(out.policy, content_of(*policy));
  TRY(out.policy_uri, attribute_of(*policy, policy->attribute("URI") == nullptr ? kUriOfPeers : "URI"));
  TRY(const auto* level, only(element, "Classification"));
  TRY(out.classification, content_of(*level));
  TRY(out.classification_uri, attribute_of(*level, "URI"));
  TRY(const auto* mark, maybe(element, "PrivacyMark"));
  if (mark != nullptr) {
    TRY(out.privacy_mark, content_of(*mark));
  }
  TRY(out.categories, read_categories(element));
  return out;
}

// An xs:ID is an NCName: one word without a colon, and no digit or full stop or hyphen in front.
Result<std::string> id_of(const XmlElement& element) {
  TRY(auto id, attribute_of(element, "Id"));
  if (element.attribute("Id") == nullptr) return id;
  if (id.empty() || id.find_first_of(" :") != std::string::npos ||
      std::string_view("0123456789.-").find(id.front()) != std::string::npos)
    return label_fault(element, fmt::format("Id: {} is no name by which something refers to it", quoted(id)));
  return id;
}

//= ADatP-4774 appendix 1, tables 1 to 9: what a label holds, and which of it may be missing.
Result<label::LabelBody> read_body(const XmlElement& element, bool may_be_succeeded) {
  if (may_be_succeeded) {
    TRY_DO(expect(element, k4774Label, {"ConfidentialityInformation", "OriginatorID", "CreationDateTime", "SuccessionHandling"},
                  Foreign::passed_over));
  } else {
    TRY_DO(expect(element, k4774Label, {"ConfidentialityInformation", "OriginatorID", "CreationDateTime"}, Foreign::passed_over));
  }
  label::LabelBody out;
  TRY(out.id, id_of(element));
  TRY(const auto* information, only(element, "ConfidentialityInformation"));
  TRY(out.information, read_information(*information));
  TRY(const auto* originator, maybe(element, "OriginatorID"));
  if (originator != nullptr) {
    label::OriginatorId id;
    TRY(id.type, attribute_of(*originator, "IDType"));
    if (!is_originator_id_type(id.type)) {
      return label_fault(
          *originator, fmt::format("IDType: {} is not known; expected {}", quoted(id.type), fmt::join(kOriginatorIdTypes, ", ")));
    }
    TRY(id.text, content_of(*originator));
    out.originator = std::move(id);
  }
  TRY(const auto* created, maybe(element, "CreationDateTime"));
  if (created != nullptr) {
    TRY(out.created, time_of(*created, "CreationDateTime", created->text));
  }
  if (const auto* review = element.attribute("ReviewDateTime"); review != nullptr) {
    TRY(out.review, time_of(element, "ReviewDateTime", *review));
  }
  return out;
}

Result<label::Succession> read_succession(const XmlElement& element) {
  TRY_DO(expect(element, k4774Label, {"SuccessionDateTime", "SuccessorConfidentialityLabel"}, Foreign::refused));
  label::Succession out;
  TRY(const auto* at, only(element, "SuccessionDateTime"));
  TRY(out.at, time_of(*at, "SuccessionDateTime", at->text));
  TRY(const auto* successor, only(element, "SuccessorConfidentialityLabel"));
  TRY(out.successor, read_body(*successor, false));
  return out;
}

// The attributes that a label has a place for.
std::string_view attributes_kept(std::string_view element) {
  if (element.ends_with("ConfidentialityLabel")) return "Id ReviewDateTime";
  if (element == "PolicyIdentifier") return "URI URL";
  if (element == "Classification") return "URI";
  if (element == "Category") return "Type TagName URI";
  return element == "OriginatorID" ? "IDType" : "";
}

// Elements and attributes of others, which the schema allows nearly anywhere. Where a schema lies is no part of a label.
void add_what_is_not_kept(const XmlElement& element, std::vector<std::string>& out) {
  constexpr std::string_view kSchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
  const auto kept = split(attributes_kept(element.name), " ");
  for (const auto& each : element.attributes) {
    const bool twice = each.name == kUriOfPeers && element.attribute("URI") != nullptr;
    const bool own = each.space.uri().empty() && !twice && std::find(kept.begin(), kept.end(), each.name) != kept.end();
    if (!own && each.space.uri() != kSchemaInstance)
      out.push_back(fmt::format("attribute {} of {}", quoted(each.name), quoted(element.name)));
  }
  for (const auto& child : element.children) {
    if (child.space.uri() == k4774Label) {
      add_what_is_not_kept(child, out);
    } else {
      out.push_back(fmt::format("element {}", quoted(child.name)));
    }
  }
}

// --- writing ---

void write_uri(XmlWriter& xml, const std::string& uri) {
  if (!uri.empty()) xml.attribute("URI", uri);
}

void write_categories(XmlWriter& xml, const std::vector<label::NamedCategory>& categories, bool in_clearance) {
  for (const auto& category : categories) {
    xml.open("Category");
    if (in_clearance) xml.attribute("xmlns", k4774Label);
    xml.attribute("Type", word_in(kCategoryKinds, category.type)).attribute("TagName", category.tag_name);
    write_uri(xml, category.uri);
    for (const auto& value : category.values) xml.open(word_in(kValueForms, value.form)).text(value.text).close();
    xml.close();
  }
}

void write_body(XmlWriter& xml, const label::LabelBody& body) {
  const auto& information = body.information;
  if (!body.id.empty()) xml.attribute("Id", body.id);
  if (body.review) xml.attribute("ReviewDateTime", body.review->text);
  xml.open("ConfidentialityInformation").open("PolicyIdentifier");
  write_uri(xml, information.policy_uri);
  xml.text(information.policy).close().open("Classification");
  write_uri(xml, information.classification_uri);
  xml.text(information.classification).close();
  if (!information.privacy_mark.empty()) xml.open("PrivacyMark").text(information.privacy_mark).close();
  write_categories(xml, information.categories, false);
  xml.close();
  if (body.originator) xml.open("OriginatorID").attribute("IDType", body.originator->type).text(body.originator->text).close();
  if (body.created) xml.open("CreationDateTime").text(body.created->text).close();
}

}  // namespace

tl::unexpected<Error> label_fault(const XmlElement& at, const std::string& message) {
  return fail(LabelFault::malformed, fmt::format("line {}: {}", at.line, message));
}

Result<XmlElement> parse_label_xml(std::string_view bytes) {
  codec::XmlLimits bounds;
  bounds.bytes = limits::kLabelFileBytes;
  return codec::parse_xml(bytes, bounds);
}

Result<label::ConfidentialityLabel> read_4774(const XmlElement& root) {
  label::ConfidentialityLabel out;
  const auto role = meaning_in(kRoots, root.name);
  if (root.space.uri() != k4774Label || (!role && root.name != "ConfidentialityLabel")) {
    return label_fault(root, fmt::format("the root is {} in namespace {}; expected a label in `{}`", quoted(root.name),
                                         quoted(root.space.uri()), k4774Label));
  }
  out.role = role.value_or(label::LabelRole::originator);
  TRY(out.body, read_body(root, true));
  TRY(const auto* succession, maybe(root, "SuccessionHandling"));
  if (succession != nullptr) {
    TRY(out.succession, read_succession(*succession));
  }
  add_what_is_not_kept(root, out.not_kept);
  return out;
}

Result<label::ConfidentialityLabel> parse_4774(std::string_view bytes) {
  TRY(const auto root, parse_label_xml(bytes));
  return read_4774(root);
}

std::string print_4774(const label::ConfidentialityLabel& label) {
  XmlWriter xml;
  xml.open(word_in(kRoots, label.role)).attribute("xmlns", k4774Label);
  write_body(xml, label.body);
  if (label.succession) {
    xml.open("SuccessionHandling").open("SuccessionDateTime").text(label.succession->at.text).close();
    xml.open("SuccessorConfidentialityLabel");
    write_body(xml, label.succession->successor);
    xml.close().close();
  }
  return xml.close().finish();
}

Result<label::NamedClearance> read_4774_clearance(const XmlElement& root) {
  if (!root.is(k4774Clearance, "ConfidentialityClearance")) {
    return label_fault(
        root, fmt::format("the root is {}; expected `ConfidentialityClearance` in `{}`", quoted(root.name), k4774Clearance));
  }
  TRY_DO(expect(root, k4774Clearance, {"PolicyIdentifier", "ClassificationList", "Category"}, Foreign::refused));
  label::NamedClearance out;
  TRY(const auto* policy, only(root, "PolicyIdentifier"));
  TRY(out.policy, content_of(*policy));
  TRY(out.policy_uri, attribute_of(*policy, "URI"));
  const auto* list = root.child(k4774Clearance, "ClassificationList");
  if (list == nullptr) return label_fault(root, "`ClassificationList` is missing");
  TRY_DO(expect(*list, k4774Clearance, {"Classification"}, Foreign::refused));
  for (const auto& child : list->children) {
    TRY(auto name, content_of(child));
    out.classifications.push_back(std::move(name));
  }
  TRY(out.categories, read_categories(root));
  return out;
}

std::string print_4774_clearance(const label::NamedClearance& clearance) {
  XmlWriter xml;
  xml.open("ConfidentialityClearance").attribute("xmlns", k4774Clearance);
  xml.open("PolicyIdentifier").attribute("xmlns", k4774Label);
  write_uri(xml, clearance.policy_uri);
  xml.text(clearance.policy).close().open("ClassificationList");
  for (const auto& name : clearance.classifications) xml.open("Classification").attribute("xmlns", k4774Label).text(name).close();
  xml.close();
  write_categories(xml, clearance.categories, true);
  return xml.close().finish();
}

}  // namespace entente::format
