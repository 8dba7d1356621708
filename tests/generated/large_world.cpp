#include "generated/large_world.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "generated/chance.h"
#include "generated/dated.h"
#include "generated/texts.h"

namespace entente::generated {
namespace {

struct Kind {
  std::string_view name;
  std::string_view prefix;
  std::string_view action;
  int share;         // of the instruments, in hundredths
  std::size_t most;  // parties
};

constexpr std::array<Kind, 10> kKinds{{{"information-security", "isa", "disclose", 30, 3},
                                       {"cross-servicing", "acsa", "supply", 20, 2},
                                       {"reciprocal-access", "raa", "visit", 8, 2},
                                       {"equipment-transfer", "det", "transfer", 14, 2},
                                       {"security-assistance", "aid", "grant", 10, 2},
                                       {"export-exemption", "exempt", "transfer", 2, 4},
                                       {"consultation", "talks", "consult", 8, 2},
                                       {"programme", "programme", "participate", 3, 5},
                                       {"alliance", "alliance", "consult", 2, 8},
                                       {"national-law", "law", "disclose", 3, 1}}};

constexpr std::array<std::string_view, 3> kLevels{"SECRET", "CONFIDENTIAL", "UNCLASSIFIED"};
constexpr std::array<std::string_view, 4> kGrades{"verified", "verified", "partial", "unverified"};
constexpr std::array<std::string_view, 3> kDomains{"military", "national-security", "economic-security"};
constexpr std::size_t kPerFile = 50;  // events, consents and claims in one file

// "XAA", "XAB", …: the codes that no country has.
std::string code_of(std::size_t index) {
  const auto letter = [](std::size_t at) { return static_cast<char>('A' + at % 26); };
  return std::string{"X"} + letter(index / 26) + letter(index);
}

class Writer {
 public:
  Writer(std::uint64_t seed, const Size& size) : chance_(seed), size_(size) {
    for (std::size_t index = 0; index < size.parties - organisations() - groups(); ++index) nations_.push_back(code_of(index));
  }

  Files run() {
    files_["world.toml"] = "format = 1\nname = \"generated\"\ntitle = \"A generated world\"\n";
    parties();
    policies();
    for (const auto& kind : kKinds) files_[fmt::format("templates/{}.toml", kind.name)] = template_of(kind);
    instruments();
    people();
    consents();
    events();
    claims();
    return std::move(files_);
  }

 private:
  // --- parties and policies ---
  [[nodiscard]] std::size_t organisations() const { return size_.parties / 40 + 1; }
  [[nodiscard]] std::size_t groups() const { return size_.parties / 20 + 1; }
  [[nodiscard]] std::size_t policy_count() const { return std::max<std::size_t>(2, nations_.size() / 4); }
  [[nodiscard]] bool has_policy(std::size_t nation) const { return nation < policy_count(); }

  std::string sourced() {
    const auto grade = chance_.one_of(kGrades);
    return fmt::format("source = \"made up, page {}\"\nevidence = \"{}\"\n", chance_.below(1000), grade);
  }

  void parties() {
    std::string text;
    for (std::size_t index = 0; index < nations_.size(); ++index) {
      text += fmt::format("{}[[party]]\nid = \"{}\"\nkind = \"nation\"\nname = \"Country {}\"\n", index == 0 ? "" : "\n",
                          nations_[index], nations_[index]);
      if (has_policy(index)) text += fmt::format("policy = \"{}\"\n", nations_[index]);
      text += sourced();
    }
    files_["parties/nations.toml"] = text;
    text.clear();
    for (std::size_t index = 0; index < organisations() + groups(); ++index) {
      const bool group = index >= organisations();
      text += fmt::format("{}[[party]]\nid = \"{}_{}\"\nkind = \"{}\"\nname = \"Set {}\"\n", index == 0 ? "" : "\n",
                          group ? "GROUP" : "ORG", index, group ? "group" : "organisation", index);
      text += sourced() + members();
    }
    files_["parties/sets.toml"] = text;
  }

  std::string members() {
    std::string text;
    const auto some = std::min<std::size_t>(nations_.size(), 3 + chance_.below(24));
    for (const auto nation : chance_.distinct(some, nations_.size())) {
      text += fmt::format("\n  [[party.member]]\n  id = \"{}\"\n  from = \"{}\"\n", nations_[nation],
                          partial_date(chance_, 1950, 2005));
      if (chance_.percent(10)) text += fmt::format("  until = \"{}\"\n", partial_date(chance_, 2010, 2026));
    }
    return text;
  }

  void policies() {
    for (std::size_t index = 0; index < policy_count(); ++index) {
      const auto& id = nations_[index];
      files_[fmt::format("policies/{}.toml", id)] = sidecar_text(id);
      files_[fmt::format("policies/{}.xml", id)] = spif_text(id);
    }
  }

  // --- instruments ---
  void instruments() {
    std::size_t written = 0;
    for (const auto& kind : kKinds) {
      const bool last = &kind == &kKinds.back();
      const auto share = std::max<std::size_t>(1, size_.instruments * static_cast<std::size_t>(kind.share) / 100);
      const auto count = last && size_.instruments > written ? size_.instruments - written : share;
      for (std::size_t index = 0; index < count; ++index) instrument(kind, written++);
    }
  }

  void instrument(const Kind& kind, std::size_t number) {
    const auto least = std::min<std::size_t>(2, kind.most);
    const auto count = std::min(nations_.size(), least + chance_.below(kind.most - least + 1));
    const auto between = chance_.distinct(count, nations_.size());
    const auto id = fmt::format("{}-{}", kind.prefix, number);
    const auto history = history_of(chance_);
    std::string text =
        fmt::format("id = \"{}\"\nkind = \"{}\"\ntitle = \"Agreement {} of the kind {}\"\n", id, kind.name, number, kind.name);
    text += "parties = [" + accessions(between, history) + "]\n";
    if (kind.name == "information-security" && chance_.percent(60))
      text += fmt::format("domains = [\"{}\"]\n", chance_.one_of(kDomains));
    if (kind.name == "cross-servicing") text += "items = [\"food\", \"fuel\", \"transport\"]\n";
    if (chance_.percent(5)) text += "without = [\"usual-duty\"]\n";
    text += sourced();
    for (const auto& step : history) {
      text += fmt::format("\n[[status]]\nvalue = \"{}\"\nfrom = \"{}\"\n", step.value, step.from);
      if (chance_.percent(50)) text += sourced();
    }
    if (kind.name == "information-security") text += rows(between);
    for (auto clause = chance_.below(4); clause > 0; --clause) text += own_clause(kind, clause);
    if (chance_.percent(10))
      text += fmt::format("\n[[notice]]\nwhat = \"review\"\non = \"{}\"\n", partial_date(chance_, 2010, 2026));
    files_[fmt::format("instruments/{}/{}.toml", kind.name, id)] = text;
    instruments_.push_back(id);
  }

  std::string accessions(const std::vector<std::size_t>& between, const std::vector<Step>& history) {
    const auto in_force = std::find_if(history.begin(), history.end(), [](const Step& step) { return step.value == "in-force"; });
    std::string text;
    for (const auto nation : between) {
      text += fmt::format("{}{{ id = \"{}\"", text.empty() ? "" : ", ", nations_[nation]);
      if (in_force != history.end()) text += fmt::format(", from = \"{}\"", in_force->from);
      text += " }";
    }
    return text;
  }

  // Between those that have a policy, in both directions, the lowest level excepted.
  std::string rows(const std::vector<std::size_t>& between) {
    std::string text;
    for (const auto from : between) {
      for (const auto to : between) {
        if (from == to || !has_policy(from) || !has_policy(to)) continue;
        for (std::size_t level = 0; level + 1 < kLevels.size(); ++level) {
          if (chance_.percent(10)) continue;
          text += fmt::format(
              "\n[[equivalence]]\nfrom = {{ party = \"{}\", level = \"{}\" }}\nto = {{ party = \"{}\", level = \"{}\" }}\n",
              nations_[from], kLevels[level], nations_[to], kLevels[chance_.percent(20) ? 0 : level]);
          if (chance_.percent(50)) text += sourced();
        }
      }
    }
    return text;
  }

  std::string own_clause(const Kind& kind, std::size_t number) {
    std::string text = fmt::format("\n[[clause]]\nid = \"art-{}\"\n", number);
    switch (chance_.below(kind.action == "disclose" ? 3 : 4)) {
      case 0:
        text +=
            fmt::format("effect = \"prohibit\"\naction = \"{}\"\ndomains = [\"{}\"]\n", kind.action, chance_.one_of(kDomains));
        break;
      case 1:
        text += fmt::format("effect = \"condition\"\naction = \"{}\"\npurposes = [\"training\", \"rescue\"]\n", kind.action);
        break;
      case 2:
        text += fmt::format("effect = \"oblige\"\naction = \"{}\"\nobligation = \"duty-{}\"\n", kind.action, number);
        break;
      default:
        text += fmt::format("effect = \"condition\"\naction = \"{}\"\nneeds = [\"notification\", \"host-consent\"]\ndays = 30\n",
                            kind.action);
    }
    if (chance_.percent(30)) text += fmt::format("start = \"{}\"\n", partial_date(chance_, 2005, 2020));
    return text + fmt::format("text = \"what article {} says\"\nsource = \"Article {}\"\n", number, number);
  }

  static std::string template_of(const Kind& kind) {
    return fmt::format(
        "kind = \"{0}\"\nsource = \"made up\"\nevidence = \"partial\"\n\n[[clause]]\nid = \"usual-duty\"\neffect = \"oblige\"\n"
        "action = \"{1}\"\nobligation = \"keep-records\"\ntext = \"records are kept\"\n\n[[clause]]\nid = \"usual-purpose\"\n"
        "effect = \"condition\"\naction = \"{2}\"\npurposes = [\"training\", \"rescue\", \"routine\"]\ntext = \"for these "
        "only\"\n",
        kind.name, kind.action, kind.action == "disclose" ? "visit" : kind.action);
  }

  // --- the rest ---
  // `count` entries, `kPerFile` in a file.
  template <class Entry>
  void entries(std::string_view folder, std::size_t count, const Entry& entry) {
    for (std::size_t index = 0; index < count; ++index) {
      auto& text = files_[fmt::format("{}/part-{:03}.toml", folder, index / kPerFile)];
      if (!text.empty()) text += '\n';
      text += entry(index);
    }
  }

  [[nodiscard]] std::size_t some() const { return size_.instruments / 20 + 1; }
  const std::string& any_nation() { return nations_[chance_.below(nations_.size())]; }

  void people() {
    entries("people", some(), [this](std::size_t index) {
      const auto nation = chance_.below(policy_count());
      const auto& code = nations_[nation];
      const auto level = chance_.one_of(kLevels);
      const auto source = sourced();
      const auto from = partial_date(chance_, 2010, 2024);
      return fmt::format(
          "[[person]]\nid = \"analyst-{0}\"\nrole = \"analyst\"\nemployer = \"{1}\"\nnationalities = [\"{1}\"]\nfrom = "
          "\"{2}\"\n{3}\n"
          "  [[person.clearance]]\n  policy = \"{1}\"\n  level = \"{4}\"\n  granted_by = \"{1}\"\n  from = \"{2}\"\n",
          index, code, from, source, level);
    });
  }

  void consents() {
    entries("consents", some(), [this](std::size_t index) {
      const auto& by = nations_[chance_.below(policy_count())];
      const auto source = sourced();
      const auto until = partial_date(chance_, 2022, 2030);
      const auto from = partial_date(chance_, 2010, 2020);
      const auto what = chance_.percent(50) ? fmt::format("objects = [\"report-{}\"]\n", index)
                                            : fmt::format("up_to = \"{}\"\n", chance_.one_of(kLevels));
      return fmt::format("[[consent]]\nid = \"consent-{}\"\nby = \"{}\"\nto = [\"{}\"]\n{}from = \"{}\"\nuntil = \"{}\"\n{}",
                         index, by, any_nation(), what, from, until, source);
    });
  }

  void events() {
    entries("events", some(), [this](std::size_t index) {
      const auto& host = any_nation();
      const auto& guest = any_nation();
      const auto day = day_between(chance_, 2005, 2025);
      return fmt::format(
          "[[event]]\nid = \"event-{}\"\ntitle = \"Meeting {}\"\nkind = \"meeting\"\nlevel = \"ministers\"\nstate = \"held\"\n"
          "host = \"{}\"\nparticipants = [\"{}\"{}]\nfrom = \"{}\"\n{}",
          index, index, host, host, guest == host ? "" : ", \"" + guest + "\"", day, sourced());
    });
  }

  void claims() {
    entries("claims", some(), [this](std::size_t index) {
      std::string head;
      if (index == 0) head = "[[source]]\nid = \"press\"\ntitle = \"The press\"\npublished = \"2024-06\"\n\n";
      const auto& about = instruments_[chance_.below(instruments_.size())];
      return head +
             fmt::format(
                 "[[claim]]\nid = \"claim-{}\"\nsource = \"press\"\nabout = [\"instrument:{}\"]\nsays = {{ status = \"{}\" }}\n"
                 "text = \"what the press says of {}\"\n",
                 index, about, chance_.percent(50) ? "signed" : "in-force", about);
    });
  }

  Chance chance_;
  Size size_;
  std::vector<std::string> nations_;
  std::vector<std::string> instruments_;
  Files files_;
};

}  // namespace

Files large_world(std::uint64_t seed, const Size& size) {
  return Writer(seed, {std::clamp<std::size_t>(size.parties, 8, 256), std::max(size.instruments, kKinds.size())}).run();
}

bool write_world(const Files& files, const std::filesystem::path& folder) {
  std::error_code failed;
  for (const auto& [name, content] : files) {
    const auto path = folder / name;
    std::filesystem::create_directories(path.parent_path(), failed);
    std::ofstream file(path, std::ios::binary);
    file << content;
    file.close();
    if (file) continue;
    std::fprintf(stderr, "%s: cannot be written\n", path.c_str());
    return false;
  }
  return true;
}

}  // namespace entente::generated
