// Property: parse_print_is_identity.
//
// STANAG 4774 and labels by values: any bytes give an error that can be printed, or a label or clearance that prints and reads
// back the same. What is printed has as many elements and attributes as what was read, where nothing was named as not kept.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.h"
#include "codec/xml.h"
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

// Elements and attributes, but for empty ones and for where a schema lies.
std::size_t parts_of(const entente::codec::XmlElement& element) {
  std::size_t parts = 1;
  for (const auto& each : element.attributes) {
    if (!each.value.empty() && each.space.uri() != "http://www.w3.org/2001/XMLSchema-instance") ++parts;
  }
  for (const auto& child : element.children) parts += parts_of(child);
  return parts;
}

void check_parse_print_is_identity(const format::AnyLabel& any, const entente::codec::XmlElement& source) {
  if (const auto* named = std::get_if<label::ConfidentialityLabel>(&any)) {
    const auto printed = format::print_4774(*named);
    const auto again = format::parse_4774(printed);
    auto kept = *named;
    kept.not_kept.clear();
    CHECK(again.has_value() && *again == kept);
    const auto written = parts_of(format::parse_label_xml(printed).value());
    CHECK(named->not_kept.empty() ? written == parts_of(source) : written < parts_of(source));
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
  const auto source = format::parse_label_xml(bytes);
  if (as_label && source) check_parse_print_is_identity(*as_label, *source);
  const auto as_clearance = format::read_any_clearance(bytes);
  check_message(as_clearance);
  if (as_clearance) check_parse_print_is_identity(*as_clearance);
  return 0;
}
