#include "document/authority_block.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "document/declassification.h"
#include "document/found_marks.h"
#include "label/marking.h"
#include "label/near.h"

namespace entente::document {
namespace {

bool begins(std::string_view text, std::string_view words) {
  return label::equal_ignoring_case(text.substr(0, words.size()), words);
}

//= US manual (2016) E.6: retired or invalid values.
bool is_retired(std::string_view value) { return is_retired_value(value) || begins(value, "SOURCE MARKED"); }

bool lists_sources(std::string_view line) {
  return begins(line, "sources") || begins(line, "source list") || begins(line, "list of sources");
}

class Reader {
 public:
  Reader(std::string_view value, const std::vector<label::Label>& labels) : value_(value), labels_(labels) {}

  Declassification read() {
    if (value_.empty()) {
      warn("US-E.1", "the line says nothing: a date (YYYYMMDD), an event or an exemption stands here");
    } else if (begins(value_, "N/A TO")) {
      check_portions();
      if (out_.finding) return std::move(out_);
      if (label::in_capitals(value_).find("SOURCE LIST") == std::string::npos)
        warn("US-E.4", "\"See source list for NSI portions\" stands behind it");
    } else if (is_retired(value_)) {
      warn("US-E.6", fmt::format("{} is retired: write the date 25 years after that of the source", quoted(value_)));
    } else {
      value();
      unless_commingled();
    }
    return std::move(out_);
  }

 private:
  // A date, an event, an exemption: declassification.h knows which there are.
  void value() {
    auto read = parse_declassify(value_);
    if (!read && lacks_date(value_)) {
      warn("US-E.6", read.error().message);
    } else if (!read) {
      auto& finding = error("US-E.1", read.error().message);
      const auto plain = without_hyphens(value_);
      read = parse_declassify(plain);
      if (read && read->on) finding.correction = label::Correction{plain, false};
    } else if (read->retired) {
      warn("US-E.6", fmt::format("{} is retired", quoted(value_))).correction = label::Correction{text_of(*read), false};
    }
    if (read) out_.on = read->on;
  }

  // "25X1, 20641231" of "25X1, 2064-12-31".
  static std::string without_hyphens(std::string_view value) {
    const auto date = std::min(value.find_last_of(' ') + 1, value.size());
    std::string tail(value.substr(date));
    std::erase(tail, '-');
    return std::string(value.substr(0, date)) + tail;
  }

  //= US manual (2016) E.4, E.5: the line names what has no date, and nothing else.
  void check_portions() {
    const auto read = parse_declassify(value_);
    if (!read) {
      error("US-E.4", read.error().message);
      return;
    }
    const auto there = without_date(labels_);
    if (labels_.empty() || read->about == there) return;
    if (there.empty()) {
      error("US-E.4", fmt::format("no portion is of {}, so the line has a date, an event or an exemption",
                                  join({read->about.begin(), read->about.end()}, ", ")));
      return;
    }
    Declassify right;
    right.about = there;
    error("US-E.4", "the line names other portions than have no date here").correction = label::Correction{text_of(right), false};
  }

  //= US manual (2016) E.4, E.5: commingled with atomic energy or NATO information, neither date nor event stands there.
  void unless_commingled() {
    const auto there = without_date(labels_);
    if (there.empty()) return;
    const bool nato = there.contains("NATO");
    const bool atomic = there.size() > (nato ? 1U : 0U);
    out_.on.reset();
    if (out_.finding) return;
    const auto what = atomic && nato ? "RD, FRD or TFNI and NATO" : atomic ? "RD, FRD or TFNI" : "NATO";
    error(atomic ? "US-E.4" : "US-E.5", fmt::format("a document with {} portions has neither date nor event here: \"N/A to [{}] "
                                                    "portions. See source list for NSI portions.\"",
                                                    what, what));
  }

  label::Finding& error(std::string rule, std::string message) {
    out_.finding = label::Finding{std::move(rule), label::Severity::error, {}, std::move(message), std::nullopt};
    return *out_.finding;
  }

  label::Finding& warn(std::string rule, std::string message) {
    auto& finding = error(std::move(rule), std::move(message));
    finding.severity = label::Severity::warning;
    return finding;
  }

  std::string_view value_;
  const std::vector<label::Label>& labels_;
  Declassification out_;
};

}  // namespace

std::set<std::string> without_date(const std::vector<label::Label>& labels) {
  std::set<std::string> out;
  for (const auto& label : labels) {
    for (const auto& category : label.categories) {
      const auto& name = category.name.value;
      if (name == "RD" || name == "FRD" || name == "TFNI") out.insert(name);
    }
    const auto nato = [](const label::Origin& origin) { return origin.party && origin.party->value == "NATO"; };
    if (std::any_of(label.owners.begin(), label.owners.end(), nato) ||
        std::any_of(label.sources.begin(), label.sources.end(), nato))
      out.emplace("NATO");
  }
  return out;
}

AuthorityBlock find_authority_block(std::string_view text) {
  struct Kind {
    std::string_view words;
    std::optional<BlockLine> AuthorityBlock::* line;
  };
  constexpr std::array<Kind, 10> kKinds{{{"classified by", &AuthorityBlock::classified_by},
                                         {"derivatively classified by", &AuthorityBlock::classified_by},
                                         {"classification reason", &AuthorityBlock::reason},
                                         {"reason", &AuthorityBlock::reason},
                                         {"derived from", &AuthorityBlock::derived_from},
                                         {"declassify on", &AuthorityBlock::declassify_on},
                                         {"date", &AuthorityBlock::origin},
                                         {"dated", &AuthorityBlock::origin},
                                         {"date of origin", &AuthorityBlock::origin},
                                         {"date of document", &AuthorityBlock::origin}}};
  constexpr std::size_t kLabelBytes = 48;
  AuthorityBlock block;
  for_each_line(text, [&](std::string_view line, std::size_t begin, std::uint32_t number) {
    block.has_source_list = block.has_source_list || lists_sources(label::without_emphasis(line.substr(0, kLabelBytes)));
    const auto colon = line.substr(0, kLabelBytes).find(':');
    if (colon == std::string_view::npos) return true;
    const auto words = label::without_emphasis(line.substr(0, colon));
    for (const auto& kind : kKinds) {
      if (!label::equal_ignoring_case(words, kind.words)) continue;
      const auto value = label::without_emphasis(line.substr(colon + 1));
      const auto at = value.empty() ? begin + line.size() : begin + static_cast<std::size_t>(value.data() - line.data());
      const BlockLine found{{at, at + value.size()}, number, begin};
      const bool again = (block.*kind.line).has_value();
      if (again && kind.line == &AuthorityBlock::declassify_on) block.more_declassify.push_back(found);
      if (!again) block.*kind.line = found;
    }
    return true;
  });
  return block;
}

Declassification read_declassification(std::string_view value, const std::vector<label::Label>& labels) {
  return Reader(value, labels).read();
}

//= US manual (2016) E.1; E.O. 13526 1.5(b), 3.3(h).
std::optional<label::Finding> too_late(std::string_view value, std::string_view date_of_origin,
                                       const std::optional<Instant>& today) {
  const auto read = parse_declassify(value);
  auto stated = declassify_date(date_of_origin);
  if (const auto iso = parse_instant(date_of_origin); !stated && iso) stated = *iso;
  const auto origin = stated ? stated : today;
  if (!read || !read->on || !origin) return std::nullopt;
  const auto last = last_day_for(*read, *origin);
  if (!last || *read->on <= *last) return std::nullopt;
  auto right = *read;
  right.on = last;
  // Automatic declassification waits for the end of the year, a decision does not.
  const bool same_year = to_short_string(*read->on).substr(0, 4) == to_short_string(*last).substr(0, 4);
  label::Finding out{"US-E.1", same_year ? label::Severity::warning : label::Severity::error, {}, {}, std::nullopt};
  out.message =
      fmt::format("too late: {} allows no day after {} for what is of {}{}", read->code.empty() ? "a date" : quoted(read->code),
                  to_short_string(*last), to_short_string(*origin).substr(0, 10),
                  stated ? "" : ", and nothing is of a later day than this check");
  if (read->code.empty() && !same_year) out.message += "; longer needs an exemption (25X#, 50X#)";
  if (stated) out.correction = label::Correction{text_of(right), false};
  return out;
}

std::string missing_lines(const AuthorityBlock& block) {
  std::vector<std::string> missing;
  if (!block.classified_by) missing.emplace_back("Classified By");
  if (!block.derived_from && !block.reason) missing.emplace_back("Derived From (or Classification Reason)");
  if (!block.declassify_on) missing.emplace_back("Declassify On");
  if (missing.empty()) return {};
  if (!block.classified_by && !block.derived_from && !block.reason && !block.declassify_on)
    return "a classified document has a classification authority block (Classified By, Derived From, Declassify On); there is "
           "none here";
  return fmt::format("a classified document has a classification authority block; this one lacks {}", join(missing, ", "));
}

}  // namespace entente::document
