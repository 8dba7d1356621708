#include "document/declassification.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "label/label.h"
#include "label/near.h"

namespace entente::document {
namespace {

constexpr std::size_t kDateBytes = 8;
constexpr std::size_t kYears = 25;        // of what E.6 retired
constexpr std::size_t kExemptYears = 50;  // of an exemption without its date
constexpr std::size_t kFiftyYears = 75;   // of 50X#
constexpr std::array<std::string_view, 4> kAbout{"RD", "FRD", "TFNI", "NATO"};
constexpr std::string_view kSourceMarked = "SOURCE MARKED ";

tl::unexpected<Error> unreadable(std::string message) { return fail(label::Fault::malformed, std::move(message)); }

tl::unexpected<Error> no_exemption(std::string_view value) {
  return unreadable(
      fmt::format("{} is no exemption: they are 25X1 to 25X9, 50X1 to 50X9, 75X1 to 75X9, 50X1-HUM and 50X2-WMD", quoted(value)));
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string written(const Instant& on) {
  auto text = to_short_string(on);
  std::erase(text, '-');
  return text;
}

// Of the 29th of February, where there is none, the day after.
std::optional<Instant> years_later(std::string_view date, std::size_t years) {
  if (!declassify_date(date)) return std::nullopt;
  std::size_t year = years;
  for (std::size_t i = 0, place = 1000; i < 4; ++i, place /= 10) year += static_cast<std::size_t>(date[i] - '0') * place;
  const auto later = declassify_date(fmt::format("{:04}{}", year, date.substr(4)));
  return later ? later : declassify_date(fmt::format("{:04}0301", year));
}

// "25X1" of "25X1, 20641231"; empty if the text begins with no exemption.
std::string_view code_of(std::string_view capitals) {
  const auto end = std::min(capitals.find_first_of(", "), capitals.size());
  const auto code = capitals.substr(0, end);
  const bool known = code.size() >= 4 && (code.starts_with("25X") || code.starts_with("50X") || code.starts_with("75X")) &&
                     code[3] >= '1' && code[3] <= '9';
  return known ? code : std::string_view();
}

Result<Declassify> not_by_date(std::string_view capitals) {
  Declassify out;
  const auto begin = std::string_view("N/A TO").size();
  const auto end = capitals.find("PORTIONS");
  if (end == std::string_view::npos) return unreadable("`N/A to … portions` names the portions: RD, FRD, TFNI, NATO");
  for (auto at = begin; at < end;) {
    const auto word_end = std::min(capitals.find_first_of(" ,/[]&", at), end);
    const auto word = capitals.substr(at, word_end - at);
    at = word_end + 1;
    if (word.empty() || word == "AND") continue;
    if (std::find(kAbout.begin(), kAbout.end(), word) == kAbout.end())
      return unreadable(fmt::format("{} is none of RD, FRD, TFNI and NATO, which `N/A to … portions` names", quoted(word)));
    out.about.emplace(word);
  }
  if (out.about.empty()) return unreadable("`N/A to … portions` names the portions: RD, FRD, TFNI, NATO");
  return out;
}

// "December 31, 2040", "31 Dec. 2040": the name of a month and figures, with the endings that days have, and nothing else.
bool is_date_in_words(std::string_view capitals) {
  constexpr std::array<std::string_view, 12> kMonths{"JANUARY", "FEBRUARY", "MARCH",     "APRIL",   "MAY",      "JUNE",
                                                     "JULY",    "AUGUST",   "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"};
  constexpr std::array<std::string_view, 6> kBeside{"ST", "ND", "RD", "TH", "OF", "THE"};
  constexpr std::size_t kShortMonth = 3;
  bool month = false;
  bool figures = false;
  for (std::size_t at = 0; at < capitals.size();) {
    const auto end = std::min(capitals.find_first_of(" ,.-/", at), capitals.size());
    auto word = capitals.substr(at, end - at);
    at = end + 1;
    const auto digits = std::min(word.find_first_not_of("0123456789"), word.size());
    figures = figures || digits != 0;
    word.remove_prefix(digits);
    if (word.empty() || std::find(kBeside.begin(), kBeside.end(), word) != kBeside.end()) continue;
    const bool names = word.size() >= kShortMonth &&
                       std::any_of(kMonths.begin(), kMonths.end(), [&](std::string_view each) { return each.starts_with(word); });
    if (!names || month) return false;
    month = true;
  }
  return month && figures;
}

tl::unexpected<Error> no_date(std::string_view value) {
  return unreadable(fmt::format("{} is no date as it is written here: YYYYMMDD", quoted(value)));
}

Result<Declassify> exemption(std::string_view value, std::string_view capitals, std::string_view code) {
  Declassify out;
  out.code = std::string(code);
  const auto rest = trimmed(value.substr(code.size()));
  const auto behind = rest.starts_with(',') ? trimmed(rest.substr(1)) : rest;
  if (code == "50X1-HUM" || code == "50X2-WMD" || code == "25X1-HUMAN") {
    if (!rest.empty()) return unreadable(fmt::format("{} has nothing behind it", quoted(code)));
    out.kind = DeclassifyKind::beyond_fifty;
    out.retired = code == "25X1-HUMAN";
    if (out.retired) out.code = "50X1-HUM";  // E.6: in its place
    return out;
  }
  if (code.size() != 4 || (!rest.empty() && !rest.starts_with(','))) return no_exemption(value);
  out.kind = code[0] == '2' ? DeclassifyKind::twenty_five : code[0] == '5' ? DeclassifyKind::fifty : DeclassifyKind::beyond_fifty;
  if (code == "25X1" && trimmed(capitals.substr(capitals.find(',') + 1)) == "EO 12951") {
    out.kind = DeclassifyKind::imagery;
    return out;
  }
  if (behind.empty())
    return unreadable(fmt::format(
        "{} needs its date or event; from that of its source it is 50 years: `Source Marked {}, YYYYMMDD`", quoted(code), code));
  if (!code_of(label::in_capitals(behind)).empty()) return unreadable("one exemption stands on the line");
  out.on = declassify_date(behind);
  if (!out.on &&
      (behind.find_first_not_of("0123456789-./ ") == std::string_view::npos || is_date_in_words(label::in_capitals(behind))))
    return no_date(behind);
  if (!out.on) out.event = std::string(behind);
  return out;
}

// "Source Marked OADR, date of source 20010131".
Result<Declassify> of_source(std::string_view capitals) {
  const auto marked = trimmed(capitals.substr(kSourceMarked.size()));
  const auto comma = marked.rfind(',');
  const auto what = trimmed(marked.substr(0, std::min(comma, marked.size())));
  const auto text = comma == std::string_view::npos ? std::string_view() : trimmed(marked.substr(comma + 1));
  const auto date = text.substr(std::min(text.find_last_of(' ') + 1, text.size()));
  const auto code = code_of(what);
  const bool bare = code.starts_with("25X") && code.size() == 4 && code == what;
  if (!bare && !is_retired_value(what)) return unreadable(fmt::format("{} is no retired value", quoted(what)));
  Declassify out;
  out.kind = bare ? DeclassifyKind::twenty_five : DeclassifyKind::date;
  out.code = bare ? std::string(code) : std::string();
  out.on = years_later(date, bare ? kExemptYears : kYears);
  if (!out.on) return unreadable("behind `Source Marked` stands the date of the source: YYYYMMDD");
  return out;
}

bool alike(const std::vector<Declassify>& all, auto member) {
  return std::all_of(all.begin(), all.end(), [&](const Declassify& each) { return each.*member == all.front().*member; });
}

// "20401231, 25X1": a date, and one more value behind it.
Result<void> check_alone(std::string_view value) {
  if (!declassify_date(value.substr(0, kDateBytes)) || value.size() == kDateBytes) return {};
  const auto date = value.substr(0, kDateBytes);
  const auto behind = trimmed(value.substr(std::min(value.find_first_not_of(",; ", kDateBytes), value.size())));
  const auto capitals = label::in_capitals(behind);
  const auto code = code_of(capitals);
  if (!code.empty() && code.size() == behind.size())
    return unreadable(fmt::format("an exemption stands before its date: {}", quoted(fmt::format("{}, {}", behind, date))));
  if (!code.empty() || declassify_date(behind)) return unreadable("one value stands on the line, and it has one date");
  return {};
}

// Of one kind.
Result<Declassify> longest_alike(const std::vector<Declassify>& all) {
  auto out = all.front();
  if (out.kind == DeclassifyKind::not_by_date) {
    for (const auto& each : all) out.about.insert(each.about.begin(), each.about.end());
    return out;
  }
  const auto lowest =
      std::min_element(all.begin(), all.end(), [](const Declassify& a, const Declassify& b) { return a.code < b.code; });
  const bool dated = std::all_of(all.begin(), all.end(), [](const Declassify& each) { return each.on.has_value(); });
  if (dated) {
    for (const auto& each : all) {
      if (*each.on > *out.on || (*each.on == *out.on && each.code < out.code)) out = each;
    }
    return out;
  }
  const bool of_people = std::all_of(all.begin(), all.end(), [](const Declassify& each) { return each.code.size() > 4; });
  if (of_people || (alike(all, &Declassify::on) && alike(all, &Declassify::event))) return *lowest;
  return fail(
      label::Fault::contradiction,
      fmt::format("the manual gives no order between {} and {}", quoted(text_of(out)),
                  quoted(text_of(*std::find_if(all.begin(), all.end(), [&](const Declassify& each) { return each != out; })))));
}

}  // namespace

std::optional<Instant> declassify_date(std::string_view text) {
  if (text.size() != kDateBytes || !is_digits(text)) return std::nullopt;
  const auto date = parse_instant(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6)));
  return date ? std::optional<Instant>(*date) : std::nullopt;
}

bool is_retired_value(std::string_view value) {
  const auto capitals = label::in_capitals(value);
  constexpr std::array<std::string_view, 9> kRetired{"OADR",
                                                     "MR",
                                                     "MANUAL REVIEW",
                                                     "DNI ONLY",
                                                     "DCI ONLY",
                                                     "ORIGINATING AGENCY'S DETERMINATION REQUIRED",
                                                     "ORIGINATING AGENCY’S DETERMINATION REQUIRED",
                                                     "SUBJECT TO TREATY OR INTERNATIONAL AGREEMENT",
                                                     "NOT APPLICABLE"};
  const bool old = capitals.size() == 2 && capitals[0] == 'X' && capitals[1] >= '1' && capitals[1] <= '8';
  return old || std::find(kRetired.begin(), kRetired.end(), capitals) != kRetired.end();
}

bool lacks_date(std::string_view value) {
  const auto capitals = label::in_capitals(trimmed(value));
  const auto code = code_of(capitals);
  return code.size() == 4 && code == capitals;
}

std::optional<Instant> last_day_for(const Declassify& value, const Instant& origin) {
  const auto from = written(origin).substr(0, kDateBytes);
  if (value.kind == DeclassifyKind::date) return years_later(from, kYears);
  const bool limited = value.kind == DeclassifyKind::twenty_five || value.kind == DeclassifyKind::fifty;
  if (!limited) return std::nullopt;
  return years_later(from.substr(0, 4) + "1231", value.kind == DeclassifyKind::fifty ? kFiftyYears : kExemptYears);
}

Result<Declassify> parse_declassify(std::string_view value) {
  value = trimmed(value);
  const auto capitals = label::in_capitals(value);
  if (value.empty()) return unreadable("the line says nothing: a date (YYYYMMDD), an event or an exemption stands here");
  if (capitals.starts_with("N/A TO")) return not_by_date(capitals);
  if (capitals.starts_with(kSourceMarked)) return of_source(capitals);
  if (is_retired_value(capitals))
    return unreadable(fmt::format("{} is retired: it is 25 years from the date of its source, `Source Marked {}, YYYYMMDD`",
                                  quoted(value), value));
  if (const auto code = code_of(capitals); !code.empty()) return exemption(value, capitals, code);
  Declassify out;
  out.kind = DeclassifyKind::date;
  out.on = declassify_date(value);
  if (out.on) return out;
  if (value.find_first_not_of("0123456789-./ ") == std::string_view::npos || is_date_in_words(capitals)) return no_date(value);
  TRY_DO(check_alone(value));
  const bool exempt = value.size() > 2 && is_digits(value.substr(0, 2)) && (value[2] == 'X' || value[2] == 'x');
  if (exempt) return no_exemption(value.substr(0, value.find(',')));
  out.kind = DeclassifyKind::event;
  out.event = std::string(value);
  return out;
}

Result<Declassify> longest_of(const std::vector<Declassify>& sources) {
  if (sources.empty()) return unreadable("no source says when it is declassified");
  const auto by_kind = [](const Declassify& a, const Declassify& b) { return a.kind < b.kind; };
  const auto kind = std::min_element(sources.begin(), sources.end(), by_kind)->kind;
  std::vector<Declassify> first;
  std::copy_if(sources.begin(), sources.end(), std::back_inserter(first),
               [&](const Declassify& each) { return each.kind == kind; });
  TRY(auto out, longest_alike(first));
  for (const auto& each : sources) {
    if (!out.on || !each.on || *each.on <= *out.on) continue;
    return fail(label::Fault::contradiction,
                fmt::format("{} goes before {} in the hierarchy, and ends earlier", quoted(text_of(out)), quoted(text_of(each))));
  }
  return out;
}

std::string text_of(const Declassify& value) {
  if (value.kind == DeclassifyKind::not_by_date) {
    std::string atomic;
    for (const auto about : kAbout) {
      if (about == "NATO" || !value.about.contains(std::string(about))) continue;
      atomic += fmt::format("{}{}", atomic.empty() ? "" : "/", about);
    }
    const bool nato = value.about.contains("NATO");
    return fmt::format("N/A to {}{}{} portions. See source list for NSI portions.", atomic,
                       nato && !atomic.empty() ? " and " : "", nato ? "NATO" : "");
  }
  if (value.kind == DeclassifyKind::imagery) return value.code + ", EO 12951";
  auto out = value.code;
  const auto until = value.on ? written(*value.on) : value.event;
  if (!until.empty()) out += (out.empty() ? "" : ", ") + until;
  return out;
}

}  // namespace entente::document
