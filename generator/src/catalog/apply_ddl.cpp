#include "catalog/apply_ddl.hpp"

#include <algorithm>
#include <array>
#include <variant>

#include "catalog/ddl.hpp"
#include "catalog/do_block.hpp"
#include "catalog/messages.hpp"
#include "catalog/migration_tables.hpp"
#include "catalog/named_object.hpp"
#include "catalog/routine_call.hpp"
#include "catalog/view_refresh.hpp"

namespace pgscribe::catalog {

namespace {

/// Folds the statement, or none of it, and gives what there was to say.
support::Diagnostics fold(Catalog& catalog, const sql::Statement& statement, const support::SourceFile& file,
                          const AnalyzeQuery& analyze_query) {
  Catalog::Data& data = data_of(catalog);
  support::Diagnostics said;
  DdlContext context{catalog, data, file, analyze_query, said, statement.span};
  data.mark();
  apply_statement(context, statement);
  const std::vector<std::string> missing = missing_migration_tables(catalog, statement, said);
  if (!missing.empty()) {
    data.roll_back();
    for (const std::string& name : missing) {
      data.mark();
      add_migration_table(context, name);
    }
    return fold(catalog, statement, file, analyze_query);
  }
  // A new name changes nothing that is known of a view, but its query no longer finds the old one.
  const bool is_new_name =
      std::holds_alternative<sql::Rename>(statement.node) || std::holds_alternative<sql::SetSchema>(statement.node);
  if (said.has_errors() && !context.keep_despite_errors) {
    data.roll_back();
  } else if (!is_new_name) {
    refresh_views(context);
  }
  return said;
}

/// The server's codes for what is missing, or in use.
bool is_about_objects(const std::string& code) {
  static constexpr std::array kCodes{"42P01", "42703", "42704", "42883", "3F000", "2BP01"};
  return std::find(kCodes.begin(), kCodes.end(), code) != kCodes.end();
}

/// After something that was not seen, an object that is missing may be there, and one in use may be gone.
void report(const Catalog& catalog, const support::Diagnostics& said, support::Diagnostics& diagnostics) {
  for (support::Diagnostic diagnostic : said.all()) {
    const bool is_doubtful = data_of(catalog).has_unseen && diagnostic.severity == support::Severity::error;
    if (is_doubtful && is_about_objects(diagnostic.code)) {
      diagnostic.severity = support::Severity::warning;
      if (diagnostic.hint.empty()) diagnostic.hint = msg::SomethingBeforeNotSeen();
    }
    diagnostics.add(std::move(diagnostic));
  }
}

}  // namespace

void fold_statement(const FoldTarget& target, const sql::Statement& statement) {
  const support::Diagnostics said = fold(target.catalog, statement, target.file, target.analyze_query);
  for (const support::Diagnostic& diagnostic : said.all()) target.diagnostics.add(diagnostic);
}

void apply_ddl(Catalog& catalog, const sql::Statement& statement, const support::SourceFile& file,
               const AnalyzeQuery& analyze_query, support::Diagnostics& diagnostics) {
  support::Diagnostics said;
  const FoldTarget target{catalog, file, analyze_query, said};
  if (const auto* block = std::get_if<sql::Do>(&statement.node)) {
    apply_block(target, *block);
  } else {
    fold_statement(target, statement);
    apply_calls(target, statement, {});
  }
  report(catalog, said, diagnostics);
}

void note_unseen(Catalog& catalog) { data_of(catalog).has_unseen = true; }

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
  if (!address || is_builtin(address->oid)) return;
  if (statement.strict) context.data.functions.edit(address->oid).is_strict = *statement.strict;
  if (statement.volatility) context.data.functions.edit(address->oid).volatility = *statement.volatility;
}

}  // namespace pgscribe::catalog
