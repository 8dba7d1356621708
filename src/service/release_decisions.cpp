#include "service/release_decisions.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/text.h"

namespace entente::service {
namespace {

using decision::Outcome;
using decision::Reason;
using decision::Rule;
using format::ReleaseAnswer;

constexpr std::uint32_t kUnmarked = 0xFFFFFFFE;     // in a basis: what text without a mark is decided under
constexpr std::uint32_t kCompilation = 0xFFFFFFFD;  // in a basis: the document's own mark

// The marks a portion is decided under. Portions of the same basis have the same answer.
using Basis = std::vector<std::uint32_t>;

template <class T>
void add_new(std::vector<T>& list, const T& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

bool is_obstacle(const Reason& reason) { return reason.outcome == Outcome::fail || reason.outcome == Outcome::unknown; }

// Whom of a recipient the decision stops: the members it names, or the recipient as a whole.
void add_blockers(const decision::Decision& decision, const PartyId& recipient, std::vector<PartyId>& blockers) {
  bool named = false;
  for (const auto& reason : decision.reasons) {
    if (!is_obstacle(reason) || !reason.recipient) continue;
    named = true;
    add_new(blockers, *reason.recipient);
  }
  if (!named) add_new(blockers, recipient);
}

void add_decision(const decision::Decision& decision, const ReleaseQuestion& question, const PartyId& recipient,
                  ReleaseAnswer& answer) {
  for (auto reason : decision.reasons) {
    if (question.to.size() > 1 && !reason.recipient) reason.recipient = recipient;
    answer.reasons.push_back(std::move(reason));
  }
  for (const auto& duty : decision.obligations) add_new(answer.obligations, duty);
  if (!decision.permit) add_blockers(decision, recipient, answer.blocked_by);
  answer.released = answer.released && decision.permit;
  answer.evidence = std::min(answer.evidence, decision.evidence);
  answer.valid_until = std::min(answer.valid_until, decision.valid_until);
}

ReleaseAnswer start_answer() {
  ReleaseAnswer answer;
  answer.released = true;
  answer.evidence = world::Evidence::verified;
  return answer;
}

// Reasons in rule order; a withheld portion carries no duties.
void finish(ReleaseAnswer& answer) {
  if (!answer.released) answer.obligations.clear();
  std::stable_sort(answer.reasons.begin(), answer.reasons.end(),
                   [](const Reason& a, const Reason& b) { return a.rule < b.rule; });
}

ReleaseAnswer undecidable(const ReleaseQuestion& question, Outcome outcome, std::string why) {
  ReleaseAnswer answer;
  Reason reason;
  reason.rule = Rule::label_valid;
  reason.outcome = outcome;
  reason.text = std::move(why);
  answer.reasons.push_back(std::move(reason));
  answer.blocked_by = question.to;
  return answer;
}

class PortionDecider {
 public:
  PortionDecider(Desk& desk, const ReleaseQuestion& question, const document::Document& document, const document::Whole& whole,
                 const ReleaseProgress& progress)
      : desk_(desk), question_(question), document_(document), whole_(whole), progress_(progress) {
    note_named_portions();
    // Of several systems that fit equally, the first whose marks are written in parentheses.
    const auto first = std::find_if(document.systems.begin(), document.systems.end(),
                                    [](const label::Policy* system) { return system->grammar == label::Grammar::us_style; });
    if (first != document.systems.end()) out_.marking_system = static_cast<std::size_t>(first - document.systems.begin());
  }

  Result<ReleaseAnswers> decide() {
    for (std::size_t i = 0; i < document_.portions.size(); ++i) {
      const auto basis = basis_of(document_.portions[i]);
      const bool by_name = std::binary_search(named_.begin(), named_.end(), i + 1);
      const auto known = by_name ? known_.end() : known_.find(basis);
      if (known != known_.end()) {
        out_.of_portion.push_back(known->second);
        continue;
      }
      decisions_ += basis.size() * question_.to.size();
      if (decisions_ > limits::kReleaseDecisions) {
        return fail(Fault::bad_request,
                    fmt::format("the document has too many different markings for {} recipients: more than {} decisions",
                                question_.to.size(), limits::kReleaseDecisions));
      }
      if (progress_) progress_("deciding portions", i + 1, document_.portions.size());
      const auto number = static_cast<std::uint32_t>(out_.answers.size());
      decide_basis(document_.portions[i], basis, by_name ? fmt::format("{}#{}", question_.object, i + 1) : question_.object);
      reasons_ += out_.answers.back().reasons.size();
      if (reasons_ > limits::kReleaseReasons) {
        return fail(Fault::bad_request,
                    fmt::format("the document has too many different markings for {} recipients and their members: more than {} "
                                "reasons; release it to fewer at a time",
                                question_.to.size(), limits::kReleaseReasons));
      }
      name_marks(document_.portions[i], out_.answers.back());
      out_.of_portion.push_back(number);
      if (!by_name) known_.emplace(basis, number);
    }
    warn_of_names();
    return std::move(out_);
  }

 private:
  // A consent given for one text covers any other of the same name, unless it states the digest.
  void warn_of_names() {
    std::set<std::string> relied_on;
    for (const auto& answer : out_.answers) {
      for (const auto& duty : answer.obligations) {
        const auto consent = duty.properties.find("consent");
        if (consent != duty.properties.end()) relied_on.insert(consent->second);
      }
    }
    for (const auto& consent : desk_.world().consents) {
      const bool by_name =
          !consent.objects.empty() && std::none_of(consent.objects.begin(), consent.objects.end(), world::is_digest);
      if (by_name && relied_on.contains(consent.id)) {
        out_.warnings.push_back(
            fmt::format("consent {} names the document by its name only; this one is {}", quoted(consent.id), question_.digest));
      }
    }
  }

  // Consents may cover a single portion, which then is decided by itself.
  void note_named_portions() {
    const auto prefix = question_.object + "#";
    for (const auto& consent : desk_.world().consents) {
      for (const auto& object : consent.objects) {
        if (!object.starts_with(prefix)) continue;
        const auto number = std::string_view(object).substr(prefix.size());
        if (number.empty() || number.size() > 9 || number.find_first_not_of("0123456789") != std::string_view::npos) continue;
        named_.push_back(std::stoul(std::string(number)));
      }
    }
    std::sort(named_.begin(), named_.end());
  }

  [[nodiscard]] Basis basis_of(const document::Portion& portion) const {
    Basis basis(portion.marks.begin(), portion.marks.end());
    if (!portion.has_own) basis.push_back(kUnmarked);
    if (whole_.compilation && portion.kind != document::PortionKind::invalid) basis.push_back(kCompilation);
    return basis;
  }

  void decide_basis(const document::Portion& portion, const Basis& basis, const std::string& object) {
    out_.labels.emplace_back();
    if (portion.kind == document::PortionKind::invalid) {
      out_.answers.push_back(undecidable(question_, Outcome::fail, first_error(portion)));
      return;
    }
    if (!whole_.unreadable_why.empty()) {
      out_.answers.push_back(undecidable(question_, Outcome::unknown, whole_.unreadable_why));
      return;
    }
    if (!portion.has_own && !whole_.unmarked) {
      out_.answers.push_back(undecidable(question_, Outcome::unknown, whole_.unmarked_why));
      return;
    }
    auto answer = start_answer();
    for (const auto part : basis) {
      if (part == kUnmarked) {
        add(answer, *whole_.unmarked, 0, object, "as text without a mark: ");
      } else if (part == kCompilation) {
        add(answer, *whole_.own, 0, object, "under the document's mark: ");
      } else {
        const auto& labels = document_.marks[part].labels;
        for (std::size_t system = 0; system < labels.size(); ++system)
          add(answer, labels[system], system, object, reading(system, labels.size()));
      }
    }
    finish(answer);
    out_.answers.push_back(std::move(answer));
  }

  // Portions of one basis bear the same marks.
  void name_marks(const document::Portion& portion, ReleaseAnswer& answer) const {
    for (std::size_t mark = 0; mark < portion.marks.size(); ++mark) {
      const auto& text = document_.marks[portion.marks[mark]].text;
      if (mark == 0 && portion.has_own) {
        answer.marking = text;
      } else {
        answer.beside += (answer.beside.empty() ? "" : " ") + text;
      }
    }
  }

  [[nodiscard]] std::string reading(std::size_t system, std::size_t systems) const {
    return systems == 1 ? "" : fmt::format("as a mark of {}: ", document_.systems[system]->id.value);
  }

  [[nodiscard]] std::string first_error(const document::Portion& portion) const {
    for (const auto mark : portion.marks) {
      if (document_.marks[mark].labels.empty()) return document_.marks[mark].error;
    }
    return "the mark cannot be read";
  }

  void add(ReleaseAnswer& answer, const label::Label& label, std::size_t system, const std::string& object,
           const std::string& prefix) {
    if (answer.reasons.size() > limits::kReleaseReasons) return;  // refused as a whole, see decide()
    auto question = question_;
    question.object = object;
    auto part = decide_label(desk_, question, label, document_.systems[system]->party);
    for (auto& reason : part.reasons) {
      reason.text.insert(0, prefix);
      answer.reasons.push_back(std::move(reason));
    }
    for (const auto& duty : part.obligations) add_new(answer.obligations, duty);
    for (const auto& party : part.blocked_by) add_new(answer.blocked_by, party);
    answer.released = answer.released && part.released;
    answer.evidence = std::min(answer.evidence, part.evidence);
    answer.valid_until = std::min(answer.valid_until, part.valid_until);
    if (system == out_.marking_system) out_.labels.back().push_back(label);
  }

  Desk& desk_;
  const ReleaseQuestion& question_;
  const document::Document& document_;
  const document::Whole& whole_;
  const ReleaseProgress& progress_;
  std::vector<std::size_t> named_;  // portions that a consent names, sorted
  std::map<Basis, std::uint32_t> known_;
  std::size_t decisions_ = 0;
  std::size_t reasons_ = 0;
  ReleaseAnswers out_;
};

bool owns(const label::Label& label, const PartyId& holder) {
  return std::any_of(label.owners.begin(), label.owners.end(), [&](const label::Origin& each) { return each.party == holder; });
}

// What the holder is asked where it is a recipient, or in one, and owns nothing of it: what its owner could give it (docs/semantics.md 3.1).
decision::Decision how_it_came_to(const PartyId& holder, Desk& desk, decision::Request request) {
  request.subject.id = holder.value;
  request.holder.reset();
  auto decision = desk.decide(request).decision();
  for (auto& reason : decision.reasons) {
    reason.text.insert(0, fmt::format("as {} is to have got it: ", holder.value));
    if (!reason.recipient) reason.recipient = holder;
  }
  return decision;
}

}  // namespace

ReleaseAnswer decide_label(Desk& desk, const ReleaseQuestion& question, const label::Label& label, const PartyId& holder) {
  decision::Request request;
  request.subject.type = decision::SubjectType::party;
  request.action = "disclose";
  request.object.id = question.object;
  request.object.digest = question.digest;
  request.object.label = label;
  request.object.form = "document";
  request.time = question.as_of;
  request.holder = question.holder.value_or(holder);
  request.purpose = question.purpose;
  auto answer = start_answer();
  for (const auto& recipient : question.to) {
    request.subject.id = recipient.value;
    add_decision(desk.decide(request).decision(), question, recipient, answer);
    if (!owns(label, *request.holder) && desk.is_asked_as_of(recipient, *request.holder, question.as_of, std::nullopt))
      add_decision(how_it_came_to(*request.holder, desk, request), question, *request.holder, answer);
  }
  finish(answer);
  return answer;
}

Result<ReleaseAnswers> decide_portions(Desk& desk, const ReleaseQuestion& question, const document::Document& document,
                                       const document::Whole& whole, const ReleaseProgress& progress) {
  return PortionDecider(desk, question, document, whole, progress).decide();
}

}  // namespace entente::service
