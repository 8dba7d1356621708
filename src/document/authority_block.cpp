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

constexpr std::string_view kDigits = "0123456789";

bool is_digits(std::string_view text) { return !text.empty() && text.find_first_not_of(kDigits) == std::string_view::npos; }

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
      exemption() || date();
      unless_commingled();
    }
    return std::move(out_);
  }

 private:
  // "25X1, 20641231", "25X1, EO 12951", "50X1-HUM".
  bool exemption() {
    const auto x = value_.find_first_of("Xx");
    if (x != 2 || !is_digits(value_.substr(0, x))) return false;
    const auto comma = std::min(value_.find(','), value_.size());
    const auto code = trimmed(value_.substr(0, comma));
    const auto years = code.substr(0, x);
    const auto number = code.substr(x + 1, 1);
    const auto suffix = code.substr(std::min<std::size_t>(x + 2, code.size()));
    const bool of_people = label::equal_ignoring_case(code, "50X1-HUM") || label::equal_ignoring_case(code, "50X2-WMD");
    if (of_people) return true;
    if (label::equal_ignoring_case(code, "25X1-HUMAN")) {
      warn("US-E.6", "`25X1-human` is retired").correction = label::Correction{"50X1-HUM", false};
      return true;
    }
    const bool known = (years == "25" || years == "50" || years == "75") && is_digits(number) && number != "0" && suffix.empty();
    if (!known) {
      error("US-E.1", fmt::format("{} is no exemption: they are 25X1 to 25X9, 50X1 to 50X9, 75X1 to 75X9, 50X1-HUM and 50X2-WMD",
                                  quoted(code)));
    } else if (is_digits(trimmed(value_.substr(std::min(comma + 1, value_.size()))).substr(0, 2)) &&
               trimmed(value_.substr(std::min(comma + 1, value_.size()))).substr(2, 1) == "X") {
      error("US-E.1", "one exemption stands on the line");
    } else if (comma == value_.size()) {
      warn("US-E.6", fmt::format("{} needs its date or event behind a comma", quoted(code)));
    } else {
      check_date(trimmed(value_.substr(comma + 1)));
    }
    return true;
  }

  bool date() {
    check_date(value_);
    return true;
  }

  // Words are an event; figures must be a date.
  void check_date(std::string_view text) {
    out_.on = declassify_date(text);
    if (out_.on || text.find_first_not_of("0123456789-./ ") != std::string_view::npos) return;
    const auto iso = parse_instant(text);
    auto& finding = error("US-E.1", fmt::format("{} is no date as it is written here: YYYYMMDD", quoted(text)));
    if (!iso) return;
    out_.on = *iso;
    std::string plain(text);
    std::erase(plain, '-');
    if (text.data() == value_.data() && text.size() == value_.size()) finding.correction = label::Correction{plain, false};
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
  constexpr std::array<Kind, 6> kKinds{{{"classified by", &AuthorityBlock::classified_by},
                                        {"derivatively classified by", &AuthorityBlock::classified_by},
                                        {"classification reason", &AuthorityBlock::reason},
                                        {"reason", &AuthorityBlock::reason},
                                        {"derived from", &AuthorityBlock::derived_from},
                                        {"declassify on", &AuthorityBlock::declassify_on}}};
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
