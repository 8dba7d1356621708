#include "codec/message.h"

#include <system_error>

#include "base/text.h"

namespace entente::codec {
namespace {

constexpr std::size_t kPathBytes = 70;  // below what `quoted` cuts

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

std::string escaped(std::string_view foreign_message) {
  std::string out;
  std::size_t at = 0;
  while (at < foreign_message.size() && at < kForeignMessageBytes) {
    std::size_t length = 1;
    while (at + length < foreign_message.size() && length < 4 && continues_character(foreign_message[at + length])) ++length;
    const auto character = quoted(foreign_message.substr(at, length));
    out += character.substr(1, character.size() - 2);
    at += length;
  }
  return out;
}

std::string quoted_path(const std::filesystem::path& path) {
  const auto& text = path.native();
  if (text.size() <= kPathBytes) return entente::quoted(text);
  std::size_t from = text.size() - kPathBytes;
  while (from < text.size() && continues_character(text[from])) ++from;
  auto shown = quoted(std::string_view(text).substr(from));
  return shown.insert(1, "…");
}

std::string system_message(int error_number) {
  auto message = std::generic_category().message(error_number);
  if (!message.empty() && message[0] >= 'A' && message[0] <= 'Z') message[0] = static_cast<char>(message[0] - 'A' + 'a');
  return message;
}

}  // namespace entente::codec
