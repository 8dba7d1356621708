// What the rules ask of a person, system or facility: which of its facts hold at the request's time, and fit the object.

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"
#include "decision/bound.h"

namespace entente::decision {
namespace {

struct SubjectBinder {
  const Snapshot::Tables& tables;
  const SubjectInfo& subject;
  const Request& request;
  SubjectCase out;

  void run() {
    out.type = subject.type;
    out.id = subject.id;
    out.contractor = subject.contractor;
    const auto& nations = subject.nationalities;
    out.has_nationality = !nations.empty();
    out.has_nationality_of_recipient = std::find(nations.begin(), nations.end(), subject.party) != nations.end();
    for (const auto& clearance : subject.clearances) {
      const Grade grade = held(clearance.period, clearance.evidence);
      if (grade.exists()) out.clearances.push_back({clearance.level, grade});
    }
    if (request.object.label) add_categories(*request.object.label);
    add_need();
  }

  [[nodiscard]] Grade held(const Interval& period, world::Evidence evidence) const {
    return grade_at(tables, period, evidence, request.time);
  }

  // --- categories ---
  [[nodiscard]] Grade read_in(const std::string& category) const {
    Grade best;
    const auto index = tables.category_index.find(category);
    if (index == TextIndex::kNone) return best;
    for (const auto& clearance : subject.clearances) {
      if (clearance.categories.has(index)) best = stronger(best, held(clearance.period, clearance.evidence));
    }
    return best;
  }

  void add_categories(const label::Label& label) {
    std::map<PolicyId, Grade> permissive;  // the best of each policy's
    std::vector<std::string> missing;
    out.categories = Grade{Grade::Kind::counts, world::Evidence::verified};
    for (const auto& category : label.categories) {
      if (!label::is_read_in(category, tables.policies)) continue;
      out.needs_category = true;
      const Grade grade = read_in(category.policy.value + ":" + category.name.value);
      if (category.kind == label::CategoryKind::permissive) {
        Grade& best = permissive[category.policy];
        best = stronger(best, grade);
        continue;
      }
      out.categories = both(out.categories, grade);
      if (!grade.exists()) missing.push_back(category.name.value);
    }
    for (const auto& [policy, grade] : permissive) {
      out.categories = both(out.categories, grade);
      if (!grade.exists()) missing.push_back(fmt::format("one of the permissive categories of {}", policy.value));
    }
    out.missing_categories = join(missing, ", ");
  }

  // --- need-to-know ---
  void need(Grade grade, const std::string& by) {
    const Grade best = stronger(out.need_to_know, grade);
    if (best.kind == out.need_to_know.kind && best.evidence == out.need_to_know.evidence) return;
    out.need_to_know = best;
    out.need_by = by;
  }

  void add_need() {
    const std::set<std::string_view> communities(request.object.communities.begin(), request.object.communities.end());
    const auto is_of = [&](std::string_view community) {
      if (communities.count(community) != 0) return true;
      return community.starts_with(kCommunity) && communities.count(community.substr(kCommunity.size())) != 0;
    };
    for (const auto& belonging : subject.belongs) {
      if (is_of(belonging.to)) need(held(belonging.period, belonging.evidence), belonging.to);
    }
    for (const auto& assertion : subject.assertions) {
      const SubjectInfo& officer = tables.subjects[assertion.by];
      if (officer.party != subject.party) continue;
      const bool named = !assertion.objects.empty() && names_object(assertion.objects, request.object);
      if (!named && std::none_of(assertion.communities.begin(), assertion.communities.end(), is_of)) continue;
      need(both(held(assertion.period, assertion.evidence), held(officer.period, officer.evidence)),
           fmt::format("{} of {}", assertion.id, officer.id));
    }
  }

  static constexpr std::string_view kCommunity = "coi:";
};

}  // namespace

bool names_object(const std::vector<std::string>& objects, const Object& object) {
  const auto whole = std::string_view(object.id).substr(0, object.id.find('#'));
  std::array<bool, 2> stated{};  // names, digests
  std::array<bool, 2> fits{};
  for (const auto& each : objects) {
    const bool digest = world::is_digest(each);
    stated[digest ? 1 : 0] = true;
    if (digest ? each == object.digest : each == object.id || each == whole) fits[digest ? 1 : 0] = true;
  }
  return stated == fits;
}

Grade grade_at(const Snapshot::Tables& tables, const Interval& period, world::Evidence evidence, Instant at) {
  if (!period.contains(at)) return Grade{};
  return Grade{evidence >= tables.options.require ? Grade::Kind::counts : Grade::Kind::weak, evidence};
}

Instant next_of(const Snapshot::Tables& tables, const SubjectInfo& subject, Instant at) {
  Instant next = kEndOfTime;
  const auto see = [&](const Interval& period) {
    for (const Instant date : {period.from, period.until}) {
      if (date > at) next = std::min(next, date);
    }
  };
  see(subject.period);
  for (const auto& each : subject.clearances) see(each.period);
  for (const auto& each : subject.belongs) see(each.period);
  for (const auto& each : subject.assertions) {
    see(each.period);
    see(tables.subjects[each.by].period);
  }
  return next;
}

SubjectCase subject_case(const Snapshot::Tables& tables, const SubjectInfo& subject, const Request& request) {
  SubjectBinder binder{tables, subject, request, {}};
  binder.run();
  return std::move(binder.out);
}

const SubjectInfo* Snapshot::Tables::subject(const Subject& asked) const {
  const auto found = subject_index.find(subject_key(asked.type, asked.id));
  return found == TextIndex::kNone ? nullptr : &subjects[found];
}

std::string subject_key(SubjectType type, const std::string& id) {
  switch (type) {
    case SubjectType::person:
      return "person:" + id;
    case SubjectType::system:
      return "system:" + id;
    case SubjectType::facility:
      return "facility:" + id;
    case SubjectType::party:
      return "party:" + id;
    case SubjectType::other:
      break;
  }
  return "other:" + id;
}

}  // namespace entente::decision
