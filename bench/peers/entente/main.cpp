// This project as one of its own peers: `describe`, `answers WORK INPUT`, `time WORK INPUT SECONDS`, as bench/peers/README.md
// has it for every peer, so that all are timed alike.
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

#include "work.h"

namespace entente::peers {
namespace {

using Clock = std::chrono::steady_clock;

const std::array<std::pair<std::string_view, Work (*)(const std::filesystem::path&)>, 13> kWorks{
    {{"label/portion", marks_read},
     {"label/banner", marks_read},
     {"label/check", marks_checked},
     {"label/document", document_checked},
     {"spif/load", policies_loaded},
     {"spif/judge", labels_judged},
     {"label/4774", labels_rewritten},
     {"decide/disclose", disclosures_decided},
     {"decide/disclose/persons", disclosures_decided},
     {"analysis/diff/20", worlds_compared},
     {"analysis/diff/56", worlds_compared},
     {"analysis/diff/pair", worlds_compared},
     {"analysis/prove/pair", assertions_proved}}};

Work open(std::string_view name, const std::filesystem::path& input) {
  for (const auto& [work, opening] : kWorks) {
    if (work == name) return opening(input);
  }
  give_up("unknown work `" + std::string(name) + "`");
}

void describe() {
  std::string works;
  for (const auto& [work, opening] : kWorks) works += (works.empty() ? "\"" : ", \"") + std::string(work) + "\"";
  std::printf("{\"peer\": \"entente\", \"version\": \"%s\", \"language\": \"C++\", \"works\": [%s]}\n", ENTENTE_VERSION,
              works.c_str());
}

// Passes over the input for at least `seconds`, and says how many in how long.
std::pair<std::size_t, double> passes(const Work& work, double seconds) {
  const auto begun = Clock::now();
  std::size_t count = 0;
  double taken = 0;
  while (taken < seconds || count == 0) {
    work.pass();
    ++count;
    taken = std::chrono::duration<double>(Clock::now() - begun).count();
  }
  return {count, taken};
}

int run(const std::vector<std::string_view>& words) {
  if (words.size() == 1 && words[0] == "describe") {
    describe();
    return 0;
  }
  if (words.size() == 3 && words[0] == "answers") {
    for (const auto& answer : open(words[1], words[2]).answers) std::printf("%s\n", answer.c_str());
    return 0;
  }
  if (words.size() == 4 && words[0] == "time") {
    const auto work = open(words[1], words[2]);
    const double seconds = std::strtod(std::string(words[3]).c_str(), nullptr);
    passes(work, seconds);  // warm
    const auto [count, taken] = passes(work, seconds);
    std::printf("{\"passes\": %zu, \"seconds\": %.9f}\n", count, taken);
    return 0;
  }
  std::fputs("usage: entente_peer describe | answers WORK INPUT | time WORK INPUT SECONDS\n", stderr);
  return 2;
}

}  // namespace

void give_up(const std::string& message) {
  std::fprintf(stderr, "entente_peer: %s\n", message.c_str());
  std::exit(1);
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) give_up("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> fields_of(const std::string& line, char separator) {
  std::vector<std::string> out(1);
  for (const char each : line) {
    if (each == separator) {
      out.emplace_back();
    } else {
      out.back() += each;
    }
  }
  return out;
}

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::vector<std::string> out;
  for (auto& line : fields_of(bytes_of(file), '\n')) {
    if (!line.empty()) out.push_back(std::move(line));
  }
  return out;
}

}  // namespace entente::peers

int main(int count, char** words) { return entente::peers::run({words + 1, words + count}); }
