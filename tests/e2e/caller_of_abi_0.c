/* A program that was built when libentente.so.0 was new, as its source: the declarations are those of that day and never change.
 *
 *   caller_of_abi_0 VERSION < request.json      exit: 0 when everything is as it was told then
 *
 * VERSION: what the library is expected to call itself. The request must be a permit of the shipped world. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct first_options {
  size_t size;
  const char* world;
  const char* const* overlays;
  size_t overlay_count;
  const char* const* consents;
  size_t consent_count;
  const char* as_of;
  const char* known_as_of;
  const char* require;
} first_options;
typedef struct entente_world entente_world;

const char* entente_version(void);
entente_world* entente_open(const first_options* options, char** error);
int entente_decide(entente_world* world, const char* request, size_t size, int explain, char** answer);
const char* entente_revision(const entente_world* world);
void entente_close(entente_world* world);
void entente_free(char* text);

static int faults = 0;

static void expect(int holds, const char* what) {
  if (holds) return;
  ++faults;
  printf("does not hold: %s\n", what);
}

int main(int count, char** words) {
  char request[8192];
  const size_t size = fread(request, 1, sizeof request, stdin);
  first_options options = {sizeof(first_options), NULL, NULL, 0, NULL, 0, "2024-11-20", NULL, "assumed"};
  char* error = NULL;
  char* answer = NULL;
  entente_world* world = entente_open(&options, &error);
  expect(world != NULL && error == NULL, "the shipped world opens");
  expect(count == 2 && strcmp(entente_version(), words[1]) == 0, "the version is that of the program");
  expect(entente_revision(world) != NULL && strncmp(entente_revision(world), "sha256:", 7) == 0, "a revision");
  expect(entente_decide(world, request, size, 0, &answer) == 1, "a permit");
  expect(answer != NULL && strcmp(answer, "{\"decision\":true}") == 0, "its answer");
  entente_free(answer);
  answer = NULL;
  expect(entente_decide(world, request, size, 1, &answer) == 1 && answer != NULL && strstr(answer, "\"reasons\"") != NULL, "its reasons");
  entente_free(answer);
  expect(entente_decide(world, request, size - 1, 0, NULL) == 0, "what is cut off is no permit");
  entente_close(world);

  /* The last member counts (the evidence of this permit is weaker), and no caller ever knew fewer. */
  options.require = "verified";
  world = entente_open(&options, &error);
  expect(world != NULL && entente_decide(world, request, size, 0, NULL) == 0, "the last member counts");
  entente_close(world);
  options.size = offsetof(first_options, require);
  world = entente_open(&options, &error);
  expect(world == NULL && error != NULL && strstr(error, "ENTENTE_OPTIONS_INIT") != NULL, "fewer members than the first are refused");
  entente_free(error);

  options.size = sizeof options;
  options.require = "certain";
  world = entente_open(&options, &error);
  expect(world == NULL && error != NULL && strstr(error, "certain") != NULL, "a word that is none is refused and told");
  entente_free(error);
  return faults == 0 ? 0 : 1;
}
