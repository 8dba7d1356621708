// Entente inside a C++20 program: the one header to include. A thin layer over entente.h, all of it inline, so that it needs the
// same library as C does, whatever compiler or standard library built that one.
//
// Failures: a world that does not open, or cannot be amended so, throws `entente::OpenError`; deciding throws nothing but std::bad_alloc of the caller's
// own strings, and what goes wrong there is a deny whose answer says why. Threads: as entente.h says; a World is a handle, so
// moving one while another thread asks it is the caller's race. What this does NOT promise: this layer has no ABI of its own
// (what is compiled into two libraries may differ; pass entente_world between them), and nothing of src/ is an interface.
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente.h"

namespace entente {

// Why a world did not open, or was not amended: one finding a line.
class OpenError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// As entente_options. What is not stated has its default; an empty text is stated, and refused.
struct OpenOptions {
  std::optional<std::string> world = {};
  std::vector<std::string> overlays = {};
  std::vector<std::string> consents = {};
  std::optional<std::string> as_of = {};
  std::optional<std::string> known_as_of = {};
  std::optional<std::string> require = {};
};

struct Answer {
  bool permit = false;
  std::string json;  // never empty
};

enum class Explain { no = 0, yes };

[[nodiscard]] inline std::string_view version() noexcept { return entente_version(); }

class World {
 public:
  // Throws OpenError.
  [[nodiscard]] static World open(const OpenOptions& options = {}) {
    const auto overlays = pointers(options.overlays);
    const auto consents = pointers(options.consents);
    entente_options raw = ENTENTE_OPTIONS_INIT;
    raw.world = stated(options.world);
    raw.overlays = overlays.data();
    raw.overlay_count = overlays.size();
    raw.consents = consents.data();
    raw.consent_count = consents.size();
    raw.as_of = stated(options.as_of);
    raw.known_as_of = stated(options.known_as_of);
    raw.require = stated(options.require);
    char* error = nullptr;
    auto* world = entente_open(&raw, &error);
    const Text owned(error);
    if (world == nullptr) throw OpenError(error == nullptr ? "out of memory" : error);
    return World(world);
  }

  // One AuthZEN evaluation request as JSON.
  [[nodiscard]] Answer decide(std::string_view request, Explain explain = Explain::no) const {
    char* json = nullptr;
    const bool permit = entente_decide(world_.get(), request.data() == nullptr ? "" : request.data(), request.size(),
                                       explain == Explain::yes ? 1 : 0, &json) == 1;
    const Text owned(json);
    if (json == nullptr) return {false, R"({"decision":false,"context":{"error":{"status":500,"message":"out of memory"}}})"};
    return {permit, json};
  }

  // As entente_amend. Throws OpenError, and the world is as it was.
  void amend(std::string_view patch) {
    char* error = nullptr;
    const bool done = entente_amend(world_.get(), patch.data() == nullptr ? "" : patch.data(), patch.size(), &error) == 1;
    const Text owned(error);
    if (!done) throw OpenError(error == nullptr ? "out of memory" : error);
  }

  // Empty for a world that was moved from.
  [[nodiscard]] std::string_view revision() const noexcept {
    const char* text = entente_revision(world_.get());
    return text == nullptr ? std::string_view() : text;
  }

  // For the functions of entente.h; still this one's.
  [[nodiscard]] entente_world* handle() const noexcept { return world_.get(); }

 private:
  struct Close {
    void operator()(entente_world* world) const noexcept { entente_close(world); }
  };
  struct Free {
    void operator()(char* text) const noexcept { entente_free(text); }
  };
  using Text = std::unique_ptr<char, Free>;

  explicit World(entente_world* world) : world_(world) {}

  static const char* stated(const std::optional<std::string>& text) { return text ? text->c_str() : nullptr; }
  static std::vector<const char*> pointers(const std::vector<std::string>& texts) {
    std::vector<const char*> all;
    all.reserve(texts.size());
    for (const auto& text : texts) all.push_back(text.c_str());
    return all;
  }

  std::unique_ptr<entente_world, Close> world_;
};

}  // namespace entente
