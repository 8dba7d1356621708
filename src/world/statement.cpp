#include "world/statement.h"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "base/nearest.h"

namespace entente::world {
namespace {

using Words = std::vector<std::string_view>;

// Every word of an enumeration, in the order of its values: there is none beyond the last.
template <class E>
Words words_of() {
  Words out;
  while (!to_string(static_cast<E>(out.size())).empty()) out.push_back(to_string(static_cast<E>(out.size())));
  return out;
}

std::string listed(const Words& words) { return join({words.begin(), words.end()}, ", "); }

// The keys that fit what a claim is about, besides `recorded`, `opinion` and `hedge`.
Words keys_for(FactKind kind, std::optional<PartyKind> party) {
  switch (kind) {
    case FactKind::instrument:
      return {"status", "on"};
    case FactKind::party:
      if (!party) return {"count", "including", "partner", "of", "status", "members"};
      if (*party == PartyKind::nation) return {"count", "including", "partner", "of", "status"};
      return {"members"};
    case FactKind::event:
      return {"state", "participants", "host"};
    case FactKind::candidacy:
    case FactKind::commitment:
    case FactKind::risk:
    case FactKind::interoperability:
      return {"state"};
    case FactKind::requirement:
      return {"required", "list", "state", "party"};
    case FactKind::programme:
    case FactKind::project:
      return {"participation", "party", "tier"};
    case FactKind::clause:
    case FactKind::person:
    case FactKind::system:
    case FactKind::facility:
    case FactKind::consent:
    case FactKind::waiver:
    case FactKind::licence:
    case FactKind::approval:
    case FactKind::assurance:
    case FactKind::profile:
    case FactKind::assessment:
    case FactKind::capability:
      return {};
  }
  return {};
}

const Words& every_key() {
  static const Words keys{"recorded",     "opinion",   "hedge",    "status",  "on",    "count",
                          "of",           "including", "partner",  "members", "state", "tier",
                          "participants", "host",      "required", "list",    "party", "participation"};
  return keys;
}

Words states_of(FactKind kind) {
  if (kind == FactKind::event) return words_of<EventState>();
  if (kind == FactKind::candidacy) return words_of<CandidacyState>();
  if (kind == FactKind::commitment) return words_of<CommitmentState>();
  if (kind == FactKind::risk) return words_of<RiskState>();
  if (kind == FactKind::interoperability) return words_of<InteroperabilityState>();
  return words_of<AssessmentState>();
}

class Reader {
 public:
  explicit Reader(const Claim& claim) : claim_(claim) {}

  void fault(std::string_view key, std::string message) {
    out_.faults.push_back({key.empty() ? "says" : fmt::format("says.{}", key), std::move(message)});
  }
  [[nodiscard]] bool has(std::string_view key) const { return claim_.says.contains(std::string(key)); }

  std::vector<std::string> many(std::string_view key) {
    used_.insert(std::string(key));
    const auto found = claim_.says.find(std::string(key));
    return found == claim_.says.end() ? std::vector<std::string>() : found->second;
  }
  std::optional<std::string> one(std::string_view key) {
    const auto values = many(key);
    if (values.empty()) return std::nullopt;
    if (values.size() > 1) fault(key, fmt::format("{} values; expected one", values.size()));
    return values.front();
  }
  std::optional<std::string> needed(std::string_view key, const Words& known) {
    auto value = one(key);
    if (!value) fault(key, fmt::format("missing; expected {}", listed(known)));
    return value;
  }
  void truth(std::string_view key) {
    const auto value = one(key);
    if (value && *value != "true") fault(key, fmt::format("{}; expected true, or no such key", quoted(*value)));
  }
  void word(std::string_view key, const std::string& given, const Words& known) {
    if (std::find(known.begin(), known.end(), given) != known.end()) return;
    fault(key, fmt::format("{} is not known; expected {}{}", quoted(given), listed(known), did_you_mean(given, known)));
  }
  std::optional<std::int64_t> number(std::string_view key, std::int64_t limit) {
    const auto value = one(key);
    if (!value) return std::nullopt;
    std::int64_t out = 0;
    const auto* end = value->data() + value->size();
    const auto [rest, problem] = std::from_chars(value->data(), end, out);
    if (problem == std::errc() && rest == end && out >= 0 && out <= limit) return out;
    fault(key, fmt::format("{} is not a number from 0 to {}", quoted(*value), limit));
    return std::nullopt;
  }
  std::vector<PartyId> parties(std::string_view key) {
    std::vector<PartyId> out;
    for (auto& value : many(key)) out.emplace_back(std::move(value));
    return out;
  }
  std::optional<PartyId> party(std::string_view key) {
    auto value = one(key);
    return value ? std::optional(PartyId(std::move(*value))) : std::nullopt;
  }
  std::vector<StatusValue> statuses() {
    std::vector<StatusValue> out;
    for (const auto& value : many("status")) {
      if (const auto status = parse_status(value)) out.push_back(*status);
      word("status", value, words_of<StatusValue>());
    }
    if (out.empty() && !has("status")) fault("status", fmt::format("missing; expected {}", listed(words_of<StatusValue>())));
    return out;
  }
  void hedge() {
    if (const auto text = one("hedge")) out_.statement.hedge = *text;
  }
  // Last: what nobody asked for is unknown, or fits something else. `expected` says what would fit.
  ReadStatement finish(const std::string& expected) {
    for (const auto& [key, values] : claim_.says) {
      if (used_.contains(key)) continue;
      const bool known = std::find(every_key().begin(), every_key().end(), key) != every_key().end();
      if (known) fault(key, "does not fit; " + expected);
      if (!known) fault(key, fmt::format("{} is not a key{}", quoted(key), did_you_mean(key, every_key())));
    }
    return std::move(out_);
  }
  Statement& statement() { return out_.statement; }

 private:
  const Claim& claim_;
  std::set<std::string, std::less<>> used_;
  ReadStatement out_;
};

void read_status(Reader& reader) {
  auto& out = reader.statement();
  out.form = Form::status;
  out.statuses = reader.statuses();
  reader.hedge();
  const auto on = reader.one("on");
  if (!on) return;
  if (out.statuses.size() > 1) reader.fault("on", "stands beside several statuses; expected one");
  if (const auto date = PartialDate::parse(*on)) {
    out.on = *date;
  } else {
    reader.fault("on", date.error().message);
  }
}

// With how many partners, or with which.
void read_partners(Reader& reader) {
  auto& out = reader.statement();
  out.form = reader.has("partner") ? Form::partner : Form::count;
  if (out.form == Form::partner) {
    out.party = reader.party("partner");
  } else {
    if (!reader.has("count")) reader.fault("count", "missing, and `partner` too; expected one of them");
    out.count = reader.number("count", kClaimedCount).value_or(0);
    out.parties = reader.parties("including");
  }
  if (const auto of = reader.needed("of", words_of<Kind>())) {
    out.of = parse_kind(*of).value_or(Kind::information_security);
    reader.word("of", *of, words_of<Kind>());
  }
  out.statuses = reader.statuses();
  reader.hedge();
}

void read_meeting(Reader& reader) {
  auto& out = reader.statement();
  out.form = Form::meeting;
  if (const auto state = reader.one("state")) {
    out.word = *state;
    reader.word("state", *state, states_of(FactKind::event));
  }
  out.parties = reader.parties("participants");
  out.party = reader.party("host");
}

void read_requirement(Reader& reader) {
  auto& out = reader.statement();
  if (!reader.has("state")) {
    out.form = Form::required;
    reader.truth("required");
    if (!reader.has("required")) reader.fault("required", "missing; expected true");
    out.word = reader.one("list").value_or("");
    return;
  }
  out.form = Form::assessment;
  out.word = reader.one("state").value_or("");
  reader.word("state", out.word, states_of(FactKind::requirement));
  if (!reader.has("party")) reader.fault("party", "missing; a state of a requirement is somebody's");
  out.party = reader.party("party");
}

void read_participation(Reader& reader) {
  auto& out = reader.statement();
  out.form = Form::participation;
  if (const auto role = reader.needed("participation", words_of<Role>())) {
    out.word = *role;
    reader.word("participation", *role, words_of<Role>());
  }
  if (!reader.has("party")) reader.fault("party", "missing; expected the id of a party");
  out.party = reader.party("party");
  out.tier = reader.number("tier", kClaimedCount);
  reader.hedge();
}

void read_state(Reader& reader, FactKind kind) {
  auto& out = reader.statement();
  out.form = Form::state;
  out.word = reader.one("state").value_or("");
  reader.word("state", out.word, states_of(kind));
  if (kind == FactKind::candidacy) reader.hedge();
}

// By what the claim is about; at least one of the keys that fit it is there.
void read_form(Reader& reader, FactKind kind) {
  if (kind == FactKind::instrument) return read_status(reader);
  if (kind == FactKind::event) return read_meeting(reader);
  if (kind == FactKind::requirement) return read_requirement(reader);
  if (kind == FactKind::programme || kind == FactKind::project) return read_participation(reader);
  if (kind != FactKind::party) return read_state(reader, kind);
  if (!reader.has("members")) return read_partners(reader);
  reader.statement().form = Form::members;
  reader.statement().parties = reader.parties("members");
}

}  // namespace

ReadStatement read_statement(const Claim& claim, std::optional<PartyKind> party) {
  if (claim.about.empty()) return {{}, {{"says", "speaks of nothing"}}};
  Reader reader(claim);
  const auto kind = claim.about.front().kind;
  const auto fitting = keys_for(kind, party);
  if (reader.has("opinion")) {
    reader.truth("opinion");
    return reader.finish("an opinion stands alone");
  }
  if (reader.has("recorded")) {
    reader.statement().form = Form::recorded;
    reader.truth("recorded");
    reader.hedge();
    return reader.finish("`recorded` stands alone, or with `hedge`");
  }
  const bool says_something = std::any_of(fitting.begin(), fitting.end(), [&](std::string_view key) { return reader.has(key); });
  if (says_something) read_form(reader, kind);
  if (!says_something && claim.says.empty()) reader.fault("", "empty; expected what the source says");
  if (!says_something && claim.says.size() == 1 && reader.has("hedge")) {
    reader.hedge();
    reader.fault("hedge", "stands alone; expected what it hedges");
  }
  const auto keys = fitting.empty() ? std::string() : listed(fitting) + ", ";
  return reader.finish(fmt::format("about {} it is {}recorded or opinion", to_string(claim.about.front()), keys));
}

std::vector<StatusValue> counted_statuses(const Statement& statement) {
  std::set<StatusValue> out(statement.statuses.begin(), statement.statuses.end());
  if (out.contains(StatusValue::signed_)) out.insert({StatusValue::provisional, StatusValue::in_force});
  return {out.begin(), out.end()};
}

std::string plain_word(std::string_view word) {
  std::string out(word);
  std::replace(out.begin(), out.end(), '-', ' ');
  return out;
}

std::string summary(const Statement& statement) {
  std::vector<std::string> statuses;
  for (const auto status : statement.statuses) statuses.push_back(plain_word(to_string(status)));
  const auto hedge = statement.hedge.empty() ? std::string() : " " + statement.hedge;
  switch (statement.form) {
    case Form::opinion:
      return "an opinion";
    case Form::recorded:
      return "it is so" + hedge;
    case Form::status:
      return join(statuses, " or ") + hedge + (statement.on ? " on " + statement.on->text() : "");
    case Form::count:
      return fmt::format("{} {} {}{}", statement.count, to_string(statement.of), join(statuses, " or "), hedge);
    case Form::partner:
      return fmt::format("{} with {} {}{}", to_string(statement.of), statement.party ? statement.party->value : "",
                         join(statuses, " or "), hedge);
    case Form::members:
    case Form::meeting: {
      std::vector<std::string> parts;
      if (!statement.word.empty()) parts.push_back(statement.word);
      if (statement.party) parts.push_back("host " + statement.party->value);
      for (const auto& party : statement.parties) parts.push_back(party.value);
      return join(parts, ", ");
    }
    case Form::required:
      return statement.word.empty() ? std::string("required") : "required, of the list " + statement.word;
    case Form::assessment:
    case Form::participation:
      return fmt::format("{} {}{}", statement.party ? statement.party->value : "", plain_word(statement.word), hedge) +
             (statement.tier ? fmt::format(" of tier {}", *statement.tier) : "");
    case Form::state:
      return plain_word(statement.word) + hedge;
  }
  return {};
}

}  // namespace entente::world
