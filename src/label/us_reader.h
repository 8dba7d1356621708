// One reading of one US-style marking. Private to us_marking.cpp, us_owner.cpp and us_cui.cpp, which share the work: the first
// segment (level and owners), then the others. Not thread-safe; the policies must outlive it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "label/draft.h"
#include "label/marks.h"
#include "label/policy.h"
#include "label/special_words.h"

namespace entente::label {

class UsReader {
 public:
  UsReader(const Policy& system, const PolicyBook& book, const Label* banner) : system_(system), draft_{book, banner} {}

  [[nodiscard]] Result<Label> read(std::string_view text);

 private:
  // us_owner.cpp: what stands before the first `//`, or after it where the marking begins with `//`.
  Result<void> read_own(std::string_view text);
  Result<void> read_other_owner(std::string_view text);
  Result<void> read_joint(std::string_view text);
  Result<void> read_concealed(std::string_view text);
  Result<bool> read_organisation(std::string_view text);
  Result<void> read_foreign(std::string_view text);
  Result<void> set_foreign_owner(const PartyId& party, std::string_view level_text);
  Result<void> set_owner_without_policy(const PartyId& party, std::string_view level_text);
  Result<void> add_owners(const std::vector<PartyId>& parties, std::string_view level_text);
  [[nodiscard]] Origin origin_of(const PartyId& party, std::string_view level_text) const;
  Result<void> set_system_level(std::string_view level_text);
  void set_level(const Level& level);
  Result<void> set_level_abroad(std::string_view level_text);

  // A segment, or a piece of one, and the token of the system that opens it (none: null).
  struct Part {
    std::string_view text;
    TokenAt head;
    const Token* categories_of = nullptr;  // of CUI, where it stands before this segment and that holds its categories
  };

  // us_marking.cpp: the other segments. `Segment::plain` stands for tokens of a foreign policy in a segment of their own.
  [[nodiscard]] Result<Segment> segment_of(const Part& part) const;
  [[nodiscard]] static Segment segment_of(const Token& token);
  [[nodiscard]] unsigned place_of(const Part& part, Segment segment) const;
  [[nodiscard]] bool names_published_system(std::string_view segment) const;
  Result<void> read_segment(const Part& part);
  Result<void> read_items(std::string_view text, Segment segment);
  Result<void> read_foreign_information(const Part& part);
  Result<void> read_programs(const Part& part);
  Result<void> read_compartments(std::string_view item, Segment segment);
  Result<void> read_unpublished_system(std::string_view item);
  [[nodiscard]] Result<void> check_free_word(std::string_view text, std::string_view item) const;
  Result<void> read_path(std::string_view rest, std::string_view item, const Token& system_token, const Token* head);
  Result<void> read_controls(const Part& part, Segment segment);
  Result<void> read_control(const Part& piece, Segment segment, std::vector<PartyId>& named);
  Result<void> read_control_alone(const Token& token, std::string_view text);
  Result<void> read_control_list(const Token& token, const CodeList& list);
  Result<void> read_eyes_only(std::string_view piece, std::vector<PartyId>& named);
  Result<void> apply_foreign(std::string_view text);

  // us_cui.cpp: controlled unclassified information, and nicknames.
  Result<bool> read_cui_alone(std::string_view text);
  void find_categories(std::span<Part> parts) const;
  Result<void> read_cui(const Part& part);
  Result<void> read_category(std::string_view item, const Token& cui);
  [[nodiscard]] Result<void> check_stands_with_cui(std::string_view text, Segment segment, const Token* token) const;
  Result<void> read_nickname(std::string_view name, const Token& indicator);

  struct ForeignToken {
    const Policy* policy = nullptr;
    const Token* token = nullptr;
  };
  [[nodiscard]] ForeignToken foreign_token(std::string_view text) const;
  [[nodiscard]] Activity activity_among(const PartyId& party, const std::vector<PartyId>& parties) const;
  void know_policy_of(const Origin& origin);

  const Policy& system_;
  Draft draft_;
  std::vector<const Policy*> foreign_;  // of owners and sources: their tokens may stand in the marking
  bool any_foreign_ = false;            // a concealed source: tokens of every policy may
  bool cui_alone_ = false;              // the marking begins with CUI instead of a level
  const Token* indicator_ = nullptr;    // of the nicknames that may follow
  unsigned seen_ = 0;                   // places of segments met, as bits
};

}  // namespace entente::label
