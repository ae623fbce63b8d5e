#pragma once

#include <vector>

#include "catalog/catalog.hpp"
#include "sql/ast.hpp"
#include "support/source_file.hpp"
#include "vet/findings.hpp"

// The rules about schema files as migrations of a database with data and programs: each in a source of its own. A table
// that the same file makes has neither.

namespace pgscribe::vet {

/// One statement of a schema file, and what was there before it.
struct MigrationStep {
  const support::SourceFile& file;
  const sql::Statement& statement;
  const catalog::Catalog& before;
  Findings& findings;

  /// The table of an earlier file; null where it is none.
  [[nodiscard]] const catalog::Relation* old_table(const sql::QualifiedName& name) const;
  /// The statement where it is ALTER TABLE of a table of an earlier file.
  struct Alteration {
    const sql::AlterTable* statement = nullptr;
    const catalog::Relation* table = nullptr;
  };
  [[nodiscard]] Alteration alteration() const;
};

void find_added_columns(const MigrationStep& step);          ///< required-column, volatile-default
void find_blocking_indexes(const MigrationStep& step);       ///< blocking-index
void find_breaking_drops(const MigrationStep& step);         ///< breaking-drop
void find_not_null_scans(const MigrationStep& step);         ///< not-null-scan
void find_type_rewrites(const MigrationStep& step);          ///< type-rewrite
void find_validated_constraints(const MigrationStep& step);  ///< validated-constraint

/// A table, or with `attribute` a column, that has another name after the statement.
struct Renaming {
  catalog::Oid table = catalog::kInvalidOid;
  int attribute = 0;
  std::string old_name;
  support::Span span;
};
/// breaking-rename: said at the end, when it is known which queries use the new name.
[[nodiscard]] std::vector<Renaming> renamings(const MigrationStep& step);
void find_breaking_rename(const Renaming& renaming, const catalog::Catalog& catalog,
                          const std::vector<std::string>& users, Findings& findings);

}  // namespace pgscribe::vet
