#include "format/label_5636.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/json.h"
#include "format/label_4774.h"
#include "format/label_words.h"

namespace entente::format {
namespace {

using codec::Node;
using codec::NodeKind;

constexpr std::string_view kBase = "urn:nato:stanag:5636:A:1:elements:json";

// --- reading ---

tl::unexpected<Error> fault(const Node& at, const std::string& message) {
  return fail(LabelFault::malformed, fmt::format("{}: {}", codec::to_string(at.position()), message));
}

Result<Node> parse_bounded(std::string_view json) {
  codec::JsonLimits bounds;
  bounds.bytes = limits::kLabelFileBytes;
  return codec::parse_json(json, bounds);
}

Result<std::string> text_of(const Node& table, std::string_view key) {
  TRY(const auto* node, table.require(key, NodeKind::string));
  const auto& text = *node->as_string();
  if (const auto wrong = text_fault(text); !wrong.empty())
    return fault(*node, fmt::format("{}: {} {}", key, quoted(text), wrong));
  return text;
}

Result<std::optional<label::LabelTime>> time_of(const Node& table, std::string_view key) {
  if (table.find(key) == nullptr) return std::nullopt;
  TRY(const auto text, text_of(table, key));
  auto time = label::parse_label_time(text);
  if (!time) return fault(*table.find(key), fmt::format("{}: {}", key, time.error().message));
  return std::move(*time);
}

// The words of one form.
struct Keys {
  std::string_view type;
  std::string_view name;
  std::string_view values;
  const Words<label::CategoryKind, 3>& kinds;
  std::string_view expected;
};
const Keys kElements{"type", "name", "vals", kCategoryLetters, "R, P or I"};
const Keys kStructured{"Type", "TagName", "GenericValues", kCategoryKinds, "RESTRICTIVE, PERMISSIVE or INFORMATIVE"};

Result<label::NamedCategory> read_category(const Node& node, const Keys& keys) {
  if (node.kind() != NodeKind::table)
    return fault(node, fmt::format("a category is {}; expected an object", name_of(node.kind())));
  TRY_DO(node.only_keys({keys.type, keys.name, keys.values}));
  label::NamedCategory out;
  TRY(const auto type, text_of(node, keys.type));
  const auto kind = meaning_in(keys.kinds, type);
  if (!kind) return fault(node, fmt::format("{}: {} is not {}", keys.type, quoted(type), keys.expected));
  out.type = *kind;
  TRY(out.tag_name, text_of(node, keys.name));
  TRY(const auto* values, node.require(keys.values, NodeKind::array));
  for (const auto& each : *values->as_array()) {
    const auto* text = each.as_string();
    label::NamedValue value{label::ValueForm::generic, text == nullptr ? "" : *text};
    const auto wrong = text == nullptr ? std::string_view("is no text") : value_fault(value);
    if (!wrong.empty()) return fault(each, fmt::format("{}: {} {}", keys.values, quoted(value.text), wrong));
    out.values.push_back(std::move(value));
  }
  if (out.values.empty()) return fault(node, fmt::format("category {} has no value", quoted(out.tag_name)));
  return out;
}

Result<std::vector<label::NamedCategory>> read_categories(const Node& list, const Keys& keys) {
  std::vector<label::NamedCategory> out;
  for (const auto& each : *list.as_array()) {
    TRY(auto category, read_category(each, keys));
    out.push_back(std::move(category));
  }
  return out;
}

Result<label::ConfidentialityLabel> read_elements(const Node& root) {
  TRY_DO(root.only_keys({"ocl", "context"}));
  TRY(const auto* context, root.allow("context", NodeKind::table));
  if (context != nullptr) {
    TRY_DO(context->only_keys({"@base"}));
    TRY(const auto base, text_of(*context, "@base"));
    if (base != kBase) return fault(*context, fmt::format("@base: {} is not {}", quoted(base), kBase));
  }
  TRY(const auto* ocl, root.require("ocl", NodeKind::table));
  TRY_DO(ocl->only_keys({"pol", "cls", "catl", "dcr"}));
  label::ConfidentialityLabel out;
  TRY(out.body.information.policy, text_of(*ocl, "pol"));
  TRY(out.body.information.classification, text_of(*ocl, "cls"));
  TRY(const auto* categories, ocl->allow("catl", NodeKind::array));
  if (categories != nullptr) {
    TRY(out.body.information.categories, read_categories(*categories, kElements));
  }
  TRY(out.body.created, time_of(*ocl, "dcr"));
  return out;
}

Result<label::ConfidentialityLabel> read_structured(const Node& root) {
  TRY_DO(root.only_keys({"Xmlns", "CreationTime", "ConfidentialityInformation"}));
  TRY(const auto space, text_of(root, "Xmlns"));
  if (space != k4774Label) return fault(root, fmt::format("Xmlns: {} is not {}", quoted(space), k4774Label));
  TRY(const auto* information, root.require("ConfidentialityInformation", NodeKind::table));
  TRY_DO(information->only_keys({"PolicyIdentifier", "Classification", "Category"}));
  label::ConfidentialityLabel out;
  TRY(out.body.information.policy, text_of(*information, "PolicyIdentifier"));
  TRY(out.body.information.classification, text_of(*information, "Classification"));
  const auto* category = information->find("Category");
  if (category != nullptr && category->kind() == NodeKind::array) {
    TRY(out.body.information.categories, read_categories(*category, kStructured));
  } else if (category != nullptr) {
    TRY(auto only, read_category(*category, kStructured));
    out.body.information.categories.push_back(std::move(only));
  }
  TRY(out.body.created, time_of(root, "CreationTime"));
  return out;
}

// --- writing ---

std::string_view unsupported_in(const label::ConfidentialityLabel& label) {
  const auto& information = label.body.information;
  if (label.role != label::LabelRole::originator) return "an alternative or metadata label";
  if (label.succession) return "a succession";
  if (!label.not_kept.empty()) return "what is of other namespaces";
  if (!label.body.id.empty()) return "the label's own id";
  if (label.body.review) return "a date of review";
  if (label.body.originator) return "an originator";
  if (!information.privacy_mark.empty()) return "a privacy mark";
  if (!information.policy_uri.empty()) return "the id of a policy";
  if (!information.classification_uri.empty()) return "the id of a classification";
  for (const auto& category : information.categories) {
    if (!category.uri.empty()) return "the id of a tag set";
    for (const auto& value : category.values) {
      if (value.form != label::ValueForm::generic) return "a value that is no name";
    }
  }
  return "";
}

void write_category(codec::JsonWriter& json, const label::NamedCategory& category, const Keys& keys) {
  json.begin_object().member(keys.type, word_in(keys.kinds, category.type)).member(keys.name, category.tag_name);
  json.key(keys.values).begin_array();
  for (const auto& value : category.values) json.value(value.text);
  json.end_array().end_object();
}

void write_elements(codec::JsonWriter& json, const label::LabelBody& body) {
  json.begin_object().key("ocl").begin_object();
  json.member("pol", body.information.policy).member("cls", body.information.classification);
  if (!body.information.categories.empty()) {
    json.key("catl").begin_array();
    for (const auto& category : body.information.categories) write_category(json, category, kElements);
    json.end_array();
  }
  if (body.created) json.member("dcr", body.created->text);
  json.end_object().key("context").begin_object().member("@base", kBase).end_object().end_object();
}

void write_structured(codec::JsonWriter& json, const label::LabelBody& body) {
  json.begin_object().member("Xmlns", k4774Label);
  if (body.created) json.member("CreationTime", body.created->text);
  json.key("ConfidentialityInformation").begin_object();
  json.member("PolicyIdentifier", body.information.policy).member("Classification", body.information.classification);
  const auto& categories = body.information.categories;
  if (!categories.empty()) json.key("Category");
  if (categories.size() > 1) json.begin_array();
  for (const auto& category : categories) write_category(json, category, kStructured);
  if (categories.size() > 1) json.end_array();
  json.end_object().end_object();
}

}  // namespace

Result<label::ConfidentialityLabel> read_5636(const Node& value) {
  if (value.kind() != NodeKind::table)
    return fault(value, fmt::format("a label is {}; expected an object", name_of(value.kind())));
  const auto* inner = value.find("value");
  if (inner != nullptr && value.find("format") != nullptr) {  // the statement of an assertion
    TRY_DO(value.only_keys({"format", "schema", "value"}));
    const auto* text = inner->as_string();
    if (text == nullptr && inner->find("format") != nullptr) return fault(*inner, "a statement inside a statement");
    if (text == nullptr) return read_5636(*inner);
    TRY(const auto parsed, parse_bounded(*text));
    if (parsed.find("format") != nullptr) return fault(*inner, "a statement inside a statement");
    return read_5636(parsed);
  }
  if (value.find("ocl") != nullptr) return read_elements(value);
  if (value.find("ConfidentialityInformation") != nullptr) return read_structured(value);
  return fault(value, "neither `ocl` (STANAG 5636) nor `ConfidentialityInformation` (STANAG 4774) is here");
}

Result<label::ConfidentialityLabel> parse_5636(std::string_view json) {
  TRY(const auto node, parse_bounded(json));
  return read_5636(node);
}

std::vector<std::string> leave_out_for_json(label::ConfidentialityLabel& label) {
  std::vector<std::string> out;
  const auto leave = [&](bool is_there, const char* what, auto clear) {
    if (!is_there) return;
    out.emplace_back(what);
    clear();
  };
  auto& body = label.body;
  auto& information = body.information;
  const auto has_uri = [](const label::NamedCategory& category) { return !category.uri.empty(); };
  const bool ids = !information.policy_uri.empty() || !information.classification_uri.empty() ||
                   std::any_of(information.categories.begin(), information.categories.end(), has_uri);
  leave(!body.id.empty(), "the label's own id", [&] { body.id.clear(); });
  leave(ids, "ids", [&] {
    information.policy_uri.clear();
    information.classification_uri.clear();
    for (auto& category : information.categories) category.uri.clear();
  });
  leave(!information.privacy_mark.empty(), "privacy mark", [&] { information.privacy_mark.clear(); });
  leave(body.originator.has_value(), "originator", [&] { body.originator.reset(); });
  leave(body.review.has_value(), "date of review", [&] { body.review.reset(); });
  leave(label.succession.has_value(), "succession", [&] { label.succession.reset(); });
  out.insert(out.end(), label.not_kept.begin(), label.not_kept.end());
  label.not_kept.clear();
  return out;
}

Result<std::string> print_5636(const label::ConfidentialityLabel& label, JsonLabelForm form) {
  if (const auto what = unsupported_in(label); !what.empty()) {
    return fail(LabelFault::unsupported, fmt::format("a label in JSON cannot carry {}", what));
  }
  codec::JsonWriter json;
  if (form == JsonLabelForm::elements) {
    write_elements(json, label.body);
  } else {
    write_structured(json, label.body);
  }
  return json.finish();
}

}  // namespace entente::format
