#include "label/us_marking.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory_resource>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "label/marks.h"
#include "label/us_reader.h"
#include "label/written.h"

namespace entente::label {
namespace {

constexpr std::size_t kWordBytes = 32;     // one compartment or sub-compartment
constexpr std::size_t kUsualParts = 8;     // segments behind the level; more are read as well
constexpr std::size_t kProgramBytes = 64;  // one program name, spaces included

bool is_code_word(std::string_view word) {
  const auto fits = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  return !word.empty() && word.size() <= kWordBytes && std::all_of(word.begin(), word.end(), fits);
}

bool is_program_name(std::string_view name) {
  if (name.empty() || name.size() > kProgramBytes) return false;
  const auto words = split(name, " ");
  return std::all_of(words.begin(), words.end(), is_code_word);
}

bool takes_list(Meaning meaning) {
  return meaning == Meaning::release_to || meaning == Meaning::display_only || meaning == Meaning::eyes_only;
}

// Runs `read` on each part of `text` between single `/`, trimmed; an empty part is malformed.
template <class Read>
Result<void> for_each_item(std::string_view text, Read read) {
  std::size_t at = 0;
  while (at <= text.size()) {
    const auto end = std::min(text.find('/', at), text.size());
    const auto item = trimmed(text.substr(at, end - at));
    if (item.empty()) return fail(Fault::malformed, fmt::format("nothing stands beside a `/` in {}", quoted(text)));
    TRY_DO(read(item));
    at = end + 1;
  }
  return {};
}

// What stands between `//`, one after the other; a text without any is one segment.
class Segments {
 public:
  explicit Segments(std::string_view text) : rest_(text) {}
  [[nodiscard]] bool ended() const { return ended_; }
  std::string_view next() {
    auto end = rest_.find('/');
    while (end != std::string_view::npos && !rest_.substr(end + 1).starts_with('/')) end = rest_.find('/', end + 1);
    const auto segment = rest_.substr(0, end);
    ended_ = end == std::string_view::npos;
    rest_.remove_prefix(ended_ ? rest_.size() : end + 2);
    return segment;
  }

 private:
  std::string_view rest_;
  bool ended_ = false;
};

tl::unexpected<Error> unknown_token(std::string_view text, const Policy& system) {
  return fail(Fault::unknown_token, fmt::format("{} is not a marking of {}", quoted(text), quoted(system.id.str())));
}

}  // namespace

Result<Label> read_us_marking(std::string_view text, const Policy& system, const PolicyBook& book, const Label* banner) {
  return UsReader(system, book, banner).read(text);
}

Result<Label> UsReader::read(std::string_view text) {
  Segments rest(text);
  const auto own = trimmed(rest.next());
  if (!own.empty()) {
    TRY_DO(read_own(own));
  } else {
    if (rest.ended()) return fail(Fault::malformed, "the marking is empty");
    TRY_DO(read_other_owner(trimmed(rest.next())));
  }
  std::array<std::byte, kUsualParts * sizeof(Part)> room;  // no allocation for as many
  std::pmr::monotonic_buffer_resource memory(room.data(), room.size());
  std::pmr::vector<Part> parts(&memory);
  parts.reserve(kUsualParts);
  while (!rest.ended()) {
    const auto part = trimmed(rest.next());
    parts.push_back({part, longest_token_at(system_, part)});
  }
  find_categories(parts);
  // Foreign sources first: they say whose tokens may stand in the other segments.
  for (const auto& part : parts) {
    if (part.head.token != nullptr && part.head.token->meaning == Meaning::foreign_information)
      TRY_DO(read_foreign_information(part));
  }
  for (const auto& part : parts) TRY_DO(read_segment(part));
  return finished(std::move(draft_), system_);
}

//= US manual (2016) A.6: which category of markings a segment holds shows from its first marking.
Result<Segment> UsReader::segment_of(const Part& part) const {
  const auto* token = part.categories_of == nullptr ? part.head.token : nullptr;
  if (token != nullptr && token->meaning != Meaning::joint) {
    return token->meaning == Meaning::foreign_information ? Segment::fgi : segment_of(*token);
  }
  const auto first = trimmed(part.text.substr(0, part.text.find('/')));
  if (first.empty()) return fail(Fault::malformed, fmt::format("nothing stands beside a `/` in {}", quoted(part.text)));
  if (part.categories_of != nullptr) return Segment::cui_category;
  if (token != nullptr) return fail(Fault::malformed, fmt::format("{} opens a marking", quoted(first)));
  if (foreign_token(first).token != nullptr) return Segment::plain;
  if (names_published_system(part.text)) return Segment::sci;
  const auto code = first.substr(0, first.find(' '));
  if (draft_.book.knows(PartyId{std::string(code)}) && first_of_meaning(system_, Meaning::eyes_only) != nullptr) {
    return Segment::dissemination;
  }
  if (system_.level_by_mark(first) != nullptr) return fail(Fault::malformed, fmt::format("{} is a second level", quoted(first)));
  return unknown_token(first, system_);
}

// A system that is not published is known for one by the published ones beside it.
bool UsReader::names_published_system(std::string_view segment) const {
  const auto items = split(segment, "/");
  return std::any_of(items.begin(), items.end(), [&](std::string_view item) {
    const auto* token = longest_token_at(system_, trimmed(item)).token;
    return token != nullptr && token->segment == Segment::sci;
  });
}

Segment UsReader::segment_of(const Token& token) {
  return takes_list(token.meaning) || token.segment == Segment::plain ? Segment::dissemination : token.segment;
}

// As a bit. Markings of others have two places: behind the AEA markings, and behind the controls.
unsigned UsReader::place_of(const Part& part, Segment segment) const {
  constexpr unsigned kBehindAtomic = 1U << 16U;
  if (segment != Segment::plain) return 1U << static_cast<unsigned>(segment);
  const auto* token = foreign_token(trimmed(part.text.substr(0, part.text.find('/')))).token;
  return token != nullptr && token->segment == Segment::aea ? kBehindAtomic : 1U;
}

Result<void> UsReader::read_segment(const Part& part) {
  TRY_DO(count_piece(draft_));
  if (part.text.empty()) return fail(Fault::malformed, "nothing stands between two `//`");
  TRY(const auto segment, segment_of(part));
  if (segment != Segment::dissemination) TRY_DO(check_stands_with_cui(part.text, segment, part.head.token));
  const unsigned place = place_of(part, segment);
  if ((seen_ & place) != 0) {
    return fail(Fault::malformed, fmt::format("{} stands in a second segment of its kind", quoted(part.text)));
  }
  seen_ |= place;
  switch (segment) {
    case Segment::sci:
    case Segment::aea:
    case Segment::plain:
      return read_items(part.text, segment);
    case Segment::sar:
      return read_programs(part);
    case Segment::fgi:
      return {};  // read first of all
    case Segment::cui:
      return read_cui(part);
    case Segment::cui_category:
      return for_each_item(part.text, [&](std::string_view item) -> Result<void> {
        TRY_DO(count_piece(draft_));
        return read_category(item, *part.categories_of);
      });
    case Segment::dissemination:
    case Segment::non_ic:
      return read_controls(part, segment);
  }
  return unknown_token(part.text, system_);
}

Result<void> UsReader::read_items(std::string_view text, Segment segment) {
  return for_each_item(text, [&](std::string_view item) -> Result<void> {
    TRY_DO(count_piece(draft_));
    return segment == Segment::plain ? apply_foreign(item) : read_compartments(item, segment);
  });
}

//= US manual (2016) H.3, example page 4: "FGI ISAF NATO", an activity beside the organisation that has it.
Activity UsReader::activity_among(const PartyId& party, const std::vector<PartyId>& parties) const {
  for (const auto& other : parties) {
    const auto* policy = other == party ? nullptr : draft_.book.policy_of(other);
    const auto* activity = policy == nullptr ? nullptr : activity_by_code(*policy, party.str());
    if (activity != nullptr) return {policy, activity};
  }
  return {};
}

//= US manual (2016) H.7: FGI with its sources, separated by spaces, or FGI alone where they are concealed.
Result<void> UsReader::read_foreign_information(const Part& part) {
  const auto codes = part.text.substr(part.head.size);
  if (codes.empty()) {
    any_foreign_ = true;
    return add_source(draft_, Origin{});
  }
  TRY(const auto parties, read_codes(draft_, {trimmed(codes), ' ', part.head.token->name.str()}));
  for (const auto& code : parties) {
    if (code == system_.party) return fail(Fault::malformed, fmt::format("{} is not foreign here", quoted(code.str())));
    if (const auto [owner, activity] = activity_among(code, parties); activity != nullptr) {
      TRY_DO(apply_token(draft_, *owner, *activity));
      continue;
    }
    const auto [owner, activity] = activity_of(code, draft_.book);  // a source as well, "NATO RESOLUTE SUPPORT"
    if (activity != nullptr) TRY_DO(apply_token(draft_, *owner, *activity));
    const auto& party = activity == nullptr ? code : owner->party;
    const auto* policy = draft_.book.policy_of(party);
    Origin origin{party, policy == nullptr ? std::nullopt : std::optional(policy->id), std::nullopt};
    know_policy_of(origin);
    TRY_DO(add_source(draft_, std::move(origin)));
  }
  return {};
}

//= US manual (2016) H.5: SAR-PROGRAM-COMPARTMENT SUB SUB/PROGRAM; program names are free, the indicator is not repeated.
Result<void> UsReader::read_programs(const Part& part) {
  const auto& indicator = indicator_of(system_, *part.head.token);
  return for_each_item(part.text, [&](std::string_view item) -> Result<void> {
    TRY_DO(count_piece(draft_));
    if (const auto size = size_at(indicator, item); size != 0) {  // the first item; in older markings, every item
      item.remove_prefix(size);
      if (!item.starts_with('-')) return fail(Fault::malformed, fmt::format("{} names no program", quoted(part.text)));
      item.remove_prefix(1);
    }
    const auto known = published_below(system_, indicator.name.str(), item);
    const auto program = item.substr(0, known.token != nullptr ? known.size : item.find('-'));
    if (!is_program_name(program)) return fail(Fault::malformed, fmt::format("{} is not a program name", quoted(program)));
    const bool is_name = known.token != nullptr || is_short_program(system_, program);
    for (auto begin = is_name ? program.size() : std::size_t{0}; begin < program.size();
         begin = std::min(program.find(' ', begin), program.size() - 1) + 1)
      TRY_DO(check_free_word(item.substr(begin), item));
    const CategoryName name(known.token != nullptr ? known.token->name.str()
                                                   : fmt::format("{}-{}", indicator.name.str(), program));
    add_category(draft_, {system_.id, name, CategoryKind::restrictive});
    Token free = indicator;  // every program may have compartments
    free.name = name;
    free.compartments = true;
    return read_path(item.substr(program.size()), item, free, nullptr);
  });
}

// No program, system or compartment has the name of a marking: "SAR-BP NOFORN" wants a separator, and must not lose NOFORN.
Result<void> UsReader::check_free_word(std::string_view text, std::string_view item) const {
  const auto word = text.substr(0, text.find_first_of(" -"));
  const auto* foreign = foreign_token(word).token;
  if (!is_marking_word(system_, text) && (foreign == nullptr || foreign->ordinary)) return {};
  return fail(Fault::malformed,
              fmt::format("{} is a marking, and no name in {}; `/` or `//` stands before it", quoted(word), quoted(item)));
}

//= US manual (2016) H.4, H.6: SYSTEM-COMPARTMENT SUB SUB-COMPARTMENT; systems must be known.
Result<void> UsReader::read_compartments(std::string_view item, Segment segment) {
  const auto at = longest_token_at(system_, item);
  if (at.token == nullptr) {
    return segment == Segment::sci && foreign_token(item).token == nullptr ? read_unpublished_system(item) : apply_foreign(item);
  }
  if (at.token->segment != segment) return fail(Fault::malformed, fmt::format("{} belongs to another segment", quoted(item)));
  TRY_DO(apply_token(draft_, system_, *at.token));
  const auto& name = at.token->name.str();
  const auto dash = name.find('-');
  if (dash == std::string::npos) return read_path(item.substr(at.size), item, *at.token, nullptr);
  const auto* parent = system_.token(std::string_view(name).substr(0, dash));
  if (parent == nullptr) return read_path(item.substr(at.size), item, *at.token, at.token);
  TRY_DO(apply_token(draft_, system_, *parent));
  return read_path(item.substr(at.size), item, *parent, at.token);
}

//= US manual (2016) D.1, J: unpublished control systems stand among the published ones ("ANB/SI/TK/XNB").
Result<void> UsReader::read_unpublished_system(std::string_view item) {
  const auto name = item.substr(0, item.find_first_of(" -"));
  if (!is_unpublished_system(name) || draft_.book.knows(PartyId(std::string(name)))) return unknown_token(item, system_);
  TRY_DO(check_free_word(item, item));
  Token system;
  system.name = CategoryName(std::string(name));
  system.segment = Segment::sci;
  system.compartments = true;
  add_category(draft_, {system_.id, system.name, CategoryKind::restrictive});
  return read_path(item.substr(name.size()), item, system, nullptr);
}

// `rest` is what follows a system ("-G ABCD-MMM") or, if `head` is given, one of its published compartments (" ABCD-MMM").
Result<void> UsReader::read_path(std::string_view rest, std::string_view item, const Token& system_token, const Token* head) {
  std::string compartment = head == nullptr ? std::string{} : head->name.str();
  bool subs_allowed = head != nullptr && head->compartments;
  while (!rest.empty()) {
    TRY_DO(count_piece(draft_));
    const bool is_sub = rest.front() == ' ';
    rest.remove_prefix(1);
    const auto known = is_sub ? TokenAt{} : published_below(system_, system_token.name.str(), rest);
    const auto word = rest.substr(0, known.token != nullptr ? known.size : rest.find_first_of(" -"));
    if (known.token == nullptr && !is_code_word(word))
      return fail(Fault::malformed, fmt::format("{} is not a compartment in {}", quoted(word), quoted(item)));
    if (known.token == nullptr) TRY_DO(check_free_word(rest, item));
    rest.remove_prefix(word.size());
    std::string name = compartment + " " + std::string(word);
    if (is_sub) {
      if (compartment.empty() || !subs_allowed) return unknown_token(item, system_);
    } else {
      if (known.token == nullptr && !system_token.compartments) return unknown_token(item, system_);
      name = known.token == nullptr ? fmt::format("{}-{}", system_token.name.str(), word) : known.token->name.str();
      subs_allowed = known.token == nullptr || known.token->compartments;
      compartment = name;
    }
    add_category(draft_, {system_.id, CategoryName(std::move(name)), CategoryKind::restrictive});
  }
  return {};
}

//= US manual (2016) H.8, H.9. `named` gathers the parties before "EYES ONLY", which the single slash also separates.
Result<void> UsReader::read_controls(const Part& part, Segment segment) {
  std::vector<PartyId> named;
  const auto read = for_each_item(part.text, [&](std::string_view piece) -> Result<void> {
    TRY_DO(count_piece(draft_));
    const bool first = piece.data() == part.text.data();
    return read_control({piece, first ? part.head : longest_token_at(system_, piece)}, segment, named);
  });
  if (!read) return read;
  if (!named.empty()) return unknown_token(named.front().str(), system_);
  return {};
}

Result<void> UsReader::read_control(const Part& piece, Segment segment, std::vector<PartyId>& named) {
  const auto& text = piece.text;
  const auto& at = piece.head;
  TRY_DO(check_stands_with_cui(text, segment, at.token));
  if (at.token == nullptr && indicator_ != nullptr && foreign_token(text).token == nullptr)
    return read_nickname(text, *indicator_);
  if (at.token == nullptr || !named.empty()) return read_eyes_only(text, named);
  if (segment_of(*at.token) != segment) return fail(Fault::malformed, fmt::format("{} belongs to another segment", quoted(text)));
  if (at.token->compartments) {
    indicator_ = at.token;
    const bool named_here = text.size() > at.size + 1 && text[at.size] == '-';
    return read_nickname(named_here ? text.substr(at.size + 1) : std::string_view(), *at.token);
  }
  if (at.size == text.size()) return read_control_alone(*at.token, text);
  if (!takes_list(at.token->meaning)) return unknown_token(text, system_);
  return read_control_list(*at.token, {text.substr(at.size), ',', text.substr(0, at.size)});
}

// "REL" and "EYES" stand for the banner's list; "REL TO" and "DISPLAY ONLY" without a list name nobody.
Result<void> UsReader::read_control_alone(const Token& token, std::string_view text) {
  const bool wants_list = text.ends_with(" TO") || token.meaning == Meaning::display_only;
  if (!takes_list(token.meaning) || !token.parties.empty()) return apply_token(draft_, system_, token);
  if (wants_list) return fail(Fault::malformed, fmt::format("{} names nobody", quoted(text)));
  const auto* banner = draft_.banner;
  if (token.meaning == Meaning::release_to && banner != nullptr && banner->releasable.kind == ReleaseKind::listed) {
    return set_release(draft_, banner->releasable.parties);
  }
  if (token.meaning == Meaning::eyes_only && banner != nullptr && banner->controls.eyes_only) {
    return set_eyes_only(draft_, *banner->controls.eyes_only);
  }
  return fail(Fault::malformed, fmt::format("{} names nobody and no banner has such a list", quoted(text)));
}

Result<void> UsReader::read_control_list(const Token& token, const CodeList& list) {
  //= US manual (2016) H.8: "USA/[LIST] EYES ONLY".
  if (token.meaning == Meaning::eyes_only)
    return fail(Fault::malformed, fmt::format("the codes stand before {}", quoted(token.name.str())));
  TRY(auto parties, read_codes(draft_, list));
  if (token.meaning == Meaning::release_to) return set_release(draft_, std::move(parties));
  return set_display(draft_, std::move(parties));
}

// One piece of "USA/CAN/GBR EYES ONLY", or a token of a foreign policy.
Result<void> UsReader::read_eyes_only(std::string_view piece, std::vector<PartyId>& named) {
  const auto code = piece.substr(0, piece.find(' '));
  const auto mark = trimmed(piece.substr(code.size()));
  PartyId party{std::string(code)};
  if (!draft_.book.knows(party)) {
    return named.empty() ? apply_foreign(piece) : Result<void>(unknown_token(piece, system_));
  }
  named.push_back(std::move(party));
  if (mark.empty()) return {};
  const auto* token = token_by_mark(system_, mark);
  if (token == nullptr || token->meaning != Meaning::eyes_only) return unknown_token(piece, system_);
  return set_eyes_only(draft_, std::exchange(named, {}));
}

UsReader::ForeignToken UsReader::foreign_token(std::string_view text) const {
  ForeignToken found;
  const auto consider = [&](const Policy& policy) {
    const auto* token = policy.id == system_.id ? nullptr : token_by_mark(policy, text);
    if (token == nullptr) return true;
    const bool alone = found.token == nullptr && (!takes_list(token->meaning) || !token->parties.empty());
    found = alone ? ForeignToken{&policy, token} : ForeignToken{};
    return alone;
  };
  for (const auto* policy : foreign_) {
    if (!consider(*policy)) return {};
  }
  if (found.token != nullptr || !any_foreign_) return found;
  for (const auto& [id, policy] : draft_.book.policies()) {
    if (!consider(policy)) return {};
  }
  return found;
}

Result<void> UsReader::apply_foreign(std::string_view text) {
  const auto found = foreign_token(text);
  if (found.token == nullptr) return unknown_token(text, system_);
  return apply_token(draft_, *found.policy, *found.token);
}

}  // namespace entente::label
