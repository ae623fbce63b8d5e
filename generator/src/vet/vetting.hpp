#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "query/query_decl.hpp"
#include "sql/ast.hpp"
#include "support/diagnostics.hpp"
#include "vet/migration_rules.hpp"
#include "vet/rule_choice.hpp"
#include "vet/schema_rules.hpp"

// The rules asked of a project while it is analysed.

namespace pgscribe::vet {

/// Sees the statements of the schema in order, then the queries, then the end. `left_alone`: schema files that are not
/// looked at. `own_rules`: names of the project's rules, which can be allowed as well.
class Vetting {
 public:
  Vetting(RuleChoice rules, std::set<const support::SourceFile*> left_alone, std::vector<std::string> own_rules = {})
      : rules_(std::move(rules)), left_alone_(std::move(left_alone)), own_rules_(std::move(own_rules)) {}

  void before_statement(const support::SourceFile& file, const sql::Statement& statement,
                        const catalog::Catalog& catalog);
  void after_statement(const support::SourceFile& file, const sql::Statement& statement,
                       const catalog::Catalog& catalog);
  /// A query that the analysis accepts; what its author allows is not left out of `found`.
  void look_at_query(const query::QueryDecl& query, const catalog::Catalog& catalog, support::Diagnostics& found);
  /// What was found in the schema files.
  [[nodiscard]] const support::Diagnostics& finish(const catalog::Catalog& catalog);

 private:
  template <class What>
  struct Noted {
    const support::SourceFile* file = nullptr;
    std::vector<std::string> allowed;
    What what;
  };
  [[nodiscard]] std::vector<std::string> users_of(catalog::ColumnUse use) const;

  RuleChoice rules_;
  std::set<const support::SourceFile*> left_alone_;
  std::vector<std::string> own_rules_;
  support::Diagnostics found_in_schema_{};
  std::map<std::pair<catalog::Oid, int>, Noted<Declaration>> declared_;  ///< the last of each column and view
  std::vector<Noted<Renaming>> renamed_;
  std::map<std::string, std::vector<catalog::ColumnUse>> uses_;  ///< by query; a table has column 0
};

}  // namespace pgscribe::vet
