#include "output.h"

#include <cstdio>

#include "service/world_new.h"

namespace entente::app {

ExitCode deliver(const std::string& text, const PictureFile& to) {
  if (!to.output) {
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? ExitCode::success : ExitCode::failure;
  }
  const auto written =
      service::write_new_file(*to.output, text, to.force ? service::NewFile::replace : service::NewFile::refuse_existing);
  return written ? ExitCode::success : report(written.error());
}

}  // namespace entente::app
