// What people write for a level of a system that is not US-style, and its policy does not have: for suggestions, which are never
// certain. Private to the room.
//
// Names that a system replaced, that leave out a part, or that put together what it keeps apart. Pure. Source: what the policies
// in data/ cite; for TLP:WHITE the standard of FIRST, version 2.0, which has TLP:CLEAR in its place.
#pragma once

#include <array>
#include <string_view>

namespace entente::label {

struct LevelSlip {
  std::string_view policy;
  std::string_view written;
  std::string_view meant;
};

inline constexpr std::array kLevelSlips{LevelSlip{"TLP", "TLP:WHITE", "TLP:CLEAR"},
                                        LevelSlip{"GBR", "SENSITIVE", "OFFICIAL-SENSITIVE"},
                                        LevelSlip{"DEU", "VERTRAULICH", "VS-VERTRAULICH"},
                                        LevelSlip{"DEU", "VS-GEHEIM", "GEHEIM"},
                                        LevelSlip{"DEU", "VS-STRENG GEHEIM", "STRENG GEHEIM"},
                                        LevelSlip{"DEU", "NUR FÜR DEN DIENSTGEBRAUCH", "VS-NUR FÜR DEN DIENSTGEBRAUCH"},
                                        LevelSlip{"NATO", "NATO TOP SECRET", "COSMIC TOP SECRET"},
                                        LevelSlip{"NATO", "COSMIC SECRET", "NATO SECRET"},
                                        LevelSlip{"NATO", "COSMIC", "COSMIC TOP SECRET"},
                                        LevelSlip{"JPN", "极秘", "極秘"},
                                        LevelSlip{"JPN", "机密", "機密"},
                                        LevelSlip{"EU", "TRÈS SECRET UE/EU SECRET", "TRÈS SECRET UE/EU TOP SECRET"},
                                        LevelSlip{"EU", "RESTREINT UE/EU CONFIDENTIAL", "CONFIDENTIEL UE/EU CONFIDENTIAL"},
                                        LevelSlip{"EU", "SECRET UE/EU TOP SECRET", "TRÈS SECRET UE/EU TOP SECRET"},
                                        LevelSlip{"EU", "CONFIDENTIEL UE/EU SECRET", "SECRET UE/EU SECRET"}};

}  // namespace entente::label
