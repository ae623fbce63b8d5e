#pragma once

#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

// libpg_query's JSON in one flat table without pointers.

namespace pgscribe::sql {

class NodeView;

/// A member of a node that was not read.
struct UnreadMember {
  std::string_view node;    ///< the node's tag, "Constraint"; the name of the member that holds it where it has no tag
  std::string_view member;  ///< "without_overlaps"
  int location = -1;        ///< of the nearest node around it that has one
};

/// libpg_query's JSON in one flat, pointer-free table: half the time and a third of the memory of a DOM, and no
/// recursion to build or to free it, however deep it is.
class ParseTree {
 public:
  /// Empty (`root()` absent) for text that is not JSON.
  explicit ParseTree(const char* json);

  [[nodiscard]] NodeView root() const;
  /// What of the tree nobody has looked at: the members that stand highest, in order, each as the path of its tag (or
  /// member name) and its own name. Members with the default value are absent from the tree, and never unread.
  [[nodiscard]] std::vector<UnreadMember> unread() const;
  /// The version member: 150001 for PostgreSQL 15.1.
  [[nodiscard]] int version() const;

 private:
  friend class NodeView;
  friend class TreeBuilder;

  enum class Kind : std::uint8_t { null, boolean, integer, string, object, array };
  struct Node {
    Kind kind = Kind::null;
    std::uint32_t key = 0, key_size = 0;  // in text_
    std::int64_t value = 0;               // boolean, integer; offset of a string in text_
    std::uint32_t size = 0;               // of a string
    std::uint32_t first_child = 0;        // 0: none (0 is the table's dummy)
    std::uint32_t next_sibling = 0;
  };
  [[nodiscard]] std::string_view key(const Node& node) const {
    return std::string_view(text_).substr(node.key, node.key_size);
  }

  void note_read(std::uint32_t index) const { read_[index] = true; }

  std::vector<Node> nodes_;
  std::string text_;
  mutable std::vector<bool> read_;  ///< by node: a view has been taken of it
};

/// One JSON value. The only reader of the tree, and the only place that knows the JSON's habits: a member that is
/// absent is the protobuf default (0, "", false, null), `Node*` members carry a tag (`{"ColumnRef": {...}}`),
/// concrete-typed members do not, String and Integer are nodes of their own.
class NodeView {
 public:
  NodeView() = default;
  NodeView(const ParseTree* tree, std::uint32_t index) : tree_(tree), index_(index) {}

  /// False for an absent member and for the empty object that stands for a NULL list element.
  explicit operator bool() const;
  /// False for an absent member only; "" and {} are present.
  [[nodiscard]] bool present() const { return index_ != 0; }
  /// The tree's ParseTree::version().
  [[nodiscard]] int version() const { return tree_ == nullptr ? 0 : tree_->version(); }

  /// A member; of a tagged node use `body()` first. Absent when there is none.
  [[nodiscard]] NodeView operator[](std::string_view member) const;
  /// The value of a string member; "" when absent.
  [[nodiscard]] std::string_view text(std::string_view member) const;
  /// The value of an integer member; 0 when absent.
  [[nodiscard]] int integer(std::string_view member) const;
  [[nodiscard]] bool flag(std::string_view member) const;
  [[nodiscard]] int location() const { return integer("location"); }

  /// "ColumnRef" of `{"ColumnRef": {...}}`; "" when absent.
  [[nodiscard]] std::string_view tag() const;
  /// `{...}` of `{"ColumnRef": {...}}`.
  [[nodiscard]] NodeView body() const;
  [[nodiscard]] bool is(std::string_view tag_name) const { return tag() == tag_name; }

  /// The text of a String node ({"String": {"sval": ...}}; member "str" before PostgreSQL 15); "" for another node.
  [[nodiscard]] std::string_view string_value() const;
  /// The value of an Integer node.
  [[nodiscard]] int integer_value() const;
  /// The value of a Boolean node (an Integer before PostgreSQL 15).
  [[nodiscard]] bool boolean_value() const { return body().flag("boolval") || integer_value() != 0; }
  /// The elements of a List node.
  [[nodiscard]] NodeView items() const { return body()["items"]; }

  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = NodeView;
    using difference_type = std::ptrdiff_t;
    using pointer = const NodeView*;
    using reference = NodeView;
    Iterator() = default;
    Iterator(const ParseTree* tree, std::uint32_t index) : tree_(tree), index_(index) {}
    NodeView operator*() const {
      tree_->note_read(index_);
      return {tree_, index_};
    }
    Iterator& operator++();
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.index_ == b.index_; }

   private:
    const ParseTree* tree_ = nullptr;
    std::uint32_t index_ = 0;
  };
  /// The elements of an array; nothing for an absent one.
  [[nodiscard]] Iterator begin() const;
  [[nodiscard]] Iterator end() const { return {tree_, 0}; }
  [[nodiscard]] std::size_t size() const;
  /// Counts as read with all that is in it: known, and of no consequence here.
  void pass_over() const;

  /// A constant's value node under one shape for all versions: {"ival": {...}} before PostgreSQL 15 was {"val":
  /// {"Integer": ...}}.
  enum class ConstantKind { null, boolean, integer, floating, string, bit_string };
  [[nodiscard]] ConstantKind constant_kind() const;
  [[nodiscard]] std::string_view constant_text() const;
  [[nodiscard]] int constant_integer() const;

 private:
  [[nodiscard]] const ParseTree::Node& node() const { return tree_->nodes_[index_]; }
  [[nodiscard]] NodeView constant_value() const;

  const ParseTree* tree_ = nullptr;
  std::uint32_t index_ = 0;
};

}  // namespace pgscribe::sql
