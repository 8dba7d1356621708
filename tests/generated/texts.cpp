#include "generated/texts.h"

#include <fmt/format.h>

namespace entente::generated {

std::string sidecar_text(const std::string& party) {
  return fmt::format(R"(id = "{0}"
party = "{0}"
title = "Marks of {0}"
spif = "{0}.xml"
grammar = "plain"
release_outside_marking = true
source = "made up"
evidence = "verified"

[[level]]
name = "SECRET"
domain = "military"

[[level]]
name = "CONFIDENTIAL"
domain = "military"

[[level]]
name = "UNCLASSIFIED"
free = true
)",
                     party);
}

std::string spif_text(const std::string& party) {
  return fmt::format(R"(<SPIF xmlns="http://www.xmlspif.org/spif" schemaVersion="2.1">
<securityPolicyId name="{0}" id="2.25.1"/>
<securityClassifications>
<securityClassification name="SECRET" lacv="3" hierarchy="3"/>
<securityClassification name="CONFIDENTIAL" lacv="2" hierarchy="2"/>
<securityClassification name="UNCLASSIFIED" lacv="1" hierarchy="1"/>
</securityClassifications>
<securityCategoryTagSets>
<securityCategoryTagSet name="Tags" id="2.25.1.1">
<securityCategoryTag name="Tags" tagType="restrictive">
<tagCategory name="ALPHA" lacv="1"/>
</securityCategoryTag>
</securityCategoryTagSet>
</securityCategoryTagSets>
</SPIF>
)",
                     party);
}

}  // namespace entente::generated
