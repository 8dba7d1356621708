#include "format/release_report.h"

#include <optional>
#include <tuple>

#include "base/limits.h"
#include "codec/json.h"
#include "format/decision_json.h"

namespace entente::format {
namespace {

using codec::JsonWriter;

void text_or_null(JsonWriter& out, std::string_view key, std::string_view text) {
  out.key(key);
  if (text.empty()) {
    out.null();
  } else {
    out.value(text);
  }
}

void instant_or_null(JsonWriter& out, std::string_view key, Instant instant) {
  text_or_null(out, key, instant == kEndOfTime ? std::string() : to_string(instant));
}

std::string_view kind_name(document::PortionKind kind) {
  switch (kind) {
    case document::PortionKind::unmarked:
      return "unmarked";
    case document::PortionKind::invalid:
      return "invalid";
    case document::PortionKind::marked:
      return "marked";
  }
  return "unmarked";
}

class Writer {
 public:
  Writer(const ReleaseReport& report, const codec::Sink& sink)
      : report_(report), sink_(sink), out_(sink), first_with_(report.answers.size()) {}

  void write() {
    out_.begin_object().member("document", report_.document);
    out_.key("to").begin_array();
    for (const auto& party : report_.to) out_.value(party.id.value);
    out_.end_array();
    out_.member("as_of", to_short_string(report_.as_of))
        .member("decision", report_.decision())
        .member("complete", report_.complete());
    banner();
    out_.key("portions").begin_array();
    for (std::size_t i = 0; i < report_.portions.size(); ++i) portion(i);
    out_.end_array();
    out_.member("released", report_.released).member("withheld", report_.withheld).member("hidden", report_.hidden);
    out_.key("outputs").begin_object();
    text_or_null(out_, "copy", report_.copy_path);
    out_.member("report", report_.report_path).end_object();
    text_or_null(out_, "evidence", report_.decision() ? world::to_string(report_.evidence) : std::string_view());
    instant_or_null(out_, "valid_until", report_.decision() ? report_.valid_until : kEndOfTime);
    out_.member("revision", report_.revision);
    out_.key("warnings").begin_array();
    for (const auto& warning : report_.warnings) out_.value(warning);
    out_.end_array().end_object();
    std::ignore = out_.finish();
    sink_("\n");
  }

 private:
  void banner() {
    out_.key("banner").begin_object();
    text_or_null(out_, "original", report_.original_banner);
    text_or_null(out_, "released", report_.released_banner);
    std::string all;
    for (const auto& mark : report_.recipient_marks) {
      if (mark.text.empty()) continue;
      if (!all.empty()) all += "; ";
      all += mark.text;
    }
    text_or_null(out_, "recipient", all);
    out_.key("recipients").begin_object();
    for (const auto& mark : report_.recipient_marks) text_or_null(out_, mark.recipient.value, mark.text);
    out_.end_object();
    text_or_null(out_, "system", report_.system);
    out_.end_object();
  }

  void portion(std::size_t index) {
    const auto& portion = report_.portions[index];
    const auto& answer = report_.answer(portion);
    auto& first = first_with_[portion.answer];
    out_.begin_object().member("index", index + 1).member("line", portion.line);
    text_or_null(out_, "marking", without_parentheses(answer.marking));
    out_.member("kind", kind_name(portion.kind));
    if (portion.inherited) out_.member("inherited", true);
    if (!answer.beside.empty()) out_.member("beside", answer.beside);
    out_.member("decision", answer.released);
    out_.key("blocked_by").begin_array();
    for (const auto& party : answer.blocked_by) out_.value(party.value);
    out_.end_array();
    if (written_ >= limits::kReasonsInFull && first) {
      out_.member("same_as", *first);
    } else {
      reasons(answer);
      written_ += answer.reasons.size();
    }
    if (!first) first = index + 1;
    out_.end_object();
  }

  void reasons(const ReleaseAnswer& answer) {
    out_.key("reasons").begin_array();
    for (const auto& reason : answer.reasons) write_reason(out_, reason);
    out_.end_array();
    out_.key("obligations").begin_array();
    for (const auto& obligation : answer.obligations) write_obligation(out_, obligation);
    out_.end_array();
    if (answer.released) instant_or_null(out_, "valid_until", answer.valid_until);
  }

  const ReleaseReport& report_;
  const codec::Sink& sink_;
  JsonWriter out_;
  std::size_t written_ = 0;                             // reasons
  std::vector<std::optional<std::size_t>> first_with_;  // per answer: the first portion that has it, from 1
};

}  // namespace

void release_to_json(const ReleaseReport& report, const codec::Sink& sink) { Writer(report, sink).write(); }

}  // namespace entente::format
