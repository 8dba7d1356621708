// XML SPIF loaded, labels judged under one, and labels of STANAG 4774 read and written.
#include <map>
#include <memory>
#include <set>

#include <benchmark/benchmark.h>

#include "format/label_4774.h"
#include "format/label_file.h"
#include "format/spif.h"
#include "label/confidentiality.h"
#include "label/spif_label.h"
#include "work.h"

namespace entente::peers {
namespace {

constexpr Instant kAt{1'732'060'800};

label::SpifPolicy load(const std::filesystem::path& file) {
  auto policy = format::parse_spif(bytes_of(file));
  if (!policy) give_up(file.string() + ": " + policy.error().message);
  return std::move(*policy);
}

struct Policies {
  std::map<std::string, label::SpifPolicy> by_id;
  std::map<std::string, const label::SpifPolicy*> by_name;

  void add(const std::filesystem::path& file) {
    auto policy = load(file);
    const auto at = by_id.insert_or_assign(policy.id, std::move(policy)).first;
    by_name[at->second.name] = &at->second;
  }

  template <class Named, class Valued>
  const label::SpifPolicy* of(const std::variant<Named, Valued>& any) const {
    if (const auto* valued = std::get_if<Valued>(&any)) {
      const auto at = by_id.find(valued->policy_id);
      return at == by_id.end() ? nullptr : &at->second;
    }
    const auto at = by_name.find(name_of(std::get<Named>(any)));
    return at == by_name.end() ? nullptr : at->second;
  }
  static const std::string& name_of(const label::ConfidentialityLabel& label) { return label.body.information.policy; }
  static const std::string& name_of(const label::NamedClearance& clearance) { return clearance.policy; }
};

struct Case {
  std::string label;      // its bytes
  std::string clearance;  // its bytes; empty: none
  std::string language;
};

std::string access_of(const Policies& policies, const Case& item, const label::SpifLabel& label) {
  if (item.clearance.empty()) return "-";
  const auto any = format::read_any_clearance(item.clearance);
  const auto* policy = any ? policies.of(*any) : nullptr;
  if (policy == nullptr) return "invalid";
  const auto clearance = format::in_terms_of(*policy, *any);
  if (!clearance) return "invalid";
  return label::decide_access(*policy, label, *clearance, kAt).allowed ? "allowed" : "denied";
}

std::string judge(const Policies& policies, const Case& item) {
  const auto any = format::read_any_label(item.label);
  const auto* policy = any ? policies.of(*any) : nullptr;
  if (policy == nullptr) return "invalid";
  const auto label = format::in_terms_of(*policy, *any);
  if (!label) return "invalid";
  const bool valid = !label::has_errors(label::validity(*policy, *label, kAt));
  const auto marking = label::spif_marking(*policy, *label, {item.language, label::MarkingCode::page_top});
  return std::string(valid ? "valid" : "not valid") + "\t" + marking.value_or("no marking") + "\t" +
         access_of(policies, item, *label);
}

std::string rewrite(const label::SpifPolicy& policy, const std::string& bytes) {
  const auto named = format::parse_4774(bytes);
  if (!named) return "";
  const auto label = label::resolve(policy, *named);
  if (!label) return "";
  const auto again = label::describe(policy, *label);
  return again ? format::print_4774(*again) : "";
}

// What a written label says.
std::string answer_of(const std::string& bytes) {
  const auto label = format::parse_4774(bytes);
  if (!label) return "invalid";
  const auto& information = label->body.information;
  std::set<std::string> facts;
  for (const auto& category : information.categories) {
    for (const auto& value : category.values) facts.insert(category.tag_name + "=" + value.text);
  }
  auto out = information.policy + "\t" + information.classification;
  for (const auto& fact : facts) out += "\t" + fact;
  return out;
}

}  // namespace

Work policies_loaded(const std::filesystem::path& input) {
  Work out;
  std::vector<std::string> files;
  for (const auto& line : lines_of(input)) {
    files.push_back(bytes_of(line));
    const auto policy = format::parse_spif(files.back());
    out.answers.push_back(policy ? policy->id + "\t" + policy->name : "invalid");
  }
  out.pass = [files = std::move(files)] {
    for (const auto& file : files) benchmark::DoNotOptimize(format::parse_spif(file));
  };
  return out;
}

// Lines: policy files with commas, label file, clearance file or -, language or -, behind tabs.
Work labels_judged(const std::filesystem::path& input) {
  Work out;
  const auto policies = std::make_shared<Policies>();
  std::vector<Case> cases;
  std::set<std::string> loaded;
  for (const auto& line : lines_of(input)) {
    const auto fields = fields_of(line, '\t');
    if (fields.size() != 4) give_up("not four fields: " + line);
    for (const auto& file : fields_of(fields[0], ',')) {
      if (loaded.insert(file).second) policies->add(file);
    }
    cases.push_back({bytes_of(fields[1]), fields[2] == "-" ? "" : bytes_of(fields[2]), fields[3] == "-" ? "" : fields[3]});
  }
  for (const auto& item : cases) out.answers.push_back(judge(*policies, item));
  out.pass = [policies, cases = std::move(cases)] {
    for (const auto& item : cases) benchmark::DoNotOptimize(judge(*policies, item));
  };
  return out;
}

// Lines: policy file, label file, behind a tab.
Work labels_rewritten(const std::filesystem::path& input) {
  Work out;
  const auto policies = std::make_shared<std::map<std::string, label::SpifPolicy>>();
  std::vector<std::pair<const label::SpifPolicy*, std::string>> labels;
  for (const auto& line : lines_of(input)) {
    const auto fields = fields_of(line, '\t');
    if (fields.size() != 2) give_up("not two fields: " + line);
    if (!policies->contains(fields[0])) policies->emplace(fields[0], load(fields[0]));
    labels.emplace_back(&policies->at(fields[0]), bytes_of(fields[1]));
  }
  for (const auto& [policy, bytes] : labels) out.answers.push_back(answer_of(rewrite(*policy, bytes)));
  out.pass = [policies, labels = std::move(labels)] {
    for (const auto& [policy, bytes] : labels) benchmark::DoNotOptimize(rewrite(*policy, bytes));
  };
  return out;
}

}  // namespace entente::peers
