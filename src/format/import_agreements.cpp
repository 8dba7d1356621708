#include "format/import_agreements.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "format/import_agreements_parts.h"
#include "format/layout.h"
#include "format/world_entries.h"
#include "base/nearest.h"

namespace entente::format {
namespace {

constexpr std::string_view kNeeded[] = {"id", "section", "kind", "parties", "status"};
constexpr std::string_view kOptional[] = {"date", "date_signed", "date_in_force", "source", "check", "url", "note"};
constexpr std::size_t kClaimFileBytes = limits::kWorldFileBytes / 2;

Result<void> check_columns(const codec::CsvTable& table) {
  std::vector<std::string_view> known(std::begin(kNeeded), std::end(kNeeded));
  known.insert(known.end(), std::begin(kOptional), std::end(kOptional));
  for (const auto& name : table.columns) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    return fail(ImportFault::no_such_table, fmt::format("line 1: {} is not a column of a table of agreements{}; columns are {}",
                                                        quoted(name), did_you_mean(name, known), fmt::join(known, ", ")));
  }
  for (const auto name : kNeeded) {
    if (std::find(table.columns.begin(), table.columns.end(), name) != table.columns.end()) continue;
    return fail(ImportFault::no_such_table, fmt::format("line 1: no column `{}`; columns are {}", name, fmt::join(known, ", ")));
  }
  return {};
}

AgreementRow read_row(const codec::CsvTable& table, const codec::CsvRow& row, const std::string& name) {
  const auto field = [&](std::string_view column) {
    const auto found = std::find(table.columns.begin(), table.columns.end(), column);
    return found == table.columns.end()
               ? std::string()
               : std::string(trimmed(row.fields[static_cast<std::size_t>(found - table.columns.begin())]));
  };
  AgreementRow out{.line = row.line,
                   .id = field("id"),
                   .section = field("section"),
                   .kind = field("kind"),
                   .parties = {},
                   .status = field("status"),
                   .date = field("date"),
                   .date_signed = field("date_signed"),
                   .date_in_force = field("date_in_force"),
                   .source = field("source"),
                   .check = field("check"),
                   .url = field("url"),
                   .note = field("note"),
                   .table = name};
  const auto parties = field("parties");
  for (const auto part : split(parties, ";")) {
    if (!trimmed(part).empty()) out.parties.emplace_back(std::string(trimmed(part)));
  }
  return out;
}

// A text that a loader would refuse, because it could look like another.
std::optional<std::string> unusable_text(const AgreementRow& row) {
  for (const auto& [column, text] : {std::pair("id", &row.id),
                                     {"kind", &row.kind},
                                     {"status", &row.status},
                                     {"source", &row.source},
                                     {"check", &row.check},
                                     {"url", &row.url},
                                     {"date", &row.date},
                                     {"date_signed", &row.date_signed},
                                     {"date_in_force", &row.date_in_force}}) {
    if (first_hidden(*text, Prose::one_line))
      return fmt::format("`{}` holds a line break, control or invisible character", column);
  }
  if (first_hidden(row.note, Prose::lines)) return "`note` holds a control or invisible character";
  for (const auto& [column, text] :
       {std::pair("date", &row.date), {"date_signed", &row.date_signed}, {"date_in_force", &row.date_in_force}}) {
    if (text->empty()) continue;
    const auto date = PartialDate::parse(*text);
    if (!date && date.error().code == Code(TimeFault::out_of_range)) return fmt::format("`{}` {}", column, date.error().message);
    if (!date) return fmt::format("`{}` {} is no date; write 2016-11-23, 2016-11 or 2016", column, quoted(*text));
  }
  return std::nullopt;
}

class Importer {
 public:
  Importer(const world::World& world, const std::vector<AgreementRow>& rows) : world_(world), rows_(rows), index_(world, rows) {}

  Result<AgreementImport> run(const codec::CsvTable& table) {
    out_.rows = rows_.size() + table.misfits.size();
    for (const auto& row : table.misfits) misfit(table, row);
    for (const auto& row : rows_) {
      if (row.section == "completed" && usable(row)) instrument(row);
    }
    for (const auto& row : rows_) {
      if (row.section == "article" && usable(row)) claim(row);
      if (row.section != "article" && row.section != "completed") {
        note(row, RowOutcome::not_imported, fmt::format("section {} is neither `completed` nor `article`", quoted(row.section)));
      }
    }
    write_claims();
    for (auto& file : out_.files) {
      TRY(file.text, lay_out(file.text));
    }
    std::sort(out_.files.begin(), out_.files.end(), [](const ImportedFile& a, const ImportedFile& b) { return a.path < b.path; });
    std::stable_sort(out_.notes.begin(), out_.notes.end(), [](const RowNote& a, const RowNote& b) { return a.line < b.line; });
    return std::move(out_);
  }

 private:
  void note(const AgreementRow& row, RowOutcome outcome, std::string message) {
    out_.notes.push_back({.outcome = outcome, .line = row.line, .id = quoted(row.id), .message = std::move(message)});
  }

  // Nothing of it is taken, since nobody knows which field is which. It is called by what stands first.
  void misfit(const codec::CsvTable& table, const codec::CsvRow& row) {
    out_.notes.push_back({.outcome = RowOutcome::not_imported,
                          .line = row.line,
                          .id = quoted(row.fields.empty() ? "" : row.fields.front()),
                          .message = fmt::format("{} field{}; the first row has {}, so a comma or a quote is missing or too many",
                                                 row.fields.size(), row.fields.size() == 1 ? "" : "s", table.columns.size())});
  }

  bool usable(const AgreementRow& row) {
    auto fault = unusable_text(row);
    if (!fault && row.id.empty()) fault = "no `id`";
    if (!fault && row.parties.empty()) fault = "no `parties`";
    if (fault) note(row, RowOutcome::not_imported, *fault);
    return !fault;
  }

  // --- instruments ---
  void instrument(const AgreementRow& row) {
    auto made = make_instrument(row, index_);
    if (!made) return note(row, RowOutcome::not_imported, made.error().message);
    auto why = taken(made->id);
    if (!why.empty()) return note(row, RowOutcome::not_imported, std::move(why));
    ids_.emplace(made->id, row.line);
    for (auto& lacks : made->lacks) note(row, RowOutcome::in_part, std::move(lacks));
    if (const auto same = index_.instruments_between(made->kind, row.parties); !same.empty()) {
      note(row, RowOutcome::remark,
           fmt::format("the world has {} of this kind between these parties already; both stand now", join(same, ", ")));
    }
    imported_[{made->kind, std::set<PartyId>(row.parties.begin(), row.parties.end())}].push_back(made->id);
    ++out_.instruments;
    out_.files.push_back({fmt::format("instruments/{}/{}.toml", to_string(made->kind), made->id), std::move(made->text)});
  }

  [[nodiscard]] std::string taken(const std::string& id) const {
    if (const auto first = ids_.find(id); first != ids_.end()) {
      return fmt::format("its id becomes `{}`, as that of line {} does; give one of them another", id, first->second);
    }
    if (index_.has_instrument(id)) {
      return fmt::format("the world has an instrument `{}` already; give this one another id, or change that file", id);
    }
    return {};
  }

  // --- claims ---
  void claim(const AgreementRow& row) {
    const auto id = entry_id_of(row.id);
    const auto source = entry_id_of(row.source);
    if (id.empty()) return note(row, RowOutcome::not_imported, "its id has no letter or digit");
    if (source.empty()) return note(row, RowOutcome::not_imported, "no `source`; a claim is what a source says");
    if (index_.has_claim(id)) return note(row, RowOutcome::not_imported, fmt::format("the world has a claim `{}` already", id));
    if (const auto first = claim_ids_.find(id); first != claim_ids_.end()) {
      return note(row, RowOutcome::not_imported, fmt::format("its id becomes `{}`, as that of line {} does", id, first->second));
    }
    const auto known = sources_.find(source);
    if (known != sources_.end() && known->second != row.source) {
      return note(row, RowOutcome::not_imported,
                  fmt::format("its source becomes `{}`, as {} does", source, quoted(known->second)));
    }
    const auto about = subject_of(row);
    if (!about) return note(row, RowOutcome::not_imported, about.error().message);
    if (known == sources_.end() && !index_.has_source(source)) entries_.push_back(source_text(source, row.source));
    sources_.emplace(source, row.source);
    claim_ids_.emplace(id, row.line);
    entries_.push_back(claim_text(row, {.id = id, .source = source, .about = *about}));
    ++out_.claims;
  }

  // The one instrument of its kind between its parties, else its first party.
  [[nodiscard]] Result<std::string> subject_of(const AgreementRow& row) const {
    const auto kind = imported_kind(row.kind);
    auto ids = kind ? index_.instruments_between(*kind, row.parties) : std::vector<std::string>();
    if (ids.empty() && kind) {
      const auto found = imported_.find({*kind, std::set<PartyId>(row.parties.begin(), row.parties.end())});
      if (found != imported_.end()) ids = found->second;
    }
    if (ids.size() == 1) return "instrument:" + ids.front();
    const auto& first = row.parties.front();
    if (world_.party(first) != nullptr) return "party:" + first.value;
    return fail(ImportFault::no_such_table, unknown_party(world_, first));
  }

  void write_claims() {
    std::string text;
    std::size_t number = 0;
    const auto close = [&] {
      if (text.empty()) return;
      const auto suffix = number == 0 ? std::string() : fmt::format("-{}", number + 1);
      out_.files.push_back({fmt::format("claims/imported{}.toml", suffix), std::exchange(text, {})});
      ++number;
    };
    for (const auto& entry : entries_) {
      if (text.size() + entry.size() > kClaimFileBytes) close();
      text += entry;
    }
    close();
  }

  const world::World& world_;
  const std::vector<AgreementRow>& rows_;
  AgreementIndex index_;
  AgreementImport out_;
  std::map<std::string, std::uint32_t> ids_;
  std::map<std::pair<world::Kind, std::set<PartyId>>, std::vector<std::string>> imported_;
  std::map<std::string, std::uint32_t> claim_ids_;
  std::map<std::string, std::string> sources_;  // id → as the table has it
  std::vector<std::string> entries_;            // of the claim files, as TOML
};

}  // namespace

std::size_t AgreementImport::count(RowOutcome outcome) const {
  std::set<std::uint32_t> lines;
  for (const auto& each : notes) {
    if (each.outcome == outcome) lines.insert(each.line);
  }
  return lines.size();
}

Result<AgreementImport> import_agreements(const codec::CsvTable& table, const world::World& world, const std::string& name) {
  TRY_DO(check_columns(table));
  std::vector<AgreementRow> rows;
  for (const auto& row : table.rows) rows.push_back(read_row(table, row, name));
  return Importer(world, rows).run(table);
}

}  // namespace entente::format
