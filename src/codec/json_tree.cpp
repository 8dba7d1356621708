// parse_json: the tree of what JsonReader reads.
#include <string>

#include "codec/json_events.h"

namespace entente::codec {
namespace {

constexpr std::size_t kFirstMembers = 4;  // room made for an object that has any: most objects fit

}  // namespace

void TreeBuilder::begin(NodeKind kind, std::size_t at) { stack_.push_back(Frame{kind, position(at), {}, {}}); }

void TreeBuilder::end() {
  Frame frame = std::move(stack_.back());
  stack_.pop_back();
  if (frame.kind == NodeKind::array) return attach(Node::array(std::move(frame.values), frame.position));
  auto table = Table::create(std::move(frame.members));
  CHECK(table.has_value());  // the reader has refused duplicate keys
  attach(Node::table(*std::move(table), frame.position));
}

void TreeBuilder::key(std::string_view text, std::size_t at) {
  auto& members = stack_.back().members;
  if (members.empty()) members.reserve(kFirstMembers);
  members.push_back(Member{std::string(text), position(at), Node()});
}

void TreeBuilder::scalar(const JsonScalar& value, std::size_t at) {
  const Position place = position(at);
  switch (value.kind) {
    case NodeKind::string:
      return attach(Node::string(std::string(value.text), place));
    case NodeKind::integer:
      return attach(Node::integer(value.integer, place));
    case NodeKind::number:
      return attach(Node::number(value.number, place));
    case NodeKind::boolean:
      return attach(Node::boolean(value.boolean, place));
    case NodeKind::null:
    case NodeKind::array:
    case NodeKind::table:
      return attach(Node::null(place));
  }
}

// Values come front to back, so lines are counted once.
Position TreeBuilder::position(std::size_t at) {
  for (; seen_ < at; ++seen_) {
    if (text_[seen_] != '\n') continue;
    ++line_;
    line_start_ = seen_ + 1;
  }
  return Position{line_, static_cast<std::uint32_t>(at - line_start_ + 1)};
}

void TreeBuilder::attach(Node node) {
  if (stack_.empty()) {
    root_ = std::move(node);
  } else if (stack_.back().kind == NodeKind::array) {
    stack_.back().values.push_back(std::move(node));
  } else {
    stack_.back().members.back().value = std::move(node);
  }
}

Result<Node> parse_json(std::string_view text, JsonLimits limits) {
  JsonReader reader(limits);
  TreeBuilder tree(text);
  TRY_DO(reader.read(text, tree));
  return tree.take();
}

}  // namespace entente::codec
