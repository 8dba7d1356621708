// What the files that read the command line share. CLI11 is seen through this header and nowhere else.
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/result.h"
#include "commands.h"

namespace entente::app {

// Texts as given, before they are understood.
struct Raw {
  std::string world;
  std::vector<std::string> overlays;
  std::string as_of;
  std::string known_as_of;
  std::string require = "unverified";
  std::string format;
  std::string colour = "auto";
  std::string to;
  std::string policy;
  std::string holder;
  std::string file;
  std::string out = "out";
  std::string what;
  std::string folder;
  std::string kind;
  std::string id;
  std::string parties;
  std::vector<std::string> consents;
  std::string output;  // of a picture
  bool force = false;
};

inline constexpr const char* kCommon = "common";

// One of a few words; the message says which, and which is meant.
[[nodiscard]] CLI::Validator one_of(std::vector<std::string> words);
[[nodiscard]] CLI::Validator an_action();
[[nodiscard]] CLI::Validator not_empty();  // an option given without a text restricts nothing, and was meant to

// An option that would be ignored is refused: what was asked for is not what would be answered.
[[nodiscard]] Result<void> no_grade(const CLI::App& command);

// The options that every command has.
void add_common(CLI::App& app, Raw& raw);

// Those, with the form `svg` and where the picture goes.
void add_picture(CLI::App& app, Raw& raw);
// Where it goes; fails where that is stated and there is no picture.
[[nodiscard]] Result<PictureFile> picture_file(const Raw& raw);
[[nodiscard]] service::AnswerForm answer_form(const Raw& raw);

}  // namespace entente::app
