#include "label/marking.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"
#include "label/as_marked.h"
#include "label/near.h"
#include "label/plain_marking.h"
#include "label/scan.h"
#include "label/us_marking.h"

namespace entente::label {
namespace {

struct Reading {
  const Policy& system;
  const PolicyBook& book;
  const Label* banner = nullptr;
};

// What stands in a text, found in one pass.
struct Characters {
  bool beyond_ascii = false;
  bool control = false;
  bool untidy = false;  // white space to be folded
  bool bracket = false;
};

constexpr unsigned kControl = 1;
constexpr unsigned kTab = 2;
constexpr unsigned kBracket = 4;
constexpr unsigned kSpace = 8;
constexpr unsigned kBeyondAscii = 16;

constexpr auto kKinds = [] {
  std::array<std::uint8_t, 256> kinds{};
  for (std::size_t byte = 0; byte < kinds.size(); ++byte) kinds[byte] = is_control(static_cast<char>(byte)) ? kControl : 0;
  for (std::size_t byte = 0x80; byte < kinds.size(); ++byte) kinds[byte] |= kBeyondAscii;
  kinds['\t'] = kTab;
  kinds[' '] = kSpace;
  kinds['['] = kinds[']'] = kBracket;
  return kinds;
}();

Characters characters_of(std::string_view text) {
  unsigned seen = 0;
  unsigned twice = 0;
  unsigned before = 0;
  for (const char c : text) {
    const unsigned kind = kKinds[static_cast<unsigned char>(c)];
    seen |= kind;
    twice |= kind & before;
    before = kind;
  }
  return {(seen & kBeyondAscii) != 0, (seen & kControl) != 0, ((seen & kTab) | (twice & kSpace)) != 0, (seen & kBracket) != 0};
}

// White space folded into `buffer`.
std::string_view folded(std::string_view text, std::string& buffer) {
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t';
    if (!space || buffer.back() != ' ') buffer += space ? ' ' : c;
  }
  return buffer;
}

// "LEVEL [CODE: MARKING]": what a recipient wrote on a received copy. Its own level must exist and decides nothing.
struct Received {
  std::string_view level;
  std::string_view code;
  std::string_view marking;
};

Result<Received> split_received(std::string_view text) {
  const auto open = text.find('[');
  const auto close = text.find(']');
  const auto colon = text.find(':', open == std::string_view::npos ? 0 : open);
  const bool one_pair =
      open != std::string_view::npos && close == text.size() - 1 && text.find('[', open + 1) == std::string_view::npos;
  if (!one_pair || colon == std::string_view::npos) {
    return fail(Fault::malformed, fmt::format("{} is not of the form `LEVEL [CODE: MARKING]`", quoted(text)));
  }
  return Received{trimmed(text.substr(0, open)), trimmed(text.substr(open + 1, colon - open - 1)),
                  trimmed(text.substr(colon + 1, close - colon - 1))};
}

Result<Label> read_in_grammar(std::string_view text, const Reading& reading) {
  switch (reading.system.grammar) {
    case Grammar::us_style:
      return read_us_marking(text, reading.system, reading.book, reading.banner);
    case Grammar::plain:
      return read_plain_marking(text, reading.system, reading.book);
    case Grammar::none:
      break;
  }
  return fail(Fault::unknown_policy, fmt::format("the markings of {} cannot be read", quoted(reading.system.id.str())));
}

Result<Label> read_received(std::string_view text, const Reading& reading) {
  TRY(const auto received, split_received(text));
  if (reading.system.level_by_mark(received.level) == nullptr) {
    return fail(Fault::unknown_level,
                fmt::format("{} is not a level of {}", quoted(received.level), quoted(reading.system.id.str())));
  }
  const PartyId party{std::string(received.code)};
  if (!reading.book.knows(party))
    return fail(Fault::unknown_party, fmt::format("{} is not a known party", quoted(received.code)));
  const auto* original = reading.book.policy_of(party);
  if (original == nullptr) return fail(Fault::unknown_policy, fmt::format("no policy of {} is loaded", quoted(received.code)));
  return read_in_grammar(received.marking, {*original, reading.book});
}

// Parentheses come in a pair around the whole, or not at all.
Result<std::string_view> without_parentheses(std::string_view text) {
  const bool opens = text.starts_with('(');
  if (opens != text.ends_with(')')) {
    const bool inside =
        text.find('(') != std::string_view::npos && text.find(')') != std::string_view::npos;  // "OFFICIAL (STAFF)"
    return fail(Fault::malformed, inside
                                      ? fmt::format("parentheses stand around the whole, and around no part of {}", quoted(text))
                                      : fmt::format("{} lacks a parenthesis", quoted(text)));
  }
  text = opens ? trimmed(text.substr(1, text.size() - 2)) : text;
  if (text.empty()) return fail(Fault::malformed, "the marking is empty");
  return text;
}

// `text` is trimmed, and has these characters.
Result<Label> read_exactly(std::string_view text, const Characters& found, const Reading& reading) {
  if (found.control) return fail(Fault::malformed, fmt::format("{} has a control character", quoted(text)));
  std::string buffer;
  TRY(const auto bare, without_parentheses(found.untidy ? folded(text, buffer) : text));
  if (found.bracket && !has_bracketed_tokens(bare, reading.system)) return read_received(bare, reading);
  return read_in_grammar(bare, reading);
}

// A release that the owner states beside its marks is not in the text. Leaving it out narrows, except that a list at the
// free level must not be lost: without it that level is for anyone.
bool stands_beside_the_mark(const Label& label, const Policy& system) {
  if (!system.release_outside_marking || label.policy != system.id) return false;
  const auto* level = system.level(label.level);
  if (label.releasable.kind == ReleaseKind::everyone) return true;
  return label.releasable.kind == ReleaseKind::listed && !can_list_release(system) && level != nullptr && !level->free;
}

Result<std::string> write_in_grammar(const Label& label, const Policy& system, const PolicyBook& book, MarkForm form) {
  switch (system.grammar) {
    case Grammar::us_style:
      return write_us_marking(label, system, book, form);
    case Grammar::plain:
      return write_plain_marking(label, system, form);
    case Grammar::none:
      break;
  }
  return fail(Fault::unknown_policy, fmt::format("the markings of {} cannot be written", quoted(system.id.str())));
}

// The system in whose terms the label stands if that can write it, else any US-style one, which can write foreign marks.
std::vector<const Policy*> systems_for(const Label& label, const PolicyBook& book) {
  std::vector<const Policy*> systems;
  const auto* own = book.find(label.policy);
  if (own != nullptr) systems.push_back(own);
  for (const auto& [id, policy] : book.policies()) {
    if (policy.grammar == Grammar::us_style && &policy != own) systems.push_back(&policy);
  }
  return systems;
}

}  // namespace

Result<Label> parse_marking(std::string_view text, const Policy& system, const PolicyBook& book, const Label* banner) {
  if (text.size() > limits::kMarkingBytes) {
    return fail(Fault::over_limit, fmt::format("a marking of {} bytes, more than {}", text.size(), limits::kMarkingBytes));
  }
  const auto bare = trimmed(text);
  const auto found = characters_of(bare);
  const Reading reading{system, book, banner};
  if (!found.beyond_ascii) return read_exactly(bare, found, reading);
  if (first_invalid_utf8(text) != std::string_view::npos)
    return fail(Fault::malformed, fmt::format("{} is not UTF-8", quoted(text)));
  auto label = read_exactly(bare, found, reading);
  if (label) return label;
  const auto meant = skeleton(text);
  const auto tidy = trimmed(meant);
  if (meant == text || !read_exactly(tidy, characters_of(tidy), reading)) return label;
  return fail(Fault::look_alike, fmt::format("{} only looks like a marking; write {}", quoted(text), quoted(meant)));
}

Result<std::string> render_marking(const Label& label, const Policy& system, const PolicyBook& book, MarkForm form) {
  Label carried = as_marked(label, system);
  if (stands_beside_the_mark(carried, system)) carried.releasable = {};
  TRY(auto text, write_in_grammar(carried, system, book, form));
  const auto read = parse_marking(text, system, book);
  if (!read || as_marked(*read, system) != carried) {
    return fail(Fault::not_expressible, fmt::format("the markings of {} cannot say all of this label; {} says less",
                                                    quoted(system.id.str()), quoted(text)));
  }
  return form == MarkForm::portion ? "(" + text + ")" : text;
}

Result<std::string> render_banner(Label whole, const Policy& system, const PolicyBook& book) {
  const auto* level = whole.policy == system.id ? system.level(whole.level) : nullptr;
  const bool nobody = whole.releasable.kind == ReleaseKind::listed && whole.releasable.parties.empty();
  if (nobody && system.release_outside_marking && level != nullptr && !level->free) whole.releasable = {};
  return render_marking(whole, system, book, MarkForm::banner);
}

bool is_received(std::string_view text) {
  if (text.find('[') == std::string_view::npos) return false;
  std::string buffer;
  const auto bare = without_parentheses(folded(trimmed(text), buffer));
  return bare && split_received(*bare).has_value();
}

Result<std::string> mark_as(const LevelName& mapped, const Policy& recipient, const Label& original, const PolicyBook& book) {
  const auto* level = recipient.level(mapped);
  if (level == nullptr) {
    return fail(Fault::unknown_level, fmt::format("{} is not a level of {}", quoted(mapped.str()), quoted(recipient.id.str())));
  }
  for (const auto* system : systems_for(original, book)) {
    const auto marking = render_marking(original, *system, book, MarkForm::banner);
    if (!marking || book.policy_of(system->party) != system) continue;
    auto text = fmt::format("{} [{}: {}]", level->marks.empty() ? level->name.str() : level->marks.front(), system->party.str(),
                            *marking);
    if (parse_marking(text, recipient, book)) return text;
  }
  return fail(Fault::not_expressible, fmt::format("no marking says all of this label of {}", quoted(original.policy.str())));
}

}  // namespace entente::label
