#include "format/world_schema.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "codec/json.h"
#include "format/policy.h"
#include "format/world_entries.h"
#include "format/world_entries_facts.h"

namespace entente::format {
namespace {

using codec::JsonWriter;

// More than the longest list of words and odd or even, so that every word and every branch is taken.
constexpr std::size_t kVariants = 32;

constexpr std::string_view kText = "^[^\\u0000-\\u001F\\u007F]+$";
constexpr std::string_view kDate = "^(1[89]\\d\\d|2[01]\\d\\d|2200)(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$";
constexpr std::string_view kCommunity = "^coi:[A-Za-z0-9._-]{1,64}$";

using Reader = bool (*)(EntryReader, world::World&);

bool read_any_instrument(EntryReader top, world::World& world) {
  return read_instrument(std::move(top), std::string(to_string(world::Kind::information_security)), world);
}

bool read_any_policy(EntryReader top, world::World&) {
  static_cast<void>(read_sidecar(std::move(top)));
  return true;
}

constexpr std::array<std::pair<std::string_view, Reader>, 12> kFiles{{{"world", read_world_head},
                                                                      {"parties", read_parties},
                                                                      {"policies", read_any_policy},
                                                                      {"templates", read_template},
                                                                      {"instruments", read_any_instrument},
                                                                      {"items", read_items},
                                                                      {"people", read_people},
                                                                      {"consents", read_consents},
                                                                      {"programmes", read_programmes},
                                                                      {"events", read_events},
                                                                      {"profiles", read_profiles},
                                                                      {"claims", read_claims}}};

TableShape shape_of(Reader read) {
  TableShape shape;
  FindingList findings;
  const FileSink sink{.file = "imagined.toml", .findings = &findings};
  for (std::size_t variant = 0; variant < kVariants; ++variant) {
    world::World world;
    static_cast<void>(read({sink, Imagined{&shape, variant}}, world));
  }
  return shape;
}

std::vector<std::string> kinds_of_facts() {
  std::vector<std::string> words;
  for (std::uint8_t i = 0; !to_string(static_cast<world::FactKind>(i)).empty(); ++i) {
    words.emplace_back(to_string(static_cast<world::FactKind>(i)));
  }
  return words;
}

// "^(party:[^#]+|clause:[^#]+#.+)$"
std::string reference_pattern(const std::vector<std::string>& kinds) {
  std::string out;
  for (const auto& kind : kinds) {
    const bool has_part = world::parse_reference(kind + ":id#part").has_value();
    out += fmt::format("{}{}:[^#]+{}", out.empty() ? "" : "|", kind, has_part ? "#.+" : "");
  }
  return "^(" + out + ")$";
}

class SchemaWriter {
 public:
  SchemaWriter() : json_(codec::JsonLayout::indented) {}

  std::string run() {
    json_.begin_object().member("$schema", "https://json-schema.org/draft/2020-12/schema");
    json_.member("title", "A file of a world of facts");
    json_.member("description", "docs/formats/world.md says what each key means. Made by `entente world schema`; do not edit.");
    json_.key("anyOf").begin_array();
    for (const auto& [name, read] : kFiles) reference_to(name);
    json_.end_array().key("$defs").begin_object();
    for (const auto& [name, read] : kFiles) {
      json_.key(name);
      table(shape_of(read));
    }
    common();
    return json_.end_object().end_object().finish();
  }

 private:
  void reference_to(std::string_view definition) {
    json_.begin_object().member("$ref", fmt::format("#/$defs/{}", definition)).end_object();
  }

  void pattern(std::string_view pattern) {
    json_.begin_object().member("type", "string").member("pattern", pattern).end_object();
  }

  template <class Item>
  void list_of(Item item) {
    json_.begin_object().member("type", "array").member("uniqueItems", true).key("items");
    item();
    json_.end_object();
  }

  template <class First, class Second>
  void either(First first, Second second) {
    json_.begin_object().key("anyOf").begin_array();
    first();
    second();
    json_.end_array().end_object();
  }

  void common() {
    json_.key("text");
    pattern(kText);
    json_.key("lines").begin_object().member("type", "string").member("minLength", 1).end_object();
    json_.key("date");
    pattern(kDate);
    json_.key("texts");
    list_of([&] { reference_to("text"); });
    json_.key("community");
    either([&] { pattern(kCommunity); }, [&] { pattern(reference_pattern({"programme", "project", "event"})); });
    json_.key("reference");
    pattern(reference_pattern(kinds_of_facts()));
    json_.key("said").begin_object().key("anyOf").begin_array();
    reference_to("text");
    reference_to("texts");
    for (const auto* type : {"integer", "boolean"}) json_.begin_object().member("type", type).end_object();
    json_.end_array().end_object();
  }

  void table(const TableShape& shape) {
    json_.begin_object().member("type", "object").key("properties").begin_object();
    for (const auto& key : shape.keys) {
      json_.key(key.key);
      value(key);
    }
    json_.end_object();
    required(shape);
    json_.key("additionalProperties");
    if (shape.open) {
      reference_to("said");
    } else {
      json_.value(false);
    }
    json_.end_object();
  }

  void required(const TableShape& shape) {
    std::vector<std::string_view> names;
    for (const auto& key : shape.keys) {
      if (shape.requires_key(key)) names.push_back(key.key);
    }
    if (names.empty()) return;
    json_.key("required").begin_array();
    for (const auto name : names) json_.value(name);
    json_.end_array();
  }

  void words(const std::vector<std::string>& words) {
    json_.begin_object().key("enum").begin_array();
    for (const auto& word : words) json_.value(word);
    json_.end_array().end_object();
  }

  void reference(const KeyShape& key) {
    if (key.words.empty()) {
      reference_to("reference");
    } else {
      pattern(reference_pattern(key.words));
    }
  }

  void value(const KeyShape& key) {
    switch (key.form) {
      case ValueForm::text:
        return reference_to("text");
      case ValueForm::lines:
        return reference_to("lines");
      case ValueForm::id:
        return pattern("^" + key.words.front() + "$");
      case ValueForm::flag:
        return type("boolean");
      case ValueForm::integer:
        return type("integer");
      case ValueForm::date:
        return reference_to("date");
      case ValueForm::word:
        return words(key.words);
      case ValueForm::words:
        return list_of([&] { words(key.words); });
      case ValueForm::texts:
        return reference_to("texts");
      case ValueForm::text_or_texts:
        return either([&] { reference_to("text"); }, [&] { reference_to("texts"); });
      case ValueForm::reference:
        return reference(key);
      case ValueForm::references:
        return list_of([&] { reference(key); });
      case ValueForm::community:
        return reference_to("community");
      case ValueForm::communities:
        return list_of([&] { reference_to("community"); });
      case ValueForm::table:
        return table(*key.table);
      case ValueForm::tables:
        json_.begin_object().member("type", "array").key("items");
        table(*key.table);
        json_.end_object();
        return;
    }
  }

  void type(std::string_view name) { json_.begin_object().member("type", name).end_object(); }

  JsonWriter json_;
};

}  // namespace

std::string world_schema() { return SchemaWriter().run(); }

}  // namespace entente::format
