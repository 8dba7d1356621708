#include "format/label_file.h"

#include <fmt/format.h>

#include "base/text.h"
#include "format/label_4774.h"
#include "format/label_5636.h"
#include "format/label_lacv.h"

namespace entente::format {
namespace {

tl::unexpected<Error> no_label(LabelBytes bytes, std::string_view what) {
  if (bytes == LabelBytes::nothing)
    return fail(LabelFault::malformed, fmt::format("no data: expected a {} in XML or JSON", what));
  return fail(LabelFault::unsupported, fmt::format("neither XML nor JSON; a {} in BER is not read", what));
}

}  // namespace

LabelBytes label_bytes(std::string_view bytes) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  const auto text = trimmed(bytes);
  if (text.empty()) return LabelBytes::nothing;
  return text.front() == '<' ? LabelBytes::xml : text.front() == '{' ? LabelBytes::json : LabelBytes::other;
}

Result<AnyLabel> read_any_label(std::string_view bytes) {
  const auto kind = label_bytes(bytes);
  if (kind == LabelBytes::json) return parse_5636(bytes).map([](auto&& label) { return AnyLabel(std::move(label)); });
  if (kind != LabelBytes::xml) return no_label(kind, "label");
  TRY(const auto root, parse_label_xml(bytes));
  if (root.space.uri() == kLacvLabel) return read_lacv_label(root).map([](auto&& label) { return AnyLabel(std::move(label)); });
  return read_4774(root).map([](auto&& label) { return AnyLabel(std::move(label)); });
}

Result<AnyClearance> read_any_clearance(std::string_view bytes) {
  const auto kind = label_bytes(bytes);
  if (kind == LabelBytes::json) return fail(LabelFault::unsupported, "a clearance in JSON is not read; write it in XML");
  if (kind != LabelBytes::xml) return no_label(kind, "clearance");
  TRY(const auto root, parse_label_xml(bytes));
  if (root.space.uri() == kLacvLabel) {
    return read_lacv_clearance(root).map([](auto&& clearance) { return AnyClearance(std::move(clearance)); });
  }
  return read_4774_clearance(root).map([](auto&& clearance) { return AnyClearance(std::move(clearance)); });
}

Result<label::SpifLabel> in_terms_of(const label::SpifPolicy& policy, const AnyLabel& label) {
  if (const auto* by_value = std::get_if<label::SpifLabel>(&label)) return *by_value;
  return label::resolve(policy, std::get<label::ConfidentialityLabel>(label));
}

Result<label::SpifClearance> in_terms_of(const label::SpifPolicy& policy, const AnyClearance& clearance) {
  if (const auto* by_value = std::get_if<label::SpifClearance>(&clearance)) return *by_value;
  return label::resolve(policy, std::get<label::NamedClearance>(clearance));
}

}  // namespace entente::format
