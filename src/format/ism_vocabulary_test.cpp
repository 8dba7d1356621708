// Every published value reads in its segment, as attribute and as text, under the shipped policy. The vocabularies themselves
// are reference material and may not be here; what the shipped policy has is tested without them.
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "codec/csv.h"
#include "codec/files.h"
#include "format/world_folder.h"
#include "label/ism_marking.h"
#include "label/ism_rules.h"
#include "label/marking.h"

namespace entente::format {
namespace {

using label::IsmAttributes;
using label::IsmName;

const world::World& shipped() {
  static const LoadedWorld kLoaded = load_world("data/worlds/indo-pacific").value();
  return kLoaded.world;
}
const label::Policy& usa() { return *shipped().policies.find(PolicyId("USA")); }

// The values of a vocabulary; nothing where there is no reference material. Where there is, a vocabulary that is missing or empty
// is a failure: the tests of it would say nothing.
std::vector<std::string> values_of(const std::string& file) {
  const char* folder = std::getenv("ENTENTE_CONFORMANCE_DIR");
  if (folder == nullptr) return {};
  const auto bytes = codec::read_file(std::filesystem::path(folder) / "ism" / file, limits::kTableBytes);
  EXPECT_TRUE(bytes) << file << ": " << (bytes ? "" : bytes.error().message);
  if (!bytes) return {};
  const auto table = codec::parse_csv(*bytes);
  EXPECT_TRUE(table) << file;
  std::vector<std::string> values;
  if (!table) return values;
  for (const auto& row : table->rows) values.push_back(row.fields.at(1));
  EXPECT_FALSE(values.empty()) << file;
  return values;
}

IsmAttributes element() {
  IsmAttributes out;
  out.values[IsmName::classification] = {"S"};
  out.values[IsmName::owner_producer] = {"USA"};
  return out;
}

// Attributes read, their marks read again in both forms, and give the attributes' label.
void expect_reads(const IsmAttributes& attributes, const std::string& what) {
  const auto& book = shipped().policies;
  const auto label = label::label_of_ism(attributes, usa(), book);
  ASSERT_TRUE(label) << what << ": " << label.error().message;
  const auto marks = label::marks_of_ism(attributes, usa(), book);
  ASSERT_TRUE(marks) << what << ": " << marks.error().message;
  for (const auto& text : {marks->banner, marks->portion, "(" + marks->portion + ")"}) {
    const auto read = label::parse_marking(text, usa(), book);
    EXPECT_TRUE(read && read->categories == label->categories && read->controls == label->controls) << what << ": " << text;
  }
  const auto back = label::ism_of_label(*label, usa(), book, {.program_authority = "DOD"});
  ASSERT_TRUE(back) << what << ": " << back.error().message;
  const auto again = label::label_of_ism(*back, usa(), book);
  EXPECT_TRUE(again && *again == *label) << what;
  // The same attributes; a value may come with what it is part of ("SI" with "SI-G"), a concealed owner with its source.
  // Whose a concealed source is, no label keeps.
  for (const auto& [name, values] : attributes.values) {
    if (name == IsmName::fgi_source_protected) continue;
    for (const auto& value : values)
      EXPECT_TRUE(back->has(name, value)) << what << ": " << label::name_of(name) << " lost " << value;
  }
  for (const auto& [name, values] : back->values) {
    const bool concealed = name == IsmName::fgi_source_protected && values == std::vector<std::string>{"FGI"} &&
                           (attributes.has(name) || attributes.has(IsmName::owner_producer, "FGI"));
    EXPECT_TRUE(attributes.has(name) || concealed) << what << ": gained " << label::name_of(name);
    for (const auto& value : values) {
      const auto& given = attributes.of(name);
      const bool part = std::any_of(given.begin(), given.end(), [&](const std::string& each) { return each.starts_with(value); });
      EXPECT_TRUE(part || concealed) << what << ": " << label::name_of(name) << " gained " << value;
    }
  }
}

void expect_reads_as_program(const IsmAttributes& attributes, const std::string& authority) {
  const auto marks = label::marks_of_ism(attributes, usa(), shipped().policies);
  ASSERT_TRUE(marks) << authority << ": " << marks.error().message;
  EXPECT_EQ(marks->banner, "SECRET//SAR-BP//NOFORN") << authority;
  for (const auto& finding : label::ism_findings(attributes)) {
    EXPECT_NE(finding.rule, "ISM-ID-00529") << authority;
    EXPECT_NE(finding.rule, "ISM-ID-00530") << authority;
  }
}

// An example of a pattern of the vocabularies, or the value itself.
std::string example_of(const std::string& value) { return value.find('[') == std::string::npos ? value : "NATO:Special-Word_"; }

struct Vocabulary {
  std::string file;
  IsmName attribute;
  std::size_t least;  // so that an empty file is noticed
};

// Of "classification=U;disseminationControls=FOUO", beside what element() says.
IsmAttributes attributes_of(std::string_view text) {
  auto out = element();
  for (const auto pair : split(text, ";")) {
    const auto equals = std::min(pair.find('='), pair.size());
    const auto* name = label::ism_name(pair.substr(0, equals));
    EXPECT_NE(name, nullptr) << text;
    if (name == nullptr) continue;
    out.values[*name].clear();
    for (const auto value : split(pair.substr(std::min(equals + 1, pair.size())), " ")) out.values[*name].emplace_back(value);
  }
  return out;
}

// --- Goal: what holds without the published vocabularies: tests/golden/ism_values.tsv.
TEST(IsmVocabulary, our_own_values_stand_for_the_marks_that_are_listed) {
  const char* root = std::getenv("ENTENTE_SOURCE_DIR");
  const auto file = std::filesystem::path(root != nullptr ? root : ".") / "tests/golden/ism_values.tsv";
  const auto bytes = codec::read_file(file, limits::kTableBytes);
  ASSERT_TRUE(bytes) << file;
  std::size_t read = 0;
  for (const auto line : split(*bytes, "\n")) {
    if (line.empty() || line.front() == '#') continue;
    ++read;
    const auto cells = split(line, "\t");
    ASSERT_GE(cells.size(), 2U) << line;
    const auto attributes = attributes_of(cells[0]);
    const auto marks = label::marks_of_ism(attributes, usa(), shipped().policies);
    constexpr std::string_view kError = "error: ";
    if (cells[1].starts_with(kError)) {
      ASSERT_FALSE(marks) << line;
      EXPECT_NE(marks.error().message.find(cells[1].substr(kError.size())), std::string::npos) << marks.error().message;
      continue;
    }
    ASSERT_TRUE(marks) << line << ": " << marks.error().message;
    ASSERT_EQ(cells.size(), 3U) << line;
    EXPECT_EQ(marks->banner, cells[1]) << line;
    EXPECT_EQ(marks->portion, cells[2]) << line;
    expect_reads(attributes, std::string(cells[0]));
  }
  EXPECT_GE(read, 60U);
}

// --- Goal: every published value of a control, in its segment.
TEST(IsmVocabulary, every_published_control_reads_in_its_segment) {
  for (const auto& [file, attribute, least] : std::vector<Vocabulary>{
           {"cve/CVEnumISMSCIControls.csv", IsmName::sci_controls, 20},
           {"cve/CVEnumISMAtomicEnergyMarkings.csv", IsmName::atomic_energy_markings, 14},
           {"cve/CVEnumISMDissem.csv", IsmName::dissemination_controls, 22},
           {"cve/CVEnumISMDissemIcrm.csv", IsmName::dissemination_controls, 16},
           {"cve/CVEnumISMDissemCui.csv", IsmName::dissemination_controls, 11},
           {"cve/CVEnumISMDissemCommingled.csv", IsmName::dissemination_controls, 21},
           {"cve/CVEnumISMNonIC.csv", IsmName::non_ic_markings, 9},
           {"cve/CVEnumISMCUIBasic.csv", IsmName::cui_basic, 90},
           {"cve/CVEnumISMCUISpecified.csv", IsmName::cui_specified, 50},
       }) {
    const auto values = values_of(file);
    if (values.empty()) GTEST_SKIP() << "no published vocabularies here";
    EXPECT_GE(values.size(), least) << file;
    for (const auto& value : values) {
      auto attributes = element();
      attributes.values[attribute] = {value};
      if (value == "REL" || value == "EYES") attributes.values[IsmName::releasable_to] = {"USA", "GBR"};
      if (value == "DISPLAYONLY") attributes.values[IsmName::display_only_to] = {"AFG"};
      expect_reads(attributes, value);
    }
  }
}

// --- Goal: CUI reads without a level, beside every control that limits it, and in every classified marking.
TEST(IsmVocabulary, every_category_of_cui_reads_alone) {
  const auto basic = values_of("cve/CVEnumISMCUIBasic.csv");
  const auto specified = values_of("cve/CVEnumISMCUISpecified.csv");
  const auto controls = values_of("cve/CVEnumISMDissemCui.csv");
  if (basic.empty()) GTEST_SKIP() << "no published vocabularies here";
  for (const auto& [attribute, values] : {std::pair{IsmName::cui_basic, basic}, std::pair{IsmName::cui_specified, specified}}) {
    for (const auto& value : values) {
      auto attributes = element();
      attributes.values[IsmName::classification] = {"U"};
      attributes.values[attribute] = {value};
      expect_reads(attributes, value + " alone");
      const auto marks = label::marks_of_ism(attributes, usa(), shipped().policies);
      EXPECT_TRUE(marks && marks->banner == (attribute == IsmName::cui_basic ? "CUI//" : "CUI//SP-") + value) << value;
    }
  }
  for (const auto& value : controls) {
    auto attributes = element();
    attributes.values[IsmName::classification] = {"U"};
    attributes.values[IsmName::cui_basic] = {"PRVCY"};
    attributes.values[IsmName::dissemination_controls] = {value};
    if (value == "REL") attributes.values[IsmName::releasable_to] = {"USA", "GBR"};
    if (value == "DISPLAYONLY") attributes.values[IsmName::display_only_to] = {"AFG"};
    expect_reads(attributes, "CUI with " + value);
    const auto marks = label::marks_of_ism(attributes, usa(), shipped().policies);
    EXPECT_TRUE(marks && marks->banner.starts_with("CUI//PRVCY//")) << value;
  }
}

// The special words that NATO's policy names are owners; of others the marks are not known, and that is said.
TEST(IsmVocabulary, an_activity_of_nato_owns_alone) {
  const auto& nato = *shipped().policies.find(PolicyId("NATO"));
  for (const auto& token : nato.tokens) {
    if (token.inside.empty()) continue;
    auto attributes = element();
    attributes.values[IsmName::owner_producer] = {"NATO:" + label::as_special_word(token)};
    expect_reads(attributes, attributes.values[IsmName::owner_producer].front());
  }
  auto attributes = element();
  attributes.values[IsmName::owner_producer] = {"NATO:Special-Word_"};
  const auto refused = label::marks_of_ism(attributes, usa(), shipped().policies);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("is not an activity that the policy of `NATO` names"), std::string::npos);
}

// In lists they are codes, written without a colon where NATO's policy names them; marks and attributes lead to each other.
TEST(IsmVocabulary, an_activity_of_nato_stands_in_every_list_and_comes_back) {
  const auto& nato = *shipped().policies.find(PolicyId("NATO"));
  std::vector<std::string> codes{"NATO:Special-Word_"};
  for (const auto& token : nato.tokens) {
    if (!token.inside.empty()) codes.push_back("NATO:" + label::as_special_word(token));
  }
  ASSERT_GT(codes.size(), 5U);
  for (const auto& code : codes) {
    auto released = element();
    released.values[IsmName::dissemination_controls] = {"REL"};
    released.values[IsmName::releasable_to] = {"USA", "GBR", code};
    auto shown = element();
    shown.values[IsmName::dissemination_controls] = {"DISPLAYONLY"};
    shown.values[IsmName::display_only_to] = {"AFG", code};
    auto source = element();
    source.values[IsmName::fgi_source_open] = {"GBR", code};
    auto joint = element();
    joint.values[IsmName::owner_producer] = {"USA", code};
    joint.values[IsmName::joint] = {"true"};
    for (const auto& attributes : {released, shown, source, joint}) {
      const auto marks = label::marks_of_ism(attributes, usa(), shipped().policies);
      ASSERT_TRUE(marks) << code << ": " << marks.error().message;
      const bool named = code != "NATO:Special-Word_";
      EXPECT_EQ(marks->banner.find(':') == std::string::npos, named) << marks->banner;
      for (const auto& mark : {marks->banner, "(" + marks->portion + ")"}) {
        const auto label = label::parse_marking(mark, usa(), shipped().policies);
        ASSERT_TRUE(label) << mark << ": " << label.error().message;
        const auto back = label::ism_of_label(*label, usa(), shipped().policies);
        ASSERT_TRUE(back) << mark << ": " << back.error().message;
        for (const auto name :
             {IsmName::owner_producer, IsmName::fgi_source_open, IsmName::releasable_to, IsmName::display_only_to})
          EXPECT_EQ(back->of(name), attributes.of(name)) << mark;
      }
    }
  }
}

TEST(IsmVocabulary, every_published_control_of_nato_reads) {
  const auto values = values_of("cve/CVEnumISMNonUSControls.csv");
  if (values.empty()) GTEST_SKIP() << "no published vocabularies here";
  for (const auto& value : values) {
    auto theirs = element();
    theirs.values[IsmName::owner_producer] = {"NATO"};
    theirs.values[IsmName::classification] = {"TS"};
    theirs.values[IsmName::non_us_controls] = {value};
    expect_reads(theirs, value);
    auto ours = element();
    ours.values[IsmName::fgi_source_open] = {"NATO"};
    ours.values[IsmName::non_us_controls] = {value};
    expect_reads(ours, value);
  }
}

TEST(IsmVocabulary, every_published_level_reads_for_those_who_have_it) {
  const auto values = values_of("cve/CVEnumISMClassificationAll.csv");
  if (values.empty()) GTEST_SKIP() << "no published vocabularies here";
  for (const auto& value : values) {
    for (const auto* owner : {"USA", "GBR", "NATO", "FGI"}) {
      auto attributes = element();
      attributes.values[IsmName::classification] = {value};
      attributes.values[IsmName::owner_producer] = {owner};
      if (value == "R" && std::string(owner) == "USA") continue;  // no level of the USA
      expect_reads(attributes, value + " of " + owner);
    }
  }
}

TEST(IsmVocabulary, every_published_code_reads_in_every_list) {
  struct List {
    std::string file;
    IsmName attribute;
    std::string control;
  };
  for (const auto& [file, attribute, control] : std::vector<List>{
           {"tetragraph/CVEnumISMCATRelTo.csv", IsmName::releasable_to, "REL"},
           {"tetragraph/CVEnumISMCATRelTo.csv", IsmName::display_only_to, "DISPLAYONLY"},
           {"tetragraph/CVEnumISMCATTetragraph.csv", IsmName::releasable_to, "REL"},
           {"tetragraph/CVEnumISMCATFGIOpen.csv", IsmName::fgi_source_open, ""},
           {"tetragraph/CVEnumISMCATFGIProtected.csv", IsmName::fgi_source_protected, ""},
       }) {
    const auto values = values_of(file);
    if (values.empty()) GTEST_SKIP() << "no published vocabularies here";
    EXPECT_GE(values.size(), 60U) << file;
    for (const auto& given : values) {
      const auto value = example_of(given);
      auto attributes = element();
      if (!control.empty()) attributes.values[IsmName::dissemination_controls] = {control};
      attributes.values[attribute] = {value};
      if (attribute == IsmName::releasable_to && value != "USA") attributes.values[attribute] = {"USA", value};
      expect_reads(attributes, file + " " + value);
    }
  }
}

// A joint marking names any owner.
TEST(IsmVocabulary, every_published_owner_reads_in_a_joint_marking) {
  const auto values = values_of("tetragraph/CVEnumISMCATOwnerProducer.csv");
  if (values.empty()) GTEST_SKIP() << "no published vocabularies here";
  for (const auto& value : values) {
    if (value == "FGI" || value == "USA") continue;
    auto attributes = element();
    attributes.values[IsmName::owner_producer] = {"USA", example_of(value)};
    attributes.values[IsmName::joint] = {"true"};
    expect_reads(attributes, value);
  }
}

// Any nation may be the only owner, whether or not this world has its policy (manual, H.7), and so may organisations that have
// one. Of groups, which own nothing, and of organisations without a policy there is no such mark.
TEST(IsmVocabulary, every_published_nation_reads_as_the_only_owner) {
  const auto values = values_of("tetragraph/CVEnumISMCATOwnerProducer.csv");
  if (values.empty()) GTEST_SKIP() << "no published vocabularies here";
  std::size_t nations = 0;
  for (const auto& value : values) {
    const bool organisation = value == "NATO" || value == "EU";
    if (value == "FGI" || value == "USA" || (value.size() != 3 && !organisation)) continue;
    auto attributes = element();
    attributes.values[IsmName::owner_producer] = {value};
    expect_reads(attributes, value);
    ++nations;
  }
  EXPECT_GE(nations, 252U);
}

// --- Goal: the rules know the same values as the published vocabularies: none is unknown to them.
TEST(IsmVocabulary, the_rules_know_every_published_value) {
  struct Known {
    std::string file;
    IsmName attribute;
    std::string rule;
  };
  for (const auto& [file, attribute, rule] : std::vector<Known>{
           {"cve/CVEnumISMAtomicEnergyMarkings.csv", IsmName::atomic_energy_markings, "ISM-ID-00253"},
           {"cve/CVEnumISMClassificationAll.csv", IsmName::classification, "ISM-ID-00254"},
           {"cve/CVEnumISMClassificationUS.csv", IsmName::classification, "ISM-ID-00254"},
           {"cve/CVEnumISMExemptFrom.csv", IsmName::exempt_from, "ISM-ID-00255"},
           {"cve/CVEnumISM25X.csv", IsmName::declass_exception, "ISM-ID-00256"},
           {"tetragraph/CVEnumISMCATRelTo.csv", IsmName::display_only_to, "ISM-ID-00257"},
           {"cve/CVEnumISMDissem.csv", IsmName::dissemination_controls, "ISM-ID-00258"},
           {"tetragraph/CVEnumISMCATFGIOpen.csv", IsmName::fgi_source_open, "ISM-ID-00259"},
           {"tetragraph/CVEnumISMCATFGIProtected.csv", IsmName::fgi_source_protected, "ISM-ID-00260"},
           {"cve/CVEnumISMNonIC.csv", IsmName::non_ic_markings, "ISM-ID-00261"},
           {"cve/CVEnumISMNonUSControls.csv", IsmName::non_us_controls, "ISM-ID-00262"},
           {"tetragraph/CVEnumISMCATOwnerProducer.csv", IsmName::owner_producer, "ISM-ID-00263"},
           {"cve/CVEnumISMPocType.csv", IsmName::poc_type, "ISM-ID-00264"},
           {"tetragraph/CVEnumISMCATRelTo.csv", IsmName::releasable_to, "ISM-ID-00265"},
           {"cve/CVEnumISMSCIControls.csv", IsmName::sci_controls, "ISM-ID-00267"},
           {"cve/CVEnumISMCompliesWith.csv", IsmName::complies_with, "ISM-ID-00338"},
           {"cve/CVEnumISMCUIBasic.csv", IsmName::cui_basic, "ISM-ID-00505"},
           {"cve/CVEnumISMCUISpecified.csv", IsmName::cui_specified, "ISM-ID-00506"},
           {"cve/CVEnumISMSecondBannerLine.csv", IsmName::second_banner_line, "ISM-ID-00517"},
       }) {
    const auto values = values_of(file);
    if (values.empty()) GTEST_SKIP() << "no published vocabularies here";
    for (const auto& value : values) {
      auto attributes = element();
      attributes.values[attribute] = {example_of(value)};
      for (const auto& finding : label::ism_findings(attributes)) EXPECT_NE(finding.rule, rule) << file << " " << value;
    }
  }
}

// AG has two letters, where ISM-ID-00529 asks for three and more.
TEST(IsmVocabulary, every_published_authority_of_programs_reads) {
  const auto values = values_of("cve/CVEnumISMSARAuthorities.csv");
  if (values.empty()) GTEST_SKIP() << "no published vocabularies here";
  for (const auto& value : values) {
    auto attributes = element();
    attributes.values[IsmName::sar_identifier] = {fmt::format("SAR-{}:S:BP", value)};
    attributes.values[IsmName::dissemination_controls] = {"NF"};
    expect_reads_as_program(attributes, value);
  }
}

TEST(IsmVocabulary, every_published_attribute_has_its_name) {
  const auto values = values_of("cve/CVEnumISMAttributes.csv");
  if (values.empty()) GTEST_SKIP() << "no published vocabularies here";
  for (const auto& value : values) EXPECT_NE(label::ism_name(value), nullptr) << value;
}

// --- Goal: long and short forms of every token of the shipped policy read as the same.
TEST(IsmVocabulary, every_token_reads_in_long_and_short_form) {
  const auto& book = shipped().policies;
  for (const auto& token : usa().tokens) {
    using label::Meaning;
    if (token.meaning == Meaning::joint || token.meaning == Meaning::foreign_information || token.segment == label::Segment::sar)
      continue;
    if (token.segment == label::Segment::non_ic && token.compartments) continue;  // ACCM, which has a name behind it
    const bool list = token.meaning == Meaning::release_to || token.meaning == Meaning::display_only;
    const bool eyes = token.meaning == Meaning::eyes_only;
    const bool numbered = token.name.value.ends_with("SIGMA");
    const auto text = [&](const std::string& mark) {
      return eyes ? "S//USA/GBR " + mark : "S//" + mark + (list ? " USA, GBR" : "") + (numbered ? " 14" : "");
    };
    const auto first = label::parse_marking(text(token.marks.front()), usa(), book);
    ASSERT_TRUE(first) << text(token.marks.front()) << ": " << first.error().message;
    for (const auto& mark : token.marks) {
      const auto read = label::parse_marking(text(mark), usa(), book);
      EXPECT_TRUE(read && *read == *first) << text(mark);
    }
  }
}

}  // namespace
}  // namespace entente::format
