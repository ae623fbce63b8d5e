#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "catalog/catalog.hpp"
#include "cli/pipeline.hpp"

// Where in the schema files relations, columns and functions come from.

namespace pgscribe::cli {

struct DeclaredPlace {
  const support::SourceFile* file = nullptr;
  support::Span span;       ///< of the name, or the statement's first token where it does not say the name
  support::Span statement;  ///< that made it, or gave it its present name
};

/// Looks at the catalog in front of and behind every statement: what is new, or has another name, is from there. So it
/// knows also what a DO block, LIKE or CREATE TABLE AS makes.
class DeclarationIndex : public AnalysisObserver {
 public:
  void before_statement(const support::SourceFile& file, const sql::Statement& statement,
                        const catalog::Catalog& catalog) override;
  void after_statement(const support::SourceFile& file, const sql::Statement& statement,
                       const catalog::Catalog& catalog) override;
  void accepted(const query::QueryDecl& query, const catalog::Catalog& catalog, support::Diagnostics& found) override;

  /// Null of what is built in.
  [[nodiscard]] const DeclaredPlace* relation(catalog::Oid relation) const;
  [[nodiscard]] const DeclaredPlace* column(catalog::Oid relation, int attribute) const;
  [[nodiscard]] const DeclaredPlace* function(catalog::Oid function) const;

 private:
  struct Known {
    std::string name;
    DeclaredPlace place;
  };
  static void note(Known& known, const std::string& name, const support::SourceFile& file, support::Span statement,
                   const std::string& after_name = "");

  struct KnownRelation {
    Known self;
    std::vector<Known> columns;  ///< by attribute number - 1
  };
  std::unordered_map<catalog::Oid, KnownRelation> relations_;
  std::unordered_map<catalog::Oid, Known> functions_;
};

}  // namespace pgscribe::cli
