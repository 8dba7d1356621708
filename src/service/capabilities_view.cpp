#include "service/capabilities_view.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analysis/capabilities.h"
#include "base/text.h"
#include "format/capabilities_json.h"
#include "format/capabilities_picture.h"
#include "format/changes_report.h"
#include "service/fact_table.h"
#include "service/readiness_view.h"
#include "world/fact_lines.h"

namespace entente::service {
namespace {

using analysis::Carriage;
using analysis::Carrying;
using analysis::Deed;
using world::InteroperabilityState;

std::string_view mark(Carriage is) {
  switch (is) {
    case Carriage::carried:
      return "✔";
    case Carriage::lacking:
      return "~";
    case Carriage::blocked:
      return "✘";
    case Carriage::unasked:
      return "?";
  }
  return "";
}

std::string_view mark(InteroperabilityState state) {
  switch (state) {
    case InteroperabilityState::tested:
      return "✔";
    case InteroperabilityState::failed:
      return "✘";
    case InteroperabilityState::unknown:
      return "?";
  }
  return "";
}

std::string_view plural(world::CapabilityKind kind) {
  switch (kind) {
    case world::CapabilityKind::priority:
      return "priorities";
    case world::CapabilityKind::need:
      return "needs";
    case world::CapabilityKind::offer:
      return "offers";
    case world::CapabilityKind::project:
      return "projects";
  }
  return "";
}

std::string names_of(const std::vector<PartyId>& parties) {
  std::vector<std::string> names;
  for (const auto& each : parties) names.push_back(each.value);
  return join(names, ", ");
}

class CapabilitiesText {
 public:
  CapabilitiesText(const analysis::Capabilities& found, const CapabilitiesRequest& request) : found_(found), request_(request) {}

  std::string text() {
    head();
    rows();
    instruments();
    pairs();
    if (!request_.explain && !found_.rows.empty())
      out_ += "\nsources in full, which facts are lacking, and who can act: --explain\n";
    return std::move(out_);
  }

 private:
  using Groups = std::vector<std::pair<std::string, std::vector<std::string>>>;  // a text, and for whom it holds

  void head() {
    std::map<std::string_view, std::size_t> kinds;
    for (const auto& row : found_.rows) ++kinds[to_string(row.capability->kind)];
    std::vector<std::string> counts;
    for (const auto kind : {world::CapabilityKind::priority, world::CapabilityKind::need, world::CapabilityKind::offer,
                            world::CapabilityKind::project}) {
      if (const auto count = kinds[to_string(kind)]; count > 0)
        counts.push_back(fmt::format("{} {}", count, count == 1 ? to_string(kind) : plural(kind)));
    }
    const auto matched =
        std::count_if(found_.rows.begin(), found_.rows.end(), [](const auto& row) { return !row.matches.empty(); });
    out_ = fmt::format("{} has {} recorded capabilities{}, {} with what another has recorded in the same area or programme, as of {}\n",
                       request_.party ? request_.party->value : "this world", found_.rows.size(),
                       counts.empty() ? "" : ": " + join(counts, " · "), matched, to_short_string(request_.as_of));
    if (found_.left_out > 0) out_ += fmt::format("{} more do not count at that date or on that evidence\n", found_.left_out);
  }

  // "P✘ T~ D✔": of several matches with one partner the best of each.
  static std::string marks(const analysis::CapabilityRow& row, const PartyId& partner) {
    std::map<Deed, Carriage> best;
    for (const auto& match : row.matches) {
      if (match.partner != partner) continue;
      for (const auto& each : match.carrying) {
        const auto [at, fresh] = best.emplace(each.deed, each.is);
        if (!fresh) at->second = std::max(at->second, each.is);
      }
    }
    std::vector<std::string> out;
    for (const auto& [deed, is] : best) out.push_back(fmt::format("{}{}", format::letter_of(deed), mark(is)));
    return join(out, " ");
  }

  // Partners for whom the same holds stand together.
  void rows() {
    if (found_.rows.empty()) return;
    out_ +=
        "P taking part in the programme or project, T transfer of equipment, D disclosure of information\n"
        "✔ carried by an instrument, ~ an instrument carries it and something is lacking, ✘ no instrument carries it,\n"
        "? cannot be asked: no policy of who gives says which levels there are\n";
    for (const auto& row : found_.rows) {
      const auto& is = *row.capability;
      out_ += fmt::format("\n{}{}: {} ({}) [{}; {}]\n", request_.party ? "" : is.party.value + " ", to_string(is.kind),
                          one_line(is.title), is.area, to_string(is.provenance.evidence), source(is.provenance));
      if (row.matches.empty()) out_ += "    no need, offer or project of another is recorded that matches\n";
      Groups groups;
      std::set<PartyId> seen;
      for (const auto& match : row.matches) {
        if (seen.insert(match.partner).second) note(groups, marks(row, match.partner), match.partner.value);
      }
      for (const auto& [text, partners] : groups) out_ += fmt::format("    {}  {}\n", text, join(partners, ", "));
      for (const auto& each : theirs(row)) out_ += each;
    }
  }

  [[nodiscard]] std::vector<std::string> theirs(const analysis::CapabilityRow& row) const {
    std::vector<std::string> out;
    for (const auto& match : row.matches) {
      auto text = match.theirs != nullptr
                      ? fmt::format("    {} {}: {} [{}; {}]\n", match.partner.value, to_string(match.theirs->kind),
                                    one_line(match.theirs->title), to_string(match.theirs->provenance.evidence),
                                    source(match.theirs->provenance))
                      : fmt::format("    {}\n", match.project);
      if (std::find(out.begin(), out.end(), text) == out.end()) out.push_back(std::move(text));
    }
    return out;
  }

  // What carries and what blocks each, once: what differs only in the area or the parties stands together.
  void instruments() {
    if (found_.partners.empty()) return;
    out_ += "\nwhat carries it, and what is lacking\n";
    for (const auto deed : analysis::kDeeds) {
      Groups groups;
      for (const auto& row : found_.rows) {
        for (const auto& match : row.matches) {
          for (const auto& each : match.carrying) {
            if (each.deed == deed) note(groups, carrying(each, row.capability->area), who(each, match.project));
          }
        }
      }
      for (const auto& [text, who] : groups) {
        const auto line = text.find('\n');
        out_ += fmt::format("  {} {}{}", text.substr(0, line), together(who), text.substr(line));
      }
    }
  }

  // "BEL → JPN" and "DNK → JPN": "BEL, DNK → JPN".
  static std::string together(const std::vector<std::string>& pairs) {
    for (const std::string_view between : {" → ", " in "}) {
      std::vector<std::string> left;
      std::vector<std::string> right;
      for (const auto& each : pairs) {
        const auto at = each.find(between);
        if (at == std::string::npos) break;
        left.push_back(each.substr(0, at));
        right.push_back(each.substr(at + between.size()));
      }
      if (left.size() != pairs.size()) continue;
      const auto same = [](const std::vector<std::string>& all) {
        return std::count(all.begin(), all.end(), all.front()) == std::ssize(all);
      };
      if (same(right)) return join(left, ", ") + std::string(between) + right.front();
      if (same(left)) return left.front() + std::string(between) + join(right, ", ");
    }
    return join(pairs, ", ");
  }

  static std::string who(const Carrying& each, const std::string& project) {
    return each.deed == Deed::participate ? fmt::format("{} in {}", each.recipient.value, project)
                                          : fmt::format("{} → {}", each.giver.value, each.recipient.value);
  }

  static void note(Groups& groups, const std::string& text, const std::string& name) {
    auto at = std::find_if(groups.begin(), groups.end(), [&](const auto& each) { return each.first == text; });
    if (at == groups.end()) at = groups.insert(groups.end(), {text, {}});
    if (std::find(at->second.begin(), at->second.end(), name) == at->second.end()) at->second.push_back(name);
  }

  [[nodiscard]] std::string source(const world::Provenance& provenance) const {
    return request_.explain ? provenance.source : short_source(provenance.source);
  }

  [[nodiscard]] std::string carrying(const Carrying& each, const std::string& area) const {
    auto out = fmt::format("{}{} ", format::letter_of(each.deed), mark(each.is));
    if (!each.instrument.empty()) {
      out += each.instrument;
    } else if (each.is == Carriage::blocked) {
      out += each.missing.empty() ? "no instrument" : fmt::format("no instrument (missing: {})", each.missing);
    } else if (each.is == Carriage::unasked) {
      // "no policy of ITA" is said once for all givers: they stand behind it.
      out += "cannot be asked, " + each.why.substr(0, each.why.rfind(' ')) + " who gives";
    }
    if (!each.level.empty()) out += ", up to " + each.level;
    if (!each.stated.empty()) out += fmt::format(" ({})", join(each.stated, ", "));
    if (each.is == Carriage::carried) {
      out += fmt::format(" [{}]", to_string(each.evidence));
      if (each.until != kEndOfTime) out += ", may change on " + to_short_string(each.until);
    }
    out += ":";
    if (!request_.explain) return out + rules(each);
    out += '\n';
    for (const auto& wanting : each.wanting) {
      auto text = wanting.facts.empty() ? wanting.why : join(wanting.facts, "; and ");
      text = replaced(replaced(std::move(text), fmt::format(" ({})", area), ""), fmt::format("`{}`", area), "this equipment");
      out += fmt::format("      → {}: {}", to_string(wanting.rule), text);
      if (!wanting.actors.empty()) out += fmt::format(" [can act: {}]", names_of(wanting.actors));
      out += '\n';
    }
    return out;
  }

  // The rules that deny, each with how many facts they ask for.
  static std::string rules(const Carrying& each) {
    std::vector<std::pair<std::string_view, std::size_t>> counts;
    for (const auto& wanting : each.wanting) {
      const auto rule = to_string(wanting.rule);
      if (counts.empty() || counts.back().first != rule) counts.emplace_back(rule, 0);
      counts.back().second += std::max<std::size_t>(wanting.facts.size(), 1);
    }
    std::vector<std::string> out;
    for (const auto& [rule, count] : counts) out.push_back(count > 1 ? fmt::format("{} ({})", rule, count) : std::string(rule));
    return out.empty() ? "\n" : fmt::format("\n      lacks: {}\n", join(out, ", "));
  }

  static std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
    return text;
  }

  void pairs() {
    if (found_.pairs.empty() && found_.unknown_pairs == 0) return;
    out_ += fmt::format("\nplatforms and systems against standards ({})\n", format::pairs_legend(found_, ", "));
    if (found_.pairs.empty()) return;
    TextTable table;
    table.row({"state", "parties", "platforms", "standard", "on", "evidence", "source"});
    for (const auto& pair : found_.pairs) {
      const auto& each = *pair.record;
      table.row({fmt::format("{} {}{}", mark(pair.state), to_string(pair.state), pair.set_aside.empty() ? "" : ": " + pair.set_aside), names_of(each.parties),
                 one_line(join(each.platforms, " × ")), one_line(each.standard), each.on ? each.on->text() : "",
                 std::string(to_string(each.provenance.evidence)), source(each.provenance)});
    }
    out_ += table.text("");
  }

  const analysis::Capabilities& found_;
  const CapabilitiesRequest& request_;
  std::string out_;
};

}  // namespace

Result<std::string> view_capabilities(const Desk& desk, const CapabilitiesRequest& request) {
  TRY_DO(desk.covers(request.as_of));
  const auto& options = desk.options();
  std::optional<world::World> known;
  if (options.known_as_of) known = world::known_by(desk.world(), *options.known_as_of);
  const world::World& world = known ? *known : desk.world();
  if (request.party) TRY_DO(actor_named(world, *request.party));
  const analysis::View view{&world, {request.as_of, options.known_as_of, options.require}};
  TRY(const auto found, analysis::capabilities(view, request.party));
  const format::CapabilitiesReport report{world,           found,          request.party, request.as_of, options.known_as_of,
                                          options.require, desk.revision()};
  switch (request.form) {
    case AnswerForm::json:
      return format::capabilities_json(report);
    case AnswerForm::svg: {
      auto picture = format::capabilities_picture(report);
      if (picture.empty())
        return fail(Fault::bad_request, "the picture would be too large; name one party, as in `world capabilities JPN`");
      return picture;
    }
    case AnswerForm::text:
      break;
  }
  return CapabilitiesText(found, request).text() + format::counts_to_text({options.known_as_of, options.require});
}

}  // namespace entente::service
