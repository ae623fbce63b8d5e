#include <algorithm>
#include <optional>
#include <utility>

#include "analyze/exprs/star_expansion.hpp"
#include "catalog/quote_identifier.hpp"
#include "support/joined.hpp"

// Stars written out in the SQL that is sent, so that a column added to a table later never shifts a result.

namespace pgscribe::analyze {

namespace {

using catalog::quote_identifier;

/// How many visible columns an unqualified `name` could mean at this level.
std::size_t meanings_of(const ParseState& state, const std::string& name) {
  std::size_t count = 0;
  for (const NamespaceItem& item : state.names) {
    if (!item.columns_visible) continue;
    count += static_cast<std::size_t>(std::count(item.columns.begin(), item.columns.end(), name));
  }
  return count;
}

/// `alias.column` for a variable of this level, where that names it and nothing else.
std::optional<std::string> qualified_name(const ParseState& state, const ColumnVar& var) {
  if (var.levels_up != 0 || var.column <= 0) return std::nullopt;
  const auto position = static_cast<std::size_t>(var.column) - 1;
  for (const NamespaceItem& item : state.names) {
    if (item.entry != var.relation || item.version != var.version || !item.relation_visible || item.name.empty())
      continue;
    if (position >= item.columns.size()) continue;
    const auto has_same_name = [&](const NamespaceItem& other) {
      return other.relation_visible && other.name == item.name;
    };
    if (std::count_if(state.names.begin(), state.names.end(), has_same_name) != 1) continue;
    const std::string& column = item.columns[position];
    if (std::count(item.columns.begin(), item.columns.end(), column) != 1) continue;
    return quote_identifier(item.name) + "." + quote_identifier(column);
  }
  return std::nullopt;
}

/// How a column of a bare `*` is written: unqualified where that is clear.
std::optional<std::string> name_in_scope(const ParseState& state, const ExpandedColumn& column) {
  const auto* var = std::get_if<ColumnVar>(&column.expr->node);
  if (column.name.empty()) return std::nullopt;
  if (meanings_of(state, column.name) == 1) return quote_identifier(column.name);
  if (var == nullptr) return std::nullopt;
  auto name = qualified_name(state, *var);
  // Without AS the column would lose a name that the join's alias list gave it.
  if (name && !name->ends_with("." + quote_identifier(column.name))) *name += " AS " + quote_identifier(column.name);
  return name;
}

/// `prefix.column` for each; empty where the prefix has the name twice.
std::vector<std::string> names_below(const std::string& prefix, const std::vector<ExpandedColumn>& columns) {
  std::vector<std::string> result;
  for (const ExpandedColumn& column : columns) {
    const auto same = [&](const ExpandedColumn& other) { return other.name == column.name; };
    if (column.name.empty() || std::count_if(columns.begin(), columns.end(), same) != 1) return {};
    result.push_back(prefix + "." + quote_identifier(column.name));
  }
  return result;
}

/// `TABLE t` has its star where the keyword stands, without a text: the select list goes in the place of the keyword.
constexpr std::string_view kTable = "TABLE";

bool is_table_command(const ParseState& state, Span star) {
  const std::string_view text = state.context.file.text().substr(star.begin, kTable.size());
  return star.empty() && std::equal(text.begin(), text.end(), kTable.begin(), kTable.end(), [](char a, char b) {
           return (a >= 'a' && a <= 'z' ? static_cast<char>(a - 'a' + 'A') : a) == b;
         });
}

bool overlaps_edit(const AnalysisContext& context, Span span) {
  return std::any_of(context.edits->begin(), context.edits->end(), [&](const sql::TextEdit& edit) {
    return edit.span != span && edit.span.begin < span.end && span.begin < edit.span.end;
  });
}

/// `(expr).*` repeats the expression, as PostgreSQL itself does; its text must be free of other edits.
std::vector<std::string> names_below_expression(const ParseState& state, const sql::Expr& star,
                                                const std::vector<ExpandedColumn>& columns) {
  if (overlaps_edit(state.context, star.extent)) return {};
  std::string_view text = state.context.file.slice(star.extent);
  if (!text.ends_with('*')) return {};
  text.remove_suffix(1);
  while (!text.empty() && text.back() != '.') text.remove_suffix(1);
  if (text.empty() || text.find("--") != std::string_view::npos) return {};
  text.remove_suffix(1);
  return names_below(std::string(text), columns);
}

}  // namespace

void record_star_edit(ParseState& state, const sql::Expr& star, const std::vector<ExpandedColumn>& columns) {
  if (state.context.edits == nullptr || columns.empty()) return;
  std::vector<std::string> names;
  Span span = star.span;
  if (const auto* ref = std::get_if<sql::ColumnRef>(&star.node); ref == nullptr) {
    span = star.extent;
    names = names_below_expression(state, star, columns);
  } else if (!ref->fields.empty()) {
    std::vector<std::string> prefix;
    for (const sql::Name& field : ref->fields) prefix.push_back(quote_identifier(field.text));
    std::string text;
    for (const std::string& part : prefix) text += (text.empty() ? "" : ".") + part;
    names = names_below(text, columns);
  } else {
    for (const ExpandedColumn& column : columns) {
      auto name = name_in_scope(state, column);
      if (!name) return;
      names.push_back(std::move(*name));
    }
  }
  std::string list = support::joined(names, ", ");
  if (is_table_command(state, span)) {
    span.end = span.begin + static_cast<std::uint32_t>(kTable.size());
    list = "SELECT " + list + " FROM";
  }
  if (names.empty()) return;
  const sql::TextEdit edit{span, std::move(list)};
  std::vector<sql::TextEdit>& edits = *state.context.edits;
  const bool is_recorded = std::any_of(edits.begin(), edits.end(), [&](const sql::TextEdit& other) {
    return other.span == edit.span && other.replacement == edit.replacement;
  });
  if (!is_recorded) edits.push_back(edit);
}

}  // namespace pgscribe::analyze
