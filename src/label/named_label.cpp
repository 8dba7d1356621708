#include "label/named_label.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "label/marking.h"
#include "label/near.h"

namespace entente::label {
namespace {

constexpr std::string_view kReleasableTo = "Releasable To";
constexpr std::string_view kContext = "Context";
constexpr std::string_view kReleasable = "Releasable";
constexpr std::string_view kCategories = "Categories";

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

class FromNames {
 public:
  FromNames(const Policy& policy, const PolicyBook& book) : policy_(policy), book_(book) {}

  Result<Label> run(const ConfidentialityInformation& information) {
    const auto* level = level_named(policy_, information.classification);
    if (level == nullptr) {
      return fail(Fault::unknown_level,
                  fmt::format("{} has no classification {}", policy_.id.value, quoted(information.classification)));
    }
    TRY(out_, parse_marking(level->marks.front(), policy_, book_));
    for (const auto& category : information.categories) {
      for (const auto& value : category.values) TRY_DO(add(category, value));
    }
    std::sort(out_.categories.begin(), out_.categories.end());
    out_.categories.erase(std::unique(out_.categories.begin(), out_.categories.end()), out_.categories.end());
    return std::move(out_);
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

  // A word that the policy does not know decides nothing; one that restricts there is not made to inform by its type.
  Result<void> add_informative(const NamedCategory& category, const std::string& value) {
    const auto* token = token_named(policy_, value);
    if (token == nullptr) return {};
    if (token->meaning != Meaning::informative) return no_meaning(category, value);
    out_.categories.push_back({policy_.id, token->name, CategoryKind::informative});
    return {};
  }

  Result<void> add_restrictive(const NamedCategory& category, const std::string& value) {
    const auto* token = token_named(policy_, value);
    if (token == nullptr) return no_meaning(category, value);
    if (token->meaning == Meaning::restrictive) {
      out_.categories.push_back({policy_.id, token->name, CategoryKind::restrictive});
    } else if (token->meaning == Meaning::no_foreign) {
      out_.controls.no_foreign = true;
    } else if (token->meaning == Meaning::originator_control) {
      out_.controls.originator_control = true;
    } else {
      return no_meaning(category, value);
    }
    return {};
  }

  Result<void> add_permissive(const NamedCategory& category, const std::string& value) {
    if (equal_ignoring_case(category.tag_name, kContext)) {
      const bool says_nothing = equal_ignoring_case(value, policy_.id.value) || equal_ignoring_case(value, kReleasable);
      if (!says_nothing) return no_meaning(category, value);
      return {};
    }
    if (!equal_ignoring_case(category.tag_name, kReleasableTo)) return no_meaning(category, value);
    const PartyId party(in_capitals(value));
    if (!book_.knows(party)) {
      return fail(Fault::unknown_party, fmt::format("{}: {} is not a party of this world", kReleasableTo, quoted(value)));
    }
    // An alliance's labels name it among its own recipients, its markings do not.
    out_.releasable.kind = ReleaseKind::listed;
    if (policy_.grammar == Grammar::plain && party == policy_.party) return {};
    auto& parties = out_.releasable.parties;
    if (std::find(parties.begin(), parties.end(), party) == parties.end()) parties.push_back(party);
    return {};
  }

  const Policy& policy_;
  const PolicyBook& book_;
  Label out_;
};

// But for the order of the recipients, which markings have of their own.
bool same(Label a, Label b) {
  std::sort(a.releasable.parties.begin(), a.releasable.parties.end());
  std::sort(b.releasable.parties.begin(), b.releasable.parties.end());
  return a == b;
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
  out.domain = again.domain;  // from the level and the tokens alone
  if (!same(again, out))
    return fail(Fault::not_expressible, fmt::format("the marking {} would not say the same as the label", quoted(text)));
  again.created = named.body.created;
  return again;
}

Result<ConfidentialityLabel> to_names(const Label& label, const PolicyBook& book) {
  const auto* policy = book.find(label.policy);
  if (policy == nullptr) return fail(Fault::unknown_policy, fmt::format("policy {} is not loaded", quoted(label.policy.value)));
  ConfidentialityLabel out;
  auto& information = out.body.information;
  information.policy = label.policy.value;
  information.classification = label.level.value;
  out.body.created = label.created;
  NamedCategory restrictive{std::string(kCategories), CategoryKind::restrictive, "", {}};
  NamedCategory informative{std::string(kCategories), CategoryKind::informative, "", {}};
  for (const auto& category : label.categories) {
    auto& list = category.kind == CategoryKind::informative ? informative : restrictive;
    list.values.push_back({ValueForm::generic, category.name.value});
  }
  for (const auto& token : policy->tokens) {
    const bool set = (token.meaning == Meaning::no_foreign && label.controls.no_foreign) ||
                     (token.meaning == Meaning::originator_control && label.controls.originator_control);
    if (set) restrictive.values.push_back({ValueForm::generic, token.name.value});
  }
  NamedCategory release{std::string(kReleasableTo), CategoryKind::permissive, "", {}};
  for (const auto& party : label.releasable.parties) release.values.push_back({ValueForm::generic, party.value});
  for (auto* list : {&restrictive, &release, &informative}) {
    if (!list->values.empty()) information.categories.push_back(std::move(*list));
  }
  const auto again = from_names(out, book);
  if (again && same(*again, label)) return out;
  return fail(Fault::not_expressible,
              fmt::format("a label by names would not say the same as this one of {}", label.policy.value));
}

}  // namespace entente::label
