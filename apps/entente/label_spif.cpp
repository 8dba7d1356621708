#include "label_spif.h"

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "codec/files.h"
#include "format/spif.h"
#include "label/check_marking.h"
#include "label/marking.h"
#include "label/named_label.h"

namespace entente::app {
namespace {

template <class T>
Result<T> in_file(const std::filesystem::path& path, Result<T> result) {
  if (!result) result.error().message = fmt::format("{}: {}", quoted(path.string()), result.error().message);
  return result;
}

// The folder of the world in whose `policies` the file stands.
std::optional<std::filesystem::path> world_around(const std::filesystem::path& file) {
  std::error_code ignored;
  const auto root = std::filesystem::absolute(file, ignored).parent_path().parent_path();
  if (!std::filesystem::is_regular_file(root / "world.toml", ignored)) return std::nullopt;
  return root;
}

// Valid in the world, if under the SPIF is still to be seen.
Result<label::SpifLabel> in_spif(const PolicyFile& policy, const label::Label& label, Parts parts) {
  TRY(const auto named, label::to_names(label, policy.world->world().policies));
  return label::resolve(policy.spif, parts == Parts::refused ? named : label::with_parts_as_tokens(named, *policy.system));
}

}  // namespace

Result<PolicyFile> read_policy(const std::filesystem::path& path, const Settings& settings) {
  PolicyFile out;
  TRY(out.spif, read_policy_file(path));
  const auto root = world_around(path);
  if (!root) return out;
  auto desk = service::Desk::open({*root, {}, {}, settings.known_as_of, settings.require});
  if (!desk) return out;  // a world that does not load says nothing; the SPIF does
  for (const auto& [id, system] : desk->world().policies.policies()) {
    if (system.spif_id != out.spif.id || id.value != out.spif.name) continue;
    out.world = std::make_unique<service::Desk>(std::move(*desk));
    out.system = out.world->world().policies.find(id);
    break;
  }
  return out;
}

PolicyReading read_marking(const PolicyFile& policy, const std::string& text, const std::string& language, Parts parts) {
  PolicyReading out;
  if (policy.system == nullptr) {
    out.reading = label::read_spif_marking(policy.spif, text);
    if (out.reading.findings.empty())
      out.marking = label::spif_marking(policy.spif, out.reading.label, {language, label::MarkingCode::page_top}).value_or("");
    return out;
  }
  const auto& book = policy.world->world().policies;
  out.reading.findings = label::check_marking(text, *policy.system, book, {std::nullopt, nullptr}).findings;
  if (label::has_errors(out.reading.findings)) return out;
  const label::Span whole{0, text.size()};
  const auto refuse = [&](const Error& error) {
    out.reading.findings.push_back({"SPIF-MARKING", label::Severity::error, whole, error.message, std::nullopt});
  };
  const auto label = label::parse_marking(text, *policy.system, book);
  if (!label) return refuse(label.error()), out;
  auto valued = in_spif(policy, *label, parts);
  if (!valued) return refuse(valued.error()), out;
  out.reading.label = std::move(*valued);
  out.reading.spans = {whole, whole, {}};
  for (const auto& value : out.reading.label.categories) out.reading.spans.values.emplace(value, whole);
  out.marking = label::render_marking(*label, *policy.system, book, label::MarkForm::banner).value_or("");
  return out;
}

Result<label::SpifLabel> in_terms_of(const PolicyFile& policy, const format::AnyLabel& label) {
  const auto* named = std::get_if<label::ConfidentialityLabel>(&label);
  if (policy.system == nullptr || named == nullptr) return format::in_terms_of(policy.spif, label);
  return label::resolve(policy.spif, label::with_parts_as_tokens(*named, *policy.system));
}

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
