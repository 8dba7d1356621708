// Writes a generated world: `write_world FOLDER [SEED [PARTIES [INSTRUMENTS]]]`, by default seed 1, 200 parties, 10,000
// instruments.
#include <cstdio>
#include <cstdlib>

#include "generated/large_world.h"

int main(int count, char** arguments) {
  if (count < 2 || count > 5 || arguments[1][0] == '-') {
    std::fputs("usage: write_world FOLDER [SEED [PARTIES [INSTRUMENTS]]]\n", stderr);
    return 2;
  }
  const auto number = [&](int at, std::uint64_t usual) { return count > at ? std::strtoull(arguments[at], nullptr, 10) : usual; };
  const auto files = entente::generated::large_world(number(2, 1), {number(3, 200), number(4, 10000)});
  if (!entente::generated::write_world(files, arguments[1])) return 1;
  std::printf("%zu files in %s\n", files.size(), arguments[1]);
  return 0;
}
