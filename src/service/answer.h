// A request as a line of JSON in, its answer out: what `entente decide` does with a line, and libentente with a request.
//
// Keeps what it reads into from one request to the next; no answer depends on those before it. An answer without explanation is
// judged without words, which agrees with deciding (a property test holds it). One thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "format/decision_json.h"
#include "format/request_json.h"
#include "service/ask.h"

namespace entente::service {

struct AnswerSettings {
  Instant now;            // where the request states no time
  bool explain = false;   // as if every request asked for it
  bool remedies = false;  // likewise
  std::uint64_t line = 0;  // of the input, told where it cannot be read; 0: it is not one of lines
};

enum class Answered { unreadable = 0, deny, permit };

class Answerer {
 public:
  // Appends the answer, one line without its end. `limits::kRequestLineBytes` is the caller's to hold.
  Answered answer(Desk& desk, std::string_view json, const AnswerSettings& settings, std::string& out);

 private:
  format::RequestReader reader_;
  decision::Request request_;
};

}  // namespace entente::service
