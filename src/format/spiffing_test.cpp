// Goal: another implementation's suite passes as it stands: 25 cases of validity, markings in two languages, access and
// equivalence. Method: tests.xml is run as its authors run it, from the reference material. Three policies there are not
// well-formed XML; the cases of one of them run on a copy repaired here, in memory: its namespace is added and a misspelt end tag
// is put right.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/xml.h"
#include "format/label_file.h"
#include "format/spif.h"

namespace entente::format {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr Instant kNow{1'732'060'800};

std::optional<std::string> bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string repaired(std::string spif) {
  const auto put = [&](std::string_view wrong, std::string_view right) {
    if (const auto at = spif.find(wrong); at != std::string::npos) spif.replace(at, wrong.size(), right);
  };
  put("<SPIF>", "<SPIF xmlns=\"http://www.xmlspif.org/spif\">");
  put("</securityCategiryTagSet>", "</securityCategoryTagSet>");
  return spif;
}

std::string attribute(const codec::XmlElement& element, std::string_view name, std::string_view space = {}) {
  const auto* value = element.attribute(name, space);
  return value == nullptr ? "" : *value;
}

class Spiffing : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* root = std::getenv("ENTENTE_CONFORMANCE_DIR");
    folder_ = fs::path(root != nullptr ? root : "none") / "spiffing/test-data";
    if (!fs::exists(folder_)) GTEST_SKIP() << "no reference material here";
  }

  void load(const codec::XmlElement& policy) {
    const auto name = attribute(policy, "spif");
    const auto bytes = bytes_of(folder_ / name);
    ASSERT_TRUE(bytes) << name;
    const auto reading = read_spif(repaired(*bytes));
    if (!attribute(policy, "exception").empty()) {
      ASSERT_FALSE(reading.mistakes.empty()) << name;
      std::string all;
      for (const auto& mistake : reading.mistakes) all += mistake.message + "\n";
      EXPECT_THAT(all, HasSubstr("excludedClass `Ambrosia` stands twice"));
      return;
    }
    ASSERT_TRUE(reading.mistakes.empty()) << name << ": " << reading.mistakes.front().message;
    policies_[reading.policy.id] = reading.policy;
  }

  // The policy of a label or clearance is the one that takes it.
  template <class Any, class Out>
  const label::SpifPolicy* policy_for(const Any& any, Out& out) const {
    for (const auto& [id, policy] : policies_) {
      auto resolved = in_terms_of(policy, any);
      if (!resolved || resolved->policy_id != id) continue;
      out = std::move(*resolved);
      return &policy;
    }
    return nullptr;
  }

  void run(const codec::XmlElement& test) {
    const auto name = attribute(test, "label");
    SCOPED_TRACE(name + " " + attribute(test, "lang", "http://www.w3.org/XML/1998/namespace"));
    const auto bytes = bytes_of(folder_ / name);
    const auto any = read_any_label(bytes.value_or(""));
    if (!attribute(test, "exception").empty()) {
      EXPECT_FALSE(any);
      return;
    }
    ASSERT_TRUE(any) << any.error().message;
    label::SpifLabel label;
    const auto* policy = policy_for(*any, label);
    ASSERT_NE(policy, nullptr);
    check_label(test, *policy, label);
    if (const auto to = attribute(test, "encrypt"); !to.empty()) {
      auto translated = label::translate(label, *policy, policies_.at(to), kNow);
      ASSERT_TRUE(translated) << translated.error().message;
      label = std::move(*translated);
      policy = &policies_.at(to);
      EXPECT_EQ(label::spif_marking(*policy, label).value_or("no marking"), attribute(test, "encrypt-marking"));
    }
    if (const auto file = attribute(test, "clearance"); !file.empty()) check_access(test, file, label);
  }

  static void check_label(const codec::XmlElement& test, const label::SpifPolicy& policy, const label::SpifLabel& label) {
    const label::MarkingStyle style{attribute(test, "lang", "http://www.w3.org/XML/1998/namespace"),
                                    label::MarkingCode::page_top};
    if (const auto valid = attribute(test, "valid"); !valid.empty()) {
      const auto findings = label::validity(policy, label, kNow);
      EXPECT_EQ(!label::has_errors(findings), valid == "true") << (findings.empty() ? "" : findings.front().message);
    }
    const auto expected = attribute(test, "label-marking");
    if (expected.empty()) return;
    EXPECT_EQ(label::spif_marking(policy, label, style).value_or("no marking"), expected);
    const auto read = label::read_spif_marking(policy, expected);
    if (expected.find("Yummy Chocolate") != std::string::npos) {  // which stands for two classifications
      EXPECT_THAT(read.findings.at(0).message, HasSubstr("no classification of `Food` stands here"));
      return;
    }
    EXPECT_TRUE(read.findings.empty()) << read.findings.front().message;
    EXPECT_EQ(label::spif_marking(policy, read.label, style).value_or("no marking"), expected);
  }

  void check_access(const codec::XmlElement& test, const std::string& file, const label::SpifLabel& label) {
    const auto any = read_any_clearance(bytes_of(folder_ / file).value_or(""));
    ASSERT_TRUE(any) << any.error().message;
    label::SpifClearance clearance;
    const auto* policy = policy_for(*any, clearance);
    ASSERT_NE(policy, nullptr);
    if (const auto expected = attribute(test, "clearance-marking"); !expected.empty()) {
      EXPECT_EQ(label::clearance_marking(*policy, clearance).value_or("no marking"), expected);
    }
    const auto access = label::decide_access(*policy, label, clearance, kNow);
    EXPECT_EQ(access.allowed, attribute(test, "acdf-result") == "1") << (access.allowed ? "" : access.reasons.front().message);
  }

  fs::path folder_;
  std::map<std::string, label::SpifPolicy> policies_;
};

TEST_F(Spiffing, all_cases) {
  const auto suite = codec::parse_xml(bytes_of(folder_ / "tests.xml").value_or(""));
  ASSERT_TRUE(suite) << suite.error().message;
  std::size_t cases = 0;
  for (const auto& sequence : suite->children) {
    policies_.clear();
    for (const auto& child : sequence.children) {
      if (child.name == "policy") load(child);
      if (child.name != "test") continue;
      run(child);
      ++cases;
    }
  }
  EXPECT_EQ(cases, 25U);
}

TEST_F(Spiffing, refuses_what_is_not_well_formed) {
  for (const auto* name : {"food-policy.xml", "food-policy-missi.xml", "bsi-commercial.xml"}) {
    const auto policy = parse_spif(bytes_of(folder_ / name).value_or(""));
    ASSERT_FALSE(policy) << name;
    EXPECT_EQ(policy.error().code, Code(SpifFault::malformed)) << policy.error().message;
  }
}

}  // namespace
}  // namespace entente::format
