#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analyze/query_uses.hpp"
#include "cli/declaration_index.hpp"
#include "cli/pipeline.hpp"

// What is known of a project's statements beside what code is generated of: where things are declared, what queries do.

namespace pgscribe::cli {

/// What is to be seen of a query's statement as it is written.
struct StatementFacts {
  std::string kind;  ///< "select", "insert", "update", "delete", "merge", "utility"
  bool has_where = false;
  bool has_order_by = false;
  bool has_limit = false;
  bool has_offset = false;
  bool has_distinct = false;
  bool has_group_by = false;
  bool has_star = false;  ///< `*` or `t.*` in what it gives back; sqlc.embed is none
  bool locks_rows = false;
  int joins = 0;  ///< in all of its levels
  std::vector<analyze::RelationUse> uses;
  std::vector<std::pair<std::string, std::string>> calls;  ///< schemas and names of functions
  std::vector<std::string> allowed;                        ///< codes after `-- @allow`
};

class ProjectIndex : public AnalysisObserver {
 public:
  void before_statement(const support::SourceFile& file, const sql::Statement& statement,
                        const catalog::Catalog& catalog) override;
  void after_statement(const support::SourceFile& file, const sql::Statement& statement,
                       const catalog::Catalog& catalog) override;
  void accepted(const query::QueryDecl& query, const catalog::Catalog& catalog, support::Diagnostics& found) override;

  [[nodiscard]] const DeclarationIndex& declarations() const { return declarations_; }
  /// Null of a name that no query without an error has.
  [[nodiscard]] const StatementFacts* query(const std::string& name) const;
  /// The statement of a schema file that the place is in; empty: none.
  [[nodiscard]] support::Span statement_at(const support::SourceFile& file, std::uint32_t offset) const;

 private:
  DeclarationIndex declarations_;
  std::map<std::string, StatementFacts> queries_;
  std::map<const support::SourceFile*, std::vector<support::Span>> statements_;
};

}  // namespace pgscribe::cli
