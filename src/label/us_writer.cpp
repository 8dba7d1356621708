#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "label/draft.h"
#include "label/ism_marking.h"
#include "label/marks.h"
#include "label/special_words.h"
#include "label/us_cui.h"
#include "label/us_marking.h"
#include "label/us_path.h"
#include "label/written.h"

namespace entente::label {
namespace {

using Compartments = std::map<std::string, std::set<std::string, StandsBefore>, StandsBefore>;

constexpr std::size_t kNationCodeSize = 3;

std::string with_slashes(const std::string& segment) { return segment.empty() ? segment : "//" + segment; }

class UsWriter {
 public:
  UsWriter(const Label& label, const Policy& system, const PolicyBook& book, MarkForm form)
      : label_(label), system_(system), book_(book), form_(form) {}

  [[nodiscard]] Result<std::string> write() const {
    if (is_cui_alone()) return cui() + with_slashes(controls_by_name());
    TRY(auto out, first_segment());
    const std::array<std::string, 7> segments{
        systems(Segment::sci), programs(), atomic(), foreign_sources(), cui(), controls(Segment::dissemination), non_ic()};
    // Before PROPIN, which is a category too, CUI without one would take it for its own: there it stands last.
    const auto* token = cui_token(system_);
    const auto& behind = segments[5].empty() ? segments[6] : segments[5];
    const bool last = token != nullptr && segments[4] == text_of(*token, form_) && holds_categories(behind, *token, system_);
    for (const auto& segment : segments) out += last && &segment == &segments[4] ? "" : with_slashes(segment);
    if (last) out += with_slashes(segments[4]);
    return out;
  }

 private:
  [[nodiscard]] Result<std::string> first_segment() const;
  [[nodiscard]] Result<std::string> foreign_owner(const Origin& owner) const;
  [[nodiscard]] std::string level_from_abroad(const Policy& policy, const Level& level) const;
  [[nodiscard]] std::string mark_of_meaning(Meaning meaning) const;

  [[nodiscard]] std::string systems(Segment segment) const;
  void add_unpublished_systems(std::vector<std::string>& texts) const;
  [[nodiscard]] std::string system_path(const Token& token) const;
  [[nodiscard]] std::string compartment_text(const Token& token, const std::string& compartment) const;
  [[nodiscard]] std::string programs() const;
  [[nodiscard]] std::string atomic() const;
  [[nodiscard]] std::vector<std::string> foreign_tokens(Segment segment) const;
  [[nodiscard]] std::string non_ic() const;
  [[nodiscard]] std::string foreign_sources() const;
  [[nodiscard]] bool stands_among_sources(const Token& token) const;
  [[nodiscard]] bool is_cui_alone() const;
  [[nodiscard]] std::string cui() const;
  [[nodiscard]] std::string controls_by_name() const;
  [[nodiscard]] std::string nicknames(const Token& token) const;
  [[nodiscard]] std::string controls(Segment segment) const;
  [[nodiscard]] std::string control(const Token& token) const;
  [[nodiscard]] std::vector<const Policy*> foreign_policies() const;
  [[nodiscard]] std::vector<std::string> own_names(std::string_view prefix) const;

  const Label& label_;
  const Policy& system_;
  const PolicyBook& book_;
  MarkForm form_;
};

tl::unexpected<Error> not_expressible(std::string message) { return fail(Fault::not_expressible, std::move(message)); }

void append(std::string& out, std::string_view piece) {
  if (piece.empty()) return;
  if (!out.empty()) out += "/";
  out += piece;
}

// "G ABCD" into compartment and sub-compartment; the sub is empty for "G".
void add_path(Compartments& compartments, std::string_view path) {
  const auto space = path.find(' ');
  auto& subs = compartments[std::string(path.substr(0, space))];
  if (space != std::string_view::npos) subs.insert(std::string(path.substr(space + 1)));
}

std::string UsWriter::mark_of_meaning(Meaning meaning) const {
  const auto* token = first_of_meaning(system_, meaning);
  return token == nullptr ? std::string{} : text_of(*token, form_);
}

Result<std::string> UsWriter::first_segment() const {
  if (label_.owners.size() == 1 && label_.policy != system_.id) return foreign_owner(label_.owners.front());
  const auto* level = label_.policy == system_.id ? system_.level(label_.level) : nullptr;
  if (level == nullptr)
    return not_expressible(fmt::format("{} is not a level of {}", quoted(label_.level.str()), quoted(system_.id.str())));
  std::string text = text_of(*level, form_);
  if (is_restricted_abroad(label_, system_, book_))
    text = form_ == MarkForm::portion ? kRestrictedAbroadPortion : kRestrictedAbroad;
  std::vector<PartyId> owners;
  for (const auto& owner : label_.owners) {
    if (owner.party) owners.push_back(*owner.party);
  }
  if (label_.owners.size() != owners.size()) return fmt::format("//{} {}", mark_of_meaning(Meaning::foreign_information), text);
  if (owners.size() == 1 && owners.front() == system_.party) return text;
  const bool joint = std::find(owners.begin(), owners.end(), system_.party) != owners.end();
  if (joint) return fmt::format("//{} {} {}", mark_of_meaning(Meaning::joint), text, joined(owners, " ", book_));
  return fmt::format("//{} {}", joined(owners, " ", book_), text);
}

Result<std::string> UsWriter::foreign_owner(const Origin& owner) const {
  const auto* policy = book_.find(label_.policy);
  const auto* level = policy == nullptr ? nullptr : policy->level(label_.level);
  if (level == nullptr || !owner.party) {
    return not_expressible(fmt::format("{} of {} is not a known level", quoted(label_.level.str()), quoted(label_.policy.str())));
  }
  const bool nation = owner.party->str().size() == kNationCodeSize;
  const auto with = with_level(label_, *policy, *level, form_, ' ');
  if (with.token != nullptr) return fmt::format("//{}{}", nation ? owner.party->str() + " " : "", with.text);
  if (!nation) return "//" + text_of(*level, form_);
  return fmt::format("//{} {}", owner.party->str(), level_from_abroad(*policy, *level));
}

// Portions take the shortest text that leads back to this level, banners the longest; its own mark where none does.
std::string UsWriter::level_from_abroad(const Policy& policy, const Level& level) const {
  const std::string* best = nullptr;
  for (const auto& text : level.abroad) {
    if (policy.level_abroad(text) != &level) continue;
    const bool better = best == nullptr || (form_ == MarkForm::portion ? text.size() < best->size() : text.size() > best->size());
    if (better) best = &text;
  }
  return best == nullptr ? text_of(level, form_) : *best;
}

// The names of own categories that start with `prefix`, without it.
std::vector<std::string> UsWriter::own_names(std::string_view prefix) const {
  std::vector<std::string> names;
  for (const auto& category : label_.categories) {
    if (category.policy == system_.id && category.name.str().starts_with(prefix))
      names.push_back(category.name.str().substr(prefix.size()));
  }
  return names;
}

//= US manual (2016) A.6, H.4: systems ascending, digits first; AEA markings in the order of the register.
std::string UsWriter::systems(Segment segment) const {
  std::vector<std::string> texts;
  for (const auto& token : system_.tokens) {
    const bool heads = token.segment == segment && holds_category(label_, system_, token);
    const auto dash = token.name.str().find('-');
    const bool has_parent = dash != std::string::npos && system_.token(CategoryName(token.name.str().substr(0, dash))) != nullptr;
    if (heads && !has_parent) texts.push_back(system_path(token));
  }
  if (segment == Segment::sci) {
    add_unpublished_systems(texts);
    const auto head = [](std::string_view text) { return text.substr(0, text.find_first_of(" -")); };
    std::sort(texts.begin(), texts.end(),
              [&](const std::string& a, const std::string& b) { return stands_before(head(a), head(b)); });
  }
  return join(texts, "/");
}

// Own categories that are neither a token nor below one.
void UsWriter::add_unpublished_systems(std::vector<std::string>& texts) const {
  for (const auto& category : label_.categories) {
    const auto& name = category.name.str();
    const bool heads = category.policy == system_.id && is_unpublished_system(name) && system_.token(category.name) == nullptr;
    if (!heads) continue;
    Token system;
    system.name = category.name;
    system.marks = {name};
    system.portion = name;
    texts.push_back(system_path(system));
  }
}

std::string UsWriter::system_path(const Token& token) const {
  Compartments compartments;
  for (const auto& path : own_names(token.name.str() + "-")) add_path(compartments, path);
  std::string out = text_of(token, form_);
  for (const auto& [compartment, subs] : compartments) {
    out += "-" + compartment_text(token, compartment);
    for (const auto& sub : subs) out += " " + sub;
  }
  return out;
}

// "SIGMA" in banners and "SG" in portions, where a token says so; otherwise the name itself.
std::string UsWriter::compartment_text(const Token& token, const std::string& compartment) const {
  const auto* known = system_.token(CategoryName(token.name.str() + "-" + compartment));
  if (known == nullptr) return compartment;
  const auto& text = text_of(*known, form_);
  const auto prefix = token.name.str() + "-";
  return text.starts_with(prefix) ? text.substr(prefix.size()) : compartment;
}

//= US manual (2016) H.5: the indicator once, then the programs ascending.
std::string UsWriter::programs() const {
  std::string out;
  for (const auto& token : system_.tokens) {
    if (token.segment != Segment::sar || &indicator_of(system_, token) != &token) continue;
    std::map<std::string, Compartments, StandsBefore> found;
    for (const auto& name : own_names(token.name.str() + "-")) {
      const auto dash = name.find('-');
      auto& compartments = found[compartment_text(token, name.substr(0, dash))];
      if (dash != std::string::npos) add_path(compartments, std::string_view(name).substr(dash + 1));
    }
    for (const auto& [program, compartments] : found) {
      append(out, out.empty() ? text_of(token, form_) + "-" + program : program);
      for (const auto& [compartment, subs] : compartments) {
        out += "-" + compartment;
        for (const auto& sub : subs) out += " " + sub;
      }
    }
  }
  return out;
}

//= US manual (2016) H.7, appendix B: control markings of NATO follow the US ones of their category ("RD/ATOMAL").
std::string UsWriter::atomic() const {
  auto out = systems(Segment::aea);
  append(out, join(foreign_tokens(Segment::aea), "/"));
  return out;
}

//= US manual (2016) H.7: dissemination controls of others that are none of the US follow these.
std::string UsWriter::non_ic() const {
  auto out = controls(Segment::non_ic);
  append(out, join(foreign_tokens(Segment::plain), "/"));
  return out;
}

std::vector<const Policy*> UsWriter::foreign_policies() const {
  std::vector<const Policy*> policies;
  for (const auto& entry : book_.policies()) {
    const auto& id = entry.first;
    const auto uses = [&id](const Category& category) { return category.policy == id; };
    const bool used = label_.policy == id || std::any_of(label_.categories.begin(), label_.categories.end(), uses);
    if (used && id != system_.id) policies.push_back(&entry.second);
  }
  return policies;
}

// Tokens of other policies: categories, and controls and closed lists that only their own token can say.
std::vector<std::string> UsWriter::foreign_tokens(Segment segment) const {
  std::vector<std::string> out;
  for (const auto* policy : foreign_policies()) {
    const auto* level = label_.owners.size() == 1 && label_.policy == policy->id ? policy->level(label_.level) : nullptr;
    const auto* said = level == nullptr ? nullptr : with_level(label_, *policy, *level, form_, ' ').token;
    for (const auto& token : policy->tokens) {
      if (token.segment != segment || &token == said || stands_among_sources(token)) continue;
      const bool ours = token.meaning != Meaning::eyes_only && first_of_meaning(system_, token.meaning) != nullptr;
      const bool kept = holds_category(label_, *policy, token);
      auto text = kept || !ours ? written_alone(label_, *policy, token, form_) : std::string();
      if (!text.empty()) out.push_back(std::move(text));
    }
  }
  std::sort(out.begin(), out.end(), [](const std::string& a, const std::string& b) { return stands_before(a, b); });
  return out;
}

// "ISAF" in "FGI ISAF NATO", "NATO RESOLUTE SUPPORT"; a concealed source hides the names of all.
bool UsWriter::stands_among_sources(const Token& token) const {
  const auto concealed = [](const Origin& source) { return !source.party; };
  if (std::any_of(label_.sources.begin(), label_.sources.end(), concealed)) return false;
  return std::any_of(label_.sources.begin(), label_.sources.end(), [&](const Origin& source) {
    const auto activities = activities_of(label_, source, book_);
    return std::find(activities.begin(), activities.end(), &token) != activities.end();
  });
}

//= US manual (2016) D.2: one concealed source, and the list of the others is not shown.
std::string UsWriter::foreign_sources() const {
  if (label_.sources.empty()) return {};
  std::vector<PartyId> parties;
  for (const auto& source : label_.sources) {
    if (!source.party) return mark_of_meaning(Meaning::foreign_information);
    const auto activities = activities_of(label_, source, book_);
    const auto has_code = [&](const Token* activity) { return book_.knows(PartyId(activity->portion)); };
    if (activities.empty() || std::any_of(activities.begin(), activities.end(), has_code)) parties.push_back(*source.party);
    for (const auto* activity : activities)
      parties.emplace_back(has_code(activity) ? activity->portion : source.party->str() + ":" + as_special_word(*activity));
  }
  put_in_published_order(parties);
  return mark_of_meaning(Meaning::foreign_information) + " " + joined(parties, " ", book_);
}

// Nothing but its categories and what limits it, so that no level stands before it.
bool UsWriter::is_cui_alone() const {
  const auto* token = cui_token(system_);
  const auto* level = label_.policy == system_.id ? system_.level(label_.level) : nullptr;
  const auto mine = std::count_if(label_.owners.begin(), label_.owners.end(),
                                  [&](const Origin& owner) { return owner.party == system_.party; });
  if (token == nullptr || level == nullptr || !level->free || label_.owners.size() != 1 || mine != 1) return false;
  if (!holds_category(label_, system_, *token) || !label_.sources.empty()) return false;
  for (const auto& category : label_.categories) {
    const auto* above = category.policy == system_.id ? token_above(system_, category.name.str()) : nullptr;
    if (above == nullptr || (above != token && !above->limits_cui)) return false;
  }
  return std::all_of(system_.tokens.begin(), system_.tokens.end(),
                     [&](const Token& each) { return each.limits_cui || &each == token || control(each).empty(); });
}

//= CUI marking handbook: the control marking, then specified categories, then basic ones, each alphabetical.
std::string UsWriter::cui() const {
  const auto* token = cui_token(system_);
  if (token == nullptr || !holds_category(label_, system_, *token)) return {};
  auto names = own_names(token->name.str() + "-");
  std::sort(names.begin(), names.end(), category_stands_before);
  return text_of(*token, form_) + with_slashes(join(names, "/"));
}

//= CUI marking handbook: limited dissemination controls are alphabetical.
std::string UsWriter::controls_by_name() const {
  std::vector<std::string> texts;
  for (const auto& token : system_.tokens) {
    if (auto text = control(token); token.limits_cui && !text.empty()) texts.push_back(std::move(text));
  }
  std::sort(texts.begin(), texts.end());
  return join(texts, "/");
}

// "ACCM-BLUE LAMP/RED DOOR".
std::string UsWriter::nicknames(const Token& token) const {
  const auto names = own_names(token.name.str() + "-");
  return names.empty() ? std::string() : text_of(token, form_) + "-" + join(names, "/");
}

//= US manual (2016) H.8, H.9: in the order of the register, which is that of the policy's tokens.
std::string UsWriter::controls(Segment segment) const {
  std::string out;
  for (const auto& token : system_.tokens) {
    if (token.segment == segment) append(out, control(token));
  }
  return out;
}

std::string UsWriter::control(const Token& token) const {
  const bool first = is_first_of_meaning(system_, token);
  if (token.segment == Segment::non_ic && token.compartments) return nicknames(token);
  const auto& banner_text = text_of(token, MarkForm::banner);  // of "USA/GBR EYES ONLY" in both forms
  const auto& list_text = text_of(token, form_);
  if (token.meaning == Meaning::release_to && first && label_.releasable.kind == ReleaseKind::listed) {
    return list_text + " " + joined(led_by(system_.party, label_.releasable.parties), ", ", book_);
  }
  if (token.meaning == Meaning::display_only && first && !label_.display_only.empty()) {
    return list_text + " " + joined(label_.display_only, ", ", book_);
  }
  if (token.meaning == Meaning::eyes_only && token.parties.empty()) {
    const auto foreign = foreign_policies();
    const bool named = names_eyes_only(label_, system_) || std::any_of(foreign.begin(), foreign.end(), [&](const Policy* policy) {
                         return names_eyes_only(label_, *policy);
                       });
    if (!first || !label_.controls.eyes_only || named) return {};
    return joined(led_by(system_.party, *label_.controls.eyes_only), "/", book_) + " " + banner_text;
  }
  return written_alone(label_, system_, token, form_);
}

}  // namespace

Result<std::string> write_us_marking(const Label& label, const Policy& system, const PolicyBook& book, MarkForm form) {
  return UsWriter(label, system, book, form).write();
}

}  // namespace entente::label
