#pragma once

#include <string>
#include <utility>
#include <vector>

#include "analyze/analyzed_query.hpp"
#include "analyze/variants/statement_text.hpp"
#include "catalog/catalog.hpp"
#include "query/query_decl.hpp"

// The rows of a bulk statement as an item of FROM.

namespace pgscribe::analyze {

/// A value that elements are the same by.
struct BulkKey {
  std::string column;  ///< as RETURNING can give it
  std::string value;   ///< of the element
  bool nullable = false;
};

/// `unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS bulk (id, name, ordinality)` and what refers to it.
class BulkSource {
 public:
  /// `parameters`: those that each row has of its own. `avoids_columns`: names of columns stand without their table
  /// beside it.
  BulkSource(const query::QueryDecl& decl, const AnalyzedQuery& whole, const catalog::Catalog& catalog,
             std::vector<const QueryParameter*> parameters, bool avoids_columns);

  [[nodiscard]] bool has(int parameter) const;
  /// "bulk.name", "(bulk.tags::text[])"
  [[nodiscard]] std::string value(int parameter) const;
  [[nodiscard]] std::string ordinality() const { return alias_ + "." + ordinality_; }
  [[nodiscard]] const std::string& alias() const { return alias_; }
  /// How it is sent.
  [[nodiscard]] RowValue form(const QueryParameter& parameter) const;
  [[nodiscard]] std::string item() const;
  /// All its columns.
  [[nodiscard]] std::string columns() const;
  /// Of elements with the same values the last, out of `item`.
  [[nodiscard]] std::string distinct_item(const std::vector<BulkKey>& keys, const std::string& item) const;
  /// A name that nothing in the statement has.
  [[nodiscard]] std::string free_name(std::string name) const;

 private:
  struct Part {
    const QueryParameter* parameter = nullptr;
    std::string column;
  };
  [[nodiscard]] bool is_used(const std::string& name) const;

  const catalog::Catalog& catalog_;
  std::vector<std::string> used_;  ///< names in the text
  std::vector<Part> parts_;
  std::string alias_;
  std::string ordinality_;
};

}  // namespace pgscribe::analyze
