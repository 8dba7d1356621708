// The classes of requests that no recorded fact tells apart: what `diff` and `prove` run over (docs/semantics.md 7.1).
//
// What may be said of an object is unbounded; what facts can ask about it is not. For the information of one owner each way in which
// two objects can differ is an axis, and its values are those that some fact of the worlds names, one for all that no fact
// names, and what is not stated. A class is one value of each axis; two requests of one class have the same answer, under
// each of the worlds (`quotient_is_exact` holds that). A class with several owners or sources is the conjunction of theirs
// (`joint_is_conjunction`), so there is one owner here. Disclosures only. Immutable, thread-safe; refers to no world.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "decision/request.h"
#include "decision/sides.h"
#include "world/facts.h"

namespace entente::analysis {

enum class Fault { over_limit = 1, unknown_name, unusable, stopped };
constexpr std::string_view room_of(Fault) { return "analysis"; }

// What an object or a request says. In this order they are counted, the last the fastest, and read out.
enum class Axis : std::uint8_t {
  holder = 0,  // who gives it: the owner, or another
  object,      // by name or digest, where a consent or an assertion names it
  channel,
  activity,
  about,  // the subject matter
  form,
  purpose,
  domain,
  community,
  categories,
  release,
  control,
  level,
};
inline constexpr std::size_t kAxes = 13;

// How a marking releases. Whom it names is the recipient, whoever that is.
enum class Release : std::uint8_t {
  undecided = 0,     // it says nothing
  undecided_listed,  // nothing but a display-only list, and this is no display
  undecided_shown,   // and this is one
  nobody,
  nobody_shown,  // to nobody but for display, and this is one
  recipient,
  everyone,
  recipient_shown,  // to the recipient and for display to it; asked of those who join or leave only
};
// None; or one that stands beside the release.
enum class Control : std::uint8_t { none = 0, no_foreign, originator_control, eyes_only };  // eyes only: of others

// A level as it may stand in a mark: undated; and, of one that its policy had at some time only, with a date of times when it is in the
// same of the worlds.
struct MarkedLevel {
  LevelName level;
  std::vector<Interval> dated = {};  // empty: undated
};

// An object that facts name, by name, by digest or by both: what names it so limits each other.
struct NamedObject {
  std::string name;
  std::string digest;
};

// Who is in a group or organisation that a list names, seen from two worlds: the recipient may have joined it in between, or left.
enum class Turn : std::uint8_t { stays = 0, joins, leaves };

// A list by which a mark names the recipient in one of two worlds only. To a set as recipient it names all members in that world.
struct TurningList {
  std::vector<PartyId> list;
  std::vector<PartyId> unnamed = {};  // of a set: its members in the other world that the list does not name there
};

// Lists by which recipients joined, so that only the later world has them named, and by which they left; none: there is no such list.
// A nation has one. A set has one for each member that a list can leave unnamed: what a mark may do to the set is what one of them does.
struct Turnover {
  std::map<PartyId, std::vector<TurningList>> joined;
  std::map<PartyId, std::vector<TurningList>> left;
  bool marked_only = false;      // what no mark of the owner's system says is not asked about, nor a release that its owner cannot state beside
  bool uncategorised = false;  // no category is asked about, so facts need tell none apart (matrix.h, reach_steps.h)
  std::set<PartyId> alone = {};  // the only members of recipient sets, in one of the worlds: where that is the owner, nobody lacks it
};

// Who may be asked about besides the owner's own release list: a recipient's nationals of another nation.
struct ReleaseValue {
  Release release = Release::undecided;
  std::optional<PartyId> but;  // recipient: everybody is named but this nation
  Turn turn = Turn::stays;     // joins, leaves: so in the world in which the recipient is in the set that is named, else as if it named nobody
  bool marked = true;          // a mark may say so, where only such are asked about (Turnover::marked_only)
};
struct ControlValue {
  Control control = Control::none;
  Turn turn = Turn::stays;  // joins, leaves: this in the world in which the recipient is in the set, else eyes only
  bool marked = true;       // as of a release
};

// What no fact names but is stated; as no text that people write.
inline constexpr std::string_view kAnother = "\x01" "another";

class ClassSpace {
 public:
  // The classes of `owner` that a fact of one of the worlds may tell apart. `persons`: whether what only persons are asked
  // (communities, second nationalities) is among them. `turnover`: between two worlds. Fails with Fault::over_limit, and says what there is so much of.
  [[nodiscard]] static Result<ClassSpace> of(std::span<const world::World* const> worlds, const PartyId& owner, bool persons,
                                             const Turnover& turnover = {});

  [[nodiscard]] const PartyId& owner() const { return owner_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t size(Axis axis) const { return counts_[static_cast<std::size_t>(axis)]; }
  [[nodiscard]] const PartyId& holder(std::size_t value) const { return holders_[value]; }
  [[nodiscard]] const LevelName& level(std::size_t value) const { return levels_[value].level; }
  // The restrictive categories by which classes differ, one of each kind: "USA:SI".
  [[nodiscard]] const std::vector<std::string>& categories() const { return restrictive_; }
  // Whether a person must be read in to some category of that value of the axis, as the world's policies are.
  [[nodiscard]] bool asks_read_in(std::size_t categories, const world::World& world) const;
  // How far apart the classes of one value of an axis and of the next are.
  [[nodiscard]] std::size_t stride(Axis axis) const;
  // Which value of an axis the class has, and that value in plain words.
  [[nodiscard]] std::size_t value(std::size_t at, Axis axis) const;
  [[nodiscard]] std::string text(Axis axis, std::size_t value) const;

  // Whether such a recipient can be asked about a value of an axis, or a class: not where no mark says so; nor where the mark names what it joined or left, and there
  // is none; nor a set where one list names what its members joined and another what they left.
  [[nodiscard]] bool asks(Axis axis, std::size_t value, const PartyId& recipient) const;
  [[nodiscard]] bool asks(std::size_t at, const PartyId& recipient) const;
  // Classes of one number ask the same recipients.
  static constexpr std::size_t kTurns = 36;
  [[nodiscard]] std::size_t turns(std::size_t at) const;
  [[nodiscard]] bool is_marked(std::size_t at) const;  // see ReleaseValue
  // By how many marks of the class, which is one that it can be asked about: at least one.
  [[nodiscard]] std::size_t ways(std::size_t at, const PartyId& recipient) const;
  // Of a set, the members that such a list may leave unnamed.
  [[nodiscard]] std::vector<PartyId> unnamed(Turn turn, const PartyId& recipient) const;
  // The world of two in which who joined, or left, is not named.
  [[nodiscard]] static std::size_t unnamed_in(Turn turn) { return turn == Turn::joins ? 0 : 1; }
  [[nodiscard]] Turn turn(std::size_t at) const;  // of the release, or else of the control
  // The class that a class is by itself in the earlier (0) or later (1) of two worlds, where nobody has joined or left.
  [[nodiscard]] std::size_t seen(std::size_t at, std::size_t world) const;
  // The class that it is to whoever its lists name.
  [[nodiscard]] std::size_t named(std::size_t at) const;

  // The question of that class, put to a world and for an instant; its subject is not set. A marking that names the recipient
  // names everybody of this world, or the asker if that is a nation; one that names what the asker joined or left needs one that the class asks.
  struct Asker {
    const PartyId* id = nullptr;  // none: anybody
    bool is_nation = true;
    std::size_t way = 0;  // which of its marks; less than ways()
  };
  [[nodiscard]] decision::Request request(std::size_t at, const world::World& world, Instant time) const { return request(at, world, time, Asker{}); }
  [[nodiscard]] decision::Request request(std::size_t at, const world::World& world, Instant time, const Asker& asker) const;
  // What it states of scope, purpose and channel.
  [[nodiscard]] decision::Sides::Stated stated(std::size_t at) const;
  // Of a request about one owner's information with a valid label (an invalid one is denied, whatever else) that a nation asks for: its class. `lists`: whether the expansion of a list has that
  // party. None: it is another owner's, has several origins, or states what no class states (of an act; controlled data).
  using Lists = std::function<bool(const std::vector<PartyId>&)>;
  [[nodiscard]] std::optional<std::size_t> class_of(const decision::Request& request, const Lists& lists) const;
  [[nodiscard]] std::optional<std::size_t> kind_of(const std::string& category) const;  // none: in no class
  // The same in two worlds at once. None, too, if the recipient is in the lists as the turnover does not have it (a dated mark: semantics.md 7.1).
  [[nodiscard]] std::optional<std::size_t> class_of(const decision::Request& request, const Lists& earlier, const Lists& later) const;

 private:
  friend class SpaceBuilder;
  [[nodiscard]] std::optional<std::size_t> level_of(const label::Label& label) const;
  [[nodiscard]] std::size_t object_of(const decision::Object& object) const;
  [[nodiscard]] std::size_t release_of(const decision::Request& request, const Lists& lists) const;
  [[nodiscard]] Turn turn(Axis axis, std::size_t value) const;
  [[nodiscard]] const std::vector<TurningList>* lists_of(Turn turn, const PartyId& recipient) const;  // nullptr: there are none
  // Such a value that is these in the two worlds, of somebody whose turns are asked for.
  using Turns = std::function<bool(Turn)>;
  [[nodiscard]] std::optional<std::size_t> turning(Axis axis, std::size_t earlier, std::size_t later, const Turns& turns) const;
  [[nodiscard]] std::size_t seen(Axis axis, std::size_t value, bool named) const;
  using Named = std::function<bool(Turn)>;
  [[nodiscard]] std::size_t seen(std::size_t at, const Named& named) const;

  PartyId owner_;
  PolicyId policy_;
  std::size_t size_ = 0;
  std::vector<std::size_t> counts_;
  std::vector<MarkedLevel> levels_;
  std::vector<ReleaseValue> releases_;
  std::vector<ControlValue> controls_;
  Turnover turnover_;
  bool dated_lists_ = false;  // groups mean their members at the marking's date, where it has one
  std::vector<std::string> restrictive_;  // one of each kind that facts tell apart; a value of the axis is a set of these
  std::set<std::string> controlled_;            // restrictive categories that say export control: of a kind of their own, or in no class
  std::map<std::string, std::size_t> kind_of_;  // of each restrictive category that a fact names, "USA:SI"
  std::optional<std::size_t> other_kind_;       // of all others
  std::vector<CategoryName> handling_;          // where persons are asked: to these, and what is below, nobody is read in
  std::optional<std::size_t> handling_kind_;    // of those of them that no fact names
  std::vector<std::string> domains_;      // these begin with what is not stated: empty
  std::vector<std::string> forms_;
  std::vector<std::string> abouts_;
  std::vector<std::string> purposes_;
  std::vector<std::string> channels_;
  std::vector<std::string> activities_;
  std::vector<NamedObject> objects_;  // the first is none
  std::vector<std::string> communities_;
  std::vector<PartyId> holders_;  // the owner first
};

[[nodiscard]] std::string_view to_string(Axis axis);  // "level"

}  // namespace entente::analysis
