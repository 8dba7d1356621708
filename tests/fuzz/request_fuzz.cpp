// Property: what_reads_wrong_is_refused.
//
// Requests, acts among them: any bytes give an error that can be printed, or a request that writes and reads back the same; a
// reader that has read other lines reads this one as a new one does; and a request that is spoilt (a key stands twice, a key is
// not ours, a value is of another kind) is refused whatever else it says. What reads is put to the training world: the engine
// decides it as the naive evaluator does, and the answer, with words and without, is that decision and nothing wider.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/text.h"
#include "codec/json.h"
#include "decision/decide.h"
#include "format/search_json.h"
#include "fuzz/request_text.h"
#include "reference/reference.h"
#include "service/answer.h"
#include "service/ask.h"

namespace {

namespace decision = entente::decision;
namespace format = entente::format;
namespace service = entente::service;
using entente::codec::JsonWriter;
using entente::codec::Node;
using entente::fuzz::RequestWriter;

constexpr std::size_t kPlacesTried = 24;  // of each way to spoil

enum class Spoilt { twice = 0, stranger, kind };

// The text of a tree with one thing wrong at the `place`th chance.
class Spoiler {
 public:
  Spoiler(const Node& root, Spoilt how, std::size_t place)
      : root_(root), resource_(root.find("resource")), how_(how), left_(place) {}

  // Empty: there are fewer chances.
  std::string write() {
    JsonWriter out;
    write(root_, out, false);
    auto text = out.finish();
    return done_ ? text : std::string();
  }

 private:
  bool here() {
    if (done_ || left_-- > 0) return false;
    done_ = true;
    return true;
  }

  // `free`: what is inside may be anything but twice: properties of a subject or action, a label.
  void write(const Node& node, JsonWriter& out, bool free) {
    if (const auto* table = node.as_table()) {
      out.begin_object();
      if (how_ == Spoilt::stranger && !free && here()) out.key("\x01").null();
      for (const auto& member : table->members()) {
        out.key(member.key);
        write(member.value, out, free || member.key == "label" || (member.key == "properties" && &node != resource_));
      }
      if (how_ == Spoilt::twice && table->size() > 0 && here()) out.key(table->members().back().key).null();
      out.end_object();
    } else if (const auto* entries = node.as_array()) {
      out.begin_array();
      for (const auto& entry : *entries) write(entry, out, free);
      out.end_array();
    } else if (how_ == Spoilt::kind && !free && here()) {
      out.begin_array().begin_array().end_array().end_array();
    } else {
      out.value(node);
    }
  }

  const Node& root_;
  const Node* resource_;
  Spoilt how_;
  std::size_t left_;
  bool done_ = false;
};

// By a reader that has read the text itself with the same words as by a new one.
void check_what_reads_wrong_is_refused(std::string_view text, format::RequestReader& used) {
  const auto root = entente::codec::parse_json(text);
  CHECK(root.has_value());
  for (const auto how : {Spoilt::twice, Spoilt::stranger, Spoilt::kind}) {
    for (std::size_t place = 0; place < kPlacesTried; ++place) {
      const auto spoilt = Spoiler(*root, how, place).write();
      if (spoilt.empty()) break;
      const auto refused = format::read_request(spoilt);
      CHECK(!refused);
      const auto again = used.read(spoilt);
      CHECK(!again && again.error().message == refused.error().message);
    }
  }
}

constexpr entente::Instant kNow{1'780'272'000};  // 2026-06-01, when its persons are cleared

service::Desk& training() {
  static service::Desk desk = service::Desk::open({"data/worlds/training", {}, {}, std::nullopt}).value();
  return desk;
}

void check_is_decided_as_by_the_oracle(std::string_view text, const format::AskedRequest& asked) {
  auto& desk = training();
  static service::Answerer answerer;
  const auto answer = [&](bool explain) {
    std::string line;
    const auto given = answerer.answer(desk, text, {.now = kNow, .explain = explain}, line);
    CHECK(line.find('\n') == std::string::npos && entente::codec::parse_json(line).has_value());
    CHECK(line.starts_with(given == service::Answered::permit ? R"({"decision":true)" : R"({"decision":false)"));
    return given;
  };
  const auto plain = answer(false);
  CHECK(answer(true) == plain);
  const auto request = service::request_of(desk, asked, kNow);
  if (!request) {
    CHECK(plain == service::Answered::unreadable);
    return;
  }
  const decision::CompileOptions options{.at = request->time, .known_as_of = asked.known_as_of};
  const auto snapshot = decision::Snapshot::compile(desk.world(), options);
  CHECK(snapshot.has_value());
  const auto expected = entente::reference::decide(desk.world(), {.known_as_of = asked.known_as_of}, *request);
  CHECK(decision::decide(*snapshot, *request).permit == expected.permit);
  CHECK(plain != service::Answered::permit || expected.permit);
  CHECK(plain != service::Answered::unreadable);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static format::RequestReader used;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto search = format::read_subject_search(text);
  const auto request = format::read_request(text);
  const auto again = used.read(text);
  CHECK(request.has_value() == again.has_value());
  if (!request) {
    CHECK(entente::first_invalid_utf8(request.error().message) == std::string_view::npos);
    CHECK(request.error().message == again.error().message);
    return 0;
  }
  const auto written = RequestWriter().write(*request);
  CHECK(RequestWriter().write(**again) == written);
  const auto read_back = format::read_request(written);
  CHECK(read_back && RequestWriter().write(*read_back) == written);
  if (search) {  // the same question, whoever is asked about
    search->asked.subject = request->subject;
    CHECK(RequestWriter().write(search->asked) == written);
  }
  check_what_reads_wrong_is_refused(text, used);
  check_is_decided_as_by_the_oracle(text, *request);
  return 0;
}
