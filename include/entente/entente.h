// Entente inside another program, for C and for every language that calls C. What is promised: docs/formats/embedding.md.
//
// A world folder is opened once and then asked, one AuthZEN evaluation request at a time, as JSON; the answer is the very text
// that `entente decide` prints (docs/formats/decision.md). Nothing is written, sent or logged.
//
// Fails closed: whatever goes wrong (a null pointer, a request that cannot be read, no memory) is never a permit. No C++
// exception leaves a function. A bug of the library stops the program, as everywhere in Entente, since no answer may leave then.
// Threads: every function may be called from any thread. Questions to one world take turns: to decide in parallel, open it once
// for each thread. Nobody may use a world that is being closed, or has been.
// Memory: what a function returns through a `char **` is the caller's; `entente_free` gives it back. All texts are UTF-8 and end
// with a zero byte. Sizes are in bytes. Limits: docs/limits.md.
// ABI: libentente.so.0 only ever gains functions, and options only ever gain members at their end.
#pragma once

#include <stddef.h>

#if defined(__GNUC__)
#define ENTENTE_API __attribute__((visibility("default")))
#else
#define ENTENTE_API
#endif

#ifdef __cplusplus
extern "C" {
#define ENTENTE_NOTHROW noexcept
#else
#define ENTENTE_NOTHROW
#endif

// How to open a world. Begin with ENTENTE_OPTIONS_INIT, then set what is wanted. A date is "2024-11-20" (the first instant of
// that day, UTC) or an RFC 3339 instant. Nothing here is kept: the texts may go once the world is open.
typedef struct entente_options {
  size_t size;                  // of this struct as the caller knows it; ENTENTE_OPTIONS_INIT sets it
  const char* world;            // its folder; null: that of the environment variable ENTENTE_WORLD, else the shipped one
  const char* const* overlays;  // folders; later ones add to earlier ones
  size_t overlay_count;
  const char* const* consents;  // files of consents, delegations, accreditations
  size_t consent_count;
  const char* as_of;        // counts where a request states no time; null: the clock, at each request
  const char* known_as_of;  // count only what was known then; null: everything
  const char* require;      // the weakest evidence that counts: "verified", "partial", "unverified" (null), "assumed"
} entente_options;

#define ENTENTE_OPTIONS_INIT {sizeof(entente_options), NULL, NULL, 0, NULL, 0, NULL, NULL, NULL}

// A world that is open.
typedef struct entente_world entente_world;

// "0.1.0". Never null; it stays.
ENTENTE_API const char* entente_version(void) ENTENTE_NOTHROW;

// Loads and checks a world; null options: all of ENTENTE_OPTIONS_INIT. Any error in it refuses it: null, and in *error what is
// wrong and where, one finding a line (null when there was no memory for it). `error` may be null; on success it is set to null.
// Options with a member that this library is too old to know are refused.
ENTENTE_API entente_world* entente_open(const entente_options* options, char** error) ENTENTE_NOTHROW;

// Decides one request of `size` bytes of JSON; no zero byte need follow them. Returns 1 for a permit and 0 for everything else.
// *answer gets the answer as JSON, in one line without a line end: with `explain` (any but 0) its reasons, duties, evidence and
// horizon too. What could not be read or asked is answered by `{"decision":false,"context":{"error":{…}}}`, which says why.
// `answer` may be null, for who wants the verdict alone; *answer is null, and the verdict 0, when there was no memory for it.
// A permit may come with duties: who enforces it needs the answer, explained.
ENTENTE_API int entente_decide(entente_world* world, const char* request, size_t size, int explain,
                               char** answer) ENTENTE_NOTHROW;

// Adds, amends and ends facts of an open world by the text of a patch (docs/formats/patch.md) of `size` bytes, without reading any
// of its files again: what `entente diff --to` would suppose counts from the next question on. All of it or nothing: any error leaves the
// world as it was. Returns 1 when it is done, else 0 and in *error what is wrong and where, as entente_open does. Questions that were
// asked before are answered by what was known before. Nothing is written: who opens the world anew does not find it.
ENTENTE_API int entente_amend(entente_world* world, const char* patch, size_t size, char** error) ENTENTE_NOTHROW;

// "sha256:…" of the facts of this world: answers of worlds with the same one, by the same version, are the same. The world's; it
// stays until that is closed, also when it has another one by then. Null for null.
ENTENTE_API const char* entente_revision(const entente_world* world) ENTENTE_NOTHROW;

// Null is nothing to do for both.
ENTENTE_API void entente_close(entente_world* world) ENTENTE_NOTHROW;
ENTENTE_API void entente_free(char* text) ENTENTE_NOTHROW;

#ifdef __cplusplus
}
#endif
