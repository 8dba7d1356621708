// Whether a text is what it looks like. Pure, thread-safe.
#pragma once

#include <string_view>

namespace entente {

// True if a reader sees every character as it is written: the text is its own skeleton (base/text.h) and has no control character.
// Not promised: that no letter looks like one of another script. Of invalid UTF-8 and of nothing: false.
[[nodiscard]] bool is_plain(std::string_view text);

}  // namespace entente
