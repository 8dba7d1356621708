#include "service/vocabulary.h"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/plain.h"
#include "base/text.h"
#include "service/desk.h"
#include "world/item_words.h"

namespace entente::service {
namespace {

constexpr std::array<std::string_view, 4> kOpposites{"un", "non", "non-", "de"};

// Without case, hyphens and spaces, and in the singular.
std::string letters_of(std::string_view word) {
  std::string out;
  for (const char each : word) {
    if (each == '-' || each == '_' || each == ' ') continue;
    out += each >= 'A' && each <= 'Z' ? static_cast<char>(each - 'A' + 'a') : each;
  }
  if (out.ends_with("ies")) return out.substr(0, out.size() - 3) + "y";
  if (out.ends_with("s") && !out.ends_with("ss")) out.pop_back();
  return out;
}

// In byte order, so that no suggestion depends on a hash.
std::vector<std::string_view> in_order(const std::unordered_set<std::string>& words) {
  std::vector<std::string_view> out(words.begin(), words.end());
  std::sort(out.begin(), out.end());
  return out;
}

// `unclassified` is another word than `classified`, and no slip.
bool is_opposite(std::string_view stated, std::string_view word) {
  return std::any_of(kOpposites.begin(), kOpposites.end(), [&](std::string_view prefix) {
    return stated.size() == prefix.size() + word.size() && stated.starts_with(prefix) && stated.ends_with(word);
  });
}

Result<void> check_plain(std::string_view key, const std::string& stated) {
  if (stated.empty() || is_plain(stated)) return {};
  const auto meant = skeleton(stated);
  return fail(Fault::bad_request,
              fmt::format("{}: {} holds characters that cannot be seen or have a plainer form{}", key, quoted(stated),
                          is_plain(meant) && meant != stated ? fmt::format("; write {}", quoted(meant)) : std::string()));
}

tl::unexpected<Error> misspelt(std::string_view key, const std::string& stated, std::string_view meant) {
  return fail(Fault::bad_request,
              fmt::format("{}: {} is close to {}, which facts of this world name; write that if it is meant, else another word",
                          key, quoted(stated), quoted(meant)));
}

}  // namespace

// Of words with the same letters the first in byte order is suggested, whatever the order of facts.
void KnownWords::know(const std::string& word) {
  if (word.empty() || !words_.insert(word).second) return;
  auto& alike = alike_.try_emplace(letters_of(word), word).first->second;
  alike = std::min(alike, word);
}

void KnownWords::know(const std::vector<std::string>& words) {
  for (const auto& word : words) know(word);
}

void KnownWords::know_as_restriction(const std::vector<std::string>& words) {
  know(words);
  restrict_.insert(words.begin(), words.end());
}

Result<void> KnownWords::check(std::string_view key, const std::string& stated) const {
  if (stated.empty() || words_.contains(stated)) return {};
  TRY_DO(check_plain(key, stated));
  if (const auto alike = alike_.find(letters_of(stated)); alike != alike_.end()) return misspelt(key, stated, alike->second);
  const auto near = nearest_of(stated, in_order(restrict_));
  if (near && near->distance <= kMissedCharacters && !is_opposite(stated, near->name)) return misspelt(key, stated, near->name);
  return {};
}

std::string KnownWords::did_you_mean(const std::string& stated) const { return entente::did_you_mean(stated, in_order(words_)); }

Vocabulary::Vocabulary(const world::World& world) {
  for (const auto& word : world::known_items(world)) items_.know(word);
  for (const auto& party : world.parties) places_.insert(party.id.value);
  for (const auto& instrument : world.instruments) know_instrument(instrument);
  for (const auto& consent : world.consents) purposes_.know(consent.purposes);
  for (const auto& waiver : world.waivers) purposes_.know(waiver.purposes);
  for (const auto& licence : world.licences) {
    if (licence.territory) places_.insert(*licence.territory);
    purposes_.know(licence.purposes);
  }
  for (const auto& capability : world.capabilities) areas_.know(capability.area);
  for (const auto& programme : world.programmes) {
    projects_.insert("programme:" + programme.id);
    for (const auto& project : programme.projects) projects_.insert("project:" + programme.id + "#" + project.id);
    for (const auto& each : programme.areas) areas_.know(each.id);
    for (const auto& each : programme.participants) areas_.know(each.areas);
    for (const auto& project : programme.projects) {
      areas_.know(project.areas);
      for (const auto& each : project.participants) areas_.know(each.areas);
    }
  }
  for (const auto& [id, policy] : world.policies.policies()) {
    for (const auto& level : policy.levels) domains_.know(level.domain.value_or(""));
    for (const auto& token : policy.tokens) domains_.know(token.domain.value_or(""));
  }
}

void Vocabulary::know_instrument(const world::Instrument& instrument) {
  instruments_.insert(instrument.id.value);
  domains_.know(instrument.domains);
  forms_.know(instrument.forms);
  subjects_.know(instrument.subject.value_or(""));
  for (const auto& clause : instrument.clauses) {
    activities_.insert(clause.activities.begin(), clause.activities.end());
    for (const auto& activity : clause.activities) activities_of_.emplace(clause.action, activity);
    purposes_.know(clause.purposes);
    if (clause.above) currencies_.insert(clause.above->currency);
    if (clause.effect == world::Effect::oblige) {
      domains_.know(clause.domains);
      forms_.know(clause.forms);
    } else {
      items_.know_as_restriction(clause.items);
      domains_.know_as_restriction(clause.domains);
      forms_.know_as_restriction(clause.forms);
    }
  }
}

Result<void> Vocabulary::check(const format::StatedObject& stated) const {
  TRY_DO(check_instrument(stated.received_under));
  for (const auto& activity : stated.act.activities) TRY_DO(check_activity(activity));
  TRY_DO(check_plain("project", stated.act.project));
  TRY_DO(check_area(stated.act.area));
  TRY_DO(check_plain("place", stated.act.place));
  if (stated.act.quantity) TRY_DO(check_plain("unit", stated.act.quantity->unit));
  for (const auto& item : stated.act.items) TRY_DO(check_item(item));
  TRY_DO(domains_.check("domain", stated.domain));
  TRY_DO(forms_.check("form", stated.form));
  return subjects_.check("subject", stated.subject);
}

std::vector<std::string> Vocabulary::remarks(const format::AskedRequest& asked) const {
  const auto& [action, stated] = std::tie(asked.action, asked.object);
  std::vector<std::string> out;
  const auto remark = [&](std::string_view what, const std::string& word, bool known) {
    if (!word.empty() && !known) out.push_back(fmt::format("no fact of this world names the {} {}", what, quoted(word)));
  };
  const auto& act = stated.act;
  remark("domain", stated.domain, domains_.has(stated.domain));
  remark("form", stated.form, forms_.has(stated.form));
  remark("subject", stated.subject, subjects_.has(stated.subject));
  remark("project", act.project, projects_.contains(act.project));
  remark("place", act.place, places_.contains(act.place));
  if (act.quantity) remark("unit", act.quantity->unit, false);
  if (act.value) remark("currency", act.value->unit, currencies_.contains(act.value->unit));
  remark("purpose", asked.purpose, purposes_.has(asked.purpose));
  for (const auto& activity : act.activities) {
    const auto named = [&](const std::string& in) { return activities_of_.contains({in, activity}); };
    if (!named(action) && !(stated.export_controlled && named("transfer")))
      out.push_back(fmt::format("the activity {} limits nothing here: clauses of this world name it for other actions than {}", quoted(activity), action));
  }
  return out;
}

Result<void> Vocabulary::check_instrument(const std::string& stated) const {
  if (stated.empty() || instruments_.contains(stated)) return {};
  return fail(Fault::bad_request, fmt::format("received_under: {} is no instrument of this world{}", quoted(stated),
                                              did_you_mean(stated, in_order(instruments_))));
}

Result<void> Vocabulary::check_activity(const std::string& stated) const {
  if (activities_.contains(stated)) return {};
  const auto known = in_order(activities_);
  auto meant = did_you_mean(stated, known);
  const auto alike = std::find_if(known.begin(), known.end(), [&](auto each) { return letters_of(each) == letters_of(stated); });
  if (alike != known.end()) meant = fmt::format(" (did you mean {}?)", quoted(*alike));
  return fail(Fault::bad_request,
              fmt::format("activities: {} is not an activity that a clause of this world names{}; leave out what none speaks of",
                          quoted(stated), meant));
}

// An area from which somebody is excluded would be missed by a slip.
Result<void> Vocabulary::check_area(const std::string& stated) const {
  TRY_DO(areas_.check("area", stated));
  if (stated.empty() || areas_.has(stated)) return {};
  return fail(Fault::bad_request, fmt::format("area: {} is not an area that a programme or capability of this world names{}",
                                              quoted(stated), areas_.did_you_mean(stated)));
}

// Whether it is weapons, or lies outside a list, nobody wrote: it would be permitted by what was never said of it.
Result<void> Vocabulary::check_item(const std::string& stated) const {
  TRY_DO(items_.check("items", stated));
  if (stated.empty() || items_.has(stated)) return {};
  return fail(
      Fault::bad_request,
      fmt::format("items: {} is not a word that this world knows{}; state what it is in one that it knows, or record the word as "
                  "an `[[item]]` under `items/`",
                  quoted(stated), items_.did_you_mean(stated)));
}

}  // namespace entente::service
