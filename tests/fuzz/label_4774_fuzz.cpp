// Property: parse_print_is_identity.
//
// STANAG 4774 and labels by values: any bytes give an error that can be printed, or a label or clearance that prints and reads
// back the same.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.h"
#include "format/label_4774.h"
#include "format/label_file.h"
#include "format/label_lacv.h"

namespace {

namespace format = entente::format;
namespace label = entente::label;

template <class T>
void check_message(const entente::Result<T>& result) {
  if (!result) CHECK(entente::first_invalid_utf8(result.error().message) == std::string_view::npos);
}

void check_parse_print_is_identity(const format::AnyLabel& any) {
  if (const auto* named = std::get_if<label::ConfidentialityLabel>(&any)) {
    const auto printed = format::print_4774(*named);
    const auto again = format::parse_4774(printed);
    CHECK(again.has_value() && *again == *named);
    CHECK(format::print_4774(*again) == printed);
    return;
  }
  const auto& valued = std::get<label::SpifLabel>(any);
  const auto again = format::read_any_label(format::print_lacv(valued).value());
  CHECK(again.has_value() && std::get<label::SpifLabel>(*again) == valued);
}

void check_parse_print_is_identity(const format::AnyClearance& any) {
  if (const auto* named = std::get_if<label::NamedClearance>(&any)) {
    const auto again = format::read_any_clearance(format::print_4774_clearance(*named));
    CHECK(again.has_value() && std::get<label::NamedClearance>(*again) == *named);
    return;
  }
  const auto& valued = std::get<label::SpifClearance>(any);
  const auto again = format::read_any_clearance(format::print_lacv(valued).value());
  CHECK(again.has_value() && std::get<label::SpifClearance>(*again) == valued);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto as_label = format::read_any_label(bytes);
  check_message(as_label);
  if (as_label && format::parse_label_xml(bytes)) check_parse_print_is_identity(*as_label);
  const auto as_clearance = format::read_any_clearance(bytes);
  check_message(as_clearance);
  if (as_clearance) check_parse_print_is_identity(*as_clearance);
  return 0;
}
