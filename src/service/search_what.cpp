// Which objects of a catalogue somebody may have. Of lines that differ in nothing but the name one is read and decided: so a
// catalogue of a million objects under a few thousand marks is answered as fast as it can be told apart. Compiled (decision/
// catalogue.h) it would be decided no sooner, since each form is asked but once; what is kept of a line is its name and its
// answer.
#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "base/search_limits.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "service/ask.h"
#include "service/object_forms.h"
#include "service/search_parts.h"

namespace entente::service {
namespace {

struct Entry {
  std::string type;
  std::string id;
  std::uint64_t line = 0;
  bool permit = false;
  world::Evidence evidence = world::Evidence::assumed;
  Instant valid_until;
};

// Of an entry, which must stay where it is.
struct Name {
  std::string_view type;
  std::string_view id;
  friend bool operator==(const Name&, const Name&) = default;
  struct Hash {
    std::size_t operator()(const Name& name) const {
      const std::hash<std::string_view> hash;
      return hash(name.id) * 31 + hash(name.type);
    }
  };
};

class CatalogueReader {
 public:
  CatalogueReader(Desk& desk, const ObjectSearch& search, Instant at)
      : desk_(desk), at_(at), is_act_(decision::is_act_name(search.action)), forms_(desk.world()) {
    asked_.subject = search.to;
    asked_.action = search.action;
    asked_.holder = search.holder;
    asked_.purpose = search.purpose;
    asked_.channel = search.channel;
    asked_.mode = search.mode;
  }

  Result<void> read(codec::LineReader& lines, const SearchProgress& progress) {
    while (true) {
      TRY(const auto line, lines.next());
      if (line.kind == codec::LineKind::end) break;
      if (++account_.lines > limits::kCatalogueLines) {
        return fail(Fault::bad_request, fmt::format("the catalogue has more than {} lines; split it", limits::kCatalogueLines));
      }
      if (progress) progress(account_.lines);
      add(line);
      if (refused_) return tl::unexpected<Error>(*refused_);
    }
    refuse_doubles();
    account_.digest = crypto::to_string(digest_.finish());
    return {};
  }

  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] const format::CatalogueAccount& account() const { return account_; }

 private:
  void add(const codec::Line& line) {
    digest_.update(line.text).update(fmt::format("\n{}\n", line.length));
    if (line.kind == codec::LineKind::too_long) {
      return account_.unreadable.add(line.number,
                                     fmt::format("{} bytes; the limit is {}", line.length, limits::kRequestLineBytes));
    }
    if (const auto known = is_act_ ? std::nullopt : forms_.find(line.text)) return take(line.number, known->id, known->answer);
    if (const auto read = reader_.read(line.text, asked_.action, asked_.object); !read)
      return account_.unreadable.add(line.number, read.error().message);
    if (const auto understood = request_of(desk_, asked_, at_, request_); !understood)
      return account_.unreadable.add(line.number, understood.error().message);
    const auto decided = decide();
    if (refused_) return;
    if (!is_act_) forms_.remember(decided);
    take(line.number, asked_.object.id, decided);
  }

  void take(std::uint64_t line, std::string_view id, const ObjectAnswer& answer) {
    entries_.push_back({answer.type, std::string(id), line, answer.permit, answer.evidence, answer.valid_until});
    if (!answer.label_fault.empty()) account_.invalid_labels.add(line, answer.label_fault);
  }

  [[nodiscard]] ObjectAnswer decide() {
    ObjectAnswer out{asked_.object.type, false, world::Evidence::assumed, {}, {}};
    const auto answer = desk_.judge(request_);
    if (!answer) {
      refused_ = answer.error();
      return out;
    }
    out.permit = answer->permit;
    if (out.permit) {
      out.evidence = answer->evidence;
      out.valid_until = answer->valid_until;
    } else if (!is_act_ && answer->rule == decision::Rule::label_valid) {
      out.label_fault = desk_.decide(request_).decision().reasons.front().text;
    }
    return out;
  }

  // Which of two lines is the object? Neither is taken for it.
  void refuse_doubles() {
    std::unordered_map<Name, std::size_t, Name::Hash> seen;  // to the first place
    seen.reserve(entries_.size());
    std::map<std::uint64_t, std::string> doubled;  // by line
    for (std::size_t place = 0; place < entries_.size(); ++place) {
      const auto [first, is_new] = seen.emplace(Name{entries_[place].type, entries_[place].id}, place);
      if (is_new) continue;
      const Entry& other = entries_[first->second];
      doubled.emplace(other.line, fmt::format("{} stands in line {} too; give each object an id of its own", quoted(other.id),
                                              entries_[place].line));
      doubled.emplace(entries_[place].line,
                      fmt::format("{} stands in line {} too; give each object an id of its own", quoted(other.id), other.line));
    }
    if (doubled.empty()) return;
    std::erase_if(entries_, [&](const Entry& entry) { return doubled.contains(entry.line); });
    for (auto& [line, message] : doubled) account_.unreadable.add(line, std::move(message));
    auto& listed = account_.unreadable.lines;
    std::sort(listed.begin(), listed.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  }

  Desk& desk_;
  Instant at_;
  bool is_act_;  // each object is one by itself: of `participate` its name says what is joined
  ObjectForms forms_;
  format::CatalogueObjectReader reader_;
  format::AskedRequest asked_;
  decision::Request request_;     // of the object read last
  std::optional<Error> refused_;  // nothing can be decided: at an instant outside the world
  std::vector<Entry> entries_;    // by line
  format::CatalogueAccount account_;
  crypto::Sha256 digest_;
};

std::string named(const Desk& desk, const decision::Subject& to) {
  const auto* party = to.type == decision::SubjectType::party ? desk.world().party(PartyId(to.id)) : nullptr;
  return party == nullptr ? fmt::format("{} {}", type_word(to.type), to.id) : fmt::format("{} ({})", party->name, to.id);
}

std::string question_of(const ObjectSearch& search) {
  return fmt::format("what {} {} action {} holder {} purpose {} channel {} mode {}", type_word(search.to.type),
                     quoted(search.to.id), quoted(search.action), quoted(search.holder.value_or(PartyId()).value),
                     quoted(search.purpose), quoted(search.channel), static_cast<int>(search.mode));
}

}  // namespace

Result<format::Found> what(Desk& desk, const ObjectSearch& search, codec::LineReader& catalogue, const SearchSettings& settings,
                           const SearchProgress& progress) {
  const bool is_act = decision::is_act_name(search.action);
  if (!is_act && search.action != "disclose")
    return fail(Fault::bad_request, fmt::format("--action: {} is not one that is decided", quoted(search.action)));
  if (is_act && search.action != "participate" && !search.holder)
    return fail(Fault::bad_request,
                fmt::format("--holder: who gives must be stated, as `context.holder` of a {}", search.action));
  if (is_act && (!search.channel.empty() || search.mode != decision::Mode::copy))
    return fail(Fault::bad_request, fmt::format("--channel and --mode are not of {}: they say how information is disclosed", search.action));
  if (auto unknown = unknown_holder(desk, search.action, search.holder); !unknown.empty())
    return fail(Fault::unknown_name, "--holder: " + unknown);
  CursorSubject about{desk.revision(), with_settings(desk, question_of(search)), {}};
  TRY(const Instant at, instant_of(settings));
  CatalogueReader reader(desk, search, at);
  TRY_DO(reader.read(catalogue, progress));
  about.catalogue = reader.account().digest;
  TRY(const Cursor start, start_of(settings, {}, std::nullopt, about));
  format::Found found;
  const std::string of_act = is_act ? fmt::format(" by `{}`", search.action) : std::string();
  found.question = fmt::format("what {} may have{}, as of {}", named(desk, search.to), of_act, to_short_string(start.at));
  found.as_of = start.at;
  found.revision = desk.revision();
  found.candidates = reader.entries().size();
  TRY_DO(begins_within(start, found.candidates));
  found.catalogue = reader.account();
  PageFiller page(start, about, found);
  for (std::size_t place = start.position; place < reader.entries().size(); ++place) {
    const Entry& entry = reader.entries()[place];
    if (!entry.permit) continue;
    if (!page.has_room(place)) break;
    found.results.push_back({entry.type, entry.id, fmt::format("line {}", entry.line), entry.evidence, entry.valid_until});
  }
  return found;
}

}  // namespace entente::service
