#include "format/spif.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"
#include "format/spif_parts.h"
#include "format/world_entries.h"

namespace entente::format {
namespace {

using codec::XmlElement;

// A reference inside the file, looked up when all of it is read.
struct Reference {
  std::size_t line = 0;
  label::CategoryGroup group;
};

struct ClassReference {
  std::size_t line = 0;
  std::string name;
  std::string_view attribute;
};

class Reader {
 public:
  SpifReading read(const XmlElement& root) {
    if (!root.is(kSpifNamespace, "SPIF")) {
      parts_.mistake(root, fmt::format("the root is {} in namespace {}; expected `SPIF` in `{}`", quoted(root.name),
                                       quoted(root.space.uri()), kSpifNamespace));
      return {{}, parts_.take()};
    }
    parts_.expect_children(
        root, {"defaultSecurityPolicyId", "securityPolicyId", "updateInfo", "equivalentPolicies", "securityClassifications",
               "privacyMarks", "securityCategoryTagSets", "markingQualifier", "markingData", "extensions"});
    read_head(root);
    read_equivalent_policies(root);
    read_classifications(root);
    read_tag_sets(root);
    read_privacy_marks(root);
    check_references();
    return {std::move(out_), parts_.take()};
  }

 private:
  void duplicate(std::set<std::string>& seen, const std::string& value, std::size_t line, std::string_view what) {
    if (!value.empty() && !seen.insert(value).second)
      parts_.mistake(line, fmt::format("{} {} stands twice", what, quoted(value)));
  }

  void read_head(const XmlElement& root) {
    out_.origin = {.schema_version = parts_.loose_text_of(root, "schemaVersion"),
                   .version = parts_.loose_text_of(root, "version"),
                   .creation_date = parts_.loose_text_of(root, "creationDate"),
                   .originator = parts_.loose_text_of(root, "originatorDN"),
                   .key_identifier = parts_.loose_text_of(root, "keyIdentifier"),
                   .privilege_id = parts_.loose_text_of(root, "privilegeId"),
                   .rbac_id = parts_.loose_text_of(root, "rbacId")};
    if (const auto& version = out_.origin.schema_version; !version.empty() && version != "1.0" && !version.starts_with("2.")) {
      parts_.mistake(root, fmt::format("schemaVersion: {} is not read; expected 1.0, 2.0 or 2.1", quoted(version)));
    }
    out_.period = parts_.period_of(root);
    out_.marks = parts_.marks_of(root);
    if (const auto* id = parts_.only_child(root, "securityPolicyId"); id != nullptr) {
      parts_.expect_children(*id, {"markingData", "markingQualifier"});
      out_.name = parts_.text_of(*id, "name");
      out_.id = parts_.text_of(*id, "id");
      out_.name_marks = parts_.marks_of(*id);
    }
    if (const auto* id = parts_.maybe_child(root, "defaultSecurityPolicyId"); id != nullptr) {
      out_.default_name = parts_.text_of(*id, "name");
      out_.default_id = parts_.text_of(*id, "id");
    }
  }

  // --- other policies ---
  void read_equivalent_policies(const XmlElement& root) {
    const auto* list = parts_.maybe_child(root, "equivalentPolicies");
    if (list == nullptr) return;
    parts_.expect_children(*list, {"equivalentPolicy"});
    std::set<std::string> ids;
    for (const auto& child : list->children) {
      if (!child.is(kSpifNamespace, "equivalentPolicy")) continue;
      parts_.expect_children(child, {"requiredCategory", "extensions"});
      label::EquivalentPolicy policy{
          .name = parts_.text_of(child, "name"), .id = parts_.text_of(child, "id"), .required = parts_.required_of(child)};
      duplicate(policies_, policy.name, child.line, "equivalent policy");
      duplicate(ids, policy.id, child.line, "equivalent policy");
      out_.equivalent_policies.push_back(std::move(policy));
    }
  }

  std::string policy_ref_of(const XmlElement& element) {
    auto name = parts_.text_of(element, "policyRef");
    if (!name.empty() && !policies_.contains(name)) {
      const std::vector<std::string_view> known(policies_.begin(), policies_.end());
      parts_.mistake(element, fmt::format("policyRef: {} is not among the equivalent policies{}", quoted(name),
                                          did_you_mean(name, known)));
    }
    return name;
  }

  label::Applied applied_of(const XmlElement& element) {
    if (parts_.text_of(element, "applied").empty()) return label::Applied::both;
    return parts_.word_of(element, "applied", kApplied).value_or(label::Applied::both);
  }

  // --- classifications ---
  void read_classifications(const XmlElement& root) {
    const auto* list = parts_.only_child(root, "securityClassifications");
    if (list == nullptr) return;
    parts_.expect_children(*list, {"securityClassification", "markingData", "markingQualifier", "extensions"});
    out_.classification_marks = parts_.marks_of(*list);
    std::set<std::string> values;
    for (const auto& child : list->children) {
      if (!child.is(kSpifNamespace, "securityClassification")) continue;
      parts_.expect_children(child,
                             {"equivalentClassification", "markingData", "markingQualifier", "requiredCategory", "extensions"});
      label::SpifClassification level{.name = parts_.text_of(child, "name"),
                                      .lacv = parts_.lacv_of(child),
                                      .hierarchy = parts_.hierarchy_of(child),
                                      .color = parts_.loose_text_of(child, "color"),
                                      .obsolete = parts_.flag_of(child, "obsolete"),
                                      .marks = parts_.marks_of(child),
                                      .equivalents = equivalent_classifications_of(child),
                                      .required = own_required_of(child)};
      duplicate(classes_, level.name, child.line, "classification");
      duplicate(values, level.lacv, child.line, "lacv");
      out_.classifications.push_back(std::move(level));
    }
    if (out_.classifications.empty()) parts_.mistake(*list, "no `securityClassification`");
  }

  std::vector<label::EquivalentClassification> equivalent_classifications_of(const XmlElement& element) {
    std::vector<label::EquivalentClassification> out;
    for (const auto& child : element.children) {
      if (!child.is(kSpifNamespace, "equivalentClassification")) continue;
      parts_.expect_children(child, {"requiredCategory", "extensions"});
      out.push_back({.policy = policy_ref_of(child),
                     .lacv = parts_.lacv_of(child),
                     .applied = applied_of(child),
                     .required = parts_.required_of(child)});
    }
    return out;
  }

  // What is required of labels of this policy: its groups must exist here.
  std::vector<label::RequiredCategory> own_required_of(const XmlElement& element) {
    auto required = parts_.required_of(element);
    for (const auto& each : required) {
      for (const auto& group : each.groups) references_.push_back({element.line, group});
    }
    return required;
  }

  // --- categories ---
  void read_tag_sets(const XmlElement& root) {
    const auto* list = parts_.maybe_child(root, "securityCategoryTagSets");
    if (list == nullptr) return;
    parts_.expect_children(*list, {"securityCategoryTagSet"});
    std::set<std::string> names;
    std::set<std::string> ids;
    for (const auto& child : list->children) {
      if (!child.is(kSpifNamespace, "securityCategoryTagSet")) continue;
      parts_.expect_children(child, {"securityCategoryTag", "equivalentSecurityCategoryTagSet", "extensions"});
      label::SpifTagSet set{
          .name = parts_.text_of(child, "name"), .id = parts_.text_of(child, "id"), .tags = {}, .equivalents = {}};
      duplicate(names, set.name, child.line, "tag set");
      duplicate(ids, set.id, child.line, "tag set");
      auto& values = values_[set.name];
      for (const auto& part : child.children) {
        if (part.is(kSpifNamespace, "securityCategoryTag")) set.tags.push_back(read_tag(part, values));
        if (part.is(kSpifNamespace, "equivalentSecurityCategoryTagSet")) set.equivalents.push_back(equivalent_tag_set_of(part));
      }
      out_.tag_sets.push_back(std::move(set));
    }
  }

  label::EquivalentTagSet equivalent_tag_set_of(const XmlElement& element) {
    parts_.expect_children(element, {"requiredCategory", "extensions"});
    return {.policy = policy_ref_of(element),
            .name = parts_.loose_text_of(element, "name"),
            .id = parts_.loose_text_of(element, "id"),
            .required = parts_.required_of(element)};
  }

  label::SpifTag read_tag(const XmlElement& element, std::set<std::string>& values) {
    parts_.expect_children(element, {"tagCategory", "markingQualifier", "markingData", "extensions"});
    label::SpifTag tag;
    tag.name = parts_.text_of(element, "name");
    tag.type = parts_.type_of(element);
    tag.encoding = parts_.word_of(element, "tag7Encoding", kTag7Encodings).value_or(label::Tag7Encoding::not_stated);
    tag.least = parts_.selection_of(element, "minSelection").value_or(0);
    tag.most = parts_.selection_of(element, "maxSelection");
    if (parts_.flag_of(element, "singleSelection")) tag.most = std::min<std::size_t>(tag.most.value_or(1), 1);
    tag.marks = parts_.marks_of(element);
    values.emplace(to_string(tag.type));
    std::set<std::string> names;
    for (const auto& child : element.children) {
      if (!child.is(kSpifNamespace, "tagCategory")) continue;
      auto category = read_category(child);
      duplicate(names, category.name, child.line, "category");
      if (!category.lacv.empty() && !values.insert(key_of(tag.type, category.lacv)).second) {
        parts_.mistake(child, fmt::format("lacv `{}` stands twice among the {} categories of its tag set", category.lacv,
                                          to_string(tag.type)));
      }
      tag.categories.push_back(std::move(category));
    }
    return tag;
  }

  label::SpifCategory read_category(const XmlElement& element) {
    parts_.expect_children(element, {"equivalentSecCategoryTag", "excludedClass", "requiredCategory", "excludedCategory",
                                     "markingData", "markingQualifier", "extensions"});
    label::SpifCategory category{.name = parts_.text_of(element, "name"),
                                 .lacv = parts_.lacv_of(element),
                                 .obsolete = parts_.flag_of(element, "obsolete"),
                                 .input = parts_.word_of(element, "userInput", kUserInputs).value_or(label::UserInput::none),
                                 .date_format = parts_.loose_text_of(element, "dateFormat"),
                                 .period = parts_.period_of(element),
                                 .required_class = std::nullopt,
                                 .excluded_classes = {},
                                 .required = own_required_of(element),
                                 .excluded = {},
                                 .marks = parts_.marks_of(element),
                                 .equivalents = {}};
    if (element.attribute("requiredClass") != nullptr) {
      category.required_class = parts_.text_of(element, "requiredClass");
      class_references_.push_back({element.line, *category.required_class, "requiredClass"});
    }
    std::set<std::string> excluded;
    for (const auto& child : element.children) {
      if (child.is(kSpifNamespace, "excludedClass")) {
        category.excluded_classes.emplace_back(trimmed(child.text));
        const auto& name = category.excluded_classes.back();
        duplicate(excluded, name, child.line, "excludedClass");
        class_references_.push_back({element.line, name, "excludedClass"});
      }
      if (child.is(kSpifNamespace, "excludedCategory")) {
        category.excluded.push_back(parts_.group_of(child));
        references_.push_back({child.line, category.excluded.back()});
      }
      if (child.is(kSpifNamespace, "equivalentSecCategoryTag")) category.equivalents.push_back(equivalent_category_of(child));
    }
    return category;
  }

  label::EquivalentCategory equivalent_category_of(const XmlElement& element) {
    label::EquivalentCategory equivalent{.policy = policy_ref_of(element),
                                         .tag_set_id = parts_.text_of(element, "tagSetId"),
                                         .type = parts_.type_of(element),
                                         .lacv = {},
                                         .applied = applied_of(element),
                                         .discard = false};
    if (const auto* action = element.attribute("action"); action != nullptr) {
      equivalent.discard = *action == "discard";
      if (!equivalent.discard) parts_.mistake(element, fmt::format("action: {} is not known; expected discard", quoted(*action)));
    }
    const auto* lacv = element.attribute("lacv");
    if (!equivalent.discard || (lacv != nullptr && !lacv->empty())) equivalent.lacv = parts_.lacv_of(element);
    return equivalent;
  }

  // --- privacy marks ---
  void read_privacy_marks(const XmlElement& root) {
    const auto* list = parts_.maybe_child(root, "privacyMarks");
    if (list == nullptr) return;
    parts_.expect_children(*list, {"privacyMark", "markingData", "markingQualifier", "extensions"});
    std::set<std::string> names;
    for (const auto& child : list->children) {
      if (!child.is(kSpifNamespace, "privacyMark")) continue;
      parts_.expect_children(child, {"markingData", "markingQualifier", "extensions"});
      out_.privacy_marks.push_back({.name = parts_.text_of(child, "name"),
                                    .obsolete = parts_.flag_of(child, "obsolete"),
                                    .marks = parts_.marks_of(child)});
      duplicate(names, out_.privacy_marks.back().name, child.line, "privacy mark");
    }
  }

  // --- the whole ---
  void check_references() {
    for (const auto& each : class_references_) {
      if (classes_.contains(each.name) || parts_.full()) continue;
      const std::vector<std::string_view> known(classes_.begin(), classes_.end());
      parts_.mistake(each.line, fmt::format("{}: {} is not a classification{}", each.attribute, quoted(each.name),
                                            did_you_mean(each.name, known)));
    }
    for (const auto& [line, group] : references_) check_group(line, group);
  }

  void check_group(std::size_t line, const label::CategoryGroup& group) {
    if (group.tag_set.empty() || parts_.full()) return;
    const auto set = values_.find(group.tag_set);
    if (set == values_.end()) {
      std::vector<std::string_view> known;
      for (const auto& [name, values] : values_) known.push_back(name);
      parts_.mistake(line, fmt::format("tagSetRef: {} is not a tag set{}", quoted(group.tag_set),
                                       did_you_mean(group.tag_set, known)));
    } else if (!set->second.contains(std::string(to_string(group.type)))) {
      parts_.mistake(line, fmt::format("tagSetRef: {} has no {} tag", quoted(group.tag_set), to_string(group.type)));
    } else if (group.lacv && !set->second.contains(key_of(group.type, *group.lacv))) {
      parts_.mistake(line,
                     fmt::format("lacv: {} has no {} category `{}`", quoted(group.tag_set), to_string(group.type), *group.lacv));
    }
  }

  static std::string key_of(label::TagType type, const std::string& lacv) { return fmt::format("{} {}", to_string(type), lacv); }

  SpifParts parts_;
  label::SpifPolicy out_;
  std::set<std::string> policies_;  // equivalent ones, by name
  std::set<std::string> classes_;
  std::map<std::string, std::set<std::string>> values_;  // by tag set: its tag types, and "type lacv" of its categories
  std::vector<Reference> references_;
  std::vector<ClassReference> class_references_;
};

}  // namespace

SpifReading read_spif(std::string_view bytes) {
  const auto root = codec::parse_xml(bytes);
  if (root) return Reader().read(*root);
  FindingList findings;
  FileSink{.file = "", .findings = &findings}.error(root.error());
  const auto finding = findings.take();
  return {.policy = {}, .mistakes = {{finding.front().place.line, finding.front().message}}};
}

Result<label::SpifPolicy> parse_spif(std::string_view bytes) {
  const auto root = codec::parse_xml(bytes);
  if (!root) return fail(SpifFault::malformed, root.error().message);
  auto reading = Reader().read(*root);
  if (reading.mistakes.empty()) return std::move(reading.policy);
  const auto first = std::min_element(reading.mistakes.begin(), reading.mistakes.end(),
                                      [](const SpifMistake& a, const SpifMistake& b) { return a.line < b.line; });
  return fail(SpifFault::invalid, fmt::format("line {}: {}", first->line, first->message));
}

}  // namespace entente::format
