// Reads AuthZEN evaluation requests from standard input, one a line, and prints an answer to each, with its reasons.
//
//   decide_cpp [WORLD [AS-OF]] < requests.ndjson      exit: 0, or 1 if the world does not open
//
// Without WORLD: that of ENTENTE_WORLD, else the one that is installed with the library.
#include <cstddef>
#include <iostream>
#include <string>

#include <entente/entente.hpp>

int main(int count, char** words) {
  entente::OpenOptions options;
  if (count > 1) options.world = words[1];
  if (count > 2) options.as_of = words[2];
  try {
    const auto world = entente::World::open(options);
    std::cerr << "entente " << entente::version() << ", facts " << world.revision() << "\n";
    std::size_t permits = 0;
    for (std::string request; std::getline(std::cin, request);) {
      const auto answer = world.decide(request, entente::Explain::yes);
      if (answer.permit) ++permits;  // whoever enforces it reads its duties: answer.json, context.obligations
      std::cout << answer.json << "\n";
    }
    std::cerr << permits << " permitted\n";
    return 0;
  } catch (const entente::OpenError& problem) {
    std::cerr << "decide_cpp: " << problem.what() << "\n";
    return 1;
  }
}
