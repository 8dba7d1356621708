// The laws of the layout: it is a fixed point, it loses nothing, and a world says the same afterwards.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <unistd.h>

#include "base/text.h"
#include "codec/toml.h"
#include "codec/toml_tokens.h"
#include "format/layout.h"
#include "format/world_folder.h"
#include "generated/chance.h"
#include "property/dice.h"

namespace entente::property {
namespace {

namespace fs = std::filesystem;

// Writes TOML from a tape as carelessly as the standard allows. Keys are numbered, so that none comes twice.
class Scribbler {
 public:
  explicit Scribbler(Tape tape) : tape_(std::move(tape)), dice_(tape_) {}

  std::string write() {
    std::string text = loose_lines() + keys();
    for (auto count = dice_.below(5); count > 0; --count) text += header() + keys();
    return text + loose_lines() + (dice_.chance(20) ? "# the end" : "");
  }

 private:
  std::string space() { return dice_.one_of({"", " ", "   ", "\t"}); }
  std::string end_line() { return space() + dice_.one_of({"\n", "\r\n", "\n"}); }
  std::string comment() {
    return std::string("#") + dice_.one_of({" ", "", "# \t", " 極秘 ", "=[{\"'"}) + std::to_string(++comments_) + space();
  }
  std::string behind() { return space() + (dice_.chance(25) ? comment() : ""); }

  // Blank lines and comments between two lines.
  std::string loose_lines() {
    std::string text;
    for (auto count = dice_.below(4); count > 0; --count) text += space() + (dice_.chance(60) ? comment() : "") + end_line();
    return text;
  }

  // Those that an order is known for, each once a table, and others.
  std::string keys() {
    std::vector<std::string> names{"id", "kind", "from", "until", "source", "note", "parties", "to", "says"};
    std::string text;
    for (auto count = dice_.below(7); count > 0; --count) {
      auto name = "k" + std::to_string(++keys_);
      if (dice_.chance(60) && !names.empty()) {
        const auto at = names.begin() + static_cast<std::ptrdiff_t>(dice_.below(names.size()));
        name = *at;
        names.erase(at);
      } else if (dice_.chance(30)) {
        name += space() + "." + space() + "\"a.#b\"";
      }
      text += space() + name + space() + "=" + space() + value(0) + behind() + end_line() + loose_lines();
    }
    return text;
  }

  // A sub-table stands behind its table, as the standard wants it.
  std::string header() {
    std::vector<std::string> paths{"claim", "party", "programme", "\"x.y\".z"};
    if (opened_.contains("party")) paths.emplace_back("party . member");
    if (opened_.contains("programme")) paths.emplace_back("programme.project");
    if (opened_.contains("programme.project")) paths.emplace_back("programme.project . participant");
    const auto path = dice_.one_of(paths);
    opened_.insert(path);
    return space() + "[[" + space() + path + space() + "]]" + behind() + end_line() + loose_lines();
  }

  std::string value(std::size_t depth) {
    switch (dice_.below(depth < 3 ? 8 : 5)) {
      case 1:
        return dice_.one_of({"true", "-1.5e3", "0x1F", "1_000"});
      case 2:
        return "'''\n two \n# none'''";
      case 3:
        return dice_.one_of({"\"\\\"#\\u00e9\"", "'\\'", "\"極秘 군사II급비밀\"", "\"\"\"a\\\n  b\"\"\"\""});
      case 4:
        return "\"" + std::string(dice_.below(90), 'x') + "\"";
      case 5:
      case 6:
        return array(depth, dice_.chance(70));
      case 7:
        return table(depth);
      default:
        return "'v'";
    }
  }

  std::string gap(bool open) {
    return open && dice_.chance(25) ? behind() + end_line() + (dice_.chance(30) ? comment() + end_line() : "") : space();
  }

  std::string array(std::size_t depth, bool open) {
    if (in_table_) open = false;
    std::string text = "[" + gap(open);
    const auto count = dice_.below(5);
    for (std::size_t i = 0; i < count; ++i) {
      text += value(depth + 1) + gap(open) + (i + 1 < count || dice_.chance(40) ? "," : "") + gap(open);
    }
    return text + "]";
  }

  std::string table(std::size_t depth) {
    const bool outer = std::exchange(in_table_, true);
    std::string text = "{";
    const auto count = dice_.below(4);
    for (std::size_t i = 0; i < count; ++i) {
      text += (i == 0 ? "" : ",") + space() + dice_.one_of({"until", "id", "party"}) + std::to_string(i) + space() + "=" +
              space() + value(depth + 1) + space();
    }
    in_table_ = outer;
    return text + "}";
  }

  Tape tape_;
  Dice dice_;
  int keys_ = 0;
  int comments_ = 0;
  bool in_table_ = false;
  std::set<std::string> opened_;
};

Tape tape() { return *rc::gen::resize(400, rc::gen::arbitrary<Tape>()); }

TEST(LayoutLaws, fmt_is_idempotent) {
  const bool holds = rc::check("fmt_is_idempotent", [] {
    const auto text = Scribbler(tape()).write();
    const auto once = format::lay_out(text);
    if (!once) RC_LOG() << once.error().message << "\n" << text;
    RC_ASSERT(once.has_value());
    RC_ASSERT(format::lay_out(*once).value_or("refused") == *once);
  });
  EXPECT_TRUE(holds);
}

std::vector<std::string> comments_of(const std::string& text) {
  std::vector<std::string> found;
  const auto tokens = codec::tokenize_toml(text);
  RC_ASSERT(tokens.has_value());
  for (const auto& token : *tokens) {
    if (token.piece == codec::TomlPiece::comment) found.emplace_back(token.text);
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(LayoutLaws, load_after_fmt_is_identity) {
  const bool holds = rc::check("load_after_fmt_is_identity", [] {
    const auto text = Scribbler(tape()).write();
    const auto after = format::lay_out(text);
    RC_ASSERT(after.has_value());
    RC_ASSERT(format::same_up_to_key_order(*codec::parse_toml(text), *codec::parse_toml(*after)));
    RC_ASSERT(comments_of(text) == comments_of(*after));
    for (const auto line : split(*after, "\n")) RC_ASSERT(line.empty() || line.find_first_not_of(' ') != std::string_view::npos);
  });
  EXPECT_TRUE(holds);
}

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A line "key = value" that ends what it begins.
bool is_pair(std::string_view line) {
  const auto text = trimmed(line);
  if (text.empty() || text.front() == '[' || text.front() == '#' || text.find(" = ") == std::string_view::npos) return false;
  return codec::parse_toml(std::string(text) + "\n").has_value();
}

// The same text as somebody careless would write it: keys in another order, other spaces, comments, other ends of lines.
std::string scrambled(const std::string& text, generated::Chance chance) {
  std::vector<std::string> pairs;
  std::string out;
  const auto flush = [&] {
    for (std::size_t left = pairs.size(); left > 0; --left) std::swap(pairs[left - 1], pairs[chance.below(left)]);
    for (const auto& pair : pairs) {
      if (chance.percent(10)) out += "\n  # remark " + std::to_string(chance.below(1000)) + "\n";
      const auto at = pair.find(" = ");
      out += std::string(chance.below(5), ' ') + pair.substr(0, at) + (chance.percent(30) ? "=" : "   =  ") + pair.substr(at + 3);
      out += std::string(chance.below(3), ' ') + (chance.percent(20) ? "\r\n" : "\n");
    }
    pairs.clear();
  };
  bool within = false;  // a list or a text over several lines
  for (const auto line : split(text, "\n")) {
    if (!within && is_pair(line)) {
      pairs.emplace_back(trimmed(line));
      continue;
    }
    flush();
    const auto start = trimmed(line);
    if (!within && !start.empty() && start.front() != '[' && start.front() != '#') within = true;
    out += std::string(line) + "\n";
    if (within && (start == "]" || start.ends_with("\"\"\"") || start.ends_with("'''")) &&
        start.find(" = ") == std::string_view::npos)
      within = false;
  }
  flush();
  return out;
}

TEST(LayoutLaws, every_shipped_world_says_the_same_after_fmt) {
  const auto copy = fs::temp_directory_path() / ("entente-layout-" + std::to_string(::getpid()));
  generated::Chance chance(20161123);
  for (const auto& world : fs::directory_iterator("data/worlds")) {
    fs::remove_all(copy);
    fs::copy(world.path(), copy, fs::copy_options::recursive);
    for (const auto& entry : fs::recursive_directory_iterator(copy)) {
      if (entry.path().extension() != ".toml") continue;
      const auto content = content_of(entry.path());
      const auto careless = scrambled(content, generated::Chance(chance.next()));
      ASSERT_NE(careless, content) << entry.path();
      const auto after = format::lay_out(careless);
      ASSERT_TRUE(after) << entry.path() << ":" << after.error().message << "\n" << careless;
      ASSERT_NE(*after, careless) << entry.path() << ": nothing is laid out, so nothing is tested";
      std::ofstream(entry.path(), std::ios::binary) << *after;
    }
    const auto before = format::load_world(world.path());
    const auto loaded = format::load_world(copy);
    ASSERT_TRUE(before && loaded);
    EXPECT_EQ(loaded->usable, before->usable);
    EXPECT_EQ(format::canonical_text(loaded->world), format::canonical_text(before->world)) << world.path();
  }
  fs::remove_all(copy);
}

}  // namespace
}  // namespace entente::property
