#include "format/downgrade_report.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "codec/json.h"

namespace entente::format {
namespace {

using analysis::Chain;
using analysis::Fall;
using codec::JsonWriter;

std::string chain_text(const Chain& chain) {
  std::string out = "  " + chain.rows.front().from_level.value;
  for (const auto& row : chain.rows) out += fmt::format(" → {} {} ({})", row.to.value, row.to_level.value, row.instrument);
  return fmt::format("{}\n      {}; {}\n", out, fall_to_text(chain), chain_basis_to_text(chain));
}

}  // namespace

std::string fall_to_text(const Chain& chain) {
  const auto& end = chain.rows.back();
  switch (chain.fall) {
    case Fall::home_lower:
      return fmt::format("comes home as {} instead of {}", end.to_level.value, chain.rows.front().from_level.value);
    case Fall::home_beside:
      return fmt::format("comes home as {}, which cannot be compared with {}", end.to_level.value, chain.rows.front().from_level.value);
    case Fall::below_direct:
      return fmt::format("{} has it as {}, of {} itself as {}", end.to.value, end.to_level.value, chain.rows.front().from.value, chain.direct->value);
    case Fall::free:
      return fmt::format("{} has it as {}, which needs no protection", end.to.value, end.to_level.value);
  }
  return {};
}

std::string chain_basis_to_text(const Chain& chain) {
  auto weakest = world::Evidence::verified;
  std::set<std::string> stated;
  for (const auto& row : chain.rows) {
    weakest = std::min(weakest, row.evidence);
    stated.insert(row.stated.begin(), row.stated.end());
  }
  const auto out = fmt::format("{} row{}, {}", chain.rows.size(), chain.rows.size() == 1 ? "" : "s", world::to_string(weakest));
  return stated.empty() ? out : fmt::format("{}, for {}", out, fmt::join(stated, ", "));
}

std::string downgrade_to_text(const DowngradeReport& report) {
  const auto& all = report.downgrade;
  std::string out = fmt::format("{} chain{} of rows along which protection falls, from {} levels of owners over {} rows, as of {}\n", all.chains.size(), all.chains.size() == 1 ? "" : "s",
                                all.starts, all.rows, to_short_string(report.as_of));
  out += "no decision composes rows: a chain is what comes of it where each recipient marks what it holds as its own and gives it on\n";
  out += counts_to_text(report.counts);
  const std::string* owner = nullptr;
  for (const auto& chain : all.chains) {
    const auto& from = chain.rows.front().from.value;
    if (owner == nullptr || *owner != from) out += "\n" + from + "\n";
    owner = &from;
    out += chain_text(chain);
  }
  return out;
}

std::string downgrade_to_json(const DowngradeReport& report) {
  JsonWriter out(codec::JsonLayout::indented);
  out.begin_object().member("as_of", to_string(report.as_of)).member("revision", report.revision);
  write_counts(out, report.counts);
  out.member("starts", std::uint64_t{report.downgrade.starts}).member("rows", std::uint64_t{report.downgrade.rows}).key("chains").begin_array();
  for (const auto& chain : report.downgrade.chains) {
    out.begin_object().member("owner", chain.rows.front().from.value).member("level", chain.rows.front().from_level.value);
    out.member("fall", to_string(chain.fall));
    if (chain.direct) out.member("direct", chain.direct->value);
    out.key("rows").begin_array();
    for (const auto& row : chain.rows) {
      out.begin_object().member("from", row.from.value).member("from_level", row.from_level.value).member("to", row.to.value);
      out.member("to_level", row.to_level.value).member("instrument", row.instrument).member("evidence", world::to_string(row.evidence));
      out.member("valid_until", to_string(row.until)).key("stated").begin_array();
      for (const auto& each : row.stated) out.value(each);
      out.end_array().end_object();
    }
    out.end_array().end_object();
  }
  out.end_array().end_object();
  return out.finish();
}

}  // namespace entente::format
