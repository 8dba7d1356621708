#include "document/banner_check.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/counted.h"
#include "base/text.h"
#include "document/together.h"
#include "label/check_marking.h"
#include "label/ism_marking.h"
#include "label/ism_rules.h"
#include "label/marking.h"

namespace entente::document {
namespace {

using label::IsmName;
using label::Label;
using label::Meaning;
using label::Origin;
using Parts = std::vector<MarkedPart>;

const label::IsmWriting kAnyAuthority{"DOD"};  // a mark does not say whose its programs are, and no rule here asks
constexpr std::string_view kRuleRollUp = "US-D.2";
constexpr std::string_view kRuleRollUpElsewhere = "MARK-roll-up";
constexpr std::string_view kRuleWhole = "MARK-whole";

// Something that one label says and another does not.
struct Lack {
  std::string what;                  // "SI-G", "NOFORN"
  std::optional<IsmName> attribute;  // of ISM, whose rules say the same
  std::string ism;                   // the value there, if a rule tells of each
  std::string message;               // "the banner lacks SI-G, which line 12 bears"
};

const label::Token* first_of(const label::Policy& policy, Meaning meaning) {
  const auto found = std::find_if(policy.tokens.begin(), policy.tokens.end(),
                                  [&](const label::Token& token) { return token.meaning == meaning; });
  return found == policy.tokens.end() ? nullptr : &*found;
}

std::string text_of(const label::Policy& policy, Meaning meaning) {
  const auto* token = first_of(policy, meaning);
  return token == nullptr ? std::string("a control") : token->marks.front();
}

std::optional<IsmName> attribute_of(label::Segment segment) {
  switch (segment) {
    case label::Segment::sci:
      return IsmName::sci_controls;
    case label::Segment::sar:
      return IsmName::sar_identifier;
    case label::Segment::aea:
      return IsmName::atomic_energy_markings;
    case label::Segment::dissemination:
      return IsmName::dissemination_controls;
    case label::Segment::non_ic:
      return IsmName::non_ic_markings;
    case label::Segment::fgi:
    case label::Segment::cui:
    case label::Segment::cui_category:
    case label::Segment::plain:
      return std::nullopt;
  }
  return std::nullopt;
}

// The first line whose mark does; nothing if it is the marks together.
template <class Bears>
std::optional<std::uint32_t> line_that(const Parts& parts, Bears bears) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const MarkedPart& part) { return bears(part.label); });
  return found == parts.end() ? std::nullopt : std::optional(found->line);
}

std::string lacks_what(std::string_view what, std::optional<std::uint32_t> line) {
  return line ? fmt::format("the banner lacks {}, which line {} bears", what, *line)
              : fmt::format("the banner lacks {}, which follows from the portions together", what);
}

std::set<PartyId> members(const std::vector<PartyId>& parties, const label::Expand& expand) {
  std::set<PartyId> out;
  for (const auto& party : parties) {
    out.insert(party);
    for (const auto& member : expand(party)) out.insert(member);
  }
  return out;
}

// The banner is no-foreign, but only by a token that implies it (FED ONLY), where the portions together have the word.
bool is_implied_only(const Label& least, const Label& banner, const label::Policy& policy) {
  return banner.controls.no_foreign && label::says_no_foreign(least, policy) && !label::says_no_foreign(banner, policy);
}

// What `banner` lacks of `least`, one by one.
class Lacking {
 public:
  Lacking(const Label& least, const Label& banner, const Parts& parts, const Terms& terms)
      : least_(least), banner_(banner), parts_(parts), terms_(terms), policy_(policy_of(least, terms)) {}

  std::vector<Lack> find() {
    level();
    categories();
    controls();
    origins();
    release();
    return std::move(out_);
  }

 private:
  void level() {
    if (least_.policy == banner_.policy && least_.level == banner_.level) return;
    auto probe = banner_;
    probe.level = least_.level;
    probe.policy = least_.policy;
    if (!label::is_stricter(probe, banner_, policy_, terms_.expand)) return;
    const auto* level = policy_.level(least_.level);
    const auto has_level = [&](const Label& part) { return part.policy == least_.policy && part.level == least_.level; };
    const auto name = level == nullptr ? least_.level.value : level->marks.front();
    const auto line = line_that(parts_, has_level);
    const auto why = line ? fmt::format("line {} is {}", *line, name) : fmt::format("the portions together are {}", name);
    add(name, IsmName::classification, "",
        least_.policy == banner_.policy
            ? fmt::format("the banner {} {}: {}", is_beside(level) ? "is below" : "does not cover", name, why)
            : fmt::format("the banner is not in terms of {}, and {}", least_.policy.value, why));
  }

  // Of what is in the banner's terms: whether the two levels rank together.
  [[nodiscard]] bool is_beside(const label::Level* level) const {
    const auto* banner = policy_.level(banner_.level);
    return level == nullptr || banner == nullptr || banner->free || label::ranks_beside(*level, *banner);
  }

  [[nodiscard]] bool lacks(const label::Category& category) const {
    const auto& own = banner_.categories;
    return category.kind != label::CategoryKind::informative && std::find(own.begin(), own.end(), category) == own.end();
  }

  // A sub-compartment names all that it is part of.
  [[nodiscard]] bool is_named_by_another(const label::Category& category) const {
    return std::any_of(least_.categories.begin(), least_.categories.end(), [&](const label::Category& other) {
      const auto& name = category.name.value;
      return lacks(other) && other.name.value.size() > name.size() && other.name.value.starts_with(name) &&
             std::string_view("- ").find(other.name.value[name.size()]) != std::string_view::npos;
    });
  }

  void categories() {
    for (const auto& category : least_.categories) {
      if (!lacks(category) || is_named_by_another(category)) continue;
      const auto* policy = terms_.book.find(category.policy);
      const auto* token = policy == nullptr ? nullptr : policy->token(category.name);
      const auto bears = [&](const Label& part) {
        return std::find(part.categories.begin(), part.categories.end(), category) != part.categories.end();
      };
      const auto what = token == nullptr ? category.name.value : token->marks.front();  // an unpublished path names itself
      add(what, segment_of(category, policy), category.name.value, lacks_what(what, line_that(parts_, bears)));
    }
  }

  // That of the token which the path begins with.
  static std::optional<IsmName> segment_of(const label::Category& category, const label::Policy* policy) {
    if (policy == nullptr || policy->grammar != label::Grammar::us_style) return std::nullopt;
    std::string_view name = category.name.value;
    while (!name.empty()) {
      if (const auto* token = policy->token(name)) return attribute_of(token->segment);
      const auto cut = name.find_last_of("- ");
      name = name.substr(0, cut == std::string_view::npos ? 0 : cut);
    }
    return std::nullopt;
  }

  void controls() {
    if (least_.controls.originator_control && !banner_.controls.originator_control) {
      const auto* named = named_of_meaning(least_, Meaning::originator_control);  // "ORCON-USGOV"
      const auto what = named == nullptr ? text_of(policy_, Meaning::originator_control) : named->marks.front();
      const auto line = line_that(parts_, [](const Label& part) { return part.controls.originator_control; });
      add(what, IsmName::dissemination_controls, "", lacks_what(what, line));
    }
    if (!least_.controls.no_foreign || (banner_.controls.no_foreign && !is_implied_only(least_, banner_, policy_))) return;
    const auto what = text_of(policy_, Meaning::no_foreign);
    const auto line = line_that(parts_, [&](const Label& part) { return label::says_no_foreign(part, policy_); });
    add(what, IsmName::dissemination_controls, "",
        line ? lacks_what(what, line) : fmt::format("the banner lacks {}: no one else may have all portions together", what));
  }

  // The token of that meaning which a label keeps by name, beside what it sets.
  [[nodiscard]] const label::Token* named_of_meaning(const Label& label, Meaning meaning) const {
    for (const auto& category : label.categories) {
      const auto* token = category.policy == policy_.id ? policy_.token(category.name) : nullptr;
      if (token != nullptr && token->meaning == meaning) return token;
    }
    return nullptr;
  }

  static bool has(const Label& label, const Origin& origin) {
    const auto same = [&](const Origin& other) { return other.party == origin.party; };
    return std::any_of(label.owners.begin(), label.owners.end(), same) ||
           std::any_of(label.sources.begin(), label.sources.end(), same);
  }

  void origins() {
    const auto take = [&](const Origin& origin) {
      if (origin.party == policy_.party || origin.party == terms_.system.party || has(banner_, origin)) return;
      const auto line = line_that(parts_, [&](const Label& part) { return has(part, origin); });
      const auto fgi = text_of(terms_.system, Meaning::foreign_information);
      if (origin.party) {
        const auto what = fmt::format("{} {}", fgi, origin.party->value);
        add(what, IsmName::fgi_source_open, "", lacks_what(what, line));
      } else {
        add(fgi, IsmName::fgi_source_protected, "",
            fmt::format("the banner lacks {} without the names of sources: line {} conceals its own", fgi, line.value_or(0)));
      }
    };
    for (const auto& owner : least_.owners) take(owner);
    for (const auto& source : least_.sources) take(source);
  }

  // Only if nothing above says it: a release is compared as a whole.
  void release() {
    auto probe = banner_;
    probe.releasable = least_.releasable;
    probe.display_only = least_.display_only;
    probe.controls.eyes_only = least_.controls.eyes_only;
    if (least_.controls.no_foreign || banner_.controls.no_foreign) return;
    if (!label::is_stricter(probe, banner_, policy_of(banner_, terms_), terms_.expand)) return;
    if (least_.controls.eyes_only && !banner_.controls.eyes_only) {
      const auto what = closed_list(*least_.controls.eyes_only);
      const auto line = line_that(parts_, [](const Label& part) { return part.controls.eyes_only.has_value(); });
      return add(what, IsmName::releasable_to, "", lacks_what(what, line));
    }
    const auto mine = members(least_.releasable.parties, terms_.expand);
    for (const auto& party : members(banner_.releasable.parties, terms_.expand)) {
      const auto expanded = terms_.expand(party);
      const bool group = expanded.size() != 1 || expanded.front() != party;
      if (group || party == terms_.system.party || mine.contains(party)) continue;
      const auto closed = [&](const Label& part) {
        return part.releasable.kind == label::ReleaseKind::listed &&
               !members(part.releasable.parties, terms_.expand).contains(party);
      };
      const auto line = line_that(parts_, closed);
      add(party.value, IsmName::releasable_to, "",
          line ? fmt::format("the banner releases to {}, and line {} does not", party.value, *line)
               : fmt::format("the banner releases to {}, which the portions together do not", party.value));
      return;
    }
    add("a narrower release", IsmName::releasable_to, "", "the banner releases more than the portions together");
  }

  // "AUSTEO" where the policy names the list; else the word for closed lists.
  [[nodiscard]] std::string closed_list(const std::vector<PartyId>& parties) const {
    const std::set<PartyId> listed(parties.begin(), parties.end());
    for (const auto& token : policy_.tokens) {
      if (token.meaning == Meaning::eyes_only && std::set<PartyId>(token.parties.begin(), token.parties.end()) == listed)
        return token.marks.front();
    }
    return text_of(policy_, Meaning::eyes_only);
  }

  void add(std::string what, std::optional<IsmName> attribute, std::string ism, std::string message) {
    out_.push_back({std::move(what), attribute, std::move(ism), std::move(message)});
  }

  const Label& least_;
  const Label& banner_;
  const Parts& parts_;
  const Terms& terms_;
  const label::Policy& policy_;
  std::vector<Lack> out_;
};

class BannerChecker {
 public:
  explicit BannerChecker(const BannerAsked& asked) : asked_(asked), terms_{asked.system, asked.book, asked.expand} {}

  BannerAnswer check() {
    const auto together = say_together(labels_of(asked_.parts), asked_.banner, terms_);
    if (!together) return check_apart(together.error());
    warn_of_unread();
    const auto written = label::render_banner(*together, asked_.system, asked_.book);
    const auto text = written ? *written : std::string();
    if (asked_.unread == 0) out_.together = text;
    judge(*together, text);
    if (written && asked_.unread == 0 && stands(*written)) out_.suggested = *written;
    const auto first = std::find_if(out_.findings.begin(), out_.findings.end(),
                                    [](const label::Finding& finding) { return finding.severity == label::Severity::error; });
    if (out_.suggested && first != out_.findings.end()) first->correction = label::Correction{*out_.suggested, false};
    return std::move(out_);
  }

 private:
  static std::vector<Label> labels_of(const Parts& parts) {
    std::vector<Label> labels;
    for (const auto& part : parts) labels.push_back(part.label);
    return labels;
  }

  void add(std::string_view rule, label::Severity severity, std::string message) {
    out_.findings.push_back({std::string(rule), severity, asked_.span, std::move(message), std::nullopt});
  }

  void warn(std::string message) { add(kRuleWhole, label::Severity::warning, std::move(message)); }

  void warn_of_unread() {
    if (asked_.unread > 0)
      warn(counted(asked_.unread, "portion mark") + " cannot be read: the banner is compared with the others");
  }

  [[nodiscard]] std::string_view rule() const {
    return asked_.system.grammar == label::Grammar::us_style ? kRuleRollUp : kRuleRollUpElsewhere;
  }

  // No one level covers all portions: those that rank together are, the others each by itself.
  BannerAnswer check_apart(const Error& why) {
    const auto apart = say_apart(labels_of(asked_.parts), asked_.banner, terms_);
    if (!apart) {
      add(kRuleWhole, label::Severity::error, fmt::format("the portions have no banner together: {}", why.message));
      return std::move(out_);
    }
    warn(fmt::format("the portions have no banner together: {}; what ranks with others is compared", why.message));
    warn_of_unread();
    tell_lacks(apart->rest, {});
    for (const auto part : apart->parts) check_level_alone(asked_.parts[part], apart->all);
    return std::move(out_);
  }

  // A level of the banner's own system that it does not rank with is not covered, whatever else the banner fits. Of one of
  // another system that has no rank here the banner can only say whose it is; if it covers nothing else, not even that is enough.
  void check_level_alone(const MarkedPart& part, bool alone) {
    const auto* banner = policy_of(asked_.banner, terms_).level(asked_.banner.level);
    const auto* own = policy_of(part.label, terms_).level(part.label.level);
    const auto* rank = label::counted_level(part.label, policy_of(asked_.banner, terms_));
    if (banner == nullptr || own == nullptr || own->free) return;
    const bool beside = rank != nullptr && (rank->name == banner->name || label::ranks_beside(*rank, *banner));
    if (beside ? banner->hierarchy >= rank->hierarchy : rank == nullptr && !banner->free && !alone) return;
    const auto name = own->marks.front();
    add(rule(), label::Severity::error,
        beside || banner->free ? fmt::format("the banner is below {}: line {} is {}", name, part.line, name)
                               : fmt::format("the banner does not cover {}, and line {} is {}", name, part.line, name));
  }

  // Whether the banner says less than `least`; each thing that it lacks is an error.
  bool tell_lacks(const Label& least, const std::vector<label::IsmFinding>& broken) {
    const auto& banner = asked_.banner;
    const bool less = label::is_stricter(least, banner, policy_of(banner, terms_), asked_.expand) ||
                      is_implied_only(least, banner, policy_of(banner, terms_));
    lacks_ = less ? Lacking(least, banner, asked_.parts, terms_).find() : std::vector<Lack>();
    for (const auto& lack : lacks_) add(rule(), label::Severity::error, lack.message + rules_about(lack, lacks_, broken));
    if (less && lacks_.empty()) add(rule(), label::Severity::error, "the banner says less than the portions together");
    return less;
  }

  void judge(const Label& together, const std::string& written) {
    const auto& banner = asked_.banner;
    const auto broken = broken_rules(together);
    const bool less = tell_lacks(together, broken);
    for (const auto& finding : broken) {
      const bool told =
          std::any_of(lacks_.begin(), lacks_.end(), [&](const Lack& lack) { return lack.attribute == finding.attribute; });
      if (!told)
        add(finding.rule, finding.severity,
            finding.value ? fmt::format("{}: {}", finding.message, *finding.value) : finding.message);
    }
    if (less || asked_.unread > 0 || !label::is_stricter(banner, together, policy_of(banner, terms_), asked_.expand)) return;
    say_more(together, written);
  }

  void say_more(const Label& together, const std::string& written) {
    std::vector<std::string> added;
    for (const auto& lack : Lacking(asked_.banner, together, {}, terms_).find()) added.push_back(lack.what);
    warn(fmt::format("the banner says more than the portions together{}{}; that needs a reason (compilation)",
                     written.empty() ? "" : fmt::format(" ({})", quoted(written)),
                     added.empty() ? "" : ", by " + join(added, ", ")));
  }

  // " (ISM-ID-00070)": those that say the same of this value.
  static std::string rules_about(const Lack& lack, const std::vector<Lack>& all, const std::vector<label::IsmFinding>& broken) {
    const auto alike =
        std::count_if(all.begin(), all.end(), [&](const Lack& other) { return other.attribute == lack.attribute; });
    std::set<std::string> rules;
    for (const auto& finding : broken) {
      if (finding.attribute != lack.attribute || (finding.value ? *finding.value != lack.ism : alike > 1)) continue;
      rules.insert(std::string(finding.rule));
    }
    if (rules.empty()) return "";
    return fmt::format(" ({})", join({rules.begin(), rules.end()}, ", "));
  }

  //= ISM (2022-12): what the resource owes to its portions; of the rules, those about what a mark says. Where the rules and the
  // manual's roll-up differ, the roll-up counts.
  [[nodiscard]] std::vector<label::IsmFinding> broken_rules(const Label& together) const {
    const bool own = std::any_of(asked_.banner.owners.begin(), asked_.banner.owners.end(),
                                 [&](const Origin& owner) { return owner.party == asked_.system.party; });
    if (asked_.system.grammar != label::Grammar::us_style || !own || asked_.unread > 0) return {};
    label::IsmDocument document;
    for (const auto& part : asked_.parts) {
      const auto portion = label::ism_of_label(part.label, asked_.system, asked_.book, kAnyAuthority);
      if (!portion) return {};
      document.portions.push_back(*portion);
    }
    auto broken = broken_as(asked_.banner, document);
    const auto anyway = broken_as(together, document);
    std::erase_if(broken, [&](const label::IsmFinding& finding) {
      return std::find(anyway.begin(), anyway.end(), finding) != anyway.end();
    });
    return broken;
  }

  [[nodiscard]] std::vector<label::IsmFinding> broken_as(const Label& banner, label::IsmDocument& document) const {
    const auto resource = label::ism_of_label(banner, asked_.system, asked_.book, kAnyAuthority);
    if (!resource) return {};
    document.resource = *resource;
    document.resource.values[IsmName::compilation_reason] = {"not in the marks"};  // there may be one
    const auto alone = label::ism_findings(document.resource, {}, label::IsmAlone::banner);
    auto findings = label::ism_findings(document);
    std::erase_if(findings, [&](const label::IsmFinding& finding) {
      const bool told = std::any_of(alone.begin(), alone.end(), [&](const auto& each) { return each.rule == finding.rule; });
      return finding.portion || finding.attribute >= IsmName::high_water_nato || told;
    });
    return findings;
  }

  // Whether `text` would be a banner without findings: sound in itself, and right for the portions as they read under it.
  [[nodiscard]] bool stands(const std::string& text) const {
    const auto check = label::check_marking(text, asked_.system, asked_.book, {label::MarkForm::banner, nullptr, &asked_.expand});
    if (label::has_errors(check.findings) || !check.label) return false;
    const auto& banner = *check.label;
    std::vector<Label> labels;
    for (const auto& part : asked_.parts) {
      auto now = label::parse_marking(part.text, asked_.system, asked_.book, &banner);
      if (!now && label::parse_marking(part.text, asked_.system, asked_.book, &asked_.banner)) return false;
      labels.push_back(now ? std::move(*now) : part.label);
    }
    const auto together = say_together(labels, banner, terms_);
    return together && !label::is_stricter(*together, banner, policy_of(banner, terms_), asked_.expand) &&
           !label::is_stricter(banner, *together, policy_of(banner, terms_), asked_.expand);
  }

  const BannerAsked& asked_;
  Terms terms_;
  std::vector<Lack> lacks_;
  BannerAnswer out_;
};

}  // namespace

Result<std::string> banner_of(const std::vector<MarkedPart>& parts, const label::Policy& system, const label::PolicyBook& book,
                              const label::Expand& expand) {
  Label own;
  own.policy = system.id;
  own.owners = {{system.party, system.id, std::nullopt}};
  std::vector<Label> labels;
  for (const auto& part : parts) labels.push_back(part.label);
  TRY(const auto together, say_together(labels, own, {system, book, expand}));
  return label::render_banner(together, system, book);
}

BannerAnswer check_banner(const BannerAsked& asked) { return BannerChecker(asked).check(); }

}  // namespace entente::document
