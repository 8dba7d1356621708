#include "codec/xml.h"

#include <atomic>
#include <thread>

#include "codec/fault_matchers.h"

namespace entente::codec {
namespace {

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

// "{uri}name[@attr=value]"text"(children)": enough to compare trees in one line.
std::string sketch(const XmlElement& element) {
  std::string out = element.space.uri().empty() ? "" : "{" + std::string(element.space.uri()) + "}";
  out += element.name;
  for (const auto& attribute : element.attributes) {
    const auto uri = attribute.space.uri();
    out += " @" + (uri.empty() ? "" : "{" + std::string(uri) + "}") + attribute.name + "=" + attribute.value;
  }
  if (!element.text.empty()) out += " \"" + element.text + "\"";
  for (const auto& child : element.children) out += " (" + sketch(child) + ")";
  return out;
}

struct Accepted {
  std::string_view description;
  std::string text;
  std::string_view sketch;
};

TEST(ParseXml, reads_elements_attributes_and_text) {
  const Accepted table[] = {
      {.description = "one element", .text = "<a/>", .sketch = "a"},
      {.description = "declaration", .text = "<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n<a/>\n", .sketch = "a"},
      {.description = "byte order mark", .text = "\xEF\xBB\xBF<?xml version='1.0'?><a/>", .sketch = "a"},
      {.description = "text around children is joined", .text = "<a>x<b>y</b>z</a>", .sketch = "a \"xz\" (b \"y\")"},
      {.description = "predefined entities and references",
       .text = "<a b='&lt;&quot;&#x41;'>&amp;&gt;&apos;&#233;</a>",
       .sketch = "a @b=<\"A \"&>'é\""},
      {.description = "ampersands in attributes",
       .text = "<a b='&amp;&#38;&#x26;#38; &amp;amp;'/>",
       .sketch = "a @b=&&&#38; &amp;"},
      {.description = "CDATA", .text = "<a>1<![CDATA[<b>&amp;]]>2</a>", .sketch = "a \"1<b>&amp;2\""},
      {.description = "comments and instructions vanish",
       .text = "<!-- <b> --><?p q?><a>x<!-- ' --><?p <?>y</a><!-- -->",
       .sketch = "a \"xy\""},
      {.description = "white space is kept", .text = "<a> <b/>\n</a>", .sketch = "a \" \n\" (b)"},
      {.description = "default namespace",
       .text = "<a xmlns='urn:1' c='v'><b xmlns=''/><d/></a>",
       .sketch = "{urn:1}a @c=v (b) ({urn:1}d)"},
      {.description = "prefixed names",
       .text = "<p:a xmlns:p='urn:1' p:c='v' c='w'><q:b xmlns:q='urn:2'/></p:a>",
       .sketch = "{urn:1}a @{urn:1}c=v @c=w ({urn:2}b)"},
      {.description = "xml namespace",
       .text = "<a xml:lang='ko'/>",
       .sketch = "a @{http://www.w3.org/XML/1998/namespace}lang=ko"},
      {.description = "attribute white space is normalised", .text = "<a b='x\n\ty&#10;'/>", .sketch = "a @b=x  y\n"},
      {.description = "other scripts", .text = "<급 등='Ⅱ'>군사비밀</급>", .sketch = "급 @등=Ⅱ \"군사비밀\""},
      {.description = "equals signs and angles in values",
       .text = "<a b='= = = =' c=\">'='\"/>",
       .sketch = "a @b== = = = @c=>'='"},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.description);
    const auto root = parse_xml(row.text);
    ASSERT_THAT(root, succeeds());
    EXPECT_EQ(sketch(*root), row.sketch);
  }
}

struct Refused {
  std::string_view description;
  std::string text;
  CodecFault fault;
  std::string_view message;
};

TEST(ParseXml, refuses_what_is_malformed) {
  using enum CodecFault;
  const Refused table[] = {
      {.description = "empty", .text = "", .fault = malformed, .message = "line 1: XML text is empty"},
      {.description = "no element", .text = "\n \n", .fault = malformed, .message = "line 3"},
      {.description = "text only", .text = "hello", .fault = malformed, .message = "line 1"},
      {.description = "unclosed", .text = "<a>\n<b>\n</b>", .fault = malformed, .message = "line 3"},
      {.description = "crossed tags",
       .text = "<a>\n<b></a></b>",
       .fault = malformed,
       .message = "line 2: not XML: Opening and ending tag mismatch"},
      {.description = "two roots", .text = "<a/>\n<b/>", .fault = malformed, .message = "line 2"},
      {.description = "text behind", .text = "<a/>x", .fault = malformed, .message = "line 1"},
      {.description = "duplicate attribute", .text = "<a>\n<b c='1' c='2'/></a>", .fault = malformed, .message = "line 2"},
      {.description = "duplicate by namespace",
       .text = "<a xmlns:p='u' xmlns:q='u' p:c='1' q:c='2'/>",
       .fault = malformed,
       .message = "line 1"},
      {.description = "attribute without quotes", .text = "<a b=1/>", .fault = malformed, .message = "line 1"},
      {.description = "angle in an attribute", .text = "<a b='<'/>", .fault = malformed, .message = "line 1"},
      {.description = "unbound prefix", .text = "<p:a/>", .fault = malformed, .message = "Namespace prefix p"},
      {.description = "unbound attribute prefix", .text = "<a p:b='1'/>", .fault = malformed, .message = "Namespace prefix p"},
      {.description = "undeclared entity",
       .text = "<a>\n&x;</a>",
       .fault = malformed,
       .message = "line 2: not XML: Entity 'x' not defined"},
      {.description = "undeclared entity in an attribute", .text = "<a b='&x;'/>", .fault = malformed, .message = "'x'"},
      {.description = "reference to NUL", .text = "<a>&#0;</a>", .fault = malformed, .message = "line 1"},
      {.description = "reference to a surrogate", .text = "<a>&#xD800;</a>", .fault = malformed, .message = "line 1"},
      {.description = "reference beyond Unicode", .text = "<a>&#x110000;</a>", .fault = malformed, .message = "line 1"},
      {.description = "huge reference",
       .text = "<a>&#" + std::string(100'000, '9') + ";</a>",
       .fault = malformed,
       .message = "line 1"},
      {.description = "NUL byte", .text = std::string("<a>\0</a>", 8), .fault = malformed, .message = "line 1"},
      {.description = "NUL behind the root", .text = std::string("<a/>\0<b/>", 9), .fault = malformed, .message = "line 1"},
      {.description = "control character", .text = "<a>\x01</a>", .fault = malformed, .message = "line 1"},
      {.description = "invalid UTF-8", .text = "<a>\n\xFF</a>", .fault = malformed, .message = "line 2: not UTF-8"},
      {.description = "UTF-16",
       .text = std::string("\xFF\xFE<\0a\0/\0>\0", 10),
       .fault = malformed,
       .message = "line 1: not UTF-8"},
      {.description = "UTF-16 without mark", .text = std::string("<\0a\0/\0>\0", 8), .fault = malformed, .message = "line 1"},
      {.description = "comment with two dashes", .text = "<a><!-- a -- b --></a>", .fault = malformed, .message = "line 1"},
      {.description = "CDATA end in text", .text = "<a>]]></a>", .fault = malformed, .message = "line 1"},
      {.description = "late declaration", .text = "\n<?xml version='1.0'?><a/>", .fault = malformed, .message = "line"},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.description);
    EXPECT_THAT(parse_xml(row.text), fails_with(row.fault, row.message));
  }
}

TEST(ParseXml, no_doctype_no_entity_no_other_encoding) {
  using enum CodecFault;
  const std::string laughs =
      "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>"
      "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;'>]>\n<l>&e;&e;&e;</l>";
  const Refused table[] = {
      {.description = "billion laughs", .text = laughs, .fault = forbidden, .message = "line 1: a DOCTYPE is not read"},
      {.description = "external entity",
       .text = "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
       .fault = forbidden,
       .message = "line 2: a DOCTYPE"},
      {.description = "parameter entity",
       .text = "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/'> %x;]><a/>",
       .fault = forbidden,
       .message = "DOCTYPE"},
      {.description = "external DTD",
       .text = "<!DOCTYPE a SYSTEM 'file:///dev/zero'><a/>",
       .fault = forbidden,
       .message = "DOCTYPE"},
      {.description = "public DTD",
       .text = "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'http://127.0.0.1/x.dtd'><html/>",
       .fault = forbidden,
       .message = "DOCTYPE"},
      {.description = "bare DOCTYPE", .text = "<!DOCTYPE a><a/>", .fault = forbidden, .message = "DOCTYPE"},
      {.description = "attribute default",
       .text = "<!DOCTYPE a [<!ATTLIST a b CDATA 'injected'>]><a/>",
       .fault = forbidden,
       .message = "DOCTYPE"},
      {.description = "DOCTYPE behind a comment", .text = "<!-- x --><!DOCTYPE a><a/>", .fault = forbidden, .message = "DOCTYPE"},
      {.description = "DOCTYPE inside", .text = "<a><!DOCTYPE b></a>", .fault = malformed, .message = "line 1"},
      {.description = "Latin-1",
       .text = "<?xml version='1.0' encoding='ISO-8859-1'?><a/>",
       .fault = forbidden,
       .message = "encoding `ISO-8859-1` is not read"},
      {.description = "UTF-7",
       .text = "<?xml version='1.0' encoding='UTF-7'?>+ADw-a/+AD4-",
       .fault = forbidden,
       .message = "`UTF-7`"},
      {.description = "unknown encoding",
       .text = "<?xml version='1.0' encoding='x-none'?><a/>",
       .fault = malformed,
       .message = "line 1"},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.description);
    EXPECT_THAT(parse_xml(row.text), fails_with(row.fault, row.message));
  }
}

TEST(ParseXml, an_inclusion_is_just_an_element) {
  const auto root =
      parse_xml("<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file:///etc/passwd' parse='text'/></a>");
  ASSERT_THAT(root, succeeds());
  EXPECT_TRUE(root->text.empty());
  EXPECT_TRUE(root->children.at(0).is("http://www.w3.org/2001/XInclude", "include"));
}

TEST(ParseXml, each_limit_is_inclusive_and_named) {
  struct Row {
    std::string_view description;
    std::string at_limit;
    std::string beyond;
    XmlLimits limits;
    CodecFault fault;
    std::string_view message;
  };
  const auto attributes = [](int count) {
    std::string out = "<a";
    for (int i = 0; i < count; ++i) out += " a" + std::to_string(i) + "='='";
    return out + "/>";
  };
  const auto nested = [](std::size_t depth) { return repeated("<a>", depth) + repeated("</a>", depth); };
  const Row table[] = {
      {"bytes", "<abc/>", "<abcd/>", {.bytes = 6}, CodecFault::too_large, "has 7 bytes, limit 6"},
      {"depth", nested(32), "\n" + nested(33), {}, CodecFault::too_deep, "line 2: nested deeper than 32 levels"},
      {"nodes",
       "<a b='1'><c/></a>",
       "<a b='1'><c/><c/></a>",
       {.nodes = 3},
       CodecFault::too_many,
       "more than 3 elements and attributes"},
      {"attribute nodes", "<a b='1' c='2'/>", "<a b='1' c='2' d='3'/>", {.nodes = 3}, CodecFault::too_many, "more than 3"},
      {"default nodes",
       "<a>" + repeated("<b/>", 199'999) + "</a>",
       "<a>" + repeated("<b/>", 200'000) + "</a>",
       {},
       CodecFault::too_many,
       "200000"},
      {"attributes", attributes(256), attributes(257), {}, CodecFault::too_many, "element has 257 attributes, limit 256"},
      {"namespaces in scope",
       "<a xmlns:p='1'><b xmlns:p='2'/><c xmlns:q='3'/></a>",
       "<a xmlns:p='1'><b xmlns:p='2' xmlns:q='3'/></a>",
       {.namespaces = 2},
       CodecFault::too_many,
       "more than 2 namespace declarations in scope"},
      {"attribute bytes",
       "<a b='123'/>",
       "<a b='1234'/>",
       {.attribute_bytes = 3},
       CodecFault::too_large,
       "value of attribute `b` has 4 bytes, limit 3"},
      {"name bytes", "<abc d='1'/>", "<abc defg='1'/>", {.name_bytes = 3}, CodecFault::too_large, "name has 4 bytes, limit 3"},
      {"namespace bytes",
       "<a xmlns='u:a'/>",
       "<a xmlns='u:ab'/>",
       {.name_bytes = 3},
       CodecFault::too_large,
       "name has 4 bytes, limit 3"},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.description);
    EXPECT_THAT(parse_xml(row.at_limit, row.limits), succeeds());
    EXPECT_THAT(parse_xml(row.beyond, row.limits), fails_with(row.fault, row.message));
  }
}

TEST(ParseXml, hostile_sizes_do_no_harm) {
  EXPECT_THAT(parse_xml(repeated("<a>", 100'000)), fails_with(CodecFault::too_deep, "32"));
  EXPECT_THAT(parse_xml("<" + std::string(1'000'000, 'n') + "/>"), fails_with(CodecFault::malformed, "line 1"));
  EXPECT_THAT(parse_xml("<a " + std::string(1'000'000, 'n') + "='1'/>"), fails_with(CodecFault::malformed, "line 1"));
  EXPECT_THAT(parse_xml("<a b='" + std::string(1'000'000, 'n') + "'/>"), fails_with(CodecFault::too_large, "limit 65536"));
  EXPECT_THAT(parse_xml("<a>" + std::string(8'000'000, 'n') + "</a>"), succeeds());
  EXPECT_THAT(parse_xml("<a " + repeated("b='' ", 100'000) + "/>"), fails_with(CodecFault::too_many, "limit 256"));
  EXPECT_THAT(parse_xml("<a " + repeated("b ", 500'000) + "/>"), fails_with(CodecFault::malformed, "line 1"));
  EXPECT_THAT(parse_xml(repeated("<", 1'000'000)), fails_with(CodecFault::malformed, "line 1"));
  EXPECT_THAT(parse_xml("<a>" + repeated("&amp;", 1'000'000) + "</a>"), succeeds());
}

TEST(ParseXml, lines_are_those_of_the_start_tags) {
  const auto root = parse_xml("<?xml version='1.0'?>\n<!--\n-->\n<a\n  b='1'\n>\n<c/><d\n/>\n</a>");
  ASSERT_THAT(root, succeeds());
  EXPECT_EQ(root->line, 4U);
  EXPECT_EQ(root->children.at(0).line, 7U);
  EXPECT_EQ(root->children.at(1).line, 7U);
}

TEST(XmlElement, finds_children_and_attributes_by_full_name) {
  const auto root = parse_xml("<a xmlns='u:1' xmlns:p='u:2' p:k='1' k='2'><p:b n='1'/><b n='2'/><b n='3'/></a>");
  ASSERT_THAT(root, succeeds());
  EXPECT_EQ(*root->attribute("k"), "2");
  EXPECT_EQ(*root->attribute("k", "u:2"), "1");
  EXPECT_EQ(root->attribute("k", "u:1"), nullptr);
  EXPECT_EQ(*root->child("u:1", "b")->attribute("n"), "2");
  EXPECT_EQ(*root->child("u:2", "b")->attribute("n"), "1");
  EXPECT_EQ(root->child("", "b"), nullptr);
}

TEST(ParseXml, is_safe_with_threads_and_silent) {
  ::testing::internal::CaptureStderr();
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&right] {
      for (int round = 0; round < 200; ++round) {
        if (parse_xml("<a xmlns='u:1'><b>x</b></a>").has_value() && !parse_xml("<a><b></a>").has_value()) ++right;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, 800);
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace entente::codec
