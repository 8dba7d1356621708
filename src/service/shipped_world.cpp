#include "service/shipped_world.h"

#include <system_error>

#include "base/result.h"

namespace entente::service {

std::filesystem::path shipped_world(const std::vector<std::filesystem::path>& data_folders) {
  CHECK(!data_folders.empty());
  std::filesystem::path world;
  for (const auto& data : data_folders) {
    world = (data / "worlds" / "indo-pacific").lexically_normal();
    std::error_code ignored;
    if (std::filesystem::exists(world / "world.toml", ignored)) break;
  }
  return world;
}

}  // namespace entente::service
