// What the subcommands of `label` share: a policy from its file, and a label or clearance from a file.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "commands.h"
#include "format/label_file.h"
#include "label/policy.h"
#include "label/spif_policy.h"
#include "service/desk.h"

namespace entente::app {

// A policy from its file. One that stands in the folder of a world which knows it comes with that world: there markings are read
// as the sidecar says, which a SPIF cannot say of every system, and parts of tokens ("SI-G ABCD") count as the token.
struct PolicyFile {
  label::SpifPolicy spif;
  std::unique_ptr<service::Desk> world;
  const label::Policy* system = nullptr;  // of that world
};
[[nodiscard]] Result<PolicyFile> read_policy(const std::filesystem::path& path, const Settings& settings);

// What a SPIF does not list: compartments, programs, names. A label that is only judged has them as their tokens.
enum class Parts { refused = 0, as_tokens };

// A marking in the terms of the SPIF. With errors among the findings there is no label; `marking`: how it is written.
struct PolicyReading {
  label::SpifMarkingReading reading;
  std::string marking;
};
[[nodiscard]] PolicyReading read_marking(const PolicyFile& policy, const std::string& text, const std::string& language,
                                         Parts parts);
[[nodiscard]] Result<label::SpifLabel> in_terms_of(const PolicyFile& policy, const format::AnyLabel& label);

// Errors name the file.
[[nodiscard]] Result<label::SpifPolicy> read_policy_file(const std::filesystem::path& path);
struct LabelFile {
  format::AnyLabel label;
  bool is_json = false;
};
[[nodiscard]] Result<LabelFile> read_label_file(const std::filesystem::path& path);
[[nodiscard]] Result<format::AnyClearance> read_clearance_file(const std::filesystem::path& path);

}  // namespace entente::app
