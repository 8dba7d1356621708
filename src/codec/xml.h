// XML 1.0 with namespaces in: security policy files (SPIF) and labels.
//
// Only UTF-8 is read. Refused outright: any DOCTYPE, hence every entity but the five predefined ones, every external reference
// and every expansion. No network, no file, no catalogue, no XInclude; processing instructions and comments are dropped.
// Does NOT check a schema, does NOT keep prefixes, does NOT keep the order of text between children. xml:base and xml:lang
// are plain attributes. Thread-safe; nothing is written to standard error; no exception leaves except std::bad_alloc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "codec/fault.h"

namespace entente::codec {

inline constexpr std::size_t kXmlAttributes = 256;                         // on one element, namespace declarations included
inline constexpr std::size_t kXmlNamespaces = 256;                         // declarations in scope at one place
inline constexpr std::size_t kXmlAttributeBytes = std::size_t{64} * 1024;  // one attribute's value
inline constexpr std::size_t kXmlNameBytes = 1024;                         // one local name or namespace name

// Each limit is inclusive: at the limit passes, one more fails and the message names it.
struct XmlLimits {
  std::size_t bytes = limits::kPolicyFileBytes;
  std::size_t depth = limits::kTreeDepth;  // elements around and including one
  std::size_t nodes = limits::kTreeNodes;  // elements and attributes together
  std::size_t attributes = kXmlAttributes;
  std::size_t namespaces = kXmlNamespaces;
  std::size_t attribute_bytes = kXmlAttributeBytes;
  std::size_t name_bytes = kXmlNameBytes;
};

// A namespace name, shared between all its uses: a long one costs its size once. Empty: no namespace.
class XmlNamespace {
 public:
  XmlNamespace() = default;
  explicit XmlNamespace(std::string_view uri) : uri_(uri.empty() ? nullptr : std::make_shared<const std::string>(uri)) {}
  [[nodiscard]] std::string_view uri() const { return uri_ ? std::string_view(*uri_) : std::string_view(); }

 private:
  std::shared_ptr<const std::string> uri_;
};

struct XmlAttribute {
  std::string name;  // local name
  XmlNamespace space;
  std::string value;  // references resolved, white space normalised as the standard says
};

struct XmlElement {
  std::string name;  // local name
  XmlNamespace space;
  std::vector<XmlAttribute> attributes;  // in source order, namespace declarations not among them
  std::string text;                      // all character data directly inside, white space kept, joined
  std::vector<XmlElement> children;      // in source order
  std::uint32_t line = 0;                // where its start tag begins, from 1

  [[nodiscard]] bool is(std::string_view namespace_uri, std::string_view local_name) const;
  // The value of an attribute without namespace, or with one; nullptr when absent. The pointer lives as long as the element.
  [[nodiscard]] const std::string* attribute(std::string_view local_name, std::string_view namespace_uri = {}) const;
  // The first child of that name; nullptr when there is none.
  [[nodiscard]] const XmlElement* child(std::string_view namespace_uri, std::string_view local_name) const;
};

// The document's root element. Only the first fault is reported, as "line 12: …"; fails with malformed, too_large, too_deep,
// too_many or forbidden (a DOCTYPE, another encoding). A message may hold names of the input, never text or values.
[[nodiscard]] Result<XmlElement> parse_xml(std::string_view bytes, XmlLimits limits = {});

}  // namespace entente::codec
