#include "sql/parse_tree.hpp"

#include <nlohmann/json.hpp>

namespace pgscribe::sql {

/// Receives nlohmann's SAX events.
class TreeBuilder {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  explicit TreeBuilder(ParseTree& tree) : tree_(tree) { tree_.nodes_.emplace_back(); }

  bool null() { return leaf(ParseTree::Kind::null, 0); }
  bool boolean(bool value) { return leaf(ParseTree::Kind::boolean, value ? 1 : 0); }
  bool number_integer(number_integer_t value) { return leaf(ParseTree::Kind::integer, value); }
  bool number_unsigned(number_unsigned_t value) {
    return leaf(ParseTree::Kind::integer, static_cast<std::int64_t>(value));
  }
  bool number_float(number_float_t, const string_t&) { return leaf(ParseTree::Kind::null, 0); }
  bool string(string_t& value) {
    leaf(ParseTree::Kind::string, static_cast<std::int64_t>(tree_.text_.size()));
    tree_.nodes_.back().size = static_cast<std::uint32_t>(value.size());
    tree_.text_ += value;
    return true;
  }
  bool binary(binary_t&) { return leaf(ParseTree::Kind::null, 0); }

  bool start_object(std::size_t) { return open(ParseTree::Kind::object); }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(ParseTree::Kind::array); }
  bool end_array() { return close(); }
  bool key(string_t& value) {
    key_ = static_cast<std::uint32_t>(tree_.text_.size());
    key_size_ = static_cast<std::uint32_t>(value.size());
    tree_.text_ += value;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) { return false; }

 private:
  struct Open {
    std::uint32_t index = 0;
    std::uint32_t last_child = 0;
  };

  bool leaf(ParseTree::Kind kind, std::int64_t value) {
    ParseTree::Node node;
    node.kind = kind;
    node.value = value;
    add(node);
    return true;
  }

  std::uint32_t add(ParseTree::Node node) {
    node.key = key_;
    node.key_size = key_size_;
    key_size_ = 0;
    const auto index = static_cast<std::uint32_t>(tree_.nodes_.size());
    if (!open_.empty()) {
      Open& parent = open_.back();
      if (parent.last_child == 0) {
        tree_.nodes_[parent.index].first_child = index;
      } else {
        tree_.nodes_[parent.last_child].next_sibling = index;
      }
      parent.last_child = index;
    }
    tree_.nodes_.push_back(node);
    return index;
  }

  bool open(ParseTree::Kind kind) {
    ParseTree::Node node;
    node.kind = kind;
    open_.push_back({add(node), 0});
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  ParseTree& tree_;
  std::vector<Open> open_;
  std::uint32_t key_ = 0;
  std::uint32_t key_size_ = 0;
};

ParseTree::ParseTree(const char* json) {
  TreeBuilder builder(*this);
  if (!nlohmann::json::sax_parse(json, &builder)) nodes_.resize(1);
  read_.resize(nodes_.size());
}

NodeView ParseTree::root() const { return nodes_.size() > 1 ? NodeView(this, 1) : NodeView(); }

int ParseTree::version() const { return root().integer("version"); }

std::vector<UnreadMember> ParseTree::unread() const {
  struct Open {
    std::uint32_t index = 0;
    int location = -1;
  };
  std::vector<UnreadMember> found;
  std::vector<Open> open;
  if (nodes_.size() > 1) open.push_back({1, -1});
  for (std::size_t next = 0; next < open.size(); ++next) {  // level by level: no recursion, however deep the tree is
    const Node& node = nodes_[open[next].index];
    int location = open[next].location;
    for (std::uint32_t child = node.first_child; child != 0; child = nodes_[child].next_sibling) {
      if (key(nodes_[child]) == "location") location = static_cast<int>(nodes_[child].value);
    }
    for (std::uint32_t child = node.first_child; child != 0; child = nodes_[child].next_sibling) {
      const bool is_element = node.kind == Kind::array;
      if (read_[child]) {
        open.push_back({child, location});
      } else {
        found.push_back({key(node), is_element ? std::string_view("[]") : key(nodes_[child]), location});
      }
    }
  }
  return found;
}

NodeView::operator bool() const {
  return index_ != 0 && (node().kind != ParseTree::Kind::object || node().first_child != 0);
}

NodeView NodeView::operator[](std::string_view member) const {
  if (index_ == 0 || node().kind != ParseTree::Kind::object) return {};
  for (std::uint32_t child = node().first_child; child != 0; child = tree_->nodes_[child].next_sibling) {
    if (tree_->key(tree_->nodes_[child]) != member) continue;
    tree_->note_read(child);
    return {tree_, child};
  }
  return {};
}

std::string_view NodeView::text(std::string_view member) const {
  const NodeView value = (*this)[member];
  if (value.index_ == 0 || value.node().kind != ParseTree::Kind::string) return {};
  return std::string_view(tree_->text_).substr(static_cast<std::size_t>(value.node().value), value.node().size);
}

int NodeView::integer(std::string_view member) const {
  const NodeView value = (*this)[member];
  if (value.index_ == 0 || value.node().kind != ParseTree::Kind::integer) return 0;
  return static_cast<int>(value.node().value);
}

bool NodeView::flag(std::string_view member) const {
  const NodeView value = (*this)[member];
  return value.index_ != 0 && value.node().kind == ParseTree::Kind::boolean && value.node().value != 0;
}

std::string_view NodeView::tag() const {
  if (index_ == 0 || node().kind != ParseTree::Kind::object || node().first_child == 0) return {};
  return tree_->key(tree_->nodes_[node().first_child]);
}

NodeView NodeView::body() const {
  if (index_ == 0 || node().kind != ParseTree::Kind::object) return {};
  tree_->note_read(node().first_child);
  return {tree_, node().first_child};
}

std::string_view NodeView::string_value() const {
  const std::string_view current = body().text("sval");
  return current.empty() ? body().text("str") : current;
}

int NodeView::integer_value() const { return body().integer("ival"); }

NodeView::Iterator& NodeView::Iterator::operator++() {
  index_ = tree_->nodes_[index_].next_sibling;
  return *this;
}

NodeView::Iterator NodeView::begin() const {
  if (index_ == 0 || node().kind != ParseTree::Kind::array) return end();
  return {tree_, node().first_child};
}

std::size_t NodeView::size() const { return static_cast<std::size_t>(std::distance(begin(), end())); }

void NodeView::pass_over() const {
  if (index_ == 0) return;
  std::vector<std::uint32_t> open{index_};
  while (!open.empty()) {
    const std::uint32_t index = open.back();
    open.pop_back();
    tree_->note_read(index);
    for (std::uint32_t child = tree_->nodes_[index].first_child; child != 0; child = tree_->nodes_[child].next_sibling)
      open.push_back(child);
  }
}

NodeView NodeView::constant_value() const {
  if (const NodeView value = (*this)["val"]; value.index_ != 0) return value;  // PostgreSQL 13, 14: a tagged node
  for (const std::string_view member : {"ival", "sval", "fval", "boolval", "bsval"}) {
    if (const NodeView value = (*this)[member]; value.index_ != 0) return value;
  }
  return {};
}

NodeView::ConstantKind NodeView::constant_kind() const {
  const NodeView value = constant_value();
  if (value.index_ == 0) return ConstantKind::null;
  const std::string_view key = tree_->key(value.node()) == "val" ? value.tag() : tree_->key(value.node());
  if (key == "ival" || key == "Integer") return ConstantKind::integer;
  if (key == "fval" || key == "Float") return ConstantKind::floating;
  if (key == "boolval") return ConstantKind::boolean;
  if (key == "sval" || key == "String") return ConstantKind::string;
  if (key == "bsval" || key == "BitString") return ConstantKind::bit_string;
  return ConstantKind::null;
}

std::string_view NodeView::constant_text() const {
  NodeView value = constant_value();
  if (value.index_ != 0 && tree_->key(value.node()) == "val") value = value.body();
  for (const std::string_view member : {"sval", "fval", "bsval", "str"}) {
    if (const std::string_view text_value = value.text(member); !text_value.empty()) return text_value;
  }
  return {};
}

int NodeView::constant_integer() const {
  NodeView value = constant_value();
  if (value.index_ != 0 && tree_->key(value.node()) == "val") value = value.body();
  if (tree_->key(constant_value().node()) == "boolval") return value.flag("boolval") ? 1 : 0;
  return value.integer("ival");
}

}  // namespace pgscribe::sql
