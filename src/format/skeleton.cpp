#include "format/skeleton.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "format/layout.h"
#include "format/layout_tree.h"
#include "format/skeleton_texts.h"
#include "format/world_entries.h"

namespace entente::format {
namespace {

constexpr std::string_view kExplains = "  # ";
constexpr std::string_view kPlaceholderDate = "2024-01-01";
constexpr std::size_t kParties = 16;

// --- what the placeholders become ---

// What ids of instruments of a kind begin with.
std::string_view prefix_of(world::Kind kind) {
  switch (kind) {
    case world::Kind::information_security:
      return "isa";
    case world::Kind::cross_servicing:
      return "acsa";
    case world::Kind::reciprocal_access:
      return "raa";
    case world::Kind::equipment_transfer:
      return "det";
    case world::Kind::security_assistance:
      return "osa";
    case world::Kind::export_exemption:
      return "exemption";
    case world::Kind::consultation:
      return "consultation";
    case world::Kind::programme:
      return "programme";
    case world::Kind::alliance:
      return "alliance";
    case world::Kind::national_law:
      return "law";
  }
  return {};
}

// The usual action of the clauses of a kind.
std::string_view action_of(world::Kind kind) {
  switch (kind) {
    case world::Kind::information_security:
    case world::Kind::national_law:
      return "disclose";
    case world::Kind::cross_servicing:
      return "supply";
    case world::Kind::reciprocal_access:
      return "visit";
    case world::Kind::equipment_transfer:
    case world::Kind::export_exemption:
      return "transfer";
    case world::Kind::security_assistance:
      return "grant";
    case world::Kind::programme:
      return "participate";
    case world::Kind::consultation:
    case world::Kind::alliance:
      return "consult";
  }
  return {};
}

std::vector<std::string> parties_of(const SkeletonRequest& request) {
  std::vector<std::string> out;
  for (const auto& party : request.parties) out.push_back(party.value);
  for (const auto* const code : {"XAA", "XBB"}) {
    if (out.size() < 2 && std::find(out.begin(), out.end(), code) == out.end()) out.emplace_back(code);
  }
  return out;
}

// Those that the file lists: a law, or another kind that is not between two, may be one party's.
std::vector<std::string> listed_parties_of(const SkeletonRequest& request) {
  auto out = parties_of(request);
  if (request.what == SkeletonOf::instrument && !world::is_bilateral(request.kind) && !request.parties.empty())
    out.resize(request.parties.size());
  return out;
}

std::string replaced(std::string text, const std::vector<std::pair<std::string_view, std::string>>& values) {
  for (const auto& [name, value] : values) {
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size()))
      text.replace(at, name.size(), value);
  }
  return text;
}

const IdShape& shape_of(SkeletonOf what) {
  if (what == SkeletonOf::instrument || what == SkeletonOf::world) return kInstrumentShape;
  return what == SkeletonOf::party ? kPartyShape : kEntryShape;
}

Result<void> check_names(const SkeletonRequest& request, const std::string& id) {
  const auto& shape = shape_of(request.what);
  if (!is_shaped(id, shape))
    return fail(SkeletonFault::bad_id, fmt::format("{} cannot be an id here; write --id {}", quoted(id), shape.shown));
  if (request.parties.size() > kParties) {
    return fail(SkeletonFault::bad_party,
                fmt::format("{} parties are named, limit {}; add the rest by hand", request.parties.size(), kParties));
  }
  for (const auto& party : request.parties) {
    if (!is_shaped(party.value, kPartyShape)) {
      return fail(SkeletonFault::bad_party,
                  fmt::format("{} cannot be a party's code; write --parties as JPN,KOR", quoted(party.value)));
    }
  }
  return {};
}

// --- the clauses of the kind's template, as comments ---

constexpr std::string_view kOwnClause = "# [[clause]]";

Result<std::string> commented_clauses(std::string_view template_text) {
  if (template_text.empty()) return std::string();
  TRY(const auto laid_out, lay_out(template_text));
  TRY(auto file, read_layout(laid_out));
  LaidFile clauses;
  for (auto& table : file.tables) {
    if (table.path != "clause") continue;
    std::erase_if(table.pairs, [](const LaidPair& pair) {
      return pair.key == "source" || pair.key == "evidence" || pair.key == "known" || pair.key == "note";
    });
    for (auto& pair : table.pairs) pair.lead.clear();
    table.lead.clear();
    table.tail.clear();
    clauses.tables.push_back(std::move(table));
  }
  std::string out =
      "# Clauses of this kind's template. They hold for this instrument too, unless it names them in `without` or has one of "
      "the\n"
      "# same id or duty of its own.\n#\n";
  const auto printed = print_layout(clauses);
  for (const auto line : split(trimmed(printed), "\n")) out.append(line.empty() ? "#" : "# ").append(line) += '\n';
  return clauses.tables.empty() ? std::string() : out + "\n";
}

// --- explanations below each other ---

// Of a table's lines that are read, the column where their explanations begin; the layout has put them below each other.
std::size_t column_of(const std::vector<std::string>& lines) {
  for (const auto& line : lines) {
    const auto at = trimmed(line).starts_with('#') ? std::string::npos : line.rfind(" # ");
    if (at == std::string::npos) continue;
    const auto code = trimmed(std::string_view(line).substr(0, at));
    if (display_width(code) <= kAlignedColumns) return display_width(std::string_view(line).substr(0, at + 1));
  }
  std::size_t column = 0;
  for (const auto& line : lines) {
    const auto at = line.find(kExplains, 2);
    if (at != std::string::npos && at <= kAlignedColumns) column = std::max(column, display_width(line.substr(0, at)) + 2);
  }
  return column;
}

void align(std::vector<std::string>& lines) {
  const auto column = column_of(lines);
  for (auto& line : lines) {
    const auto at = trimmed(line).starts_with('#') ? line.find(kExplains, 2) : std::string::npos;
    if (at == std::string::npos) continue;
    const auto width = display_width(line.substr(0, at)) + 2;
    if (width < column) line.insert(at, column - width, ' ');
  }
}

// Lines up to a blank one, or one that is blank behind its `#`, are one table's.
std::string with_aligned_comments(const std::string& text) {
  std::string out;
  std::vector<std::string> block;
  for (const auto line : split(text, "\n")) {
    if (!line.empty() && line != "#") {
      block.emplace_back(line);
      continue;
    }
    align(block);
    for (const auto& each : block) out += each + "\n";
    block.clear();
    out.append(line) += '\n';
  }
  out.pop_back();  // what `split` finds behind the last line feed is no line
  return out;
}

}  // namespace

std::string_view to_string(SkeletonOf what) {
  switch (what) {
    case SkeletonOf::instrument:
      return "instrument";
    case SkeletonOf::party:
      return "party";
    case SkeletonOf::person:
      return "person";
    case SkeletonOf::event:
      return "event";
    case SkeletonOf::programme:
      return "programme";
    case SkeletonOf::profile:
      return "profile";
    case SkeletonOf::claim:
      return "claim";
    case SkeletonOf::consent:
      return "consent";
    case SkeletonOf::template_:
      return "template";
    case SkeletonOf::world:
      return "world";
  }
  return {};
}

std::optional<SkeletonOf> parse_skeleton_of(std::string_view text) {
  for (std::uint8_t i = 0; !to_string(static_cast<SkeletonOf>(i)).empty(); ++i) {
    if (to_string(static_cast<SkeletonOf>(i)) == text) return static_cast<SkeletonOf>(i);
  }
  return std::nullopt;
}

std::string usual_id(const SkeletonRequest& request) {
  const auto parties = parties_of(request);
  if (request.what == SkeletonOf::party) return parties.front();
  if (request.what == SkeletonOf::template_) return "no-onward";
  if (request.what == SkeletonOf::claim) return "source-1";
  std::string id(request.what == SkeletonOf::instrument ? prefix_of(request.kind) : to_string(request.what));
  if (request.what == SkeletonOf::instrument) {
    for (const auto& party : listed_parties_of(request)) id += "-" + party;
  } else {
    id += request.what == SkeletonOf::world ? "" : "-1";
  }
  for (auto& c : id) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_') c = '-';
  }
  return id;
}

Result<std::string> write_skeleton(const SkeletonRequest& request) {
  const auto id = request.id.empty() ? usual_id(request) : request.id;
  TRY_DO(check_names(request, id));
  const auto parties = parties_of(request);
  std::vector<std::string> accessions;
  std::vector<std::string> names;
  for (const auto& party : listed_parties_of(request)) {
    accessions.push_back(fmt::format("{{ id = \"{}\", from = \"{}\" }}", party, kPlaceholderDate));
    names.push_back(fmt::format("\"{}\"", party));
  }
  auto text = replaced(std::string(skeleton_text(request.what)), {{"@id@", id},
                                                                  {"@kind@", std::string(to_string(request.kind))},
                                                                  {"@action@", std::string(action_of(request.kind))},
                                                                  {"@a@", parties[0]},
                                                                  {"@b@", parties[1]},
                                                                  {"@parties@", "[" + join(names, ", ") + "]"},
                                                                  {"@accessions@", "[" + join(accessions, ", ") + "]"}});
  if (request.what == SkeletonOf::instrument) {
    TRY(const auto clauses, commented_clauses(request.template_text));
    text.insert(text.find(kOwnClause), clauses);
  }
  TRY(const auto laid_out, lay_out(text));
  return with_aligned_comments(laid_out);
}

}  // namespace entente::format
