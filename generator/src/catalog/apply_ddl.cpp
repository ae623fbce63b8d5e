#include "catalog/apply_ddl.hpp"

#include <variant>

#include "catalog/ddl.hpp"
#include "catalog/do_block.hpp"
#include "catalog/named_object.hpp"
#include "catalog/view_refresh.hpp"

namespace pgscribe::catalog {

void apply_ddl(Catalog& catalog, const sql::Statement& statement, const support::SourceFile& file,
               const AnalyzeQuery& analyze_query, support::Diagnostics& diagnostics) {
  if (const auto* block = std::get_if<sql::Do>(&statement.node))
    return apply_block(catalog, *block, file, analyze_query, diagnostics);
  Catalog::Data& data = catalog.data();
  const std::size_t errors = diagnostics.error_count();
  DdlContext context{catalog, data, file, analyze_query, diagnostics, statement.span};
  data.mark();
  apply_statement(context, statement);
  if (diagnostics.error_count() > errors && !context.keep_despite_errors) return data.roll_back();
  // A new name changes nothing that is known of a view, but its query no longer finds the old one.
  const bool is_new_name =
      std::holds_alternative<sql::Rename>(statement.node) || std::holds_alternative<sql::SetSchema>(statement.node);
  if (!is_new_name) refresh_views(context);
}

namespace {

/// Statements that change nothing here: queries, plain DML (seed data), utilities. Unsupported ones have been reported
/// by the lowering.
template <class T>
concept WithoutEffect = std::is_same_v<T, sql::Insert> || std::is_same_v<T, sql::Update> ||
    std::is_same_v<T, sql::Delete> || std::is_same_v<T, sql::Merge> || std::is_same_v<T, sql::Call> ||
    std::is_same_v<T, sql::WrappedStatement> || std::is_same_v<T, sql::Utility> || std::is_same_v<T, sql::Unsupported>;

}  // namespace

bool changes_catalog(const sql::Statement& statement) {
  if (const auto* select = std::get_if<sql::Select>(&statement.node)) return select->into.has_value();
  return std::visit([]<class Node>(const Node&) { return !WithoutEffect<Node>; }, statement.node);
}

void apply_statement(DdlContext& context, const sql::Statement& statement) {
  std::visit(
      [&]<class Node>(const Node& node) {
        if constexpr (!WithoutEffect<Node> && !std::is_same_v<Node, sql::Do>) apply(context, node);
      },
      statement.node);
}

void apply(DdlContext& context, const sql::AlterFunction& statement) {
  const std::optional<Address> address = find_object(context, statement.function, Missing::report);
  if (!address || !statement.strict || is_builtin(address->oid)) return;
  context.data.functions.edit(address->oid).is_strict = *statement.strict;
}

}  // namespace pgscribe::catalog
