#include "label_spif.h"

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/files.h"
#include "format/spif.h"

namespace entente::app {
namespace {

template <class T>
Result<T> in_file(const std::filesystem::path& path, Result<T> result) {
  if (!result) result.error().message = fmt::format("{}: {}", quoted(path.string()), result.error().message);
  return result;
}

}  // namespace

Result<label::SpifPolicy> read_policy_file(const std::filesystem::path& path) {
  TRY(const auto bytes, codec::read_file(path, limits::kPolicyFileBytes));
  return in_file(path, format::parse_spif(bytes));
}

Result<LabelFile> read_label_file(const std::filesystem::path& path) {
  TRY(const auto bytes, codec::read_file(path, limits::kLabelFileBytes));
  TRY(auto label, in_file(path, format::read_any_label(bytes)));
  return LabelFile{std::move(label), format::label_bytes(bytes) == format::LabelBytes::json};
}

Result<format::AnyClearance> read_clearance_file(const std::filesystem::path& path) {
  TRY(const auto bytes, codec::read_file(path, limits::kLabelFileBytes));
  return in_file(path, format::read_any_clearance(bytes));
}

}  // namespace entente::app
