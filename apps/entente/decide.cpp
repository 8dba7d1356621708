#include <cstdio>

#include <unistd.h>

#include <fmt/format.h>

#include "base/plain.h"
#include "base/text.h"
#include "codec/lines.h"
#include "commands.h"
#include "format/decision_json.h"
#include "format/ism_json.h"
#include "input.h"
#include "progress.h"
#include "service/answer.h"

namespace entente::app {
namespace {

constexpr std::size_t kAnswersTogetherBytes = std::size_t{64} * 1024;  // written at a time

struct Answers {
  service::Desk& desk;
  const DecideCommand& command;
  bool unreadable = false;
  std::string out;  // not yet written
  service::Answerer json;
  format::RequestReader reader;

  void answer(const codec::Line& line) {
    if (line.kind == codec::LineKind::too_long) {
      return refuse(line, Error{service::Fault::bad_request,
                                fmt::format("{} bytes; the limit is {}", line.length, limits::kRequestLineBytes)});
    }
    if (command.settings.format == Format::text) return answer_in_words(line);
    const service::AnswerSettings settings{command.settings.as_of, command.explain, command.remedies, line.number};
    if (json.answer(desk, line.text, settings, out) == service::Answered::unreadable) unreadable = true;
    out += '\n';
  }

  void answer_in_words(const codec::Line& line) {
    const auto read = reader.read(line.text);
    if (!read) return refuse(line, read.error());
    const auto& asked = **read;
    const auto answered = service::ask(desk, asked, command.settings.as_of);
    if (!answered) return refuse(line, answered.error());
    const auto& recorded = *answered;
    const auto detail = command.explain || asked.explain ? format::Explained::full : format::Explained::verdict_only;
    std::optional<analysis::Remedies> remedies;
    if ((command.remedies || asked.remedies) && !recorded.decision().permit)
      remedies = *service::remedies(desk, asked, command.settings.as_of);  // understood above
    const format::Asked words{question(asked), asked.subject.id, desk.vocabulary().remarks(asked)};
    out += coloured(format::decision_to_text(recorded.decision(), words, detail, remedies ? &*remedies : nullptr),
                    recorded.decision().permit);
  }

  // False: standard output takes no more.
  [[nodiscard]] bool hand_on() {
    const bool written = std::fwrite(out.data(), 1, out.size(), stdout) == out.size() && std::fflush(stdout) == 0;
    out.clear();
    return written;
  }

  // The sign at the beginning.
  [[nodiscard]] std::string coloured(std::string text, bool good) const {
    constexpr std::size_t kSignBytes = 3;  // ✔ and ✘
    if (command.settings.colour == Colour::never || text.size() < kSignBytes) return text;
    return fmt::format("\x1b[{}m{}\x1b[0m{}", good ? 32 : 31, text.substr(0, kSignBytes), text.substr(kSignBytes));
  }

  void refuse(const codec::Line& line, const Error& error) {
    unreadable = true;
    out += command.settings.format == Format::json
               ? format::unreadable_to_json(error, line.number) + "\n"
               : coloured(fmt::format("✘ UNREADABLE  line {}: {}\n", line.number, error.message), false);
  }

  // As it is written, or where a terminal would not show it so, in backticks with what is odd escaped.
  [[nodiscard]] static std::string shown(const std::string& text) { return text.empty() || is_plain(text) ? text : quoted(text); }

  [[nodiscard]] std::string question(const format::AskedRequest& asked) const {
    const auto& object = asked.object;
    if (decision::is_act_name(asked.action)) return question_of_act(asked);
    const std::string what = object.ism ? format::ism_to_json(*object.ism) : object.label.value_or("no label");
    const std::string by = asked.holder ? " held by " + shown(asked.holder->value) : std::string();
    return fmt::format("{} ({}){} to {}, as of {}", quoted(what), shown(asked.object.policy), by, recipient(asked), time(asked));
  }

  [[nodiscard]] std::string question_of_act(const format::AskedRequest& asked) const {
    std::vector<std::string> items;
    for (const auto& each : asked.object.act.items) items.push_back(shown(each));
    const std::string what = quoted(asked.object.id) + (items.empty() ? std::string() : fmt::format(" ({})", join(items, ", ")));
    const std::string giver = asked.holder ? shown(asked.holder->value) : "nobody stated";
    const std::string when = ", as of " + time(asked);
    if (asked.action == "visit") return fmt::format("visit {} of {} to {}{}", what, recipient(asked), giver, when);
    if (asked.action == "participate") return fmt::format("participation of {} in {}{}", recipient(asked), what, when);
    if (asked.action == "consult") return fmt::format("consultation {} of {} with {}{}", what, giver, recipient(asked), when);
    return fmt::format("{} of {} by {} to {}{}", asked.action, what, giver, recipient(asked), when);
  }

  [[nodiscard]] std::string recipient(const format::AskedRequest& asked) const {
    const auto* party = desk.world().party(PartyId(asked.subject.id));
    return party == nullptr ? quoted(asked.subject.id) : fmt::format("{} ({})", party->name, party->id.value);
  }

  [[nodiscard]] std::string time(const format::AskedRequest& asked) const {
    return to_short_string(asked.time.value_or(command.settings.as_of));
  }
};

}  // namespace

ExitCode run(const DecideCommand& command) {
  auto desk = service::Desk::open({command.settings.world, command.settings.overlays, command.consents,
                                   command.settings.known_as_of, command.settings.require});
  if (!desk) return report(desk.error());
  auto input = Input::open(command.file);
  if (!input) return report(input.error());
  if (!command.file && ::isatty(STDIN_FILENO) == 1)
    std::fprintf(stderr, "entente decide: type one request a line; Ctrl-D ends\n");
  codec::LineReader lines(input->descriptor());
  Answers answers{*desk, command, false, {}, {}, {}};
  Progress progress;
  const bool answers_scroll_by = ::isatty(STDOUT_FILENO) == 1;
  for (std::size_t answered = 0;; ++answered) {
    if (!answers_scroll_by) progress.at("lines answered", answered);
    const bool may_wait = !lines.has_line();  // who asks line by line is answered line by line
    if ((may_wait || answers.out.size() >= kAnswersTogetherBytes) && !answers.hand_on()) return ExitCode::failure;
    const auto line = lines.next();
    if (!line) return report(line.error());
    if (line->kind == codec::LineKind::end) break;
    answers.answer(*line);
  }
  return answers.unreadable ? ExitCode::failure : ExitCode::success;
}

}  // namespace entente::app
