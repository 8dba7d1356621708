#include "format/matrix_report.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "base/counted.h"
#include "base/text.h"
#include "codec/json.h"
#include "format/release_words.h"

namespace entente::format {
namespace {

using analysis::MatrixCell;
using analysis::Passage;
using codec::JsonWriter;

constexpr std::size_t kRecipientsWide = 32;  // columns of the recipients of one line

struct Line {
  std::string owner;
  std::string recipient;
  std::string level;
  std::string instrument;
  std::string evidence;
  std::string until;
  std::string stated;
};

// The horizon of the answer is no end: most often the same still stands then.
std::string until_text(Instant until) { return until == kEndOfTime ? std::string() : "may change on " + to_short_string(until); }

std::string stated_text(const Passage& passage) {
  std::string out;
  for (const auto& each : passage.stated) out += (out.empty() ? "for " : ", ") + each;
  return out;
}

Line line_of(const PartyId& owner, const PartyId& recipient, const Passage& passage) {
  return {owner.value,
          recipient.value,
          passage.level.value,
          passage.instrument.empty() ? "–" : passage.instrument,
          std::string(world::to_string(passage.evidence)),
          until_text(passage.until),
          stated_text(passage)};
}

std::vector<const Passage*> passages_of(const MatrixCell& cell) {
  std::vector<const Passage*> out;
  if (cell.highest) out.push_back(&*cell.highest);
  for (const auto& each : cell.beside) out.push_back(&each);
  return out;
}

// Recipients of an owner to whom all the same applies stand in one line.
std::vector<Line> merged(const std::vector<Line>& lines) {
  std::vector<Line> out;
  for (const auto& line : lines) {
    const auto same = std::find_if(out.begin(), out.end(), [&](const Line& each) {
      return std::tie(each.owner, each.level, each.instrument, each.evidence, each.until, each.stated) ==
             std::tie(line.owner, line.level, line.instrument, line.evidence, line.until, line.stated);
    });
    if (same == out.end()) {
      out.push_back(line);
    } else {
      same->recipient += " " + line.recipient;
    }
  }
  for (auto& line : out) {
    if (line.recipient.size() <= kRecipientsWide) continue;
    const auto count = std::count(line.recipient.begin(), line.recipient.end(), ' ') + 1;
    const auto cut = line.recipient.rfind(' ', kRecipientsWide);
    const auto shown = std::count(line.recipient.begin(), line.recipient.begin() + static_cast<std::ptrdiff_t>(cut), ' ') + 1;
    line.recipient = fmt::format("{} and {} more", line.recipient.substr(0, cut), count - shown);
  }
  return out;
}

std::string table(const std::vector<Line>& lines) {
  constexpr std::array kFields{&Line::owner, &Line::recipient, &Line::level, &Line::instrument, &Line::evidence, &Line::until, &Line::stated};
  std::array<std::size_t, kFields.size()> widths{};
  for (const auto& line : lines) {
    for (std::size_t field = 0; field < kFields.size(); ++field)
      widths[field] = std::max(widths[field], display_width(line.*kFields[field]));
  }
  std::string out;
  const std::string* owner = nullptr;
  for (const auto& line : lines) {
    if (owner != nullptr && *owner != line.owner) out += '\n';
    owner = &line.owner;
    std::string text;
    for (std::size_t field = 0; field < kFields.size(); ++field) {
      text += padded(line.*kFields[field], widths[field]) + (field == 0 ? " → " : "  ");
    }
    out += text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

void write_passage(JsonWriter& out, const Passage& passage) {
  out.begin_object().member("level", passage.level.value);
  out.member("instrument", passage.instrument).member("evidence", world::to_string(passage.evidence));
  out.member("valid_until", to_string(passage.until)).key("stated").begin_array();
  for (const auto& each : passage.stated) out.value(each);
  out.end_array().end_object();
}

void write_cell(JsonWriter& out, const MatrixCell& cell) {
  out.key("highest");
  if (cell.highest) {
    write_passage(out, *cell.highest);
  } else {
    out.value(codec::Node{});
    if (cell.beside.empty()) out.member("denied_by", decision::to_string(cell.denied_by));
    if (!cell.in_vain.empty()) out.member("without_row", cell.in_vain);
  }
  out.key("beside").begin_array();
  for (const auto& each : cell.beside) write_passage(out, each);
  out.end_array();
}

// Levels that stand neither above nor below the others: the highest that may go says nothing of these.
std::string beside_to_text(const MatrixReport& report, const TextLayout& layout) {
  const auto& matrix = report.matrix;
  const auto in_use = [&](const label::Policy& policy, const label::Level& level) {
    const auto& terms = report.world->level_terms;
    return std::all_of(terms.begin(), terms.end(), [&](const world::LevelTerm& term) {
      return term.policy != policy.id || term.level != level.name || as_grant(term.period).contains(report.as_of);
    });
  };
  std::vector<std::string> out;
  for (std::size_t owner = 0; owner < matrix.owners.size(); ++owner) {
    const auto* policy = report.world->policies.policy_of(matrix.owners[owner]);
    const auto first = matrix.cells.begin() + static_cast<std::ptrdiff_t>(owner * matrix.recipients.size());
    const bool gives = std::any_of(first, first + static_cast<std::ptrdiff_t>(matrix.recipients.size()), [](const MatrixCell& cell) { return !passages_of(cell).empty(); });
    for (const auto& level : policy == nullptr || !gives ? std::vector<label::Level>{} : policy->levels) {
      if (level.free || level.comparable || !level.axis.empty() || !in_use(*policy, level)) continue;
      std::vector<std::string> to;
      for (std::size_t recipient = 0; recipient < matrix.recipients.size(); ++recipient) {
        const auto passages = passages_of(matrix.cell(owner, recipient));
        const bool goes = std::any_of(passages.begin(), passages.end(), [&](const Passage* each) { return each->level == level.name; });
        if (goes) to.push_back(matrix.recipients[recipient].value);
      }
      out.push_back(fmt::format("{} {} → {}", matrix.owners[owner].value, level.name.value, to.empty() ? "nobody" : join(to, " ")));
    }
  }
  return out.empty() ? std::string() : wrapped("beside those, neither above nor below: " + join(out, ", "), 2, layout.columns) + "\n";
}

}  // namespace

std::string cell_to_text(const MatrixCell& cell) {
  std::string out;
  for (const auto* passage : passages_of(cell)) {
    out += (out.empty() ? "" : ", ") + passage->level.value;
    if (!passage->instrument.empty()) out += " (" + passage->instrument + ")";
  }
  if (!out.empty()) return out;
  return cell.in_vain.empty() ? "nothing" : fmt::format("nothing ({} has no row for it)", cell.in_vain);
}

std::string matrix_to_text(const MatrixReport& report, const TextLayout& layout) {
  const auto& matrix = report.matrix;
  std::vector<Line> lines;
  std::map<std::string, std::size_t> none;  // by rule
  std::vector<std::string> in_vain;
  std::size_t cells = 0;
  for (std::size_t owner = 0; owner < matrix.owners.size(); ++owner) {
    for (std::size_t recipient = 0; recipient < matrix.recipients.size(); ++recipient) {
      if (matrix.owners[owner] == matrix.recipients[recipient]) continue;
      const auto& cell = matrix.cell(owner, recipient);
      const auto passages = passages_of(cell);
      if (!cell.in_vain.empty())
        in_vain.push_back(fmt::format("{} → {} ({})", matrix.owners[owner].value, matrix.recipients[recipient].value, cell.in_vain));
      if (passages.empty()) ++none[std::string(decision::to_string(cell.denied_by))];
      if (!passages.empty()) ++cells;
      for (const auto* passage : passages) lines.push_back(line_of(matrix.owners[owner], matrix.recipients[recipient], *passage));
    }
  }
  std::string out = fmt::format("classified information may go from {} to {} along {} of {} ways, as of {}\n", counted(matrix.owners.size(), "owner"),
                                counted(matrix.recipients.size(), "recipient"), cells, cells + [&] {
                                  std::size_t sum = 0;
                                  for (const auto& [rule, count] : none) sum += count;
                                  return sum;
                                }(), to_short_string(report.as_of));
  out += "highest level where the marking names the recipient, the owner holds it, and nothing else is asked for\n";
  out += counts_to_text(report.counts) + "\n";
  out += table(merged(lines));
  if (!none.empty()) out += "\nnothing classified along the others:";
  bool first = true;
  for (const auto& [rule, count] : none) {
    out += fmt::format("{} {} by {}", first ? "" : ",", count, rule);
    first = false;
  }
  if (!none.empty()) out += "\n";
  out += beside_to_text(report, layout);
  if (!in_vain.empty())
    out += wrapped("in force between the two, without a row that counts (none is recorded, weaker than asked for, or of levels no longer marked): " + join(in_vain, ", "), 2, layout.columns) + "\n";
  out += "of what this world records: an agreement that it does not have counts for nothing\n";
  return out;
}

std::string matrix_to_json(const MatrixReport& report) {
  const auto& matrix = report.matrix;
  JsonWriter out(codec::JsonLayout::indented);
  out.begin_object().member("as_of", to_string(report.as_of)).member("revision", report.revision);
  out.member("action", "disclose").member("holds_until", to_string(matrix.holds_until));
  write_counts(out, report.counts);
  out.key("cells").begin_array();
  for (std::size_t owner = 0; owner < matrix.owners.size(); ++owner) {
    for (std::size_t recipient = 0; recipient < matrix.recipients.size(); ++recipient) {
      if (matrix.owners[owner] == matrix.recipients[recipient]) continue;
      out.begin_object().member("owner", matrix.owners[owner].value).member("recipient", matrix.recipients[recipient].value);
      write_cell(out, matrix.cell(owner, recipient));
      out.end_object();
    }
  }
  out.end_array().end_object();
  return out.finish();
}

std::string cause_to_text(const analysis::MatrixCause& cause) {
  return fmt::format("{} {} {}: {}", cause.kind, cause.of, cause.begins ? "begins" : "ends", cause.text);
}

std::string causes_to_text(bool cited, const std::vector<analysis::MatrixCause>& causes) {
  std::string out;
  if (!cited) out += causes.empty() ? "      no dated fact of the two begins or ends then\n" : "      no fact that an answer cites; of the two:\n";
  for (const auto& cause : causes)
    out += fmt::format("      {} [{}:{}]\n", cause_to_text(cause), cause.place.file, cause.place.line);
  return out;
}

void write_causes(JsonWriter& out, bool cited, const std::vector<analysis::MatrixCause>& causes) {
  out.member("cited", cited).key("causes").begin_array();
  for (const auto& cause : causes) {
    out.begin_object().member("begins", cause.begins).member("kind", cause.kind).member("of", cause.of).member("text", cause.text);
    out.member("file", cause.place.file).member("line", static_cast<std::int64_t>(cause.place.line)).end_object();
  }
  out.end_array();
}

std::string timeline_to_text(const MatrixTimeline& timeline, const TextLayout&) {
  std::string out = fmt::format("{} from {} to {}\n", timeline.changes.size() == 1 ? "1 cell changes" : fmt::format("{} cells change", timeline.changes.size()), to_short_string(timeline.from), to_string(timeline.to).substr(0, 10));
  out += counts_to_text(timeline.counts);
  std::optional<Instant> at;
  for (const auto& change : timeline.changes) {
    if (at != change.at) out += fmt::format("\n{}\n", to_short_string(change.at));
    at = change.at;
    out += fmt::format("  {} → {}: {}, before {}\n", change.owner.value, change.recipient.value, cell_to_text(change.after), cell_to_text(change.before));
    out += causes_to_text(change.cited, change.causes);
  }
  return out;
}

std::string timeline_to_json(const MatrixTimeline& timeline) {
  JsonWriter out(codec::JsonLayout::indented);
  out.begin_object().member("from", to_string(timeline.from)).member("to", to_string(timeline.to)).member("revision", timeline.revision);
  write_counts(out, timeline.counts);
  out.key("changes").begin_array();
  for (const auto& change : timeline.changes) {
    out.begin_object().member("at", to_string(change.at)).member("owner", change.owner.value).member("recipient", change.recipient.value);
    out.key("before").begin_object();
    write_cell(out, change.before);
    out.end_object().key("after").begin_object();
    write_cell(out, change.after);
    out.end_object();
    write_causes(out, change.cited, change.causes);
    out.end_object();
  }
  out.end_array().end_object();
  return out.finish();
}

}  // namespace entente::format
