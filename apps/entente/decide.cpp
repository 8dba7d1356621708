#include <cstdio>

#include <unistd.h>

#include <fmt/format.h>

#include "base/text.h"
#include "codec/lines.h"
#include "commands.h"
#include "format/decision_json.h"
#include "format/ism_json.h"
#include "input.h"
#include "progress.h"
#include "service/ask.h"

namespace entente::app {
namespace {

struct Answerer {
  service::Desk& desk;
  const DecideCommand& command;
  bool unreadable = false;

  std::string answer(const codec::Line& line) {
    if (line.kind == codec::LineKind::too_long) {
      return refuse(Error{service::Fault::bad_request, fmt::format("line {}: {} bytes; the limit is {}", line.number, line.length,
                                                                   limits::kRequestLineBytes)});
    }
    const auto asked = format::read_request(line.text);
    if (!asked) return refuse(in_line(line, asked.error()));
    const auto recorded = service::ask(desk, *asked, command.settings.as_of);
    const auto detail = command.explain || asked->explain ? format::Explained::full : format::Explained::verdict_only;
    std::optional<analysis::Remedies> remedies;
    if ((command.remedies || asked->remedies) && !recorded.decision().permit)
      remedies = service::remedies(desk, *asked, command.settings.as_of);
    const auto* shown = remedies ? &*remedies : nullptr;
    if (command.settings.format == Format::json)
      return format::decision_to_json(recorded.decision(), recorded.revision(), detail, shown) + "\n";
    return coloured(format::decision_to_text(recorded.decision(), {question(*asked), asked->subject.id}, detail, shown),
                    recorded.decision().permit);
  }

  // JSON answers stand at the place of their line; people are told its number.
  [[nodiscard]] Error in_line(const codec::Line& line, Error error) const {
    if (command.settings.format == Format::text) error.message = fmt::format("line {}: {}", line.number, error.message);
    return error;
  }

  // The sign at the beginning.
  [[nodiscard]] std::string coloured(std::string text, bool good) const {
    constexpr std::size_t kSignBytes = 3;  // ✔ and ✘
    if (command.settings.colour == Colour::never || text.size() < kSignBytes) return text;
    return fmt::format("\x1b[{}m{}\x1b[0m{}", good ? 32 : 31, text.substr(0, kSignBytes), text.substr(kSignBytes));
  }

  std::string refuse(const Error& error) {
    unreadable = true;
    if (command.settings.format == Format::json) return format::unreadable_to_json(error) + "\n";
    return coloured("✘ UNREADABLE  " + error.message + "\n", false);
  }

  [[nodiscard]] std::string question(const format::AskedRequest& asked) const {
    const auto& object = asked.object;
    if (decision::is_act_name(asked.action)) return question_of_act(asked);
    const std::string what = object.ism ? format::ism_to_json(*object.ism) : object.label.value_or("no label");
    const std::string by = asked.holder ? " held by " + asked.holder->value : std::string();
    return fmt::format("{} ({}){} to {}, as of {}", quoted(what), asked.object.policy, by, recipient(asked), time(asked));
  }

  [[nodiscard]] std::string question_of_act(const format::AskedRequest& asked) const {
    const auto& items = asked.object.act.items;
    const std::string what = quoted(asked.object.id) + (items.empty() ? std::string() : fmt::format(" ({})", join(items, ", ")));
    const std::string giver = asked.holder ? asked.holder->value : "nobody stated";
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
  Answerer answerer{*desk, command};
  Progress progress;
  const bool answers_scroll_by = ::isatty(STDOUT_FILENO) == 1;
  for (std::size_t answered = 0;; ++answered) {
    if (!answers_scroll_by) progress.at("lines answered", answered);
    const auto line = lines.next();
    if (!line) return report(line.error());
    if (line->kind == codec::LineKind::end) break;
    const std::string answer = answerer.answer(*line);
    if (std::fwrite(answer.data(), 1, answer.size(), stdout) != answer.size()) return ExitCode::failure;
  }
  return answerer.unreadable ? ExitCode::failure : ExitCode::success;
}

}  // namespace entente::app
