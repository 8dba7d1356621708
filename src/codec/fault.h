// Why this room refused bytes or could not read or write a file. One enumeration for the room.
//
// A fault says what kind of thing went wrong, so that a caller can choose an exit or HTTP status; the message beside it says
// where and by how much. New faults go to the end: the numbers appear in reports.
#pragma once

#include <string_view>

namespace entente::codec {

enum class CodecFault {
  malformed = 1,  // not JSON, TOML or XML at all, or text that is not UTF-8
  too_large,      // more bytes than the limit
  too_deep,       // nested deeper than the limit
  too_many,       // more values, attributes, files or dots than the limit
  duplicate_key,  // the same key twice in one table
  out_of_range,   // a number that neither int64 nor a finite double can hold
  forbidden,      // well-formed, but refused on purpose: a DOCTYPE, an unquoted date, a link to a folder
  missing_key,    // a table lacks a key that must be there
  unknown_key,    // a table has a key that must not be there
  wrong_kind,     // a value of another kind than asked for
  not_found,      // no such file or folder
  not_a_file,     // a folder, device, pipe or socket where a regular file must be; or the reverse
  link_loop,      // symbolic links that lead back to themselves
  exists,         // the file is there already and overwriting was not allowed
  io_failed,      // the operating system refused: permission, full disk, broken medium
  not_durable,    // the file is in place and complete, but the system could not promise that it survives a power cut
};
constexpr std::string_view room_of(CodecFault) { return "codec"; }

}  // namespace entente::codec
