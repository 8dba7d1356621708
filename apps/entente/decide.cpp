#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/text.h"
#include "codec/lines.h"
#include "commands.h"
#include "format/decision_json.h"
#include "service/ask.h"

namespace entente::app {
namespace {

class Input {
 public:
  static Result<Input> open(const std::optional<std::filesystem::path>& path) {
    if (!path) return Input(STDIN_FILENO);
    const int descriptor = ::open(path->c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return fail(service::Fault::bad_request, fmt::format("cannot read {}", quoted(path->string())));
    return Input(descriptor);
  }
  Input(Input&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = STDIN_FILENO; }
  Input& operator=(Input&&) = delete;
  ~Input() {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
  }
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  explicit Input(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

struct Answerer {
  service::Desk& desk;
  const DecideCommand& command;
  bool unreadable = false;

  std::string answer(const codec::Line& line) {
    if (line.kind == codec::LineKind::too_long) {
      return refuse(Error{service::Fault::bad_request, fmt::format("line {}: {} bytes; the limit is {}", line.number, line.length, limits::kRequestLineBytes)});
    }
    const auto asked = format::read_request(line.text);
    if (!asked) return refuse(asked.error());
    const auto recorded = service::ask(desk, *asked, command.settings.as_of);
    const auto detail = command.explain || asked->explain ? format::Explained::full : format::Explained::verdict_only;
    if (command.settings.format == Format::json) return format::decision_to_json(recorded.decision(), recorded.revision(), detail) + "\n";
    return format::decision_to_text(recorded.decision(), {question(*asked), asked->subject.id}, detail);
  }

  std::string refuse(const Error& error) {
    unreadable = true;
    if (command.settings.format == Format::json) return format::unreadable_to_json(error) + "\n";
    return "✘ UNREADABLE  " + error.message + "\n";
  }

  [[nodiscard]] std::string question(const format::AskedRequest& asked) const {
    const std::string what = asked.object.label.value_or("no label");
    const std::string by = asked.holder ? " held by " + asked.holder->value : std::string();
    const auto* party = desk.world().party(PartyId(asked.subject.id));
    const std::string to = party == nullptr ? quoted(asked.subject.id) : fmt::format("{} ({})", party->name, party->id.value);
    return fmt::format("{} ({}){} to {}, as of {}", quoted(what), asked.object.policy, by, to,
                       to_short_string(asked.time.value_or(command.settings.as_of)));
  }
};

}  // namespace

ExitCode run(const DecideCommand& command) {
  auto desk = service::Desk::open({command.settings.world, command.settings.overlays, command.consents, command.settings.known_as_of, command.settings.require});
  if (!desk) return report(desk.error());
  auto input = Input::open(command.file);
  if (!input) return report(input.error());
  codec::LineReader lines(input->descriptor());
  Answerer answerer{*desk, command};
  while (true) {
    const auto line = lines.next();
    if (!line) return report(line.error());
    if (line->kind == codec::LineKind::end) break;
    const std::string answer = answerer.answer(*line);
    if (std::fwrite(answer.data(), 1, answer.size(), stdout) != answer.size()) return ExitCode::failure;
  }
  return answerer.unreadable ? ExitCode::failure : ExitCode::success;
}

}  // namespace entente::app
