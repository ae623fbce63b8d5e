#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cli/declaration_index.hpp"
#include "cli/entry_inputs.hpp"
#include "cli/pipeline.hpp"
#include "codegen/code_model.hpp"

// A configuration entry while its files are edited.

namespace pgscribe::lsp {

/// One query file, analysed.
struct AnalyzedFile {
  explicit AnalyzedFile(const support::SourceFile& read) : source(read) {}
  AnalyzedFile(const AnalyzedFile&) = delete;
  AnalyzedFile& operator=(const AnalyzedFile&) = delete;

  const support::SourceFile source;
  std::vector<query::QueryDecl> declared;
  codegen::QueryFile analyzed;  ///< the queries without an error
  support::Diagnostics said;

  /// Null where the query has an error.
  [[nodiscard]] const analyze::AnalyzedQuery* query(const std::string& name) const;
};

/// The schema of an entry, folded: what stays until a schema file, or what the configuration says of it, changes.
class FoldedSchema {
 public:
  /// `sources` has the files of `inputs`.
  FoldedSchema(cli::Inputs inputs, std::shared_ptr<const support::SourceFiles> sources);

  /// Would folding these give the same?
  [[nodiscard]] bool is_of(const cli::Inputs& inputs) const;
  [[nodiscard]] std::unique_ptr<AnalyzedFile> analyze(const support::SourceFile& file);
  [[nodiscard]] const catalog::Catalog& catalog() const { return analyzer_.catalog(); }
  [[nodiscard]] const cli::DeclarationIndex& declarations() const { return declarations_; }
  [[nodiscard]] const cli::Inputs& inputs() const { return inputs_; }
  [[nodiscard]] const support::Diagnostics& said() const { return said_; }

 private:
  cli::Inputs inputs_;
  std::shared_ptr<const support::SourceFiles> sources_;
  cli::DeclarationIndex declarations_;
  support::Diagnostics said_;
  cli::EntryAnalyzer analyzer_;
};

/// Analyses again what has changed, and nothing else.
class EditedEntry {
 public:
  void update(cli::EntryInputs read, std::shared_ptr<const support::SourceFiles> sources);

  /// What is wrong with the schema and the query files, and what code generation says of the names that come of them.
  void report(support::Diagnostics& diagnostics) const;
  [[nodiscard]] const FoldedSchema& schema() const { return *schema_; }
  [[nodiscard]] const std::map<std::string, std::unique_ptr<AnalyzedFile>>& files() const { return files_; }
  [[nodiscard]] const config::CppOptions& cpp() const { return cpp_; }
  /// Null of a path that is none of its schema files.
  [[nodiscard]] const support::SourceFile* schema_file(const std::string& path) const;
  /// Null of a path that is none of its query files.
  [[nodiscard]] const AnalyzedFile* query_file(const std::string& path) const;
  /// The declaration of a query's method as it is generated; empty where it is not.
  [[nodiscard]] std::string method_declaration(const std::string& query) const;

 private:
  [[nodiscard]] std::vector<codegen::QueryFile> all_queries() const;

  std::unique_ptr<FoldedSchema> schema_;
  std::map<std::string, std::unique_ptr<AnalyzedFile>> files_;  ///< by path relative to the configuration
  config::CppOptions cpp_;
};

}  // namespace pgscribe::lsp
