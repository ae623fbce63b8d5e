#include "sql/depth.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pgscribe::sql {
namespace {

enum class Effect {
  none,
  link,
  join,
  set_operation,
  between,
  conjunction,
  clause,
  comma,
  open,
  close,
  open_case,
  close_case
};

Effect keyword_effect(std::string_view word) {
  static const std::unordered_map<std::string_view, Effect> effects{
      {"and", Effect::conjunction},
      {"or", Effect::conjunction},
      {"between", Effect::between},
      {"not", Effect::link},
      {"is", Effect::link},
      {"isnull", Effect::link},
      {"notnull", Effect::link},
      {"collate", Effect::link},
      {"in", Effect::link},
      {"like", Effect::link},
      {"ilike", Effect::link},
      {"similar", Effect::link},
      {"at", Effect::link},
      {"overlaps", Effect::link},
      {"operator", Effect::link},
      {"join", Effect::join},
      {"union", Effect::set_operation},
      {"intersect", Effect::set_operation},
      {"except", Effect::set_operation},
      {"case", Effect::open_case},
      {"end", Effect::close_case},
      {"select", Effect::clause},
      {"from", Effect::clause},
      {"where", Effect::clause},
      {"having", Effect::clause},
      {"values", Effect::clause},
      {"returning", Effect::clause},
  };
  constexpr std::size_t kLongest = 9;
  if (word.size() > kLongest) return Effect::none;
  std::string lower(word);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const auto it = effects.find(lower);
  return it == effects.end() ? Effect::none : it->second;
}

Effect effect(const TokenIndex& tokens, std::size_t i) {
  const std::string_view token = tokens.slice(i);
  switch (tokens.kind(i)) {
    case TokenKind::identifier: return keyword_effect(token);
    case TokenKind::operator_: return Effect::link;
    case TokenKind::punctuation:
      if (token == "(" || token == "[") return Effect::open;
      if (token == ")" || token == "]") return Effect::close;
      if (token == ",") return Effect::comma;
      return token == "::" ? Effect::link : Effect::none;
    default: return Effect::none;
  }
}

/// What nests between one opening bracket (or CASE) and its end.
struct Level {
  bool is_case = false;
  int links = 0;           ///< operators since the last comma, AND, OR or clause
  int joins = 0;           ///< of one FROM item
  int set_operations = 0;  ///< a UNION b UNION c
  int betweens = 0;        ///< whose AND is still to come
};

class DepthCounter {
 public:
  void apply(Effect effect) {
    Level& top = levels_.back();
    switch (effect) {
      case Effect::none: break;
      case Effect::link: add(top.links); break;
      case Effect::join: add(top.joins); break;
      case Effect::set_operation:
        add(top.set_operations);
        reset(top, true);
        break;
      case Effect::between:
        add(top.links);
        ++top.betweens;
        break;
      case Effect::conjunction:
        if (top.betweens > 0) {
          --top.betweens;
        } else {
          reset(top, false);
        }
        break;
      case Effect::clause:
      case Effect::comma: reset(top, effect == Effect::comma); break;
      case Effect::open: open(false); break;
      case Effect::open_case: open(true); break;
      case Effect::close: close(); break;
      case Effect::close_case:
        if (top.is_case) pop();
        break;
    }
  }
  [[nodiscard]] int depth() const { return depth_; }

 private:
  void add(int& count) {
    ++count;
    ++depth_;
  }
  void reset(Level& level, bool joins) {
    depth_ -= level.links;
    level.links = level.betweens = 0;
    if (!joins) return;
    depth_ -= level.joins;
    level.joins = 0;
  }
  void open(bool is_case) {
    levels_.push_back({is_case, 0, 0, 0, 0});
    ++depth_;
  }
  void close() {
    while (levels_.back().is_case) pop();  // a CASE without END
    if (levels_.size() > 1) pop();
  }
  void pop() {
    const Level& level = levels_.back();
    depth_ -= level.links + level.joins + level.set_operations + 1;
    levels_.pop_back();
  }

  std::vector<Level> levels_ = std::vector<Level>(1);
  int depth_ = 0;
};

}  // namespace

std::optional<std::size_t> find_too_deep(const TokenIndex& tokens, int limit) {
  DepthCounter counter;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    counter.apply(effect(tokens, i));
    if (counter.depth() > limit) return i;
  }
  return std::nullopt;
}

}  // namespace pgscribe::sql
