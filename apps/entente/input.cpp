#include "input.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>

#include <fmt/format.h>

#include "base/text.h"
#include "service/desk.h"

namespace entente::app {

Result<Input> Input::open(const std::optional<std::filesystem::path>& path) {
  if (!path) return Input(STDIN_FILENO);
  const int descriptor = ::open(path->c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return fail(service::Fault::bad_request,
                fmt::format("cannot read {}: {}", quoted(path->string()), std::generic_category().message(errno)));
  return Input(descriptor);
}

}  // namespace entente::app
