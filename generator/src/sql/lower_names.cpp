#include "sql/lowering.hpp"

// Names of columns, relations and types, also those that the grammar spells with several keywords.

namespace pgscribe::sql {
namespace {

/// Type names that the grammar spells with several keywords; the tree holds one location for them.
std::size_t past_type_name(const TokenIndex& tokens, std::size_t i) {
  if (tokens.is(i, "setof")) ++i;
  if (tokens.is(i, "double") && tokens.is(i + 1, "precision")) return i + 2;
  if (tokens.is(i, "national") && (tokens.is(i + 1, "character") || tokens.is(i + 1, "char"))) ++i;
  if ((tokens.is(i, "character") || tokens.is(i, "char") || tokens.is(i, "nchar") || tokens.is(i, "bit")) &&
      tokens.is(i + 1, "varying")) {
    return i + 2;
  }
  if (tokens.is(i, "time") || tokens.is(i, "timestamp")) {
    std::size_t zone = i + 1;
    if (tokens.is(zone, "(")) zone = tokens.match(zone) + 1;
    const bool has_zone = (tokens.is(zone, "with") || tokens.is(zone, "without")) && tokens.is(zone + 1, "time") &&
                          tokens.is(zone + 2, "zone");
    return has_zone ? zone + 3 : i + 1;
  }
  return tokens.past_dotted(i);
}

}  // namespace

std::string last_string(NodeView list) {
  std::string result;
  for (const NodeView item : list) result = item.string_value();
  return result;
}

QualifiedName lower_name(Lowering& l, NodeView strings, int location) {
  QualifiedName name;
  for (const NodeView part : strings) name.parts.emplace_back(part.string_value());
  if (name.parts.empty()) name.parts.emplace_back();
  if (location >= 0) {
    name.span = l.dotted(location);
  } else {
    const Name first = l.locate(name.parts.front());
    name.span = first.span;
    if (!first.span.empty()) {
      const std::size_t start = l.cursor() - 1;
      name.span = l.tokens_span(start, l.tokens().past_dotted(start));
    }
  }
  return name;
}

QualifiedName lower_operator(Lowering& l, NodeView strings, int location) {
  QualifiedName name;
  for (const NodeView part : strings) name.parts.emplace_back(part.string_value());
  if (name.parts.empty()) name.parts.emplace_back();
  const std::size_t i = l.token_at(location);
  const bool written_out = l.tokens().is(i, "operator") && l.tokens().is(i + 1, "(");
  name.span = l.tokens_span(i, written_out ? l.tokens().match(i + 1) + 1 : i + 1);
  return name;
}

std::vector<Name> lower_column_names(Lowering& l, NodeView strings) {
  std::vector<Name> names;
  for (const NodeView item : strings) names.push_back(l.locate(item.string_value()));
  return names;
}

TypeName lower_type(Lowering& l, NodeView n) {
  TypeName type;
  for (const NodeView part : n["names"]) type.name.parts.emplace_back(part.string_value());
  type.set_of = n.flag("setof");
  type.percent_type = n.flag("pct_type");
  if (n.location() < 0) {
    type.name = lower_name(l, n["names"]);
    type.span = type.name.span;
  } else if (n) {
    const std::size_t i = l.token_at(n.location());
    type.span = l.tokens_span(i, past_type_name(l.tokens(), i));
    type.name.span = type.span;
  }
  type.modifiers = lower_exprs(l, n["typmods"]);
  l.skip_group();
  // `[]` is -1 for PostgreSQL and comes out as 0 (libpg_query 15 writes no negative Integer); `[0]` means no more than
  // `[]`
  for (const NodeView bound : n["arrayBounds"])
    type.array_bounds.push_back(bound.integer_value() > 0 ? bound.integer_value() : -1);
  return type;
}

RelationRef lower_relation(Lowering& l, NodeView n) {
  RelationRef relation;
  for (const std::string_view member : {"catalogname", "schemaname", "relname"}) {
    if (const std::string_view part = n.text(member); !part.empty()) relation.name.parts.emplace_back(part);
  }
  if (relation.name.parts.empty()) relation.name.parts.emplace_back();
  const int location = n.location();
  l.seek(location);
  relation.name.span = l.dotted(location);
  const std::size_t first = l.token_at(location);
  relation.only = !n.flag("inh") && first > 0 &&
                  (l.tokens().is(first - 1, "only") || (first > 1 && l.tokens().is(first - 2, "only")));
  if (const std::string_view persistence = n.text("relpersistence"); !persistence.empty()) {
    relation.persistence = persistence.front();
  }
  relation.alias = lower_alias(l, n["alias"]);
  return relation;
}

std::optional<Alias> lower_alias(Lowering& l, NodeView n) {
  if (!n) return std::nullopt;
  Alias alias;
  alias.name = l.locate(n.text("aliasname"));
  alias.columns = lower_column_names(l, n["colnames"]);
  return alias;
}

std::vector<IndirectionStep> lower_indirection(Lowering& l, NodeView list) {
  std::vector<IndirectionStep> steps;
  for (const NodeView item : list) {
    if (item.is("A_Star")) {
      steps.emplace_back(StarStep{});
    } else if (item.is("A_Indices")) {
      const NodeView n = item.body();
      ExprRef lower = lower_expr(l, n["lidx"]);
      ExprRef upper = lower_expr(l, n["uidx"]);
      if (n.flag("is_slice")) {
        steps.emplace_back(SliceStep{std::move(lower), std::move(upper)});
      } else {
        steps.emplace_back(SubscriptStep{std::move(upper)});
      }
    } else {
      steps.emplace_back(FieldStep{l.locate(item.string_value())});
    }
  }
  return steps;
}

}  // namespace pgscribe::sql
