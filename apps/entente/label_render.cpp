#include <array>
#include <cstdio>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/files.h"
#include "codec/json.h"
#include "commands.h"
#include "format/ism_xml.h"
#include "label/ism_marking.h"
#include "label/long_form.h"
#include "service/desk.h"

namespace entente::app {
namespace {

Result<std::string> standard_input() {
  std::string text;
  std::array<char, 4096> piece{};
  while (const auto read = std::fread(piece.data(), 1, piece.size(), stdin)) {
    text.append(piece.data(), read);
    if (text.size() > limits::kRequestLineBytes)
      return fail(service::Fault::bad_request,
                  fmt::format("--ism: more than {} bytes on standard input", limits::kRequestLineBytes));
  }
  if (std::ferror(stdin) != 0) return fail(service::Fault::bad_request, "--ism: standard input cannot be read");
  return text;
}

Result<std::string> attributes_text(const std::string& given) {
  if (given == "-") return standard_input();
  if (given.starts_with('@')) return codec::read_file(given.substr(1), limits::kRequestLineBytes);
  return given;
}

Result<label::IsmMarks> render(const LabelRenderCommand& command) {
  TRY(const auto text, attributes_text(command.ism));
  TRY(const auto attributes, format::read_ism_text(text));
  TRY(auto desk,
      service::Desk::open(
          {command.settings.world, command.settings.overlays, {}, command.settings.known_as_of, command.settings.require}));
  const auto& book = desk.world().policies;
  TRY(const auto* policy, desk.policy(PolicyId(command.policy)));
  return label::marks_of_ism(attributes, command.long_form ? label::in_long_form(*policy) : *policy, book);
}

}  // namespace

ExitCode run(const LabelRenderCommand& command) {
  const auto marks = render(command);
  if (!marks) return report(marks.error());
  codec::JsonWriter json;
  json.begin_object().member("banner", marks->banner).member("portion", marks->portion).end_object();
  const auto out = json.finish() + "\n";
  std::fwrite(out.data(), 1, out.size(), stdout);
  return ExitCode::success;
}

}  // namespace entente::app
