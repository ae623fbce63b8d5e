#include "codegen/variant_shape.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "codegen/cpp_text.hpp"
#include "codegen/messages.hpp"
#include "codegen/name_scope.hpp"

namespace pgscribe::codegen {
namespace {

using analyze::Switch;

bool has(const Switch& group, int number) {
  return group.kind == Switch::Kind::group &&
         std::find(group.parameters.begin(), group.parameters.end(), number) != group.parameters.end();
}

/// The member of all parameters that one switch is for.
Field group_member(const QueryShape& shape, const Switch& group, const Namer& namer) {
  Field member;
  member.sql_name = group.name;
  member.name = namer.member(group.name);
  member.span = group.span;
  member.nullable = true;
  member.type.name = Namer::nested_type(shape.stem, group.name, false);
  std::vector<Field> fields;
  for (std::size_t i = 0; i < shape.parameters.fields.size(); ++i) {
    if (has(group, shape.query->parameters[i].number)) fields.push_back(shape.parameters.fields[i]);
  }
  member.embedded = std::make_shared<const EmbeddedStruct>(EmbeddedStruct{member.type.name, std::move(fields)});
  return member;
}

Field flag_member(const Switch& flag, const Namer& namer) {
  Field member;
  member.sql_name = flag.name;
  member.name = namer.member(flag.name);
  member.span = flag.span;
  member.type.name = "bool";
  member.has_default = true;
  return member;
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

}  // namespace

void shape_variant_members(QueryShape& shape, const Namer& namer, support::Diagnostics& diagnostics) {
  ParameterShape& parameters = shape.parameters;
  const std::vector<Switch>& switches = shape.query->variants.switches;
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
      return member.embedded != nullptr && member.sql_name == group->name;
    });
    parameters.groups[i] = static_cast<int>(known - parameters.members.begin());
    if (known == parameters.members.end()) parameters.members.push_back(group_member(shape, *group, namer));
  }
  for (const Switch& flag : switches) {
    if (flag.kind == Switch::Kind::flag) parameters.members.push_back(flag_member(flag, namer));
  }
  NameScope scope;
  for (const Field& member : parameters.members) {
    scope.claim(member.name, "parameter", {"parameter \"" + member.sql_name + "\"", shape.query->file, member.span},
                msg::NameParameterOtherwise(), diagnostics);
  }
}

std::vector<std::string> switch_expressions(const QueryShape& shape) {
  const ParameterShape& parameters = shape.parameters;
  const std::string holder = parameters.kind == ParameterShape::Kind::record ? "params." : "";
  std::vector<std::string> expressions;
  for (const Switch& own : shape.query->variants.switches) {
    if (own.kind == Switch::Kind::parameter) {
      expressions.push_back(holder + parameters.fields[static_cast<std::size_t>(own.parameters.front()) - 1].name +
                            ".has_value()");
      continue;
    }
    const bool is_group = own.kind == Switch::Kind::group;
    const auto member = std::find_if(parameters.members.begin(), parameters.members.end(), [&](const Field& candidate) {
      return candidate.sql_name == own.name && (candidate.embedded != nullptr) == is_group;
    });
    expressions.push_back(holder + member->name + (is_group ? ".has_value()" : ""));
  }
  return expressions;
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
