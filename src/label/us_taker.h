// One taking apart of one US-style marking; us_opening.cpp reads the level or owner, us_pieces.cpp the rest, us_paths.cpp control
// systems and programs, us_lists.cpp the lists of codes, us_sources.cpp what is of others, us_cui_taker.cpp CUI and nicknames.
// Private to the room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/nearest.h"
#include "label/marks.h"
#include "label/us_pieces.h"
#include "label/us_slips.h"

namespace entente::label {

class UsTaker {
 public:
  UsTaker(const CheckedText& checked, Findings& findings)
      : text_(checked.text), system_(checked.system), book_(checked.book), checked_(checked), findings_(findings) {}

  [[nodiscard]] UsPieces take();

 private:
  struct Cut {
    Span span;       // trimmed
    Span separator;  // before it
  };

  [[nodiscard]] std::string_view at(Span span) const { return text_.substr(span.begin_bytes, span.end_bytes - span.begin_bytes); }
  [[nodiscard]] Span trimmed_span(Span span) const;
  [[nodiscard]] std::vector<Cut> cut(Span whole, std::string_view separator);

  // us_opening.cpp
  void take_level(Cut cut);
  void take_misspelt_level(Cut cut);
  bool take_misspelt_code(Cut cut);
  bool take_without_level(Cut cut);
  void take_behind_level(Cut cut, std::size_t level_bytes);
  void take_owner(Cut cut);
  void take_misspelt_owner(Cut cut, std::string_view why);
  bool take_own_as_foreign(Cut cut, std::string_view rule);
  bool take_behind_owner(Cut cut);
  [[nodiscard]] std::size_t take_level_behind(const std::vector<Cut>& segments);
  bool take_foreign_without_policy(Cut cut);
  bool take_owner_without_slashes(Cut cut);
  [[nodiscard]] std::optional<std::string> canonical_owner(std::string_view owner) const;
  [[nodiscard]] bool is_short_activity(std::string_view text) const;
  [[nodiscard]] std::string owner_reason(std::string_view written, std::string_view right, bool joint) const;
  [[nodiscard]] bool is_other_form(std::string_view a, std::string_view b) const;
  [[nodiscard]] std::vector<std::string_view> level_texts() const;

  // us_cui_taker.cpp
  bool take_cui_alone(Cut cut);
  bool take_categories(Cut segment);
  void take_category(Cut cut, const Token& cui);
  void take_nickname(Cut cut, std::size_t indicator_bytes, const Token& indicator);
  [[nodiscard]] bool follows_nickname(Cut cut) const;

  // us_pieces.cpp
  void take_segment(Cut segment);
  void take_piece(Cut cut);
  void take_known(Cut cut, TokenAt head);
  void take_two(Cut cut, TokenAt head);
  bool take_respaced(Cut cut);
  bool take_parted(const std::vector<Cut>& cuts, std::size_t& next);
  void take_other(Cut cut);
  bool take_misspelt(Cut cut);
  bool take_misspelt_system(Cut cut);
  void take_unpublished_system(Cut cut);
  [[nodiscard]] std::optional<Near> near_marking(std::string_view text, const std::vector<std::string_view>& known) const;
  void take_as(Cut cut, const Token& token, std::size_t size);
  [[nodiscard]] const Token* compartment_alone(std::string_view text) const;
  void take_unknown(Cut cut);
  std::string in_form(const Token& token, Span span, std::string_view written, std::string_view behind = {});
  [[nodiscard]] const Token* foreign_token(std::string_view text) const;
  [[nodiscard]] bool is_activity(std::string_view text) const;  // of an organisation, "ISAF"
  [[nodiscard]] bool is_second_level(std::string_view text) const;
  [[nodiscard]] static Segment place_of(const Token& token);
  UsPiece& add(Cut cut, const Token* token, std::string text, std::string key);

  // us_sources.cpp
  void find_sources(const std::vector<Cut>& segments);
  [[nodiscard]] const Token* token_of_sources(std::string_view text) const;
  void take_foreign_without_source(Cut cut);
  bool take_misspelt_of_sources(Cut cut);

  // us_paths.cpp
  void take_system(Cut cut, TokenAt head, std::string_view respelt = {});  // `respelt`: the head, where it is misspelt
  void take_program(Cut cut, TokenAt indicator, const Token& sar, std::string_view respelt = {});
  std::string take_indicator(Span indicator, const Token& sar, std::string_view respelt, std::size_t begin);
  void take_parts(Span span, std::size_t from, UsPath& path);
  void take_part(Span place, UsPath& path);
  bool take_numbered(Span place, UsPath& path);
  [[nodiscard]] bool is_number_of(const UsPath& path, std::string_view name) const;
  void take_sub(Span place, UsPath& path);
  void check_spaces(Span name);
  void check_abbreviated(Span program);
  [[nodiscard]] UsPath name_program(Span named, const Token* known, const Token& sar, bool is_short);
  [[nodiscard]] static std::string folded(std::string_view text);  // each run of spaces one
  void check_joint(Span joint, bool is_sub, bool hyphen);
  void check_form(Span name, std::string_view above);
  [[nodiscard]] const Token* near_system(std::string_view name) const;
  [[nodiscard]] std::optional<Near> near_compartment(std::string_view system, std::string_view name) const;
  void warn_of_near(Span word);
  UsPiece& add_path(Cut cut, const Token* token, UsPath path);
  [[nodiscard]] std::size_t other_marking(Span span, std::size_t from, std::string_view system) const;
  void take_near_control(Cut cut, TokenAt near);
  void take_other_marking(Cut cut, std::size_t other, Segment segment);

  // us_lists.cpp
  struct Codes {
    std::vector<PartyId> parties;  // as written, misspelt ones corrected
    bool known = true;
    bool misspelt = false;
    bool tidy = true;  // separated as published
  };
  void take_list(Cut cut, TokenAt head, bool respelt = false);  // `respelt`: the mark, which is misspelt
  void take_release_list(Cut cut, TokenAt head, bool respelt = false);
  bool take_marking_in_list(Cut cut, Span list, TokenAt head);
  void take_source_list(Cut cut, TokenAt head);
  bool take_eyes_only(const std::vector<Cut>& cuts, std::size_t& next);
  [[nodiscard]] bool is_eyes_only(std::string_view text, const Token& token) const;
  void take_eyes_only_of(Cut whole, Span list, Span joint, const Token& token);
  void take_eyes_only_before(Cut whole, Span list, const Token& token);
  void add_eyes_only(Cut whole, const Codes& codes, const std::vector<PartyId>& right, const Token& token);
  [[nodiscard]] std::vector<PartyId> recipients_of_eyes(const Codes& codes) const;
  [[nodiscard]] Cut with_more_codes(const std::vector<Cut>& cuts, std::size_t& next) const;
  [[nodiscard]] std::optional<Near> code_near(std::string_view code, const std::vector<std::string_view>& known) const;
  [[nodiscard]] Codes codes_of(Span list, std::string_view separator);
  [[nodiscard]] std::size_t take_name_in_full(std::size_t begin, std::size_t end, Codes& out);
  [[nodiscard]] std::size_t take_special_word(std::size_t begin, std::size_t end, std::string_view separator, Codes& out);
  [[nodiscard]] std::optional<Correction> list_correction(const Codes& codes, const std::vector<PartyId>& parties,
                                                          std::string_view separator, bool sure) const;
  void check_order(Span list, const Codes& codes, std::string_view separator, bool own_party_leads);
  void check_own_party(Span list, Codes& codes, const Token& token);

  std::string_view text_;
  const Policy& system_;
  const PolicyBook& book_;
  const CheckedText& checked_;
  Findings& findings_;
  UsPieces out_;
  std::vector<const Policy*> sources_;  // of the owners and sources that are named, not the system's
  bool any_source_ = false;             // one is concealed, or cannot be told
  bool has_foreign_ = false;            // an owner or source whose markings may stand here
  std::size_t looked_up_ = 0;           // codes that nobody has and for which a near one was looked for
  bool among_systems_ = false;          // the segment in hand names a published control system
};

}  // namespace entente::label
