#include "label/named_label.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "label/as_marked.h"
#include "label/draft.h"
#include "label/marking.h"
#include "label/marks.h"
#include "label/near.h"
#include "label/written.h"

namespace entente::label {
namespace {

constexpr std::string_view kReleasableTo = "Releasable To";
constexpr std::string_view kContext = "Context";
constexpr std::string_view kReleasable = "Releasable";
constexpr std::string_view kCategories = "Categories";
constexpr std::size_t kNationCodeSize = 3;

const Policy* policy_named(const PolicyBook& book, std::string_view name) {
  for (const auto& [id, policy] : book.policies()) {
    if (equal_ignoring_case(id.value, name)) return &policy;
  }
  return nullptr;
}

const Level* level_named(const Policy& policy, const std::string& name) {
  for (const auto& text : {name, in_capitals(name), policy.id.value + " " + name, policy.id.value + " " + in_capitals(name)}) {
    if (const auto* level = policy.level_by_mark(text)) return level;
  }
  return policy.level_abroad(in_capitals(name));
}

const Token* token_named(const Policy& policy, const std::string& name) {
  for (const auto& token : policy.tokens) {
    const auto is_it = [&](const std::string& mark) { return equal_ignoring_case(mark, name); };
    if (is_it(token.name.value) || std::any_of(token.marks.begin(), token.marks.end(), is_it)) return &token;
  }
  return nullptr;
}

tl::unexpected<Error> no_meaning(const NamedCategory& category, const std::string& value) {
  return fail(Fault::unknown_token, fmt::format("{}: {} has no meaning here that is known", category.tag_name, quoted(value)));
}

// The tag set and kind under which the SPIF has what a token says.
std::string_view tag_set_of(const Token& token) {
  if (token.meaning == Meaning::release_to && token.recipients.empty()) return kReleasableTo;
  return token.tag_set.empty() ? kCategories : std::string_view(token.tag_set);
}

CategoryKind kind_of(const Token& token) {
  if (!token.tag_set.empty()) return token.tag_kind;
  if (token.meaning == Meaning::informative) return CategoryKind::informative;
  const bool permits = token.meaning == Meaning::permissive || token.meaning == Meaning::release_to;
  return permits ? CategoryKind::permissive : CategoryKind::restrictive;
}

std::string_view release_tag_of(const Policy& policy) {
  const auto* token = first_of_meaning(policy, Meaning::release_to);
  return token == nullptr ? kReleasableTo : tag_set_of(*token);
}

// The token that `name`, which is none, is a compartment, program or name of; nullptr: it is nothing of that policy.
const Token* token_of_part(const Policy& policy, const std::string& name, std::string_view tag_name) {
  const auto* above = token_above(policy, name);
  if (above != nullptr) return above->compartments ? above : nullptr;
  if (!is_unpublished_system(name.substr(0, name.find('-')))) return nullptr;
  const auto found =
      std::find_if(policy.tokens.begin(), policy.tokens.end(), [](const Token& token) { return token.segment == Segment::sci; });
  return found != policy.tokens.end() && equal_ignoring_case(tag_set_of(*found), tag_name) ? &*found : nullptr;
}

class FromNames {
 public:
  FromNames(const Policy& policy, const PolicyBook& book) : policy_(policy), draft_{book, nullptr, {}, 0} {}

  Result<Label> run(const ConfidentialityInformation& information) {
    const auto* level = level_named(policy_, information.classification);
    if (level == nullptr) {
      return fail(Fault::unknown_level,
                  fmt::format("{} has no classification {}", policy_.id.value, quoted(information.classification)));
    }
    TRY(draft_.label, parse_marking(level->marks.front(), policy_, draft_.book));
    for (const auto& category : information.categories) {
      for (const auto& value : category.values) TRY_DO(add(category, value));
    }
    return finished(std::move(draft_), policy_);
  }

 private:
  Result<void> add(const NamedCategory& category, const NamedValue& value) {
    if (value.form != ValueForm::generic) return no_meaning(category, value.text);
    switch (category.type) {
      case CategoryKind::restrictive:
        return add_restrictive(category, value.text);
      case CategoryKind::permissive:
        return add_permissive(category, value.text);
      case CategoryKind::informative:
        return add_informative(category, value.text);
    }
    return no_meaning(category, value.text);
  }

  Result<void> apply(const NamedCategory& category, const Token& token) {
    if (apply_token(draft_, policy_, token)) return {};
    return no_meaning(category, token.name.value);
  }

  // A word that the policy does not know decides nothing; one that restricts there is not made to inform by its type.
  Result<void> add_informative(const NamedCategory& category, const std::string& value) {
    const auto* token = token_named(policy_, value);
    if (token != nullptr)
      return kind_of(*token) == CategoryKind::informative ? apply(category, *token) : no_meaning(category, value);
    if (token_of_part(policy_, value, category.tag_name) != nullptr) return no_meaning(category, value);
    return {};
  }

  Result<void> add_restrictive(const NamedCategory& category, const std::string& value) {
    const auto* token = token_named(policy_, value);
    if (token != nullptr) {
      const bool restricts = token->meaning != Meaning::informative && token->meaning != Meaning::permissive;
      return restricts ? apply(category, *token) : no_meaning(category, value);
    }
    if (token_of_part(policy_, value, category.tag_name) == nullptr) return no_meaning(category, value);
    add_category(draft_, {policy_.id, CategoryName(value), CategoryKind::restrictive});
    return {};
  }

  Result<void> add_permissive(const NamedCategory& category, const std::string& value) {
    if (equal_ignoring_case(category.tag_name, kContext)) {
      const bool says_nothing = equal_ignoring_case(value, policy_.id.value) || equal_ignoring_case(value, kReleasable);
      if (!says_nothing) return no_meaning(category, value);
      return {};
    }
    const bool lists =
        equal_ignoring_case(category.tag_name, release_tag_of(policy_)) || equal_ignoring_case(category.tag_name, kReleasableTo);
    if (!lists) {
      const auto* token = token_named(policy_, value);
      const bool permits = token != nullptr && token->meaning == Meaning::permissive;
      return permits ? apply(category, *token) : no_meaning(category, value);
    }
    const PartyId party(in_capitals(value));
    if (!draft_.book.knows(party)) {
      return fail(Fault::unknown_party, fmt::format("{}: {} is not a party of this world", category.tag_name, quoted(value)));
    }
    // An alliance's labels name it among its own recipients, its markings do not; a nation's do.
    auto& releasable = draft_.label.releasable;
    releasable.kind = ReleaseKind::listed;
    const bool alliance = policy_.grammar == Grammar::plain && policy_.party.value.size() != kNationCodeSize;
    if (alliance && party == policy_.party) return {};
    auto& parties = releasable.parties;
    if (std::find(parties.begin(), parties.end(), party) == parties.end()) parties.push_back(party);
    return {};
  }

  const Policy& policy_;
  Draft draft_;
};

// What the tokens of a label are called, each in the tag that the policy's SPIF has it in.
class ToNames {
 public:
  ToNames(const Label& label, const Policy& policy) : label_(label), policy_(policy) {}

  Result<std::vector<NamedCategory>> run() {
    for (const auto& token : policy_.tokens) {
      if (!written_alone(label_, policy_, token, MarkForm::banner).empty()) add(token, token.name.value);
      add_parts(token);
      if (token.meaning == Meaning::release_to && is_first_of_meaning(policy_, token)) TRY_DO(add_recipients(token));
    }
    return std::move(out_);
  }

 private:
  void add(const Token& token, std::string value) {
    const auto name = tag_set_of(token);
    const auto kind = kind_of(token);
    const auto found = std::find_if(out_.begin(), out_.end(),
                                    [&](const NamedCategory& each) { return each.tag_name == name && each.type == kind; });
    auto& category = found != out_.end() ? *found : out_.emplace_back(NamedCategory{std::string(name), kind, "", {}});
    category.values.push_back({ValueForm::generic, std::move(value)});
  }

  // What stands below a token, and no closer to another: "SI-G ABCD" below "SI-G", programs below "SAR".
  void add_parts(const Token& token) {
    for (const auto& category : label_.categories) {
      const auto& name = category.name.value;
      if (category.policy == policy_.id && policy_.token(category.name) == nullptr &&
          token_of_part(policy_, name, tag_set_of(token)) == &token)
        add(token, name);
    }
  }

  Result<void> add_recipients(const Token& token) {
    for (const auto& party : label_.releasable.parties) {
      const bool listed = token.recipients.empty() || std::binary_search(token.recipients.begin(), token.recipients.end(), party);
      if (!listed)
        return fail(Fault::not_expressible, fmt::format("the SPIF of {} has no category {} in {}; add it there", policy_.id.value,
                                                        quoted(party.value), quoted(tag_set_of(token))));
      add(token, party.value);
    }
    return {};
  }

  const Label& label_;
  const Policy& policy_;
  std::vector<NamedCategory> out_;
};

// What tag sets of a SPIF cannot say (docs/formats/labels.md, "Labels of a world").
std::vector<std::string> beyond_names(const Label& label, const Policy& policy) {
  std::vector<std::string> out;
  const bool own = label.owners.size() == 1 && label.owners.front().party == policy.party;
  if (label.owners.size() > 1) out.emplace_back("joint owners");
  if (label.owners.size() == 1 && !own) out.emplace_back("a foreign owner");
  if (!label.sources.empty()) out.emplace_back("foreign sources (FGI)");
  if (!label.display_only.empty()) out.emplace_back("a list of those to whom it may be displayed (DISPLAY ONLY)");
  if (label.controls.eyes_only && !names_eyes_only(label, policy))
    out.emplace_back("an eyes-only list without a name of its own");
  const bool foreign = std::any_of(label.categories.begin(), label.categories.end(),
                                   [&](const Category& category) { return category.policy != policy.id; });
  if (foreign) out.emplace_back("categories of another policy");
  const auto unmarked = [&](bool said, Meaning meaning, const char* words) {
    if (said && first_of_meaning(policy, meaning) == nullptr) out.emplace_back(words);
  };
  unmarked(label.controls.no_foreign, Meaning::no_foreign, "no release to foreigners (NOFORN), which it has no marking for");
  unmarked(label.controls.originator_control, Meaning::originator_control,
           "control by the originator, which it has no marking for");
  unmarked(label.controls.release_by_official, Meaning::release_by_official, "RELIDO, which it has no marking for");
  unmarked(label.releasable.kind == ReleaseKind::listed, Meaning::release_to, "a release list, which it has no marking for");
  const auto& released = label.releasable.parties;
  const bool itself =
      policy.party.str().size() != kNationCodeSize && std::find(released.begin(), released.end(), policy.party) != released.end();
  if (itself) out.emplace_back("the organisation itself among its recipients");
  return out;
}

}  // namespace

Result<Label> from_names(const ConfidentialityLabel& named, const PolicyBook& book) {
  if (named.role != LabelRole::originator)
    return fail(Fault::not_expressible, "only the originator's label speaks for the object");
  const auto& information = named.body.information;
  const auto* policy = policy_named(book, information.policy);
  if (policy == nullptr) return fail(Fault::unknown_policy, fmt::format("policy {} is not loaded", quoted(information.policy)));
  TRY(auto out, FromNames(*policy, book).run(information));
  TRY(const auto text, render_marking(out, *policy, book, MarkForm::banner));
  TRY(auto again, parse_marking(text, *policy, book));
  if (as_marked(again, *policy) != as_marked(out, *policy))
    return fail(Fault::not_expressible, fmt::format("the marking {} would not say the same as the label", quoted(text)));
  if (named.body.created) again.created = named.body.created->at;
  return again;
}

Result<ConfidentialityLabel> to_names(const Label& label, const PolicyBook& book) {
  const auto* policy = book.find(label.policy);
  if (policy == nullptr) return fail(Fault::unknown_policy, fmt::format("policy {} is not loaded", quoted(label.policy.value)));
  ConfidentialityLabel out;
  auto& information = out.body.information;
  information.policy = label.policy.value;
  information.classification = label.level.value;
  if (label.created) out.body.created = label_time(*label.created);
  TRY(information.categories, ToNames(label, *policy).run());
  const auto again = from_names(out, book);
  if (again && *again == label) return out;
  const auto lost = beyond_names(label, *policy);
  return fail(Fault::not_expressible,
              fmt::format("a label by names would not say the same as this one of {}{}", label.policy.value,
                          lost.empty() ? std::string{} : ": it has no place for " + join(lost, ", ")));
}

ConfidentialityLabel with_parts_as_tokens(ConfidentialityLabel named, const Policy& policy) {
  for (auto& category : named.body.information.categories) {
    if (category.type != CategoryKind::restrictive) continue;
    for (auto& value : category.values) {
      if (value.form != ValueForm::generic || token_named(policy, value.text) != nullptr) continue;
      const auto* token = token_of_part(policy, value.text, category.tag_name);
      if (token != nullptr && token_above(policy, value.text) == token) value.text = token->name.value;
    }
  }
  return named;
}

}  // namespace entente::label
