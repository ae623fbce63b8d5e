#include "codegen/variant_shape.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "codegen/cpp_text.hpp"
#include "codegen/messages.hpp"
#include "codegen/name_scope.hpp"
#include "codegen/struct_text.hpp"

namespace pgscribe::codegen {
namespace {

using analyze::Switch;

/// Is it one member of several parameters?
bool is_holder(const Switch& own) { return own.kind == Switch::Kind::group || own.kind == Switch::Kind::cursor; }

bool has(const Switch& group, int number) {
  return is_holder(group) &&
         std::find(group.parameters.begin(), group.parameters.end(), number) != group.parameters.end();
}

/// The member of all parameters that one switch is for.
Field group_member(const QueryShape& shape, const Switch& group, const Namer& namer) {
  Field member;
  member.sql_name = group.name;
  member.name = namer.member(group.name);
  member.span = group.span;
  member.nullable = true;
  member.type.spelling.stored = Namer::nested_type(shape.stem, group.name, false);
  std::vector<Field> fields;
  for (std::size_t i = 0; i < shape.parameters.fields.size(); ++i) {
    if (has(group, shape.query->parameters[i].number)) fields.push_back(shape.parameters.fields[i]);
  }
  member.embedded =
      std::make_shared<const EmbeddedStruct>(EmbeddedStruct{member.type.spelling.stored, std::move(fields)});
  return member;
}

Field flag_member(const Switch& flag, const Namer& namer) {
  Field member;
  member.sql_name = flag.name;
  member.name = namer.member(flag.name);
  member.span = flag.span;
  member.type.spelling.stored = "bool";
  member.has_default = true;
  return member;
}

Field choice_member(const QueryShape& shape, const analyze::OrderChoice& order, const Namer& namer) {
  Field member;
  member.sql_name = order.name;
  member.name = namer.member(order.name);
  member.span = order.span;
  member.type.spelling.stored = Namer::nested_type(shape.stem, order.name, false);
  member.has_default = true;
  return member;
}

void add_order(QueryShape& shape, const analyze::OrderChoice& order, const Namer& namer) {
  ParameterShape& parameters = shape.parameters;
  parameters.members.push_back(choice_member(shape, order, namer));
  OrderEnum ways;
  ways.type = parameters.members.back().type.spelling.stored;
  ways.member = parameters.members.back().name;
  for (const std::size_t label : order.labels) ways.labels.push_back(shape.query->variants.switches[label].name);
  ways.enumerators = namer.enumerators("", order.name, ways.labels);
  if (order.has_reverse()) {
    Switch reverse;
    reverse.name = order.name + "_descending";
    reverse.span = order.span;
    parameters.members.push_back(flag_member(reverse, namer));
    ways.reverse = parameters.members.back().name;
  }
  parameters.orders.push_back(std::move(ways));
}

/// "params.sort == SearchUsersSort::name"
std::string is_chosen(const OrderEnum& ways, std::size_t label) {
  return "params." + ways.member + " == " + ways.type + "::" + ways.enumerators[label];
}

/// A label that cannot be turned around is not asked for in reverse, which the runtime checks.
std::string reverse_expression(const OrderEnum& ways, const analyze::OrderChoice& order) {
  std::string reversible;
  for (std::size_t i = 0; i < ways.labels.size(); ++i) {
    if (order.reversible[i]) reversible += (reversible.empty() ? "" : " ||\n          ") + is_chosen(ways, i);
  }
  return "pgscribe::descending(\n          params." + ways.reverse + ",\n          " + reversible + ")";
}

std::string order_expression(const QueryShape& shape, std::size_t index) {
  const std::vector<analyze::OrderChoice>& orders = shape.query->variants.orders;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const OrderEnum& ways = shape.parameters.orders[i];
    if (shape.query->variants.switches[index].kind == Switch::Kind::reverse && orders[i].reverse == index)
      return reverse_expression(ways, orders[i]);
    const auto label = std::find(orders[i].labels.begin(), orders[i].labels.end(), index);
    if (label != orders[i].labels.end())
      return is_chosen(ways, static_cast<std::size_t>(label - orders[i].labels.begin()));
  }
  return "false";
}

Field cursor_member(const QueryShape& shape, const Switch& own, const Namer& namer) {
  Field member;
  member.sql_name = own.name;
  member.name = namer.member(own.name);
  member.span = own.span;
  member.nullable = true;
  member.type.spelling.stored = shape.cursor.front().type;
  return member;
}

/// The member of a row that shows the column, and the cursor's of the same name.
std::string row_member(const QueryShape& shape, std::size_t item) {
  return shape.result.kind == ResultShape::Kind::scalar ? "row" : "row." + shape.result.fields[item].name;
}

void add_cursor_columns(QueryShape& shape, CursorShape& cursor) {
  const analyze::Keyset& keyset = *shape.query->variants.keyset;
  for (const analyze::KeysetColumn& column : keyset.columns) {
    Field& parameter = shape.parameters.fields[static_cast<std::size_t>(column.after) - 1];
    const bool always = std::find(column.in_labels.begin(), column.in_labels.end(), false) == column.in_labels.end();
    parameter.name = shape.result.fields[column.item].name;
    parameter.nullable = !always;
    if (column.before != 0) {
      Field& before = shape.parameters.fields[static_cast<std::size_t>(column.before) - 1];
      before.name = parameter.name;
      before.nullable = parameter.nullable;
    }
    cursor.fields.push_back(parameter);
    std::string condition;
    const std::vector<analyze::OrderChoice>& orders = shape.query->variants.orders;
    for (std::size_t i = 0; !always && i < orders.front().labels.size(); ++i) {
      if (column.in_labels[i])
        condition += (condition.empty() ? "" : " || ") + std::string("sort == ") +
                     shape.parameters.orders.front().type + "::" + shape.parameters.orders.front().enumerators[i];
    }
    cursor.assignments.push_back((condition.empty() ? "" : "if (" + condition + ") ") + "cursor." + parameter.name +
                                 " = " + row_member(shape, column.item) + ";");
  }
}

/// The way to sort is in a cursor, so that one of another way is found out.
void add_cursor_order(const QueryShape& shape, CursorShape& cursor, const Namer& namer) {
  for (const OrderEnum& ways : shape.parameters.orders) {
    Field sort = choice_member(shape, shape.query->variants.orders.front(), namer);
    sort.type.codec = "codec::enumeration<" + ways.type + ">";
    sort.type.is_composed = true;
    cursor.fields.push_back(std::move(sort));
    cursor.assignments.push_back("cursor." + ways.member + " = sort;");
    cursor.same_order = "->" + ways.member + " == params." + ways.member;
    if (ways.reverse.empty()) continue;
    Switch reverse;
    reverse.name = shape.query->variants.orders.front().name + "_descending";
    Field descending = flag_member(reverse, namer);
    descending.type.codec = "codec::bool_";
    cursor.fields.push_back(std::move(descending));
    cursor.assignments.push_back("cursor." + ways.reverse + " = descending;");
  }
}

void add_cursor(QueryShape& shape, const Namer& namer) {
  const analyze::Keyset& keyset = *shape.query->variants.keyset;
  CursorShape cursor;
  cursor.type = shape.stem + "Cursor";
  cursor.row_type = shape.result.type;
  cursor.row_is_own = shape.result.kind == ResultShape::Kind::row;
  cursor.after = namer.member(keyset.after);
  if (!keyset.before.empty()) cursor.before = namer.member(keyset.before);
  add_cursor_order(shape, cursor, namer);
  add_cursor_columns(shape, cursor);
  shape.cursor.push_back(std::move(cursor));
}

/// "params.after.has_value()", with what is wrong about a cursor checked.
std::string cursor_expression(const QueryShape& shape, const std::string& name) {
  const CursorShape& cursor = shape.cursor.front();
  const bool is_before = name == shape.query->variants.keyset->before;
  const std::string member = "params." + (is_before ? cursor.before : cursor.after);
  std::string given = member + ".has_value()";
  if (is_before) given = "pgscribe::only_end(" + given + ", params." + cursor.after + ".has_value())";
  if (cursor.same_order.empty()) return given;
  std::string same = member + cursor.same_order;
  const std::string& reverse = shape.parameters.orders.front().reverse;
  if (!reverse.empty()) same += " &&\n              " + member + "->" + reverse + " == params." + reverse;
  return "pgscribe::in_this_order(\n          " + given + ",\n          !" + member + ".has_value() || (" + same + "))";
}

std::string bits(analyze::VariantKey key) { return std::to_string(key) + "U"; }

/// "{.all = 1U}"
std::string condition_text(const analyze::Condition& condition) {
  std::string text;
  const auto add = [&](const char* name, analyze::VariantKey key) {
    if (key != 0) text += (text.empty() ? "." : ", .") + std::string(name) + " = " + bits(key);
  };
  add("all", condition.all);
  add("any", condition.any);
  add("none", condition.none);
  return "{" + text + "}";
}

/// What a cursor is made of; `declared`: with defaults.
std::vector<std::string> of_parameters(const QueryShape& shape, bool declared) {
  const CursorShape& cursor = shape.cursor.front();
  std::vector<std::string> parameters{"const " + cursor.row_type + "& row"};
  for (const OrderEnum& ways : shape.parameters.orders) {
    parameters.push_back(ways.type + " sort" + (declared ? " = {}" : ""));
    if (!ways.reverse.empty()) parameters.push_back(std::string("bool descending") + (declared ? " = false" : ""));
  }
  return parameters;
}

}  // namespace

void shape_variant_members(QueryShape& shape, const Namer& namer, support::Diagnostics& diagnostics) {
  ParameterShape& parameters = shape.parameters;
  const std::vector<Switch>& switches = shape.query->variants.switches;
  for (const analyze::OrderChoice& order : shape.query->variants.orders) add_order(shape, order, namer);
  std::vector<Field> orders = std::exchange(parameters.members, {});
  if (shape.query->variants.keyset) add_cursor(shape, namer);
  parameters.groups.assign(parameters.fields.size(), ParameterShape::kNoGroup);
  for (std::size_t i = 0; i < parameters.fields.size(); ++i) {
    const int number = shape.query->parameters[i].number;
    const auto group =
        std::find_if(switches.begin(), switches.end(), [&](const Switch& other) { return has(other, number); });
    if (group == switches.end()) {
      parameters.members.push_back(parameters.fields[i]);
      continue;
    }
    const auto known = std::find_if(parameters.members.begin(), parameters.members.end(), [&](const Field& member) {
      return (member.embedded != nullptr || group->kind == Switch::Kind::cursor) && member.sql_name == group->name;
    });
    parameters.groups[i] = static_cast<int>(known - parameters.members.begin());
    if (known != parameters.members.end()) continue;
    parameters.members.push_back(group->kind == Switch::Kind::group ? group_member(shape, *group, namer)
                                                                    : cursor_member(shape, *group, namer));
  }
  for (const Switch& flag : switches) {
    if (flag.kind == Switch::Kind::flag) parameters.members.push_back(flag_member(flag, namer));
  }
  for (Field& member : orders) parameters.members.push_back(std::move(member));
  NameScope scope;
  for (const Field& member : parameters.members) {
    scope.claim(member.name, "parameter", {"parameter \"" + member.sql_name + "\"", shape.query->file, member.span},
                msg::NameParameterOtherwise(), diagnostics);
  }
}

std::vector<std::string> switch_expressions(const QueryShape& shape) {
  const ParameterShape& parameters = shape.parameters;
  const std::string holder = parameters.kind == ParameterShape::Kind::record ? "params." : "";
  const auto member_of = [&](const Switch& own) {
    return *std::find_if(parameters.members.begin(), parameters.members.end(), [&](const Field& candidate) {
      return candidate.sql_name == own.name && (candidate.embedded != nullptr) == (own.kind == Switch::Kind::group);
    });
  };
  std::vector<std::string> expressions;
  const std::vector<Switch>& switches = shape.query->variants.switches;
  for (std::size_t i = 0; i < switches.size(); ++i) {
    const auto parameter = [&] {
      return holder + parameters.fields[static_cast<std::size_t>(switches[i].parameters.front()) - 1].name;
    };
    switch (switches[i].kind) {
      case Switch::Kind::parameter: expressions.push_back(parameter() + ".has_value()"); break;
      case Switch::Kind::patch: expressions.push_back(parameter() + ".is_set()"); break;
      case Switch::Kind::group: expressions.push_back(holder + member_of(switches[i]).name + ".has_value()"); break;
      case Switch::Kind::flag: expressions.push_back(holder + member_of(switches[i]).name); break;
      case Switch::Kind::cursor: expressions.push_back(cursor_expression(shape, switches[i].name)); break;
      case Switch::Kind::label:
      case Switch::Kind::reverse: expressions.push_back(order_expression(shape, i)); break;
    }
  }
  return expressions;
}

Struct cursor_struct(const QueryShape& shape) {
  const CursorShape& cursor = shape.cursor.front();
  Struct result = struct_text(cursor.type, cursor.fields,
                              comment_lines("Where a page of " + shape.query->name + " ends or begins.", 0));
  if (cursor.row_is_own) result.before.push_back("struct " + cursor.row_type + ";");
  result.declarations = {
      "/// At this row.",
      function_head("[[nodiscard]] static " + cursor.type, "of", of_parameters(shape, true), 2, 1) + ";",
      "/// Opaque, and fit for a URL.",
      "friend std::string to_string(const " + cursor.type + "& cursor);",
      "/// Nothing for a text that is no cursor of this query.",
      "[[nodiscard]] static std::optional<" + cursor.type + "> parse(std::string_view text);"};
  return result;
}

std::vector<std::string> cursor_definitions(const QueryShape& shape, const std::string& fields, bool is_inline) {
  const CursorShape& cursor = shape.cursor.front();
  const std::string head = is_inline ? "inline " : "";
  const std::string name = string_literal(shape.query->name);
  std::string of = function_head(head + cursor.type, cursor.type + "::of", of_parameters(shape, false), 0, 2) +
                   " {\n  " + cursor.type + " cursor{};\n";
  for (const std::string& line : cursor.assignments) of += "  " + line + "\n";
  return {
      unformatted(of + "  return cursor;\n}"),
      unformatted(head + "std::string to_string(const " + cursor.type + "& cursor) {\n  return pgscribe::cursor_text(" +
                  name + ", " + fields + ", &cursor);\n}"),
      unformatted(head + "std::optional<" + cursor.type + "> " + cursor.type + "::parse(std::string_view text) {\n  " +
                  cursor.type + " cursor{};\n  if (!pgscribe::read_cursor(text, " + name + ", " + fields +
                  ", &cursor)) return std::nullopt;\n  return cursor;\n}")};
}

std::vector<std::string> piece_rows(const analyze::VariantSet& variants, const std::string& comment) {
  std::vector<std::string> rows;
  for (const analyze::Piece& piece : variants.pieces) {
    std::string row = "{.text = " + sql_literal(piece.text);
    if (piece.parameter != 0) row += ", .parameter = " + std::to_string(piece.parameter);
    if (!(piece.condition == analyze::Condition{})) row += ", .condition = " + condition_text(piece.condition);
    rows.push_back(row + "}");
  }
  if (!comment.empty()) rows.push_back("{.text = " + string_literal(comment) + "}");
  return rows;
}

}  // namespace pgscribe::codegen
