// The works of bench/peers that this project does, each over one input file; bench/peers/README.md says what they are.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace entente::peers {

struct Work {
  std::vector<std::string> answers;  // one an item, in the order of the input
  std::function<void()> pass;        // all items once; what is read or prepared beforehand is not part of it
};

using Opening = std::function<Work(const std::filesystem::path& input)>;

// Stops the program with a message where an input cannot be used: there is nothing to measure then.
[[noreturn]] void give_up(const std::string& message);
[[nodiscard]] std::string bytes_of(const std::filesystem::path& file);
[[nodiscard]] std::vector<std::string> lines_of(const std::filesystem::path& file);  // without empty ones
[[nodiscard]] std::vector<std::string> fields_of(const std::string& line, char separator);

[[nodiscard]] Work marks_read(const std::filesystem::path& input);
[[nodiscard]] Work marks_checked(const std::filesystem::path& input);
[[nodiscard]] Work document_checked(const std::filesystem::path& input);
[[nodiscard]] Work policies_loaded(const std::filesystem::path& input);
[[nodiscard]] Work labels_judged(const std::filesystem::path& input);
[[nodiscard]] Work labels_rewritten(const std::filesystem::path& input);
[[nodiscard]] Work disclosures_decided(const std::filesystem::path& input);
[[nodiscard]] Work worlds_compared(const std::filesystem::path& input);
[[nodiscard]] Work assertions_proved(const std::filesystem::path& input);

}  // namespace entente::peers
