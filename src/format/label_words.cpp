#include "format/label_words.h"

#include <algorithm>

#include "base/text.h"
#include "format/world_entries.h"

namespace entente::format {

std::string_view text_fault(std::string_view text) {
  if (text.empty()) return "is empty";
  if (trimmed(text).size() != text.size()) return "begins or ends with white space";
  const bool is_xml = text.find("\xEF\xBF\xBE") == std::string_view::npos && text.find("\xEF\xBF\xBF") == std::string_view::npos;
  return first_hidden(text, Prose::one_line) || !is_xml ? "holds a control or invisible character" : "";
}

std::string_view value_fault(const label::NamedValue& value) {
  if (const auto fault = text_fault(value.text); !fault.empty()) return fault;
  switch (value.form) {
    case label::ValueForm::generic:
      return "";
    case label::ValueForm::integer:
      return label::plain_lacv(value.text).empty() ? "is not a whole number of at most 20 digits" : "";
    case label::ValueForm::bit_string:
      return value.text.find_first_not_of("01") == std::string::npos ? "" : "is not a string of 0 and 1";
  }
  return "";
}

bool is_originator_id_type(std::string_view type) {
  return std::find(kOriginatorIdTypes.begin(), kOriginatorIdTypes.end(), type) != kOriginatorIdTypes.end();
}

}  // namespace entente::format
