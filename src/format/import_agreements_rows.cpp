#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "codec/toml_writer.h"
#include "format/import_agreements.h"
#include "format/import_agreements_parts.h"
#include "base/nearest.h"

namespace entente::format {
namespace {

using codec::toml_string;
using world::StatusValue;

tl::unexpected<Error> no(std::string why) { return fail(ImportFault::no_such_table, std::move(why)); }

std::string key(std::string_view name, std::string_view text) {
  return text.empty() ? std::string() : fmt::format("{} = {}\n", name, toml_string(text));
}

// Addresses of the table are parted by " | ", ours by " ; ".
std::string source_of(const AgreementRow& row) {
  if (row.url.empty()) return fmt::format("{}, row {}", row.table, row.id);
  std::vector<std::string> parts;
  for (const auto part : split(row.url, "|")) parts.emplace_back(trimmed(part));
  return join(parts, " ; ");
}

Result<void> check_parties(const AgreementRow& row, world::Kind kind, const world::World& world) {
  std::set<PartyId> seen;
  for (const auto& id : row.parties) {
    const auto* party = world.party(id);
    if (party == nullptr) return no(unknown_party(world, id));
    if (party->kind == world::PartyKind::group)
      return no(fmt::format("`{}` is a group and signs nothing; list its members", id.value));
    if (!seen.insert(id).second) return no(fmt::format("party `{}` stands twice", id.value));
  }
  const bool of_one = kind == world::Kind::national_law || kind == world::Kind::security_assistance;
  if (row.parties.size() < 2 && !of_one) return no("it names one party; an agreement has two or more");
  return {};
}

struct Dated {
  StatusValue value = StatusValue::considered;
  std::string from;
  std::string note;
};

bool overlap(const std::string& a, const std::string& b) {
  const auto first = PartialDate::parse(a);
  const auto second = PartialDate::parse(b);
  return first && second && first->earliest() <= second->latest() && second->earliest() <= first->latest();
}

// Which statuses a row states, each with its date; what cannot be dated is said, never guessed.
class StatusReader {
 public:
  StatusReader(const AgreementRow& row, ImportedStatus status, const AgreementIndex& index)
      : row_(row), status_(status), index_(index) {}

  std::vector<Dated> read() {
    if (status_.value >= StatusValue::signed_) add(StatusValue::signed_, signature());
    if (status_.value >= StatusValue::in_force) entry_into_force();
    if (status_.superseded) end_of_superseded();
    if (status_.value != StatusValue::signed_ && status_.value != StatusValue::in_force) own_date();
    if (found_.empty())
      lacks_.push_back(fmt::format("says `{}` without a date, so it has no status; fill in `date`", row_.status));
    if (lacks_.empty()) left_over();
    return std::move(found_);
  }
  [[nodiscard]] std::vector<std::string> lacks() { return std::move(lacks_); }

 private:
  void add(StatusValue value, const std::string& from, std::string note = "") {
    if (!from.empty()) found_.push_back({value, from, std::move(note)});
  }
  [[nodiscard]] std::string signature() const {
    return row_.date_signed.empty() && status_.value == StatusValue::signed_ ? row_.date : row_.date_signed;
  }

  // A signature is no entry into force, unless the word says so.
  void entry_into_force() {
    auto from = row_.date_in_force;
    const bool own = status_.value == StatusValue::in_force && (status_.at_signature || row_.date != row_.date_signed);
    if (from.empty() && own) from = row_.date;
    add(StatusValue::in_force, from);
    if (from.empty() && status_.value == StatusValue::in_force && !found_.empty()) {
      lacks_.push_back(
          fmt::format("says `{}` and not since when, so it is recorded as signed; fill in `date_in_force`", row_.status));
    }
  }

  // Ended when the one agreement of the table that took its place entered into force.
  void end_of_superseded() {
    const AgreementRow* successor = nullptr;
    std::size_t count = 0;
    for (const auto* other : index_.like(row_)) {
      const auto status = imported_status(other->status);
      const bool follows = other != &row_ && status && status->value == StatusValue::in_force && !status->superseded;
      if (!follows || other->date_in_force.empty()) continue;
      successor = other;
      ++count;
    }
    const bool told =
        count == 1 && !overlap(successor->date_in_force, row_.date_in_force.empty() ? row_.date : row_.date_in_force);
    if (told) {
      add(StatusValue::terminated, successor->date_in_force,
          fmt::format("superseded by {}; that it ended on that day is a reading", successor->id));
      return;
    }
    std::erase_if(found_, [](const Dated& each) { return each.value == StatusValue::in_force; });
    lacks_.emplace_back(
        "says `superseded` and the table does not tell when, so it is recorded as signed only; write its end by hand");
  }

  void own_date() {
    const auto& date = row_.date;
    const auto in_force =
        std::find_if(found_.begin(), found_.end(), [](const Dated& each) { return each.value == StatusValue::in_force; });
    const bool unclear = in_force != found_.end() && overlap(in_force->from, date);
    if (unclear) {
      lacks_.push_back(fmt::format("`{}` from {} may be before or after its entry into force, so it is recorded as signed only",
                                   row_.status, date));
      found_.erase(in_force);
    } else {
      add(status_.value, date);
    }
  }

  void left_over() {
    std::vector<std::string> dates;
    for (const auto* date : {&row_.date, &row_.date_signed, &row_.date_in_force}) {
      const bool used =
          date->empty() || std::any_of(found_.begin(), found_.end(), [&](const Dated& each) { return each.from == *date; });
      if (!used && std::find(dates.begin(), dates.end(), *date) == dates.end()) dates.push_back(*date);
    }
    if (dates.empty()) return;
    lacks_.push_back(fmt::format("the status `{}` leaves no place for {}, which is left out", row_.status, join(dates, ", ")));
  }

  const AgreementRow& row_;
  ImportedStatus status_;
  const AgreementIndex& index_;
  std::vector<Dated> found_;
  std::vector<std::string> lacks_;
};

std::string names_of(const std::vector<PartyId>& parties) {
  std::vector<std::string> names;
  for (const auto& party : parties) names.push_back(party.value);
  return join(names, ", ");
}

std::string accessions(const AgreementRow& row, const std::vector<Dated>& statuses) {
  const auto in_force =
      std::find_if(statuses.begin(), statuses.end(), [](const Dated& each) { return each.value == StatusValue::in_force; });
  std::vector<std::string> parts;
  for (const auto& party : row.parties) {
    const auto from = in_force == statuses.end() ? std::string() : ", from = " + toml_string(in_force->from);
    parts.push_back("{ id = " + toml_string(party.value) + from + " }");
  }
  return "[" + join(parts, ", ") + "]";
}

}  // namespace

Result<MadeInstrument> make_instrument(const AgreementRow& row, const AgreementIndex& index) {
  MadeInstrument out;
  const auto kind = imported_kind(row.kind);
  if (!kind) return no(why_no_instrument(row.kind));
  out.kind = *kind;
  TRY_DO(check_parties(row, *kind, index.world()));
  const auto status = imported_status(row.status);
  if (!status)
    return no(
        fmt::format("the status {} is none of ours; write `in force`, `signed`, `under negotiation`, `considered`, `suspended` "
                    "or `terminated`",
                    quoted(row.status)));
  const auto evidence = imported_evidence(row.check);
  if (!evidence)
    return no(fmt::format("the check {} is no grade; write `verified`, `partly verified` or `from memory, unverified`",
                          quoted(row.check)));
  out.id = instrument_id_of(row.id);
  if (out.id.empty()) return no("its id has no letter or digit");
  StatusReader reader(row, *status, index);
  const auto statuses = reader.read();
  out.lacks = reader.lacks();
  out.text =
      key("id", out.id) + key("kind", to_string(*kind)) + key("title", fmt::format("{}: {}", row.kind, names_of(row.parties)));
  out.text += "parties = " + accessions(row, statuses) + "\n";
  out.text += key("source", source_of(row)) + key("evidence", to_string(*evidence)) + key("note", row.note);
  for (const auto& each : statuses) {
    out.text += "[[status]]\n" + key("value", to_string(each.value)) + key("from", each.from) + key("note", each.note);
  }
  return out;
}

std::string source_text(const std::string& id, const std::string& title) {
  return "[[source]]\n" + key("id", id) + key("title", title);
}

std::string claim_text(const AgreementRow& row, const ClaimNames& names) {
  const auto status = names.about.starts_with("instrument:") ? claimed_status(row.status) : std::nullopt;
  std::string says = "{ opinion = true }";
  if (status) {
    const auto hedge = status->hedge.empty() ? std::string() : ", hedge = " + toml_string(status->hedge);
    says = "{ status = " + toml_string(to_string(status->value)) + hedge + " }";
  }
  const auto text = fmt::format("{}: {} ({})", row.kind, row.status, names_of(row.parties));
  return "[[claim]]\n" + key("id", names.id) + key("source", names.source) + key("said", row.date) +
         "about = " + codec::toml_strings({names.about}) + "\nsays = " + says + "\n" + key("text", text) + key("note", row.note);
}

AgreementIndex::AgreementIndex(const world::World& world, const std::vector<AgreementRow>& rows) : world_(world) {
  for (const auto& instrument : world.instruments) {
    Parties acceded;
    for (const auto& accession : instrument.parties) acceded.insert(accession.party);
    between_[{instrument.kind, std::move(acceded)}].push_back(instrument.id.value);
    instruments_.insert(instrument.id.value);
  }
  for (const auto& claim : world.claims) claims_.insert(claim.id);
  for (const auto& source : world.sources) sources_.insert(source.id);
  for (const auto& row : rows) like_[{row.section, row.kind, Parties(row.parties.begin(), row.parties.end())}].push_back(&row);
}

std::vector<std::string> AgreementIndex::instruments_between(world::Kind kind, const std::vector<PartyId>& parties) const {
  const auto found = between_.find({kind, Parties(parties.begin(), parties.end())});
  return found == between_.end() ? std::vector<std::string>() : found->second;
}

const std::vector<const AgreementRow*>& AgreementIndex::like(const AgreementRow& row) const {
  return like_.at({row.section, row.kind, Parties(row.parties.begin(), row.parties.end())});
}

std::string unknown_party(const world::World& world, const PartyId& id) {
  std::vector<std::string_view> known;
  for (const auto& party : world.parties) known.push_back(party.id.value);
  return fmt::format("{} is no party of the world{}; add it with `entente world new party`", quoted(id.value),
                     did_you_mean(id.value, known));
}

}  // namespace entente::format
