#include <cstdio>

#include <unistd.h>

#include <fmt/format.h>

#include "codec/lines.h"
#include "commands.h"
#include "format/search_json.h"
#include "input.h"
#include "progress.h"
#include "service/search.h"

namespace entente::app {
namespace {

Result<service::Desk> open_desk(const Settings& settings, const std::vector<std::filesystem::path>& consents) {
  return service::Desk::open({settings.world, settings.overlays, consents, settings.known_as_of, settings.require});
}

service::SearchSettings search_settings(const Settings& settings, const SearchPage& page) {
  return {settings.as_of, page.as_of, {page.limit, page.cursor}};
}

std::string written(const format::Found& found, Format form) {
  return form == Format::json ? format::found_to_json(found) + "\n" : format::found_to_text(found);
}

class Questions {
 public:
  Questions(service::Desk& desk, const WhoCommand& command) : desk_(desk), command_(command) {}

  [[nodiscard]] bool failed() const { return failed_; }

  std::string answer(const codec::Line& line) {
    if (line.kind == codec::LineKind::too_long) {
      return refuse(line, fmt::format("{} bytes; the limit is {}", line.length, limits::kRequestLineBytes));
    }
    const auto search = format::read_subject_search(line.text);
    if (!search) return refuse(line, search.error().message);
    const auto found = service::who(desk_, *search, search_settings(command_.settings, command_.page));
    if (!found) return refuse(line, found.error().message);
    return written(*found, command_.settings.format);
  }

 private:
  std::string refuse(const codec::Line& line, const std::string& why) {
    failed_ = true;
    if (command_.settings.format == Format::json) {
      return format::search_refused_to_json(Error{service::Fault::bad_request, why}, line.number) + "\n";
    }
    return fmt::format("no answer to line {}: {}\n", line.number, why);
  }

  service::Desk& desk_;
  const WhoCommand& command_;
  bool failed_ = false;
};

bool print(const std::string& text) { return std::fwrite(text.data(), 1, text.size(), stdout) == text.size(); }

}  // namespace

ExitCode run(const WhoCommand& command) {
  auto desk = open_desk(command.settings, command.consents);
  if (!desk) return report(desk.error());
  auto input = Input::open(command.file);
  if (!input) return report(input.error());
  if (!command.file && ::isatty(STDIN_FILENO) == 1) std::fprintf(stderr, "entente who: type one question a line; Ctrl-D ends\n");
  codec::LineReader lines(input->descriptor());
  Questions questions(*desk, command);
  Progress progress;
  const bool answers_scroll_by = ::isatty(STDOUT_FILENO) == 1;
  for (std::size_t answered = 0;; ++answered) {
    if (!answers_scroll_by) progress.at("lines answered", answered);
    const auto line = lines.next();
    if (!line) return report(line.error());
    if (line->kind == codec::LineKind::end) break;
    const bool spaced = answered > 0 && command.settings.format == Format::text;
    if (!print((spaced ? "\n" : "") + questions.answer(*line))) return ExitCode::failure;
  }
  return questions.failed() ? ExitCode::failure : ExitCode::success;
}

ExitCode run(const WhatCommand& command) {
  auto desk = open_desk(command.settings, command.consents);
  if (!desk) return report(desk.error());
  const auto to = service::recipient_of(*desk, command.to);
  if (!to) return report(Error{to.error().code, "--to: " + to.error().message});
  auto input = Input::open(command.catalogue);
  if (!input) return report(input.error());
  if (!command.catalogue && ::isatty(STDIN_FILENO) == 1)
    std::fprintf(stderr, "entente what: type one object a line; Ctrl-D ends\n");
  codec::LineReader lines(input->descriptor());
  Progress progress;
  const service::ObjectSearch search{*to, command.action, command.holder, command.purpose, command.channel, command.mode};
  const auto found = service::what(*desk, search, lines, search_settings(command.settings, command.page),
                                   [&progress](std::size_t read) { progress.at("catalogue lines decided", read); });
  progress.hide();
  if (!found) return report(found.error());
  if (!print(written(*found, command.settings.format))) return ExitCode::failure;
  return found->catalogue->unreadable.count == 0 ? ExitCode::success : ExitCode::failure;
}

}  // namespace entente::app
