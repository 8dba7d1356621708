#include "base/text.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include <fmt/format.h>
#include <utf8proc.h>

namespace entente {
namespace {

constexpr std::size_t kQuotedBytes = 80;

const utf8proc_uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const utf8proc_uint8_t*>(text.data()); }

struct Free {
  void operator()(utf8proc_uint8_t* memory) const { std::free(memory); }
};

// Empty for invalid UTF-8.
std::string mapped(std::string_view text, int options) {
  utf8proc_uint8_t* memory = nullptr;
  const auto length =
      utf8proc_map(bytes_of(text), static_cast<utf8proc_ssize_t>(text.size()), &memory, static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, Free> owner(memory);
  return length < 0 ? std::string() : std::string(reinterpret_cast<const char*>(memory), static_cast<std::size_t>(length));
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    utf8proc_int32_t code = 0;
    const auto length = utf8proc_iterate(bytes_of(text) + at, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    if (length <= 0) return at;
    at += static_cast<std::size_t>(length);
  }
  return std::string_view::npos;
}

std::string quoted(std::string_view text) {
  std::string out = "`";
  std::size_t at = 0;
  while (at < text.size() && at < kQuotedBytes) {
    utf8proc_int32_t code = 0;
    const auto length = utf8proc_iterate(bytes_of(text) + at, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    const auto category = length > 0 ? utf8proc_category(code) : UTF8PROC_CATEGORY_CC;
    const bool shown = length > 0 && code != '`' && category != UTF8PROC_CATEGORY_CC && category != UTF8PROC_CATEGORY_CF &&
                       category != UTF8PROC_CATEGORY_CN && category != UTF8PROC_CATEGORY_CO && category != UTF8PROC_CATEGORY_ZL &&
                       category != UTF8PROC_CATEGORY_ZP;
    const std::size_t step = length > 0 ? static_cast<std::size_t>(length) : 1;
    if (shown) {
      out.append(text.substr(at, step));
    } else {
      for (std::size_t i = 0; i < step; ++i) out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at + i]));
    }
    at += step;
  }
  if (at < text.size()) out += "…";
  return out + "`";
}

std::string skeleton(std::string_view text) {
  const auto folded_text = mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE);
  const std::string_view folded(folded_text);
  std::string out;
  out.reserve(folded.size());
  std::size_t at = 0;
  while (at < folded.size()) {
    utf8proc_int32_t code = 0;
    const auto step = utf8proc_iterate(bytes_of(folded) + at, static_cast<utf8proc_ssize_t>(folded.size() - at), &code);
    if (step <= 0) return {};
    const auto category = utf8proc_category(code);
    if (category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP) {
      out += ' ';
    } else if (category != UTF8PROC_CATEGORY_CF) {
      out.append(folded.substr(at, static_cast<std::size_t>(step)));
    }
    at += static_cast<std::size_t>(step);
  }
  return out;
}

std::string case_folded(std::string_view text) {
  return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    utf8proc_int32_t code = 0;
    const auto step = utf8proc_iterate(bytes_of(text) + at, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    if (step <= 0) {
      ++at;
      ++width;
      continue;
    }
    width += static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code)));
    at += static_cast<std::size_t>(step);
  }
  return width;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  std::size_t at = 0;
  for (auto next = text.find(separator); next != std::string_view::npos; next = text.find(separator, at)) {
    parts.push_back(text.substr(at, next - at));
    at = next + separator.size();
  }
  parts.push_back(text.substr(at));
  return parts;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const auto& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

}  // namespace entente
