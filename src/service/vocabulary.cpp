#include "service/vocabulary.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"
#include "service/desk.h"

namespace entente::service {
namespace {

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

tl::unexpected<Error> misspelt(std::string_view key, const std::string& stated, std::string_view meant) {
  return fail(Fault::bad_request,
              fmt::format("{}: {} is close to {}, which facts of this world name; write that if it is meant, else another word",
                          key, quoted(stated), quoted(meant)));
}

}  // namespace

Vocabulary::Vocabulary(const world::World& world) {
  const auto know = [&](const std::vector<std::string>& items) { items_.insert(items.begin(), items.end()); };
  for (const auto& instrument : world.instruments) {
    know(instrument.items);
    for (const auto& clause : instrument.clauses) {
      activities_.insert(clause.activities.begin(), clause.activities.end());
      know(clause.items);
      if (clause.effect != world::Effect::oblige) limited_.insert(clause.items.begin(), clause.items.end());
    }
  }
  for (const auto& licence : world.licences) know(licence.items);
  for (const auto& approval : world.approvals) know(approval.items);
  for (const auto item : in_order(items_)) alike_.emplace(letters_of(item), item);
}

Result<void> Vocabulary::check(const decision::Act& act) const {
  for (const auto& activity : act.activities) TRY_DO(check_activity(activity));
  for (const auto& item : act.items) TRY_DO(check_item(item));
  return {};
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

Result<void> Vocabulary::check_item(const std::string& stated) const {
  if (items_.contains(stated)) return {};
  if (const auto alike = alike_.find(letters_of(stated)); alike != alike_.end()) return misspelt("items", stated, alike->second);
  const auto near = nearest_of(stated, in_order(limited_));
  const bool is_near =
      near && near->distance <= kMissedCharacters && !stated.ends_with(near->name);  // `unclassified` is another word
  if (is_near) return misspelt("items", stated, near->name);
  return {};
}

}  // namespace entente::service
