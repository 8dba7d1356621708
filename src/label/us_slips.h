// What people write for a code or a marking, and no register has: for suggestions, which are never certain. Private to the room.
//
// Codes of two letters (ISO 3166-1 alpha-2), of sports and of older lists; titles that the register replaced or that say in words
// what a marking says. Pure.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "base/nearest.h"

namespace entente::label {

struct Slip {
  std::string_view written;
  std::string_view meant;
};

inline constexpr std::array kCodeSlips{
    Slip{"UK", "GBR"},     Slip{"GB", "GBR"},    Slip{"ENG", "GBR"},      Slip{"US", "USA"},  Slip{"AU", "AUS"},
    Slip{"CA", "CAN"},     Slip{"NZ", "NZL"},    Slip{"JP", "JPN"},       Slip{"JAP", "JPN"}, Slip{"ROK", "KOR"},
    Slip{"KR", "KOR"},     Slip{"SKOR", "KOR"},  Slip{"GER", "DEU"},      Slip{"FRG", "DEU"}, Slip{"DE", "DEU"},
    Slip{"FR", "FRA"},     Slip{"IT", "ITA"},    Slip{"NL", "NLD"},       Slip{"NED", "NLD"}, Slip{"NETH", "NLD"},
    Slip{"DEN", "DNK"},    Slip{"DK", "DNK"},    Slip{"NO", "NOR"},       Slip{"SE", "SWE"},  Slip{"FI", "FIN"},
    Slip{"ES", "ESP"},     Slip{"SPA", "ESP"},   Slip{"SPN", "ESP"},      Slip{"POR", "PRT"}, Slip{"PT", "PRT"},
    Slip{"GRE", "GRC"},    Slip{"PL", "POL"},    Slip{"ROM", "ROU"},      Slip{"SUI", "CHE"}, Slip{"CH", "CHE"},
    Slip{"UAE", "ARE"},    Slip{"KSA", "SAU"},   Slip{"PHI", "PHL"},      Slip{"TAI", "TWN"}, Slip{"FVEYS", "FVEY"},
    Slip{"5EYES", "FVEY"}, Slip{"5EYE", "FVEY"}, Slip{"FIVEEYES", "FVEY"}};

inline constexpr std::array kMarkSlips{Slip{"COMINT", "SI"},
                                       Slip{"SIGINT", "SI"},
                                       Slip{"US ONLY", "NOFORN"},
                                       Slip{"USA ONLY", "NOFORN"},
                                       Slip{"NO FOREIGN", "NOFORN"},
                                       Slip{"NOT RELEASABLE", "NOFORN"},
                                       Slip{"NO FOREIGN NATIONALS", "NOFORN"},
                                       Slip{"FOR DISPLAY ONLY", "DISPLAY ONLY"},
                                       Slip{"FOR DISPLAY ONLY TO", "DISPLAY ONLY"},
                                       Slip{"DISPLAY ONLY TO", "DISPLAY ONLY"}};

inline constexpr std::array kClassificationSlips{Slip{"UNCLAS", "UNCLASSIFIED"}, Slip{"UNCL", "UNCLASSIFIED"},
                                                 Slip{"CONF", "CONFIDENTIAL"}, Slip{"SEC", "SECRET"}};

// Empty: none.
[[nodiscard]] constexpr std::string_view code_meant_by(std::string_view written) {
  for (const auto& slip : kCodeSlips) {
    if (slip.written == written) return slip.meant;
  }
  return {};
}

[[nodiscard]] constexpr std::string_view mark_meant_by(std::string_view written) {
  for (const auto& slip : kMarkSlips) {
    if (slip.written == written) return slip.meant;
  }
  return {};
}

[[nodiscard]] constexpr std::string_view classification_meant_by(std::string_view written) {
  for (const auto& slip : kClassificationSlips) {
    if (slip.written == written) return slip.meant;
  }
  return {};
}

// The one of `known` that `written` may be a slip of, if it is near enough for its size: of eight characters and more two may
// differ, of five one, of four one where nothing else is as near; three may stand in the wrong order. Shorter ones are near to
// all.
[[nodiscard]] std::optional<Near> slip_of(std::string_view written, const std::vector<std::string_view>& known);

// Likewise for codes of countries and groups, which are near to each other: of three characters one may differ, if no other is
// near.
[[nodiscard]] std::optional<Near> code_slip_of(std::string_view written, const std::vector<std::string_view>& known);

}  // namespace entente::label
