// parse_xml: libxml2's SAX2 interface feeds a tree of ours. Its own tree, its entity table and its error output are not used.
#include "codec/xml.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/text.h"
#include "codec/message.h"
#include "codec/xml_scan.h"

namespace entente::codec {
namespace {

constexpr std::string_view kOnlyEncoding = "UTF-8";

std::string_view view(const xmlChar* text) {
  return text != nullptr ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

Error error_at(std::int64_t line, CodecFault fault, std::string_view what) {
  return Error{fault, fmt::format("line {}: {}", line, what)};
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
    return upper(x) == upper(y);
  });
}

// Five pointers per attribute, as libxml2's SAX2 hands them over.
struct RawAttribute {
  const xmlChar* name;
  const xmlChar* prefix;
  const xmlChar* uri;
  const xmlChar* value_begin;
  const xmlChar* value_end;
};

// Builds the tree from the parser's events; the first fault of ours or the parser's own stops the parser.
class TreeBuilder {
 public:
  TreeBuilder(std::string_view bytes, const XmlLimits& limits) : bytes_(bytes), limits_(limits) {}

  void watch(xmlParserCtxtPtr parser) { parser_ = parser; }

  void start_document() {
    // The library keeps the declared name in one of two places, depending on the encoding.
    const auto declared = view(parser_->encoding != nullptr ? parser_->encoding : parser_->input->encoding);
    if (!declared.empty() && !same_letters(declared, kOnlyEncoding)) {
      stop(CodecFault::forbidden, fmt::format("declared encoding {} is not read, only UTF-8", quoted(declared)));
    }
  }

  void refuse_doctype() { stop(CodecFault::forbidden, "a DOCTYPE is not read"); }

  void start_element(const xmlChar* name, const xmlChar* uri, const RawAttribute* attributes, std::size_t count) {
    if (!admit(1 + count)) return;
    XmlElement element;
    element.line = start_line();
    if (!take_name(name, uri, element.name, element.space)) return;
    element.attributes.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      if (!add_attribute(element, attributes[i])) return;
    }
    open_.push_back(std::move(element));
  }

  // Called before start_element: looking up a prefix costs the parser a walk over all that are in scope.
  void enter(std::size_t declarations) {
    if (error_) return;
    if (open_.size() >= limits_.depth)
      return stop(CodecFault::too_deep, fmt::format("nested deeper than {} levels", limits_.depth));
    const auto in_scope = (in_scope_.empty() ? 0 : in_scope_.back()) + declarations;
    if (in_scope > limits_.namespaces) {
      return stop(CodecFault::too_many, fmt::format("more than {} namespace declarations in scope", limits_.namespaces));
    }
    in_scope_.push_back(in_scope);
  }

  void end_element() {
    if (error_ || open_.empty()) return;
    in_scope_.pop_back();
    auto element = std::move(open_.back());
    open_.pop_back();
    if (open_.empty()) {
      root_ = std::move(element);
    } else {
      open_.back().children.push_back(std::move(element));
    }
  }

  void characters(std::string_view text) {
    if (!error_ && !open_.empty()) open_.back().text += text;
  }

  void parser_error(const xmlError& error) {
    if (error.level < XML_ERR_ERROR) return;
    const std::string_view message = error.message != nullptr ? std::string_view(error.message) : "unknown fault";
    stop_at(error.line, CodecFault::malformed, "not XML: " + escaped(trimmed(message)));
  }

  [[nodiscard]] std::optional<Error>& error() { return error_; }
  [[nodiscard]] std::optional<XmlElement>& root() { return root_; }

 private:
  bool admit(std::size_t more) {
    if (error_) return false;
    if (more <= limits_.nodes - nodes_) {
      nodes_ += more;
      return true;
    }
    stop(CodecFault::too_many, fmt::format("more than {} elements and attributes", limits_.nodes));
    return false;
  }

  bool take_name(const xmlChar* name, const xmlChar* uri, std::string& local, XmlNamespace& space) {
    const auto longest = std::max(view(name).size(), view(uri).size());
    if (longest > limits_.name_bytes) {
      stop(CodecFault::too_large, fmt::format("name has {} bytes, limit {}", longest, limits_.name_bytes));
      return false;
    }
    local = view(name);
    space = shared(uri);
    return true;
  }

  // libxml2 hands every `&` of a value over as `&#38;`, however it was written, as long as it is not told to replace entities.
  static std::string with_ampersands(std::string_view value) {
    constexpr std::string_view kAmpersand = "&#38;";
    std::string out;
    for (auto at = value.find(kAmpersand); at != std::string_view::npos; at = value.find(kAmpersand)) {
      out.append(value.substr(0, at)).append("&");
      value.remove_prefix(at + kAmpersand.size());
    }
    return out.append(value);
  }

  bool add_attribute(XmlElement& element, const RawAttribute& raw) {
    XmlAttribute attribute;
    if (!take_name(raw.name, raw.uri, attribute.name, attribute.space)) return false;
    const auto length = static_cast<std::size_t>(raw.value_end - raw.value_begin);
    if (length > limits_.attribute_bytes) {
      stop(CodecFault::too_large, fmt::format("value of attribute {} has {} bytes, limit {}", entente::quoted(attribute.name),
                                              length, limits_.attribute_bytes));
      return false;
    }
    attribute.value = with_ampersands({reinterpret_cast<const char*>(raw.value_begin), length});
    element.attributes.push_back(std::move(attribute));
    return true;
  }

  // The parser keeps one copy of each namespace name as long as it lives, so the pointer identifies it.
  const XmlNamespace& shared(const xmlChar* uri) {
    const auto known = spaces_.find(uri);
    return known != spaces_.end() ? known->second : spaces_.emplace(uri, XmlNamespace(view(uri))).first->second;
  }

  // The parser stands behind the start tag when it reports it; `<` cannot occur inside one.
  std::uint32_t start_line() const {
    const auto line = static_cast<std::uint32_t>(parser_->input->line);
    const auto behind = xmlByteConsumed(parser_);
    if (behind <= 0 || static_cast<std::size_t>(behind) > bytes_.size()) return line;
    const auto begin = bytes_.rfind('<', static_cast<std::size_t>(behind) - 1);
    if (begin == std::string_view::npos) return line;
    const auto tag = bytes_.substr(begin, static_cast<std::size_t>(behind) - begin);
    return line - static_cast<std::uint32_t>(std::count(tag.begin(), tag.end(), '\n'));
  }

  void stop(CodecFault fault, const std::string& what) { stop_at(parser_->input->line, fault, what); }
  void stop_at(int line, CodecFault fault, const std::string& what) {
    if (!error_) error_ = error_at(line, fault, what);
    xmlStopParser(parser_);
  }

  std::string_view bytes_;
  XmlLimits limits_;
  xmlParserCtxtPtr parser_ = nullptr;
  std::vector<XmlElement> open_;
  std::vector<std::size_t> in_scope_;  // namespace declarations, one number per open element
  std::size_t nodes_ = 0;
  std::unordered_map<const xmlChar*, XmlNamespace> spaces_;
  std::optional<XmlElement> root_;
  std::optional<Error> error_;
};

TreeBuilder& builder_of(void* user_data) { return *static_cast<TreeBuilder*>(user_data); }

// libxml2 2.9 hands a mutable error, later versions a constant one: the template fits both.
template <class ErrorPointer>
void report_error(void* user_data, ErrorPointer error) {
  if (error != nullptr) builder_of(user_data).parser_error(*error);
}

// Every event not listed is ignored. There is no `getEntity`: nothing but the five predefined entities exists.
xmlSAXHandler handler() {
  xmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startDocument = [](void* data) { builder_of(data).start_document(); };
  sax.internalSubset = [](void* data, const xmlChar*, const xmlChar*, const xmlChar*) { builder_of(data).refuse_doctype(); };
  sax.startElementNs = [](void* data, const xmlChar* name, const xmlChar*, const xmlChar* uri, int declarations, const xmlChar**,
                          int count, int, const xmlChar** attributes) {
    static_assert(sizeof(RawAttribute) == 5 * sizeof(const xmlChar*));
    builder_of(data).enter(static_cast<std::size_t>(declarations));
    builder_of(data).start_element(name, uri, reinterpret_cast<const RawAttribute*>(attributes), static_cast<std::size_t>(count));
  };
  sax.endElementNs = [](void* data, const xmlChar*, const xmlChar*, const xmlChar*) { builder_of(data).end_element(); };
  sax.characters = [](void* data, const xmlChar* text, int length) {
    builder_of(data).characters(std::string_view(reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)));
  };
  sax.ignorableWhitespace = sax.characters;
  sax.cdataBlock = sax.characters;
  sax.serror = report_error;
  return sax;
}

struct FreeParser {
  void operator()(xmlParserCtxtPtr parser) const { xmlFreeParserCtxt(parser); }
};

Result<XmlElement> parse_checked(std::string_view bytes, const XmlLimits& limits) {
  static std::once_flag initialised;
  std::call_once(initialised, xmlInitParser);
  const std::unique_ptr<xmlParserCtxt, FreeParser> parser(
      xmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size())));
  CHECK(parser != nullptr);  // out of memory
  TreeBuilder builder(bytes, limits);
  builder.watch(parser.get());
  auto sax = handler();
  xmlCtxtUseOptions(parser.get(), XML_PARSE_NONET);  // the default besides: no DTD, no entities replaced, no XInclude
  *parser->sax = sax;
  parser->userData = &builder;
  xmlParseDocument(parser.get());
  if (auto& error = builder.error(); error) return tl::unexpected<Error>(std::move(*error));
  auto& root = builder.root();
  if (parser->wellFormed == 0 || !root) {
    return tl::unexpected<Error>(error_at(parser->input != nullptr ? parser->input->line : 0, CodecFault::malformed, "not XML"));
  }
  return std::move(*root);
}

}  // namespace

bool XmlElement::is(std::string_view namespace_uri, std::string_view local_name) const {
  return name == local_name && space.uri() == namespace_uri;
}

const std::string* XmlElement::attribute(std::string_view local_name, std::string_view namespace_uri) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const XmlAttribute& candidate) {
    return candidate.name == local_name && candidate.space.uri() == namespace_uri;
  });
  return found != attributes.end() ? &found->value : nullptr;
}

const XmlElement* XmlElement::child(std::string_view namespace_uri, std::string_view local_name) const {
  const auto found = std::find_if(children.begin(), children.end(),
                                  [&](const XmlElement& candidate) { return candidate.is(namespace_uri, local_name); });
  return found != children.end() ? &*found : nullptr;
}

Result<XmlElement> parse_xml(std::string_view bytes, XmlLimits limits) {
  TRY_DO(scan_xml(bytes, limits));
  return parse_checked(bytes, limits);
}

}  // namespace entente::codec
