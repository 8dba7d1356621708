#include "label/keeps_meaning.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "label/check_parts.h"
#include "label/marking.h"
#include "label/near.h"
#include "label/scan.h"

namespace entente::label {
namespace {

using Words = std::set<std::string, std::less<>>;

// The rules that name the word which is meant.
constexpr std::array<std::string_view, 5> kRespelling{"MARK-spelling", "MARK-level", "MARK-unknown", "US-C.1", "US-D.1"};

bool respells(const Finding& finding) {
  return finding.correction && std::find(kRespelling.begin(), kRespelling.end(), finding.rule) != kRespelling.end();
}

// Dashes part words as hyphens do; all else beyond ASCII is part of one.
bool in_word(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return is_ascii_alnum(byte);
  const auto is_dash = [&](std::size_t begin) {
    return text.substr(begin).starts_with("–") || text.substr(begin).starts_with("—");
  };
  return !is_dash(at) && (at < 1 || !is_dash(at - 1)) && (at < 2 || !is_dash(at - 2));
}

// In capitals.
Words words_of(std::string_view text) {
  Words words;
  for (std::size_t begin = 0; begin < text.size();) {
    auto end = begin;
    while (end < text.size() && in_word(text, end)) ++end;
    if (end != begin) words.insert(in_capitals(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return words;
}

// Level or owner, and what stands behind the first separator that does not begin the marking.
struct Halves {
  std::string_view opening;
  std::string_view rest;
};

Halves halves_of(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of("( "), text.size()));
  const auto end = std::min(text.find("//", text.starts_with("//") ? 2 : 0), text.size());
  return {text.substr(0, end), text.substr(end)};
}

std::string with(std::string_view text, const Finding& finding) {
  std::string out(text.substr(0, finding.span.begin_bytes));
  out += finding.correction->text;
  out += text.substr(finding.span.end_bytes);
  return out;
}

class Guard {
 public:
  Guard(std::string_view text, const Policy& system, const PolicyBook& book, const Label* banner)
      : text_(text),
        system_(system),
        book_(book),
        banner_(banner),
        stand_in_(stand_in_banner(system, book)),
        label_(read(text)) {}

  [[nodiscard]] bool keeps(const Finding& finding) const {
    const auto other = with(text_, finding);
    return keeps(other, respells(finding) ? other : std::string(text_));
  }

  [[nodiscard]] bool keeps_all(std::string_view corrected, const std::vector<Finding>& findings) const {
    return keeps(corrected, respelt(findings));
  }

 private:
  // `respelt`: the text with the words that are meant.
  [[nodiscard]] bool keeps(std::string_view corrected, std::string_view respelt) const {
    if (label_) return read(corrected) == label_;
    if (words_of(corrected) == words_of(respelt)) return true;
    const auto meant = halves_of(respelt);
    const auto now = halves_of(corrected);
    const auto says = read(meant.opening);
    return says && says == read(now.opening) && words_of(now.rest) == words_of(meant.rest);
  }

  [[nodiscard]] std::optional<Label> read(std::string_view text) const {
    for (const auto& each : {std::string(text), in_capitals(text)}) {
      for (const Label* banner : {banner_, &stand_in_}) {
        if (auto label = parse_marking(each, system_, book_, banner)) return std::move(*label);
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string respelt(const std::vector<Finding>& findings) const {
    std::string out;
    std::size_t at = 0;
    for (const auto& finding : findings) {  // by place
      if (!respells(finding) || finding.span.begin_bytes < at) continue;
      const auto span = text_.substr(finding.span.begin_bytes, finding.span.end_bytes - finding.span.begin_bytes);
      if (words_of(span) == words_of(finding.correction->text)) continue;
      out += text_.substr(at, finding.span.begin_bytes - at);
      out += finding.correction->text;
      at = finding.span.end_bytes;
    }
    return out += text_.substr(at);
  }

  std::string_view text_;
  const Policy& system_;
  const PolicyBook& book_;
  const Label* banner_;
  Label stand_in_;
  std::optional<Label> label_;
};

bool is_certain(const Finding& finding) { return finding.correction && finding.correction->certain; }

}  // namespace

void doubt_what_alters(std::string_view text, std::vector<Finding>& findings, std::optional<Correction>& corrected,
                       const Policy& system, const PolicyBook& book, const Label* banner) {
  const bool any = std::any_of(findings.begin(), findings.end(), is_certain) || (corrected && corrected->certain);
  if (!any) return;
  const Guard guard(text, system, book, banner);
  for (auto& finding : findings) {
    if (is_certain(finding) && !guard.keeps(finding)) finding.correction->certain = false;
    const bool sure = finding.severity == Severity::warning || is_certain(finding);
    if (corrected && !sure) corrected->certain = false;
  }
  if (corrected && corrected->certain && !guard.keeps_all(corrected->text, findings)) corrected->certain = false;
}

}  // namespace entente::label
