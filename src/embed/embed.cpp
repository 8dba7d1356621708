// The functions of entente.h, and nothing else: what each takes is checked here, what each does is done by `service`.
#include <entente/entente.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <new>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <dlfcn.h>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "service/answer.h"
#include "service/desk.h"
#include "service/shipped_world.h"

namespace entente::embed {
namespace {

using service::Fault;

// Members that came later would follow `require`; what a caller knows of them and we do not must be empty.
constexpr std::size_t kFirstOptionsBytes = offsetof(entente_options, require) + sizeof(const char*);
constexpr std::size_t kOptionsBytes = 4096;  // beyond, the size was never set

// The memory that a caller gives back to entente_free; null where there is none.
char* copy_of(std::string_view text) noexcept {
  auto* copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy == nullptr) return nullptr;
  if (!text.empty()) std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = '\0';
  return copy;
}

auto bad(std::string message) { return fail(Fault::bad_request, std::move(message)); }

Instant clock() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return Instant{std::chrono::duration_cast<std::chrono::seconds>(since).count()};
}

constexpr char kWithinThisLibrary = 0;

// The library may stand anywhere, and its data beside it: <prefix>/lib/libentente.so.0 and <prefix>/share/entente.
Result<std::filesystem::path> default_world() {
  if (const char* named = ::secure_getenv("ENTENTE_WORLD"); named != nullptr && *named != '\0') return named;
  Dl_info self{};
  std::error_code unknown;
  std::filesystem::path library;
  if (::dladdr(&kWithinThisLibrary, &self) != 0 && self.dli_fname != nullptr)
    library = std::filesystem::canonical(self.dli_fname, unknown);
  if (library.empty()) return bad("world: name it; where the shipped one stands cannot be found out here");
  return service::shipped_world({library.parent_path() / ENTENTE_DATA_FROM_LIBRARY});
}

// As many bytes of the options as both sides know.
Result<entente_options> as_known(const entente_options* given) {
  entente_options known = ENTENTE_OPTIONS_INIT;
  if (given == nullptr) return known;
  const std::size_t size = given->size;
  if (size < kFirstOptionsBytes || size > kOptionsBytes)
    return bad(fmt::format("options: their size is stated as {}; begin with ENTENTE_OPTIONS_INIT", size));
  const auto* bytes = reinterpret_cast<const unsigned char*>(given);
  for (std::size_t at = sizeof known; at < size; ++at) {
    if (bytes[at] != 0)
      return bad(fmt::format("options: one that entente {} does not know is set; a newer library is needed", ENTENTE_VERSION));
  }
  std::memcpy(&known, given, std::min(size, sizeof known));
  return known;
}

Result<std::vector<std::filesystem::path>> paths(std::string_view name, const char* const* texts, std::size_t count) {
  if (texts == nullptr && count > 0) return bad(fmt::format("{}: {} are stated and none is given", name, count));
  std::vector<std::filesystem::path> list;
  for (std::size_t i = 0; i < count; ++i) {
    if (texts[i] == nullptr || *texts[i] == '\0') return bad(fmt::format("{}: number {} is no path", name, i + 1));
    list.emplace_back(texts[i]);
  }
  return list;
}

Result<std::optional<Instant>> instant(std::string_view name, const char* text) {
  if (text == nullptr) return std::optional<Instant>();
  const auto parsed = parse_instant(text);
  if (!parsed) return bad(fmt::format("{}: {}", name, parsed.error().message));
  return std::optional(*parsed);
}

struct Opening {
  service::DeskOptions desk;
  std::optional<Instant> as_of;
};

Result<Opening> understand(const entente_options* given) {
  TRY(const auto options, as_known(given));
  Opening opening;
  if (options.world != nullptr && *options.world == '\0') return bad("world: no path; leave it null for the shipped world");
  if (options.world != nullptr) {
    opening.desk.world = options.world;
  } else {
    TRY(opening.desk.world, default_world());
  }
  TRY(opening.desk.overlays, paths("overlays", options.overlays, options.overlay_count));
  TRY(opening.desk.consents, paths("consents", options.consents, options.consent_count));
  TRY(opening.as_of, instant("as_of", options.as_of));
  TRY(opening.desk.known_as_of, instant("known_as_of", options.known_as_of));
  if (options.require != nullptr) {
    const auto grade = world::parse_evidence(options.require);
    if (!grade) {
      return bad(fmt::format("require: {} is none of verified, partial, unverified, assumed",
                             entente::quoted(std::string_view(options.require))));
    }
    opening.desk.require = *grade;
  }
  return opening;
}

}  // namespace
}  // namespace entente::embed

struct entente_world {
  entente::service::Desk desk;
  std::optional<entente::Instant> as_of;
  mutable std::mutex turn;  // a desk answers one at a time
  std::mutex amending;      // held around `turn`: of two patches the second is of what the first left
  entente::service::Answerer answerer;
  mutable std::set<std::string> told;  // revisions, kept for whoever was told
};

namespace entente::embed {
namespace {

Result<entente_world*> open(const entente_options* options) {
  TRY(auto opening, understand(options));
  TRY(auto desk, service::Desk::open(opening.desk));
  return new entente_world{std::move(desk), opening.as_of, {}, {}, {}, {}};
}

// The desk of before answers until the one of after is made.
Result<void> amend(entente_world* world, std::string_view patch) {
  if (world == nullptr) return bad("no world: null was given in its place");
  if (patch.data() == nullptr) return bad("no patch: null was given in its place");
  const std::lock_guard alone(world->amending);
  TRY(auto amended, world->desk.amended("patch", patch));
  const std::lock_guard turn(world->turn);
  world->desk = std::move(amended);
  return {};
}

struct Answered {
  bool permit = false;
  std::string json;
};

Answered refused(const Error& error) { return {false, format::unreadable_to_json(error)}; }

// What `entente decide` does with a line.
Answered answer(entente_world* world, std::string_view request, bool explain) {
  if (world == nullptr) return refused({Fault::bad_request, "no world: null was given in its place"});
  if (request.data() == nullptr) return refused({Fault::bad_request, "no request: null was given in its place"});
  if (request.size() > limits::kRequestLineBytes) {
    return refused(
        {Fault::bad_request, fmt::format("request: {} bytes; the limit is {}", request.size(), limits::kRequestLineBytes)});
  }
  const Instant now = clock();
  Answered answered;
  const std::lock_guard turn(world->turn);
  const service::AnswerSettings settings{world->as_of.value_or(now), explain, false};
  answered.permit = world->answerer.answer(world->desk, request, settings, answered.json) == service::Answered::permit;
  return answered;
}

}  // namespace
}  // namespace entente::embed

extern "C" {

const char* entente_version(void) noexcept { return ENTENTE_VERSION; }

entente_world* entente_open(const entente_options* options, char** error) noexcept {
  char* ignored = nullptr;
  char*& said = error == nullptr ? ignored : *error;
  said = nullptr;
  entente_world* world = nullptr;
  try {
    const auto opened = entente::embed::open(options);
    if (opened) {
      world = *opened;
    } else {
      said = entente::embed::copy_of(opened.error().message);
    }
  } catch (const std::bad_alloc&) {
    said = entente::embed::copy_of("out of memory");
  } catch (...) {
    said = entente::embed::copy_of("bug: an exception that nobody expects");
  }
  std::free(ignored);
  return world;
}

int entente_decide(entente_world* world, const char* request, size_t size, int explain, char** answer) noexcept {
  if (answer != nullptr) *answer = nullptr;
  try {
    const auto answered = entente::embed::answer(world, {request, size}, explain != 0);
    if (answer == nullptr) return answered.permit ? 1 : 0;
    *answer = entente::embed::copy_of(answered.json);
    return answered.permit && *answer != nullptr ? 1 : 0;
  } catch (const std::bad_alloc&) {
    return 0;
  } catch (...) {
    constexpr std::string_view kBug =
        R"({"decision":false,"context":{"error":{"status":500,"message":"bug: an exception that nobody expects"}}})";
    if (answer != nullptr) *answer = entente::embed::copy_of(kBug);
    return 0;
  }
}

int entente_amend(entente_world* world, const char* patch, size_t size, char** error) noexcept {
  char* ignored = nullptr;
  char*& said = error == nullptr ? ignored : *error;
  said = nullptr;
  bool done = false;
  try {
    const auto amended = entente::embed::amend(world, {patch, size});
    done = amended.has_value();
    if (!done) said = entente::embed::copy_of(amended.error().message);
  } catch (const std::bad_alloc&) {
    said = entente::embed::copy_of("out of memory");
  } catch (...) {
    said = entente::embed::copy_of("bug: an exception that nobody expects");
  }
  std::free(ignored);
  return done ? 1 : 0;
}

const char* entente_revision(const entente_world* world) noexcept {
  if (world == nullptr) return nullptr;
  try {
    const std::lock_guard turn(world->turn);
    return world->told.insert(world->desk.revision()).first->c_str();
  } catch (...) {
    return nullptr;  // no memory
  }
}

void entente_close(entente_world* world) noexcept { delete world; }

void entente_free(char* text) noexcept { std::free(text); }

}  // extern "C"
