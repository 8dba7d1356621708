/* Reads one AuthZEN evaluation request from standard input, as JSON, and prints the answer with its reasons.
 *
 *   decide_c [WORLD [AS-OF]] < request.json      exit: 0 permit, 3 deny, 1 no answer
 *
 * Without WORLD: that of ENTENTE_WORLD, else the one that is installed with the library. */
#include <stdio.h>
#include <stdlib.h>

#include <entente/entente.h>

int main(int count, char** words) {
  entente_options options = ENTENTE_OPTIONS_INIT;
  if (count > 1) options.world = words[1];
  if (count > 2) options.as_of = words[2];

  char* error = NULL;
  entente_world* world = entente_open(&options, &error);
  if (world == NULL) {
    fprintf(stderr, "decide_c: %s\n", error != NULL ? error : "out of memory");
    entente_free(error);
    return 1;
  }

  /* One byte more than a request may have: a longer one is refused by the library, not cut off here. */
  const size_t room = 1024 * 1024 + 1;
  char* request = malloc(room);
  const size_t size = request != NULL ? fread(request, 1, room, stdin) : 0;

  /* 1 is a permit; 0 is everything else, also what could not be read. The duties of a permit stand in the answer. */
  char* answer = NULL;
  const int permit = entente_decide(world, request, size, 1, &answer);
  if (answer != NULL) printf("%s\n", answer);
  const int code = permit ? 0 : answer != NULL ? 3 : 1;

  entente_free(answer);
  free(request);
  entente_close(world);
  return code;
}
