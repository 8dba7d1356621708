#include "codec/xml_writer.h"

#include <gtest/gtest.h>

#include "codec/xml.h"

namespace entente::codec {
namespace {

TEST(XmlWriter, lays_out_one_element_a_line) {
  XmlWriter xml;
  xml.open("a").attribute("xmlns", "urn:x");
  xml.open("b").attribute("c", "1").close();
  xml.open("d").text("two words").close();
  xml.close();
  EXPECT_EQ(xml.finish(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a xmlns=\"urn:x\">\n  <b c=\"1\"/>\n  <d>two words</d>\n</a>\n");
}

TEST(XmlWriter, what_it_writes_reads_back_the_same) {
  const std::string awkward = "\"<a> & 'b'\n\t\r ] ]]> é 極秘";
  XmlWriter xml;
  xml.open("a").attribute("b", awkward).open("c").text(awkward).close().close();
  const auto read = parse_xml(xml.finish());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read->attribute("b"), awkward);
  EXPECT_EQ(read->children.at(0).text, awkward);
}

TEST(XmlWriter, replaces_what_xml_cannot_hold) {
  XmlWriter xml;
  xml.open("a").attribute("b", std::string("\0\x01\xFFx", 4)).text("\xEF\xBF\xBE").close();
  const auto read = parse_xml(xml.finish());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read->attribute("b"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDx");
  EXPECT_EQ(read->text, "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace entente::codec
