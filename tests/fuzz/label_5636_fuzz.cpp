// Property: parse_print_is_identity.
//
// Labels in JSON: any bytes give an error that can be printed, or a label that prints in both forms and reads back the same.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.h"
#include "format/label_5636.h"

namespace {

namespace format = entente::format;

void check_parse_print_is_identity(const entente::label::ConfidentialityLabel& label) {
  for (const auto form : {format::JsonLabelForm::elements, format::JsonLabelForm::structured}) {
    const auto printed = format::print_5636(label, form);
    CHECK(printed.has_value());
    const auto again = format::parse_5636(*printed);
    CHECK(again.has_value() && *again == label);
    CHECK(format::print_5636(*again, form).value() == *printed);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto label = format::parse_5636({reinterpret_cast<const char*>(data), size});
  if (label) {
    check_parse_print_is_identity(*label);
  } else {
    CHECK(entente::first_invalid_utf8(label.error().message) == std::string_view::npos);
  }
  return 0;
}
