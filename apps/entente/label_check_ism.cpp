// `entente label check FILE` of attributes of ISM: the published rules, one finding a line, or as JSON.
#include <cstdio>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/files.h"
#include "commands.h"
#include "format/ism_report.h"

namespace entente::app {

ExitCode run(const LabelCheckIsmCommand& command) {
  const auto bytes = codec::read_file(command.file, limits::kDocumentBytes);
  if (!bytes) return report(bytes.error());
  auto check = format::check_ism(*bytes);
  if (!check) return report({check.error().code, fmt::format("{}: {}", quoted(command.file.string()), check.error().message)});
  const auto text = command.settings.format == Format::json ? format::ism_check_to_json(*check, command.file.string())
                                                            : format::ism_check_to_text(*check, command.file.string());
  std::fwrite(text.data(), 1, text.size(), stdout);
  return check->count(label::Severity::error) > 0 ? ExitCode::found : ExitCode::success;
}

}  // namespace entente::app
