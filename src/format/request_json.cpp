#include "format/request_json.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "codec/json.h"
#include "format/act_json.h"
#include "format/ism_json.h"
#include "format/label_4774.h"
#include "format/label_5636.h"
#include "world/facts.h"

namespace entente::format {
namespace {

using codec::Node;
using codec::NodeKind;

Result<std::string> text_of(const Node& parent, std::string_view key) {
  TRY(const Node* node, parent.require(key, NodeKind::string));
  return *node->as_string();
}

// Absent: empty.
Result<std::string> optional_text(const Node& parent, std::string_view key) {
  TRY(const Node* node, parent.allow(key, NodeKind::string));
  return node == nullptr ? std::string() : *node->as_string();
}

Result<bool> optional_flag(const Node& parent, std::string_view key) {
  TRY(const Node* node, parent.allow(key, NodeKind::boolean));
  return node != nullptr && *node->as_boolean();
}

Result<std::optional<Instant>> optional_instant(const Node& parent, std::string_view key) {
  TRY(const Node* node, parent.allow(key, NodeKind::string));
  if (node == nullptr) return std::optional<Instant>();
  TRY(const Instant instant, parse_instant(*node->as_string()));
  return std::optional<Instant>(instant);
}

Result<std::optional<std::vector<std::string>>> optional_texts(const Node& parent, std::string_view key) {
  TRY(const Node* node, parent.allow(key, NodeKind::array));
  if (node == nullptr) return std::optional<std::vector<std::string>>();
  std::vector<std::string> texts;
  for (const Node& entry : *node->as_array()) {
    if (entry.as_string() == nullptr) {
      return fail(RequestFault::malformed, fmt::format("{}: expected strings, found {}", key, codec::name_of(entry.kind())));
    }
    texts.push_back(*entry.as_string());
  }
  return std::optional(std::move(texts));
}

Result<std::vector<PartyId>> parties(const Node& parent, std::string_view key) {
  TRY(auto texts, optional_texts(parent, key));
  std::vector<PartyId> ids;
  if (texts) {
    for (auto& text : *texts) ids.emplace_back(std::move(text));
  }
  return ids;
}

// 5636 or 4774 as JSON, or 4774 as XML in `xml`. What cannot be read is an invalid label, not an unreadable request.
void read_named_label(const Node& label, StatedObject& object) {
  const Node* xml = label.find("xml");
  const auto* text = xml == nullptr || label.as_table()->size() != 1 ? nullptr : xml->as_string();
  auto named = text == nullptr ? read_5636(label) : parse_4774(*text);
  if (named) {
    object.named = std::move(*named);
  } else {
    object.label_fault = named.error().message;
  }
}

// One attribute of ISM makes it an object of these.
bool is_ism(const Node& label) {
  const auto& members = label.as_table()->members();
  return std::any_of(members.begin(), members.end(), [](const auto& member) {
    std::string_view key = member.key;
    if (key.starts_with("ism:")) key.remove_prefix(4);
    return label::ism_name(key) != nullptr;
  });
}

void read_ism_label(const Node& label, StatedObject& object) {
  if (auto ism = read_ism(label)) {
    object.ism = std::move(*ism);
  } else {
    object.label_fault = ism.error().message;
  }
}

Result<void> read_label(const Node& properties, StatedObject& object) {
  const Node* label = properties.find("label");
  if (label == nullptr) return {};
  if (const auto* text = label->as_string()) {
    object.label = *text;
  } else if (label->as_table() != nullptr) {
    if (is_ism(*label)) {
      read_ism_label(*label, object);
    } else {
      read_named_label(*label, object);
    }
  } else {
    return fail(RequestFault::malformed,
                fmt::format("label: expected the marking text, attributes of ISM, or a label of STANAG 5636 or 4774, found {}",
                            codec::name_of(label->kind())));
  }
  return {};
}

constexpr std::array<std::string_view, 6> kKeysOfActsOnly{"origin", "area", "tier", "dates", "quantity", "value"};
constexpr std::array<std::string_view, 13> kInformationKeys{"label",      "policy", "owners",        "sources", "releasable_to",
                                                            "categories", "cois",   "domain",        "form",    "subject",
                                                            "created",    "digest", "received_under"};

// A key of another kind of question is refused: it would restrict nothing.
Result<void> check_keys(const Node& properties, std::string_view action) {
  TRY_DO(properties.only_keys({"label",
                               "policy",
                               "owners",
                               "sources",
                               "releasable_to",
                               "categories",
                               "cois",
                               "domain",
                               "form",
                               "subject",
                               "export_controlled",
                               "created",
                               "digest",
                               "received_under",
                               "item",
                               "items",
                               "activities",
                               "origin",
                               "project",
                               "area",
                               "tier",
                               "place",
                               "dates",
                               "quantity",
                               "value"}));
  const auto is_of = [](const auto& keys, const std::string& key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  };
  for (const auto& member : properties.as_table()->members()) {
    if (decision::is_act_name(action) && is_of(kInformationKeys, member.key)) {
      return fail(RequestFault::malformed,
                  fmt::format("resource.properties.{}: {} is not about information; what goes with it is a disclosure of its own",
                              member.key, action));
    }
    if (action == "disclose" && is_of(kKeysOfActsOnly, member.key)) {
      return fail(RequestFault::malformed, fmt::format("resource.properties.{}: not of a disclosure", member.key));
    }
  }
  return {};
}

}  // namespace

decision::SubjectType subject_type(std::string_view text) {
  if (text == "party") return decision::SubjectType::party;
  if (text == "person") return decision::SubjectType::person;
  if (text == "system") return decision::SubjectType::system;
  if (text == "facility") return decision::SubjectType::facility;
  return decision::SubjectType::other;
}

Result<StatedObject> read_object(const Node& resource, std::string_view action) {
  TRY_DO(resource.only_keys({"type", "id", "properties"}));
  StatedObject object;
  TRY(object.type, text_of(resource, "type"));
  TRY(object.id, text_of(resource, "id"));
  TRY(const Node* properties, resource.allow("properties", NodeKind::table));
  if (properties == nullptr) return object;
  TRY_DO(check_keys(*properties, action));
  TRY(object.act, read_act(*properties));
  TRY_DO(read_label(*properties, object));
  TRY(object.policy, optional_text(*properties, "policy"));
  TRY(object.owners, parties(*properties, "owners"));
  TRY(object.sources, parties(*properties, "sources"));
  if (properties->find("releasable_to") != nullptr) {
    TRY(object.releasable_to, parties(*properties, "releasable_to"));
  }
  TRY(auto categories, optional_texts(*properties, "categories"));
  if (categories) object.categories = std::move(*categories);
  TRY(auto communities, optional_texts(*properties, "cois"));
  if (communities) object.communities = std::move(*communities);
  TRY(object.received_under, optional_text(*properties, "received_under"));
  TRY(object.domain, optional_text(*properties, "domain"));
  TRY(object.form, optional_text(*properties, "form"));
  TRY(object.subject, optional_text(*properties, "subject"));
  TRY(object.export_controlled, optional_flag(*properties, "export_controlled"));
  TRY(object.created, optional_instant(*properties, "created"));
  TRY(object.digest, optional_text(*properties, "digest"));
  if (properties->find("digest") != nullptr && !world::is_whole_digest(object.digest)) {
    return fail(RequestFault::malformed,
                fmt::format("digest: expected `sha256:` and 64 lower-case hexadecimal digits, found {}", quoted(object.digest)));
  }
  return object;
}

Result<void> read_context(const Node& context, AskedRequest& request) {
  TRY_DO(context.only_keys({"time", "known_as_of", "holder", "purpose", "channel", "mode", "explain", "remedies"}));
  TRY(request.time, optional_instant(context, "time"));
  TRY(request.known_as_of, optional_instant(context, "known_as_of"));
  TRY(const std::string holder, optional_text(context, "holder"));
  if (!holder.empty()) request.holder = PartyId(holder);
  TRY(request.purpose, optional_text(context, "purpose"));
  TRY(request.channel, optional_text(context, "channel"));
  TRY(const std::string mode, optional_text(context, "mode"));
  if (mode == "display") {
    request.mode = decision::Mode::display;
  } else if (mode == "oral") {
    request.mode = decision::Mode::oral;
  } else if (!mode.empty() && mode != "copy") {
    return fail(RequestFault::malformed, fmt::format("context.mode: expected copy, display or oral, found {}", quoted(mode)));
  }
  TRY(request.explain, optional_flag(context, "explain"));
  TRY(request.remedies, optional_flag(context, "remedies"));
  return {};
}

Result<AskedRequest> read_request(std::string_view json) {
  TRY(const Node root, codec::parse_json(json));
  if (root.as_table() == nullptr) {
    return fail(RequestFault::malformed, fmt::format("expected an object, found {}", codec::name_of(root.kind())));
  }
  TRY_DO(root.only_keys({"subject", "action", "resource", "context"}));
  AskedRequest request;
  TRY(const Node* subject, root.require("subject", NodeKind::table));
  TRY_DO(subject->only_keys({"type", "id", "properties"}));
  TRY(const std::string type, text_of(*subject, "type"));
  request.subject.type = subject_type(type);
  TRY(request.subject.id, text_of(*subject, "id"));
  TRY(const Node* action, root.require("action", NodeKind::table));
  TRY_DO(action->only_keys({"name", "properties"}));
  TRY(request.action, text_of(*action, "name"));
  TRY(const Node* resource, root.require("resource", NodeKind::table));
  TRY(request.object, read_object(*resource, request.action));
  TRY(const Node* context, root.allow("context", NodeKind::table));
  if (context != nullptr) TRY_DO(read_context(*context, request));
  return request;
}

}  // namespace entente::format
