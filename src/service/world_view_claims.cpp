// Claims in world views: by id, by word, and those that speak of an instrument. Each with its outcome; none decides anything.

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "codec/json.h"
#include "service/world_view_parts.h"
#include "world/claim_outcomes.h"

namespace entente::service {
namespace {

using world::Claim;
using world::JudgedClaim;

class Judged {
 public:
  Judged(const world::World& world, Instant as_of) : all_(world::judge_claims(world, as_of)) {}

  // nullptr for one that was said later.
  [[nodiscard]] const JudgedClaim* of(const Claim& claim) const {
    const auto found = std::find_if(all_.begin(), all_.end(), [&](const JudgedClaim& each) { return each.claim == &claim; });
    return found != all_.end() ? &*found : nullptr;
  }

 private:
  std::vector<JudgedClaim> all_;
};

std::string outcome_of(const JudgedClaim* judged) {
  return judged != nullptr ? std::string(to_string(judged->outcome)) : "said later";
}

std::string said_in_words(const Claim& claim) {
  std::vector<std::string> says;
  for (const auto& [key, values] : claim.says) says.push_back(key + ": " + join(values, " or "));
  return join(says, ", ");
}

std::string subjects_of(const Claim& claim) {
  std::vector<std::string> out;
  for (const auto& each : claim.about) out.push_back(to_string(each));
  return join(out, ", ");
}

std::string date_of(const world::World& world, const Claim& claim) {
  const auto said = world::said_on(world, claim);
  return said ? said->text() : "undated";
}

FactTable table_of(const world::World& world, const std::vector<const Claim*>& claims, Instant as_of) {
  FactTable table{.key = "claims",
                  .title = "claims, which decide nothing",
                  .columns = {"id", "outcome", "said", "source", "text"},
                  .rows = {},
                  .more = {}};
  table.shown = 0;
  if (claims.empty()) return table;
  const Judged judged(world, as_of);
  for (const auto* claim : claims) {
    table.rows.push_back({claim->id, outcome_of(judged.of(*claim)), date_of(world, *claim), one_line(claim->source),
                          one_line(claim->text.empty() ? said_in_words(*claim) : claim->text)});
  }
  return table;
}

// One value as it is, several as a list.
void write_said(codec::JsonWriter& json, const std::vector<std::string>& values) {
  if (values.size() == 1) {
    json.value(values.front());
    return;
  }
  json.begin_array();
  for (const auto& value : values) json.value(value);
  json.end_array();
}

// Open: the caller may add members and ends the object.
void begin_claim(codec::JsonWriter& json, const world::World& world, const Claim& claim, const JudgedClaim* judged) {
  json.begin_object();
  if (!claim.id.empty()) json.member("id", claim.id);
  json.member("source", claim.source).member("outcome", outcome_of(judged));
  if (const auto said = world::said_on(world, claim)) json.member("said", said->text());
  json.key("about").begin_array();
  for (const auto& each : claim.about) json.value(to_string(each));
  json.end_array().key("says").begin_object();
  for (const auto& [key, values] : claim.says) {
    json.key(key);
    write_said(json, values);
  }
  json.end_object();
  if (!claim.text.empty()) json.member("text", claim.text);
  if (judged != nullptr && !judged->why.empty()) json.member("why", judged->why);
}

std::string claim_as_json(const world::World& world, const Claim& claim, const JudgedClaim* judged, Instant as_of) {
  codec::JsonWriter json(codec::JsonLayout::indented);
  json.begin_object().member("as_of", to_string(as_of)).key("claim");
  begin_claim(json, world, claim, judged);
  json.key("compared_with").begin_array();
  if (judged != nullptr) {
    for (const auto& side : judged->against)
      json.begin_object().member("what", side.what).member("source", side.source).end_object();
  }
  return json.end_array().end_object().end_object().finish();
}

std::string claim_as_text(const world::World& world, const Claim& claim, const JudgedClaim* judged, Instant as_of) {
  TextTable sheet;
  const auto line = [&](std::string label, std::string value) {
    if (!value.empty()) sheet.row({std::move(label), one_line(std::move(value))});
  };
  const auto source =
      std::find_if(world.sources.begin(), world.sources.end(), [&](const auto& each) { return each.id == claim.source; });
  const bool listed = source != world.sources.end();
  line("outcome", outcome_of(judged));
  line("said", date_of(world, claim));
  line("source", listed ? fmt::format("{}: {}, {}", claim.source, source->publisher, source->title) : claim.source);
  line("address", listed ? source->address : "");
  line("about", subjects_of(claim));
  line("text", claim.text);
  line("says", said_in_words(claim));
  line("record", judged != nullptr ? judged->why : "");
  auto out = fmt::format("claim:{}, as of {}\n", claim.id, to_short_string(as_of)) + sheet.text("");
  if (judged == nullptr || judged->against.empty()) return out;
  TextTable sides;
  for (const auto& side : judged->against) sides.row({one_line(side.what), one_line(side.source)});
  return out + "\ncompared with\n" + sides.text();
}

}  // namespace

std::vector<const Claim*> claims_of(const world::World& world, const world::Instrument& instrument) {
  std::vector<const Claim*> out;
  for (const auto& claim : world.claims) {
    const bool speaks_of_it = std::any_of(claim.about.begin(), claim.about.end(), [&](const world::FactRef& each) {
      return each.kind == world::FactKind::instrument && each.id == instrument.id.value;
    });
    if (speaks_of_it) out.push_back(&claim);
  }
  return out;
}

const Claim* claim_named(const world::World& world, std::string_view name) {
  constexpr std::string_view kKind = "claim:";
  const auto id = name.starts_with(kKind) ? name.substr(kKind.size()) : name;
  if (id.empty()) return nullptr;
  const auto found = std::find_if(world.claims.begin(), world.claims.end(), [&](const Claim& each) { return each.id == id; });
  return found != world.claims.end() ? &*found : nullptr;
}

std::string claim_page(const world::World& world, const Claim& claim, const ShowRequest& request) {
  const Judged judged(world, request.as_of);
  const auto* one = judged.of(claim);
  return request.form == ViewForm::json ? claim_as_json(world, claim, one, request.as_of)
                                        : claim_as_text(world, claim, one, request.as_of);
}

FactTable claims_about(const world::World& world, const world::Instrument& instrument, Instant as_of) {
  return table_of(world, claims_of(world, instrument), as_of);
}

FactTable claims_with(const world::World& world, std::string_view word, Instant as_of) {
  const auto folded = case_folded(word);
  const auto holds_word = [&](std::string_view text) { return case_folded(text).find(folded) != std::string::npos; };
  std::vector<const Claim*> found;
  for (const auto& claim : world.claims) {
    if (holds_word(claim.id) || holds_word(claim.source) || holds_word(claim.text) || holds_word(said_in_words(claim)) ||
        holds_word(subjects_of(claim)))
      found.push_back(&claim);
  }
  return table_of(world, found, as_of);
}

void write_claims(codec::JsonWriter& json, const world::World& world, const std::vector<const Claim*>& claims, Instant as_of) {
  json.key("claims").begin_array();
  if (!claims.empty()) {
    const Judged judged(world, as_of);
    for (const auto* claim : claims) {
      begin_claim(json, world, *claim, judged.of(*claim));
      json.end_object();
    }
  }
  json.end_array();
}

}  // namespace entente::service
