// The attributes of ISM on an XML element, in the namespace urn:us:gov:ic:ism, in and out.
//
// Attributes of other namespaces, or of none, are not looked at; an unknown one of this namespace is an error. A document is the
// first element, in document order, that says it is the resource, and every other element below the root with attributes of ISM,
// each a portion. Elements of this namespace (notices) count by their attributes. Docs: docs/formats/us-markings.md.
// Pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "codec/xml.h"
#include "codec/xml_writer.h"
#include "label/ism.h"

namespace entente::format {

inline constexpr std::string_view kIsmNamespace = "urn:us:gov:ic:ism";

// Of the element alone. No attribute: empty.
[[nodiscard]] Result<label::IsmAttributes> read_ism_xml(const codec::XmlElement& element);

// An element with attributes of ISM.
struct IsmElement {
  label::IsmAttributes attributes;
  std::size_t line = 0;  // where its tag begins, from 1
};

// Of a whole text, in document order. Errors: IsmFault of ism_json.h, codec::CodecFault.
[[nodiscard]] Result<std::vector<IsmElement>> read_ism_elements(std::string_view bytes);

// Which of them is the resource: the first that says so; their number if none does.
[[nodiscard]] std::size_t resource_of(const std::vector<IsmElement>& elements);
[[nodiscard]] label::IsmDocument document_of(const std::vector<IsmElement>& elements, std::size_t resource);

// What a file of attributes says of the whole: a JSON object; or of XML the resource, else the root, which must have some.
[[nodiscard]] Result<label::IsmAttributes> read_ism_text(std::string_view bytes);

// Of a whole text: its root alone, and the document. Errors: IsmFault of ism_json.h, codec::CodecFault.
[[nodiscard]] Result<label::IsmAttributes> read_ism_xml(std::string_view bytes);
[[nodiscard]] Result<label::IsmDocument> read_ism_document(std::string_view bytes);

// ism:classification="S" ism:ownerProducer="USA", on the element opened last; the prefix `ism` has to be declared on it or
// around. An error, and nothing written, where a value has characters that XML cannot have.
[[nodiscard]] Result<void> write_ism_xml(codec::XmlWriter& xml, const label::IsmAttributes& attributes);

// A document of one element, `marked`, which has nothing but them.
[[nodiscard]] Result<std::string> ism_to_xml(const label::IsmAttributes& attributes);

}  // namespace entente::format
