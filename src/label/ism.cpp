#include "label/ism.h"

#include <algorithm>
#include <array>

namespace entente::label {
namespace {

struct Named {
  IsmName name;
  std::string_view text;
};

constexpr std::array kNames{
    Named{IsmName::classification, "classification"},
    Named{IsmName::owner_producer, "ownerProducer"},
    Named{IsmName::joint, "joint"},
    Named{IsmName::sci_controls, "SCIcontrols"},
    Named{IsmName::sar_identifier, "SARIdentifier"},
    Named{IsmName::atomic_energy_markings, "atomicEnergyMarkings"},
    Named{IsmName::fgi_source_open, "FGIsourceOpen"},
    Named{IsmName::fgi_source_protected, "FGIsourceProtected"},
    Named{IsmName::dissemination_controls, "disseminationControls"},
    Named{IsmName::display_only_to, "displayOnlyTo"},
    Named{IsmName::releasable_to, "releasableTo"},
    Named{IsmName::non_ic_markings, "nonICmarkings"},
    Named{IsmName::non_us_controls, "nonUSControls"},
    Named{IsmName::high_water_nato, "highWaterNATO"},
    Named{IsmName::cui_basic, "cuiBasic"},
    Named{IsmName::cui_specified, "cuiSpecified"},
    Named{IsmName::classified_by, "classifiedBy"},
    Named{IsmName::derivatively_classified_by, "derivativelyClassifiedBy"},
    Named{IsmName::classification_reason, "classificationReason"},
    Named{IsmName::derived_from, "derivedFrom"},
    Named{IsmName::declass_date, "declassDate"},
    Named{IsmName::declass_event, "declassEvent"},
    Named{IsmName::declass_exception, "declassException"},
    Named{IsmName::compilation_reason, "compilationReason"},
    Named{IsmName::notice_type, "noticeType"},
    Named{IsmName::exempt_from, "exemptFrom"},
    Named{IsmName::exclude_from_rollup, "excludeFromRollup"},
    Named{IsmName::create_date, "createDate"},
    Named{IsmName::complies_with, "compliesWith"},
};

}  // namespace

bool IsmAttributes::has(IsmName name, std::string_view token) const {
  const auto& list = of(name);
  return std::find(list.begin(), list.end(), token) != list.end();
}

const std::vector<std::string>& IsmAttributes::of(IsmName name) const {
  static const std::vector<std::string> kNone;
  const auto found = values.find(name);
  return found == values.end() ? kNone : found->second;
}

std::string_view IsmAttributes::one(IsmName name) const {
  const auto& list = of(name);
  return list.size() == 1 ? std::string_view(list.front()) : std::string_view();
}

std::string_view name_of(IsmName name) { return kNames.at(static_cast<std::size_t>(name)).text; }

const IsmName* ism_name(std::string_view text) {
  const auto found = std::find_if(kNames.begin(), kNames.end(), [&](const Named& each) { return each.text == text; });
  return found == kNames.end() ? nullptr : &found->name;
}

}  // namespace entente::label
