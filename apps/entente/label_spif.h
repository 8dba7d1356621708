// What the subcommands of `label` share: a policy from its file, and a label or clearance from a file.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "format/label_file.h"
#include "label/spif_policy.h"

namespace entente::app {

// Errors name the file.
[[nodiscard]] Result<label::SpifPolicy> read_policy_file(const std::filesystem::path& path);
struct LabelFile {
  format::AnyLabel label;
  bool is_json = false;
};
[[nodiscard]] Result<LabelFile> read_label_file(const std::filesystem::path& path);
[[nodiscard]] Result<format::AnyClearance> read_clearance_file(const std::filesystem::path& path);

}  // namespace entente::app
