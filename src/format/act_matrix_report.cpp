#include "format/act_matrix_report.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"
#include "codec/json.h"
#include "format/matrix_report.h"

namespace entente::format {
namespace {

using analysis::ActCell;
using analysis::ActWay;
using codec::JsonWriter;

constexpr std::size_t kItemsShown = 10;  // of what is stated on an axis: the JSON has all
constexpr std::size_t kValuesShown = 3;
constexpr std::size_t kIndent = 4;

// What is stated besides may still bar it: a permit of some classes only is no permit of whatever is stated.
std::string stated_text(const ActCell& cell, const ActWay& way) {
  std::string out;
  for (const auto& each : way.stated) {
    const std::size_t most = each.axis == "items" ? kItemsShown : kValuesShown;
    out += (out.empty() ? "" : " · ") + each.axis + " ";
    for (std::size_t value = 0; value < std::min(each.values.size(), most); ++value) out += (value == 0 ? "" : ", ") + each.values[value];
    if (each.values.size() > most) out += fmt::format(" and {} more", each.values.size() - most);
  }
  if (!out.empty()) return out;
  return way.classes == cell.classes ? "whatever is stated" : "nothing need be stated, but not everything may be";
}

struct Line {
  std::string owner;
  std::vector<std::string> recipients;
  std::string how;    // "acsa-jpn-gbr, verified, may change on 2028-08-18"
  std::string what;
  std::string share;  // "12 of 96 classes of acts"
};

Line line_of(const analysis::NamesByDay& names, const std::string& owner, const PartyId& recipient, const ActCell& cell, const ActWay& way) {
  return {owner, {recipient.value}, way_to_text(names, way), stated_text(cell, way),
          fmt::format("{} of {} classes", grouped_digits(way.classes), grouped_digits(cell.classes))};
}

// Recipients of an owner to whom all the same applies stand in one line.
std::vector<Line> merged(std::vector<Line> lines) {
  std::vector<Line> out;
  for (auto& line : lines) {
    const auto same = std::find_if(out.begin(), out.end(), [&](const Line& each) {
      return std::tie(each.owner, each.how, each.what, each.share) == std::tie(line.owner, line.how, line.what, line.share);
    });
    if (same == out.end()) {
      out.push_back(std::move(line));
    } else {
      same->recipients.push_back(line.recipients.front());
    }
  }
  return out;
}

// Pairs whose acts have a basis and lack something else, those with the same together.
std::string short_text(const analysis::ActMatrix& matrix, std::size_t columns) {
  std::vector<Line> lines;
  for (std::size_t owner = 0; owner < matrix.owners.size(); ++owner) {
    for (std::size_t recipient = 0; recipient < matrix.recipients.size(); ++recipient) {
      const auto& cell = matrix.cell(owner, recipient);
      if (!cell.nearest.instrument.empty())
        lines.push_back({matrix.owners[owner], {matrix.recipients[recipient].value}, cell.nearest.instrument, join(cell.nearest.lacks, ", "), {}});
    }
  }
  std::string out;
  for (const auto& line : merged(std::move(lines))) {
    out += out.empty() ? "an instrument is a basis along these, and what comes nearest lacks\n" : "";
    out += fmt::format("{} → {}  {}\n{}{}\n", line.owner, join(line.recipients, " "), line.how, std::string(kIndent, ' '),
                       wrapped(line.what, kIndent, columns));
  }
  return out.empty() ? out : "\n" + out;
}

void write_cell(JsonWriter& out, const ActCell& cell) {
  out.member("classes", cell.classes).member("permitted", cell.permitted);
  if (cell.permitted == 0) out.member("denied_by", decision::to_string(cell.denied_by));
  if (!cell.nearest.instrument.empty()) {
    out.key("nearest").begin_object().member("instrument", cell.nearest.instrument).key("lacks").begin_array();
    for (const auto& each : cell.nearest.lacks) out.value(each);
    out.end_array().end_object();
  }
  out.key("ways").begin_array();
  for (const auto& way : cell.ways) {
    out.begin_object().member("instrument", way.instrument).member("evidence", world::to_string(way.evidence));
    out.member("valid_until", to_string(way.until)).member("classes", way.classes).key("stated").begin_object();
    for (const auto& each : way.stated) {
      out.key(each.axis).begin_array();
      for (const auto& value : each.values) out.value(value);
      out.end_array();
    }
    out.end_object().end_object();
  }
  out.end_array();
}

}  // namespace

std::string cell_to_text(const ActCell& cell) {
  std::string out;
  for (const auto& way : cell.ways) out += fmt::format("{}{} ({})", out.empty() ? "" : "; ", way.instrument, stated_text(cell, way));
  return out.empty() ? "nothing" : out;
}

analysis::NamesByDay names_by_day(const ActMatrixReport& report) {
  return analysis::names_by_day({report.world, {report.as_of, report.counts.known_as_of, report.counts.require}});
}

bool is_own_date(const analysis::NamesByDay& names, const ActWay& way) {
  const auto found = names.find(way.until);
  return found == names.end() || found->second.contains(way.instrument);
}

std::string way_to_text(const analysis::NamesByDay& names, const ActWay& way) {
  auto out = fmt::format("{}, {}", way.instrument, world::to_string(way.evidence));
  if (way.until == kEndOfTime) return out;
  out += ", may change on " + to_short_string(way.until);
  if (is_own_date(names, way)) return out;
  const auto& others = names.at(way.until);
  return out + fmt::format(" (of {}{})", *others.begin(), others.size() == 1 ? "" : fmt::format(" and {} more", others.size() - 1));
}

std::string act_matrix_to_text(const ActMatrixReport& report, const TextLayout& layout) {
  const auto names = names_by_day(report);
  const auto& matrix = report.matrix;
  std::vector<Line> lines;
  std::map<std::string, std::size_t> none;  // by rule
  std::size_t pairs = 0;
  std::size_t open = 0;
  std::uint64_t classes = 0;
  for (std::size_t owner = 0; owner < matrix.owners.size(); ++owner) {
    for (std::size_t recipient = 0; recipient < matrix.recipients.size(); ++recipient) {
      if (matrix.owners[owner] == matrix.recipients[recipient].value) continue;
      const auto& cell = matrix.cell(owner, recipient);
      ++pairs;
      classes += cell.classes;
      if (cell.ways.empty()) ++none[std::string(decision::to_string(cell.denied_by))];
      if (!cell.ways.empty()) ++open;
      for (const auto& way : cell.ways) lines.push_back(line_of(names, matrix.owners[owner], matrix.recipients[recipient], cell, way));
    }
  }
  std::string out = fmt::format("{} is permitted along {} of {} ways, as of {}\n", matrix.action, grouped_digits(open), grouped_digits(pairs), to_short_string(report.as_of));
  out += fmt::format("each of {} classes of acts was asked; what must be stated is listed, and not every combination of it need do\n", grouped_digits(classes));
  out += counts_to_text(report.counts);
  std::string owner;
  for (const auto& line : merged(std::move(lines))) {
    if (owner != line.owner) out += '\n';
    owner = line.owner;
    out += fmt::format("{} → {}  {} ({})\n", line.owner, join(line.recipients, " "), line.how, line.share);
    out += std::string(kIndent, ' ') + wrapped(line.what, kIndent, layout.columns) + "\n";
  }
  bool first = true;
  for (const auto& [rule, count] : none) {
    out += fmt::format("{} {} by {}", first ? "\nnothing is permitted along the others:" : ",", grouped_digits(count), rule);
    first = false;
  }
  return (none.empty() ? out : out + "\n") + short_text(matrix, layout.columns);
}

std::string act_matrix_to_json(const ActMatrixReport& report) {
  const auto& matrix = report.matrix;
  JsonWriter out(codec::JsonLayout::indented);
  out.begin_object().member("as_of", to_string(report.as_of)).member("revision", report.revision);
  out.member("action", matrix.action).member("holds_until", to_string(matrix.holds_until));
  write_counts(out, report.counts);
  out.key("cells").begin_array();
  for (std::size_t owner = 0; owner < matrix.owners.size(); ++owner) {
    for (std::size_t recipient = 0; recipient < matrix.recipients.size(); ++recipient) {
      if (matrix.owners[owner] == matrix.recipients[recipient].value) continue;
      out.begin_object().member("owner", matrix.owners[owner]).member("recipient", matrix.recipients[recipient].value);
      write_cell(out, matrix.cell(owner, recipient));
      out.end_object();
    }
  }
  out.end_array().end_object();
  return out.finish();
}

std::string act_timeline_to_text(const ActTimeline& timeline, const TextLayout&) {
  std::string out = fmt::format("{}: {} from {} to {}\n", timeline.action,
                                timeline.changes.size() == 1 ? "1 cell changes" : fmt::format("{} cells change", timeline.changes.size()), to_short_string(timeline.from),
                                to_string(timeline.to).substr(0, 10));
  out += counts_to_text(timeline.counts);
  std::optional<Instant> at;
  for (const auto& change : timeline.changes) {
    if (at != change.at) out += fmt::format("\n{}\n", to_short_string(change.at));
    at = change.at;
    out += fmt::format("  {} → {}: {}\n      before {}\n", change.owner, change.recipient.value, cell_to_text(change.after), cell_to_text(change.before));
    out += causes_to_text(change.cited, change.causes);
  }
  return out;
}

std::string act_timeline_to_json(const ActTimeline& timeline) {
  JsonWriter out(codec::JsonLayout::indented);
  out.begin_object().member("action", timeline.action).member("from", to_string(timeline.from)).member("to", to_string(timeline.to));
  write_counts(out, timeline.counts);
  out.member("revision", timeline.revision).key("changes").begin_array();
  for (const auto& change : timeline.changes) {
    out.begin_object().member("at", to_string(change.at)).member("owner", change.owner).member("recipient", change.recipient.value);
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
