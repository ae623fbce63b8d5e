#pragma once

#include <string>
#include <utility>
#include <vector>

#include "analyze/variants/bulk_source.hpp"
#include "analyze/variants/variant_plan.hpp"
#include "sql/token_index.hpp"

// A statement of one row as one of many: the rows are joined to it, and their values stand where parameters did.

namespace pgscribe::analyze {

/// A value that INSERT gives a column of each row.
struct InsertedValue {
  std::string column;
  Span span;  ///< its expression
};

/// Finds where the rows can be joined to a statement, and edits it so that they are.
class BulkText {
 public:
  BulkText(const query::QueryDecl& decl, const AnalyzedQuery& whole, const catalog::Catalog& catalog,
           std::vector<const QueryParameter*> parameters, support::Diagnostics& diagnostics);

  /// False after a report.
  bool run(const query::BulkItem& item, VariantPlan& plan);
  [[nodiscard]] const BulkSource& source() const { return source_; }

 private:
  /// Tokens [begin, end).
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  // bulk_text.cpp
  bool insert(const sql::Insert& insert);
  bool values_row(const sql::Select& select, Range range, bool sorts);
  bool select_rows(const sql::Select& select, Range range, bool sorts);
  bool update(const sql::Update& update);
  bool delete_rows(const sql::Delete& deletion);
  bool join(const char* keyword, bool has_items, std::size_t begin, const sql::ExprRef& condition);
  bool merge(const sql::Merge& merge);
  bool drop_defaults(Range values);
  void spell_stars_out(std::size_t returning);
  bool check_reach() const;
  [[nodiscard]] std::string hint_of(const ParameterUse& use) const;
  void add_values();
  [[nodiscard]] bool mentions(Span span) const;
  [[nodiscard]] std::string text_with_values(Span span) const;
  bool fail(Span span, support::Message message) const;

  // bulk_keys.cpp
  bool find_keys(const query::BulkItem& item);
  [[nodiscard]] Range source_range(const sql::Insert& insert) const;
  void find_inserted(const sql::Insert& insert);
  void find_insert_keys(const sql::Insert& insert);
  void add_column_key(const std::string& name);
  void add_expression_key(Range target);
  void find_join_keys(const sql::ExprRef& condition);
  [[nodiscard]] bool is_nullable(Span span) const;
  [[nodiscard]] const InsertedValue* inserted(const std::string& column) const;
  [[nodiscard]] const catalog::Relation* relation() const;
  void number_rows();

  [[nodiscard]] std::size_t token_at(std::uint32_t offset) const { return tokens_.at(offset - base_); }
  [[nodiscard]] Span span_of(std::size_t token) const;
  [[nodiscard]] Span span_of(Range range) const { return {span_of(range.begin).begin, span_of(range.end - 1).end}; }
  [[nodiscard]] std::size_t find(Range range, std::string_view keyword) const;
  [[nodiscard]] std::vector<Range> items(Range range) const;
  void insert_text(std::uint32_t place, std::string text);
  void replace(Span span, std::string text);
  void reach(Range range);

  const query::QueryDecl& decl_;
  const AnalyzedQuery& whole_;
  const catalog::Catalog& catalog_;
  support::Diagnostics& diagnostics_;
  std::uint32_t base_;
  sql::TokenIndex tokens_;
  std::vector<ParameterUse> uses_;
  BulkSource source_;
  std::vector<Span> reach_;
  std::vector<Slot> slots_;
  std::vector<InsertedValue> inserted_;
  std::vector<BulkKey> keys_;
  std::string item_;  ///< of FROM
};

}  // namespace pgscribe::analyze
