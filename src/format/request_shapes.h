// Requests that are like one before but for the strings of their values: programs write all their lines alike.
//
// A shape is the text of a request without the strings that stand at known places. What JsonReader has found right of one text
// (grammar, depth, keys of which none stands twice) holds for every text of its shape, as long as what takes the place of those
// strings is such a string again: UTF-8 without escapes and control characters. So that is all that is looked at here, and only
// texts that the library has read and that had a meaning are remembered (request_fuzz.cpp holds the two to the same).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "codec/json_events.h"
#include "format/request_slots.h"

namespace entente::format {

// A tree: texts of different shapes are alike up to where they part. Forgets all when it is full. One thread at a time.
class RequestShapes {
 public:
  // True: the slots have what the library would have told them, except where in the text it stands. False: it is of no shape
  // known, or not right, and nothing follows.
  [[nodiscard]] bool read(std::string_view text, RequestSlots& slots);
  // The library has read `text` into these slots, and what they hold was understood.
  void learn(std::string_view text, const RequestSlots& slots);

 private:
  static constexpr std::uint32_t kNone = RequestSlots::kNoShape;

  // The text up to a string, its quotation mark too; or up to the end.
  struct Step {
    std::string before;
    Place place = Place::none;                        // of the string; none: the end
    bool is_list = false;                             // or of several strings
    std::uint32_t beside = kNone;                     // another step from the same place on
    std::uint32_t then = kNone;                       // the first step behind the string
    std::uint64_t stated = 0;                         // at the end: the places where something stands
    std::vector<std::pair<Place, Slot>> others = {};  // and what is no such string
  };
  struct Gap;

  [[nodiscard]] static bool gaps_of(std::string_view text, const RequestSlots& slots, std::vector<Gap>& gaps);
  std::uint32_t step(std::uint32_t from, std::string_view before, Place place, bool is_list);
  void forget();

  std::vector<Step> steps_;
  std::uint32_t first_ = kNone;
  std::size_t bytes_ = 0;
};

// Reads requests, or resources of such: by their shape, else by the library, which alone says what is wrong.
class RequestLines {
 public:
  explicit RequestLines(Part whole) : whole_(whole) {}

  // `understand` makes of the slots what is asked, and fails if it means nothing; it may be called twice.
  template <class Understand>
  [[nodiscard]] Result<void> read(std::string_view json, const Understand& understand) {
    if (shapes_.read(json, slots_) && understand(slots_)) return {};
    slots_.restart(json, whole_);
    TRY_DO(reader_.read(json, slots_));
    TRY_DO(understand(slots_));
    shapes_.learn(json, slots_);
    return {};
  }

 private:
  Part whole_;
  RequestShapes shapes_;
  codec::JsonReader reader_;
  RequestSlots slots_;
};

}  // namespace entente::format
