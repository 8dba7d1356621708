// For tests: the smallest world that has one of everything, as texts and as a folder on disk. It loads without a finding.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "codec/test_folder.h"
#include "format/world_folder.h"

namespace entente::format {

// A SPIF with these levels, highest first, and one tag set: `tags` is XML.
inline std::string spif_of(const std::string& name, const std::vector<std::string>& levels, const std::string& tags = "") {
  std::string out = "<SPIF xmlns=\"http://www.xmlspif.org/spif\" schemaVersion=\"2.1\">\n<securityPolicyId name=\"" + name +
                    "\" id=\"2.25.1\"/>\n<securityClassifications>\n";
  auto rank = levels.size();
  for (const auto& level : levels) {
    const auto number = std::to_string(rank--);
    out += "<securityClassification name=\"" + level + "\" lacv=\"" + number + "\" hierarchy=\"" + number + "\"/>\n";
  }
  out += "</securityClassifications>\n";
  if (!tags.empty()) {
    out += "<securityCategoryTagSets><securityCategoryTagSet name=\"Tags\" id=\"2.25.1.1\">\n" + tags +
           "\n</securityCategoryTagSet></securityCategoryTagSets>\n";
  }
  return out + "</SPIF>\n";
}

using Files = std::map<std::string, std::string>;

inline constexpr const char* kTestParties = R"([[party]]
id = "JPN"
kind = "nation"
name = "Japan"
policy = "JPN"
source = "ISO 3166-1"
evidence = "verified"

[[party]]
id = "KOR"
kind = "nation"
name = "Korea"
policy = "KOR"
source = "ISO 3166-1"
evidence = "verified"

[[party]]
id = "NATO"
kind = "organisation"
name = "Alliance"
security_agreement = "nato-security"
source = "S"
evidence = "verified"

  [[party.member]]
  id = "KOR"
  from = "2001"
  until = "2004"

[[party]]
id = "PAIR"
kind = "group"
name = "Both"
source = "S"
evidence = "partial"

  [[party.member]]
  id = "JPN"
  from = "2010-05"
)";

inline constexpr const char* kTestSidecarJpn = R"(id = "JPN"
party = "JPN"
title = "Japan"
spif = "JPN.xml"
grammar = "plain"
source = "S"
evidence = "verified"

[[level]]
name = "極秘"
domain = "military"
abroad = ["S"]

[[level]]
name = "特定秘密"
comparable = false

[[corresponds]]
policy = "KOR"
level = "II"
counts_as = "極秘"
)";

inline constexpr const char* kTestSidecarKor = R"(id = "KOR"
party = "KOR"
title = "Korea"
spif = "KOR.xml"
grammar = "plain"
source = "S"
evidence = "verified"

[[level]]
name = "OPEN"
free = true
)";

inline constexpr const char* kTestAgreement = R"(id = "isa-jpn-kor"
kind = "information-security"
title = "Agreement"
parties = [{ id = "JPN", from = "2016-11-23" }, { id = "KOR", from = "2016-11-23" }]
categories = ["KOR:ALPHA"]
source = "S"
evidence = "partial"

[[status]]
value = "signed"
from = "2016-11"

[[status]]
value = "in-force"
from = "2016-11-23"
evidence = "verified"

[[equivalence]]
from = { party = "KOR", level = "II" }
to = { party = "JPN", level = ["極秘", "特定秘密"], choice = "極秘" }
source = "Article 4"

[[clause]]
id = "art-6"
effect = "oblige"
obligation = "no-onward-release"

[[claim]]
source = "a press report"
said = "2016-12"
says = { status = "signed", on = "2016-11-23" }
)";

inline constexpr const char* kTestSecurity = R"(id = "nato-security"
kind = "information-security"
title = "Security of information"
parties = [{ id = "NATO", from = "1998" }]
source = "S"
evidence = "partial"

[[status]]
value = "in-force"
from = "1998"
)";

inline constexpr const char* kTestUsualClauses = R"(kind = "information-security"
source = "S"
evidence = "partial"
)";

inline constexpr const char* kTestConsents = R"([[consent]]
id = "kor-1"
by = "KOR"
to = ["JPN"]
up_to = "II"
categories = ["KOR:ALPHA"]
from = "2024-01-01"
until = "2025-01-01"
source = "S"
evidence = "verified"
)";

inline Files test_world() {
  Files files;
  files["world.toml"] = "format = 1\nname = \"test\"\ntitle = \"A test\"\n";
  files["parties/all.toml"] = kTestParties;
  files["policies/JPN.toml"] = kTestSidecarJpn;
  files["policies/JPN.xml"] = spif_of("JPN", {"機密", "極秘", "秘", "特定秘密"});
  files["policies/KOR.toml"] = kTestSidecarKor;
  files["policies/KOR.xml"] =
      spif_of("KOR", {"I", "II", "III", "OPEN"}, R"(<securityCategoryTag name="Tags" tagType="restrictive">
<tagCategory name="ALPHA" lacv="1"/>
</securityCategoryTag>)");
  files["instruments/information-security/isa-jpn-kor.toml"] = kTestAgreement;
  files["instruments/information-security/nato-security.toml"] = kTestSecurity;
  files["templates/information-security.toml"] = kTestUsualClauses;
  files["consents/all.toml"] = kTestConsents;
  return files;
}

class WorldOnDisk {
 public:
  explicit WorldOnDisk(const Files& files = test_world()) {
    for (const auto& [name, content] : files) folder_.put("w/" + name, content);
  }
  [[nodiscard]] std::filesystem::path path() const { return folder_ / "w"; }
  void put(const std::string& name, const std::string& content) const { folder_.put("w/" + name, content); }
  [[nodiscard]] Result<LoadedWorld> load() const { return load_world(path()); }

  // Findings as they print, without the folder's own path.
  [[nodiscard]] std::vector<std::string> findings() const {
    const auto loaded = load();
    if (!loaded) return {"does not load: " + without_path(loaded.error().message)};
    std::vector<std::string> out;
    for (const auto& finding : loaded->findings) out.push_back(without_path(to_string(finding)));
    return out;
  }
  [[nodiscard]] std::string without_path(std::string text) const {
    const auto own = path().generic_string() + "/";
    for (auto at = text.find(own); at != std::string::npos; at = text.find(own)) text.erase(at, own.size());
    return text;
  }

 private:
  codec::TestFolder folder_;
};

}  // namespace entente::format
