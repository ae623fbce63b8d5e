#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "cli/inputs.hpp"
#include "codegen/generate.hpp"
#include "query/query_decl.hpp"
#include "sql/ast.hpp"
#include "support/diagnostics.hpp"

// The stages one after another: parse, fold, analyse.

namespace pgscribe::cli {

/// What the migrations and queries of one entry mean.
struct Analysis {
  catalog::Catalog catalog;
  std::vector<codegen::QueryFile> files;  ///< queries without an error, in source order
  std::size_t query_errors = 0;           ///< errors in queries: what is in `files` is right without them
};

/// Sees statements and queries on their way through the stages.
class AnalysisObserver {
 public:
  virtual ~AnalysisObserver() = default;

  virtual void before_statement(const support::SourceFile& file, const sql::Statement& statement,
                                const catalog::Catalog& catalog) = 0;
  virtual void after_statement(const support::SourceFile& file, const sql::Statement& statement,
                               const catalog::Catalog& catalog) = 0;
  /// A query without an error, and the catalog that it was analysed with. What is added to `found` can be allowed as
  /// warnings can.
  virtual void accepted(const query::QueryDecl& query, const catalog::Catalog& catalog,
                        support::Diagnostics& found) = 0;

 protected:
  AnalysisObserver() = default;
  AnalysisObserver(const AnalysisObserver&) = default;
  AnalysisObserver& operator=(const AnalysisObserver&) = default;
};

/// The schema of an entry, folded, and what its queries are analysed with: what stays while only queries change.
class EntryAnalyzer {
 public:
  /// Folds the schema; its errors are in `diagnostics`. `inputs` must outlive it; its `queries` are not looked at.
  EntryAnalyzer(const Inputs& inputs, support::Diagnostics& diagnostics, AnalysisObserver* observer = nullptr);
  ~EntryAnalyzer();
  EntryAnalyzer(const EntryAnalyzer&) = delete;
  EntryAnalyzer& operator=(const EntryAnalyzer&) = delete;

  /// With the search path of the queries.
  [[nodiscard]] const catalog::Catalog& catalog() const;
  [[nodiscard]] catalog::Catalog take_catalog() &&;
  /// What a file declares.
  [[nodiscard]] std::vector<query::QueryDecl> read(const support::SourceFile& file,
                                                   support::Diagnostics& diagnostics) const;
  /// The declared queries without an error.
  [[nodiscard]] codegen::QueryFile analyze(const support::SourceFile& file,
                                           const std::vector<query::QueryDecl>& declared,
                                           support::Diagnostics& diagnostics, AnalysisObserver* observer = nullptr);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Which names the queries of an entry have. The declarations must outlive it.
class QueryNames {
 public:
  /// Reports names that an earlier file has.
  void add(const std::vector<query::QueryDecl>& declared, support::Diagnostics& diagnostics);

 private:
  std::map<std::string, const query::QueryDecl*> first_;
};

/// parse, fold and analyse. Errors are in `diagnostics`; what could be analysed all the same is in the result.
[[nodiscard]] Analysis analyze_inputs(const Inputs& inputs, support::Diagnostics& diagnostics,
                                      AnalysisObserver* observer = nullptr);

}  // namespace pgscribe::cli
