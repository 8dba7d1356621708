// Any bytes as ISM attributes: as JSON, as XML, and as a document.
//
// Properties (parse_print_is_identity): attributes that read print in both forms and read back as the same attributes; attributes
// that are a label print as a marking in both forms, which reads back as that label, and as attributes, which do so too. Rules
// give findings about attributes that are there, never more than once, and nothing crashes, hangs or reads outside its input.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "format/ism_json.h"
#include "format/ism_report.h"
#include "format/ism_xml.h"
#include "label/as_marked.h"
#include "label/ism_marking.h"
#include "label/ism_rules.h"
#include "label/marking.h"
#include "label/test_policies.h"

namespace {

using namespace entente;
using namespace entente::label;

const PolicyBook& book() {
  static const PolicyBook kBook = test::book();
  return kBook;
}
const Policy& usa() { return *book().find(PolicyId("USA")); }

void check_prints_back(const IsmAttributes& attributes) {
  const auto json = format::read_ism_json(format::ism_to_json(attributes));
  CHECK(json && *json == attributes);
  codec::XmlWriter xml;
  xml.open("e").attribute("xmlns:ism", format::kIsmNamespace);
  if (!format::write_ism_xml(xml, attributes)) return;  // characters that XML cannot have
  xml.close();
  const auto read = format::read_ism_xml(xml.finish());
  if (!read) return;  // an attribute longer than XML may have here
  CHECK(*read == attributes);
  CHECK(attributes.values.empty() || format::read_ism_text(format::ism_to_xml(attributes).value()).value() == attributes);
}

void check_marks(const IsmAttributes& attributes) {
  const auto label = label_of_ism(attributes, usa(), book());
  if (!label) return;
  for (const auto form : {MarkForm::banner, MarkForm::portion}) {
    const auto text = render_marking(*label, usa(), book(), form);
    CHECK(text.has_value());
    const auto again = parse_marking(*text, usa(), book());
    CHECK(again && as_marked(*again, usa()) == as_marked(*label, usa()));
  }
  const auto back = ism_of_label(*label, usa(), book(), {.program_authority = "DOD"});
  if (!back) return;
  const auto same = label_of_ism(*back, usa(), book());
  CHECK(same && as_marked(*same, usa()) == as_marked(*label, usa()));
  const auto twice = ism_of_label(*same, usa(), book(), {.program_authority = "DOD"});
  CHECK(twice && *twice == *back);
}

void check_findings(const IsmAttributes& attributes) {
  for (const auto& finding : ism_findings(attributes)) {
    CHECK(!finding.message.empty() && !finding.portion);
    if (!finding.value) continue;
    const auto& values = attributes.of(finding.attribute);
    CHECK(finding.attribute == IsmName::releasable_to || std::find(values.begin(), values.end(), *finding.value) != values.end());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto& attributes : {format::read_ism_json(text), format::read_ism_xml(text)}) {
    if (!attributes) continue;
    check_prints_back(*attributes);
    check_marks(*attributes);
    check_findings(*attributes);
  }
  if (const auto document = format::read_ism_document(text)) {
    for (const auto& finding : ism_findings(*document)) CHECK(!finding.portion || *finding.portion < document->portions.size());
    const auto check = format::check_ism(text);
    CHECK(check && check->is_document && check->elements == document->portions.size() + 1);
    codec::JsonWriter json;
    format::write_ism_check(json, *check, "d.xml");
    CHECK(!json.finish().empty() && !format::ism_check_to_text(*check, "d.xml").empty());
  }
  return 0;
}
