#include <fmt/format.h>

#include "base/text.h"
#include "format/release_report.h"
#include "format/release_words.h"

namespace entente::format {
namespace {

std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, "\\");
  return text;
}

// Writes piece by piece: a report may be hundreds of megabytes long.
class MarkdownWriter {
 public:
  MarkdownWriter(const ReleaseReport& report, const codec::Sink& sink)
      : report_(report), sink_(sink), portions_of_(report.answers.size()) {}

  void write() {
    facts();
    portions();
    for (std::size_t i = 0; i < report_.answers.size(); ++i) answer(i);
    sink_(out_);
  }

 private:
  void piece(std::string_view text) {
    out_ += text;
    if (out_.size() < codec::kPieceBytes) return;
    sink_(out_);
    out_.clear();
  }

  void fact(std::string_view name, const std::string& text) {
    piece(fmt::format("- {}: {}\n", name, text.empty() ? "none" : text));
  }

  void facts() {
    const bool ends = report_.decision() && report_.valid_until != kEndOfTime;
    piece(fmt::format("# Internal report: not for release\n\n{}\n\n", headline(report_)));
    fact("document", shown_path(report_.document));
    fact("as of", to_short_string(report_.as_of));
    fact("marking system", report_.system);
    fact("original banner", report_.original_banner.empty() ? "" : shown(report_.original_banner));
    fact("banner of the copy", report_.released_banner);
    fact("recipients' marks", join(recipient_marks(report_), " · "));
    fact("duties", join(duties(report_), " · "));
    fact("valid until", ends ? to_short_string(report_.valid_until) : "no recorded change");
    fact("copy", shown_path(report_.copy_path));
    fact("world", report_.revision);
    for (const auto& warning : report_.warnings) fact("warning", warning);
  }

  void portions() {
    piece("\n| # | line | marking | decision | because | until | answer |\n|---|---|---|---|---|---|---|\n");
    std::vector<std::string> why(report_.answers.size());  // made once for each answer
    for (std::size_t i = 0; i < report_.portions.size(); ++i) {
      const auto& portion = report_.portions[i];
      const auto& answer = report_.answer(portion);
      auto& words = why[portion.answer];
      if (words.empty()) words = cell(who_and_why(report_, answer));
      piece(fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", i + 1, portion.line,
                        cell(marking_words(answer, portion.inherited)), answer.released ? "✔" : "✘", words, until_words(answer),
                        portion.answer + 1));
      auto& list = portions_of_[portion.answer];
      list += (list.empty() ? "" : ", ") + std::to_string(i + 1);
    }
  }

  void answer(std::size_t index) {
    const auto& answer = report_.answers[index];
    piece(fmt::format("\n## Answer {}: {}\n\nPortions: {}\n", index + 1, answer.released ? "✔ released" : "✘ withheld",
                      portions_of_[index]));
    if (!answer.blocked_by.empty()) {
      std::vector<std::string> names;
      for (const auto& party : answer.blocked_by) names.push_back(party.value);
      piece("\nBlocked by: " + join(names, ", ") + "\n");
    }
    piece("\n| rule | outcome | owner | recipient | clause | evidence | why |\n|---|---|---|---|---|---|---|\n");
    for (const auto& reason : answer.reasons) {
      piece(fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", decision::to_string(reason.rule),
                        decision::to_string(reason.outcome), reason.owner ? reason.owner->value : "",
                        reason.recipient ? reason.recipient->value : "", cell(reason.clause),
                        reason.evidence ? world::to_string(*reason.evidence) : "", cell(reason.text)));
    }
    if (!answer.obligations.empty()) piece("\nDuties:\n\n");
    for (const auto& duty : answer.obligations) {
      std::vector<std::string> properties;
      for (const auto& [name, value] : duty.properties) properties.push_back(name + ": " + value);
      piece(fmt::format("- {}{}: {}\n", duty.id, duty.clause.empty() ? "" : " (" + duty.clause + ")", join(properties, "; ")));
    }
  }

  const ReleaseReport& report_;
  const codec::Sink& sink_;
  std::string out_;
  std::vector<std::string> portions_of_;  // per answer: "1, 3, 4"
};

}  // namespace

void release_to_markdown(const ReleaseReport& report, const codec::Sink& sink) { MarkdownWriter(report, sink).write(); }

}  // namespace entente::format
