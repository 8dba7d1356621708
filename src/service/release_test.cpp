// The whole way from a file to its copy, on the shipped world.
#include "service/release.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <stdlib.h>

#include <gtest/gtest.h>

namespace entente::service {
namespace {

namespace fs = std::filesystem;

class ReleaseTest : public ::testing::Test {
 protected:
  ReleaseTest() {
    std::string pattern = (fs::temp_directory_path() / "entente-release-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~ReleaseTest() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  [[nodiscard]] fs::path put(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return folder_ / name;
  }
  [[nodiscard]] std::string get(const fs::path& path) const {
    std::ifstream file(path, std::ios::binary);
    return file ? std::string(std::istreambuf_iterator<char>(file), {}) : "(absent)";
  }
  [[nodiscard]] Desk desk(const std::string& consents = "") const {
    DeskOptions options;
    options.world = "data/worlds/indo-pacific";
    if (!consents.empty()) options.consents.push_back(put("consents.toml", consents));
    auto opened = Desk::open(options);
    EXPECT_TRUE(opened) << opened.error().message;
    return std::move(*opened);
  }
  [[nodiscard]] ReleaseOptions options(const std::string& document, const std::vector<std::string>& to) const {
    ReleaseOptions out;
    out.file = put("report.md", document);
    for (const auto& party : to) out.to.emplace_back(party);
    out.as_of = *parse_instant("2024-11-20");
    out.out = folder_ / "out";
    return out;
  }
  // Portions that go, as "1 3 4".
  [[nodiscard]] static std::string gone(const format::ReleaseReport& report) {
    std::string out;
    for (std::size_t i = 0; i < report.portions.size(); ++i) {
      if (report.answer(report.portions[i]).released) out += (out.empty() ? "" : " ") + std::to_string(i + 1);
    }
    return out;
  }
  [[nodiscard]] format::ReleaseReport released(const std::string& document, const std::vector<std::string>& to,
                                               const std::string& consents = "") const {
    auto at = desk(consents);
    return report_of(at, options(document, to));
  }
  [[nodiscard]] static format::ReleaseReport report_of(Desk& desk, ReleaseOptions asked) {
    asked.existing = Existing::replace;
    auto report = release(desk, asked);
    EXPECT_TRUE(report) << report.error().message;
    return report ? *report : format::ReleaseReport{};
  }

  fs::path folder_;
};

constexpr const char* kReport =
    "SECRET//NOFORN\n\n(U) one\n\n(S//REL TO USA, JPN) two\n\n(S//NF) three\n\n(S//REL TO USA, FVEY) "
    "four\n\nfive\n\n(S//NF)\nSECRET//NOFORN\n";

TEST_F(ReleaseTest, each_recipient_has_what_the_agreements_allow) {
  EXPECT_EQ(gone(released(kReport, {"JPN"})), "1 2");
  EXPECT_EQ(gone(released(kReport, {"AUS"})), "1 4");
  EXPECT_EQ(gone(released(kReport, {"JPN", "AUS"})), "1");
  EXPECT_EQ(gone(released(kReport, {"FVEY"})), "1 4");
}

TEST_F(ReleaseTest, copy_bears_the_new_banner_the_recipients_mark_and_the_originator_at_both_ends) {
  const auto report = released(kReport, {"JPN"});
  const std::string frame =
      "SECRET//REL TO USA, JPN\n\n極秘 [USA: SECRET//REL TO USA, JPN]\n\nOriginator: United States of America (USA)\n";
  EXPECT_EQ(get(report.copy_path),
            frame + "\n(U) one\n\n(S//REL TO USA, JPN) two\n\n[withheld]\n\n[withheld]\n\n[withheld]\n\n[withheld]\n\n" + frame);
  EXPECT_EQ(report.original_banner, "SECRET//NOFORN");
  EXPECT_EQ(report.evidence, world::Evidence::unverified);
}

TEST_F(ReleaseTest, at_the_free_level_the_copy_names_the_originator_alone) {
  const auto report = released("UNCLASSIFIED\n\n(U) one\n\n(U//FOUO) two\n", {"JPN"});
  EXPECT_EQ(get(report.copy_path),
            "UNCLASSIFIED\n\nOriginator: United States of America (USA)\n\n(U) one\n\n[withheld]\n\nUNCLASSIFIED\n\n"
            "Originator: United States of America (USA)\n");
}

TEST_F(ReleaseTest, text_without_a_mark_goes_only_with_the_whole) {
  EXPECT_EQ(gone(released("SECRET//REL TO USA, JPN\n\n(S//REL TO USA, JPN) one\n\ntwo\n", {"JPN"})), "1 2");
  EXPECT_EQ(gone(released("SECRET//REL TO USA, JPN\n\n(S//NF) one\n\ntwo\n\n(U) three\n", {"JPN"})), "3");
  EXPECT_EQ(gone(released("SECRET//REL TO USA, JPN\n\n(S//REL TO USA, JPN) one\n\ntwo\n\n(SERCET) three\n", {"JPN"})), "1");
  EXPECT_EQ(gone(released("(S//REL TO USA, JPN) one\n\ntwo\n", {"JPN"})), "1");
}

TEST_F(ReleaseTest, a_compilation_holds_every_portion_under_the_documents_mark) {
  const auto held = released("SECRET//NOFORN\n\n(U) one\n\n(S//REL TO USA, JPN) two\n", {"JPN"});
  EXPECT_EQ(gone(held), "");
  EXPECT_FALSE(held.decision());
  const auto report = released("SECRET//REL TO USA, JPN\n\n(U) one\n\n(U) two\n", {"JPN"});
  EXPECT_EQ(gone(report), "1 2");
  EXPECT_EQ(report.released_banner, "SECRET//REL TO USA, JPN");
}

TEST_F(ReleaseTest, a_foreign_portion_needs_its_owners_consent) {
  const std::string document =
      "SECRET//FGI GBR KOR//NOFORN\n\n(//KOR S//REL TO USA, JPN, KOR) one\n\n(//GBR S//REL TO USA, GBR, JPN) two\n\n(S//NF) "
      "x\n\n(U) three\n";
  const auto consent = [](const std::string& object) {
    return "[[consent]]\nid = \"c\"\nby = \"KOR\"\nto = [\"JPN\"]\nobjects = [\"" + object +
           "\"]\nsource = \"test\"\nevidence = \"verified\"\n";
  };
  EXPECT_EQ(gone(released(document, {"JPN"})), "4");
  EXPECT_EQ(gone(released(document, {"JPN"}, consent("report.md"))), "1 4");
  EXPECT_EQ(gone(released(document, {"JPN"}, consent("report.md#1"))), "1 4");
  EXPECT_EQ(gone(released(document, {"JPN"}, consent("report.md#2"))), "4");
}

TEST_F(ReleaseTest, a_consent_for_one_portion_covers_no_other_of_the_same_mark) {
  const std::string document =
      "SECRET//FGI KOR//REL TO USA, JPN, KOR\n\n(//KOR S//REL TO USA, JPN, KOR) one\n\n(//KOR S//REL TO USA, JPN, KOR) two\n";
  const std::string consent =
      "[[consent]]\nid = \"c\"\nby = \"KOR\"\nto = [\"JPN\"]\nobjects = [\"report.md#2\"]\nsource = \"t\"\nevidence = "
      "\"verified\"\n";
  EXPECT_EQ(gone(released(document, {"JPN"}, consent)), "2");
}

TEST_F(ReleaseTest, blocked_by_names_members_of_a_group) {
  const auto report = released("SECRET//REL TO USA, AUS, GBR\n\n(S//REL TO USA, AUS, GBR) one\n\n(U) two\n", {"ACGU"});
  EXPECT_EQ(gone(report), "2");
  ASSERT_EQ(report.answer(report.portions[0]).blocked_by.size(), 1U);
  EXPECT_EQ(report.answer(report.portions[0]).blocked_by[0], PartyId("CAN"));
}

TEST_F(ReleaseTest, nothing_released_writes_a_report_and_no_copy) {
  const auto report = released("SECRET//NOFORN\n\n(S//NF) one\n", {"JPN"});
  EXPECT_FALSE(report.decision());
  EXPECT_EQ(report.copy_path, "");
  EXPECT_FALSE(fs::exists(folder_ / "out" / "releasable"));
  EXPECT_NE(get(report.report_path).find("NO RELEASE"), std::string::npos);
}

TEST_F(ReleaseTest, what_exists_is_kept_unless_replaced) {
  auto at = desk();
  auto asked = options(kReport, {"JPN"});
  ASSERT_TRUE(release(at, asked));
  const auto copy = folder_ / "out" / "releasable" / "report.JPN.md";
  std::ofstream(copy) << "old";
  EXPECT_FALSE(release(at, asked));
  EXPECT_EQ(get(copy), "old");
  asked.existing = Existing::replace;
  EXPECT_TRUE(release(at, asked));
  EXPECT_TRUE(get(copy).starts_with("SECRET//REL"));
}

TEST_F(ReleaseTest, an_old_copy_does_not_survive_a_replacing_release_of_nothing) {
  auto at = desk();
  ASSERT_TRUE(release(at, options(kReport, {"JPN"})));
  auto asked = options("SECRET//NOFORN\n\n(S//NF) one\n", {"JPN"});
  const auto copy = folder_ / "out" / "releasable" / "report.JPN.md";
  EXPECT_FALSE(release(at, asked));
  EXPECT_TRUE(fs::exists(copy));
  asked.existing = Existing::replace;
  ASSERT_TRUE(release(at, asked));
  EXPECT_FALSE(fs::exists(copy));
}

TEST_F(ReleaseTest, a_failure_leaves_nothing_behind) {
  auto at = desk();
  auto asked = options(kReport, {"JPN"});
  asked.out = folder_ / "deep" / "out";
  fs::create_directories(asked.out.parent_path());
  std::ofstream(asked.out) << "in the way";
  EXPECT_FALSE(release(at, asked));
  fs::remove(asked.out);
  fs::create_directories(asked.out / "internal" / "report.JPN.report.json");
  EXPECT_FALSE(release(at, asked));
  EXPECT_FALSE(fs::exists(asked.out / "releasable"));
  EXPECT_FALSE(fs::exists(asked.out / "internal" / "report.JPN.report.md"));
}

TEST_F(ReleaseTest, unknown_names_are_refused_with_a_suggestion) {
  auto at = desk();
  const auto message = [&](ReleaseOptions asked) {
    const auto report = release(at, asked);
    return report ? std::string("released") : report.error().message;
  };
  EXPECT_NE(message(options(kReport, {"JPM"})).find("did you mean `JPN`"), std::string::npos);
  EXPECT_NE(message(options(kReport, {"Japan"})).find("did you mean `JPN`"), std::string::npos);
  EXPECT_NE(message(options(kReport, {})).find("no recipient"), std::string::npos);
  auto asked = options(kReport, {"JPN"});
  asked.policy = PolicyId("USB");
  EXPECT_NE(message(asked).find("did you mean `USA`"), std::string::npos);
  EXPECT_FALSE(fs::exists(folder_ / "out"));
}

TEST_F(ReleaseTest, a_japanese_document_goes_to_an_ally_where_the_owner_consents) {
  const auto report = released("極秘\n\n(極秘) 本文\n\n(秘) 別\n", {"USA"});
  EXPECT_EQ(report.system, "JPN");
  EXPECT_EQ(gone(report), "");  // marks of Japan name no recipients, and nobody has consented
}

TEST_F(ReleaseTest, two_runs_give_the_same_bytes) {
  const auto first = released(kReport, {"JPN", "AUS"});
  const auto json_path = fs::path(first.report_path).replace_extension(".json");
  const auto json = get(json_path);
  const auto copy = get(first.copy_path);
  const auto second = released(kReport, {"JPN", "AUS"});
  EXPECT_EQ(get(json_path), json);
  EXPECT_EQ(get(second.copy_path), copy);
}

// What a partner received is not its own to pass on: the holder must be stated, and then the originator is asked.
TEST_F(ReleaseTest, a_received_copy_asks_who_holds_it) {
  const std::string received =
      "SECRET//REL TO USA, JPN, KOR\n\n極秘 [USA: SECRET//REL TO USA, JPN, KOR]\n\n(S//REL TO USA, JPN, KOR) one\n";
  auto at = desk();
  auto asked = options(received, {"KOR"});
  const auto refused = release(at, asked);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("--holder JPN"), std::string::npos) << refused.error().message;
  asked.holder = PartyId("JPN");
  EXPECT_EQ(gone(report_of(at, asked)), "");
  asked.holder = PartyId("USA");
  EXPECT_EQ(gone(report_of(at, asked)), "1");
}

}  // namespace
}  // namespace entente::service
