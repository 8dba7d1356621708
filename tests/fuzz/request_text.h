// A request written as JSON, every field that it has: for tests of its reader.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "codec/json.h"
#include "format/ism_json.h"
#include "format/label_5636.h"
#include "format/request_json.h"

namespace entente::fuzz {

class RequestWriter {
 public:
  // A request whose label was not readable has none here.
  std::string write(const format::AskedRequest& asked) {
    out_.begin_object().key("subject").begin_object().member("type", type_of(asked.subject.type)).member("id", asked.subject.id);
    out_.end_object().key("action").begin_object().member("name", asked.action).end_object();
    write_object(asked.object);
    out_.key("context").begin_object();
    date("time", asked.time);
    date("known_as_of", asked.known_as_of);
    if (asked.holder) out_.member("holder", asked.holder->value);
    text("purpose", asked.purpose);
    text("channel", asked.channel);
    if (asked.mode == decision::Mode::display) out_.member("mode", "display");
    if (asked.mode == decision::Mode::oral) out_.member("mode", "oral");
    flag("explain", asked.explain);
    flag("remedies", asked.remedies);
    out_.end_object().end_object();
    return out_.finish();
  }

 private:
  static std::string_view type_of(decision::SubjectType type) {
    switch (type) {
      case decision::SubjectType::party:
        return "party";
      case decision::SubjectType::person:
        return "person";
      case decision::SubjectType::system:
        return "system";
      case decision::SubjectType::facility:
        return "facility";
      case decision::SubjectType::other:
        break;
    }
    return "other";
  }

  void text(std::string_view key, const std::string& value) {
    if (!value.empty()) out_.member(key, value);
  }
  void flag(std::string_view key, bool value) {
    if (value) out_.member(key, true);
  }
  void date(std::string_view key, const std::optional<Instant>& value) {
    if (value) out_.member(key, to_string(*value));
  }
  static const std::string& text_of(const std::string& text) { return text; }
  static const std::string& text_of(const PartyId& party) { return party.value; }
  template <class T>
  void list(std::string_view key, const std::vector<T>& values) {
    out_.key(key).begin_array();
    for (const auto& each : values) out_.value(text_of(each));
    out_.end_array();
  }
  template <class T>
  void list_if_any(std::string_view key, const std::vector<T>& values) {
    if (!values.empty()) list(key, values);
  }
  void amount(std::string_view key, std::string_view unit, const std::optional<decision::Amount>& value) {
    if (!value) return;
    out_.key(key).begin_object().member("amount", value->number).member(unit, value->unit).end_object();
  }

  void write_object(const format::StatedObject& object) {
    out_.key("resource").begin_object().member("type", object.type).member("id", object.id).key("properties").begin_object();
    if (object.label) out_.member("label", *object.label);
    if (object.ism) out_.key("label").value(*codec::parse_json(format::ism_to_json(*object.ism)));
    if (object.named) {
      out_.key("label").value(*codec::parse_json(*format::print_5636(*object.named, format::JsonLabelForm::structured)));
    }
    text("policy", object.policy);
    list_if_any("owners", object.owners);
    list_if_any("sources", object.sources);
    if (object.releasable_to) list("releasable_to", *object.releasable_to);
    list_if_any("categories", object.categories);
    list_if_any("cois", object.communities);
    text("domain", object.domain);
    text("form", object.form);
    text("subject", object.subject);
    flag("export_controlled", object.export_controlled);
    date("created", object.created);
    text("digest", object.digest);
    text("received_under", object.received_under);
    write_act(object.act);
    out_.end_object().end_object();
  }

  void write_act(const decision::Act& act) {
    list_if_any("items", act.items);
    list_if_any("activities", act.activities);
    if (act.origin) out_.member("origin", act.origin->value);
    text("project", act.project);
    text("area", act.area);
    if (act.tier) out_.member("tier", *act.tier);
    text("place", act.place);
    if (act.begins || act.ends) {
      out_.key("dates").begin_object();
      date("from", act.begins);
      date("until", act.ends);
      out_.end_object();
    }
    amount("quantity", "unit", act.quantity);
    amount("value", "currency", act.value);
  }

  codec::JsonWriter out_;
};

}  // namespace entente::fuzz
