// One line on standard error that says how far long work has come: after a second, ten times a second, gone at the end.
//
// Silent where standard error is no terminal. One thread at a time.
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

namespace entente::app {

class Progress {
 public:
  Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  // "deciding portions: 1,200 of 5,000"; a total of 0 is not known and not shown, without `done` neither is.
  void at(std::string_view what, std::size_t done = 0, std::size_t total = 0);
  void hide();  // before something else is written to the terminal

 private:
  using Clock = std::chrono::steady_clock;
  bool on_terminal_ = false;
  bool shown_ = false;
  Clock::time_point next_;
};

}  // namespace entente::app
