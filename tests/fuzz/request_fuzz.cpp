// Property: what_reads_wrong_is_refused.
//
// Requests, acts among them: any bytes give an error that can be printed, or a request that writes and reads back the same; a
// reader that has read other lines reads this one as a new one does; and a request that is spoilt (a key stands twice, a key is
// not ours, a value is of another kind) is refused whatever else it says.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/text.h"
#include "fuzz/request_text.h"

namespace {

namespace format = entente::format;
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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static format::RequestReader used;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
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
  check_what_reads_wrong_is_refused(text, used);
  return 0;
}
