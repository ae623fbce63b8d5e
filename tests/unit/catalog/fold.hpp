#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/apply_ddl.hpp"
#include "catalog/catalog_dump.hpp"
#include "catalog/server_version.hpp"
#include "sql/migration.hpp"

// Folds DDL text for tests of the catalog.

namespace pgscribe::catalog::testing {

/// Stands in for the analysis, which the catalog may not link: select lists of plain columns, `*` and integer constants
/// over one relation.
class SelectListAnalysis {
 public:
  SelectListAnalysis(const Catalog& catalog, const sql::Select& select) {
    if (!select.from.empty()) {
      const auto* reference = std::get_if<sql::RelationRef>(&select.from.front()->node);
      is_known_ = reference != nullptr;
      if (!is_known_) return;
      const auto& parts = reference->name.parts;
      relation_ =
          catalog.find_relation(parts.size() > 1 ? std::string_view(parts.front()) : std::string_view(), parts.back());
    }
    if (relation_ != nullptr) shape_.relations.push_back(relation_->oid);
    for (const sql::Target& target : select.targets) add(target);
  }
  /// Nothing for other expressions, whose types are not known here.
  [[nodiscard]] std::optional<QueryShape> shape() const { return is_known_ ? std::optional(shape_) : std::nullopt; }

 private:
  void add(const sql::Target& target) {
    const auto* column = std::get_if<sql::ColumnRef>(&target.value->node);
    if (column == nullptr) {
      is_known_ = is_known_ && (target.name || std::holds_alternative<sql::IntegerLiteral>(target.value->node));
      shape_.columns.push_back({target.name ? target.name->text : "?column?", oid::int4, -1, true});
      return;
    }
    for (std::size_t i = 0; relation_ != nullptr && i < relation_->columns.size(); ++i) {
      const Column& from = relation_->columns[i];
      if (from.dropped || (!column->star && from.name != column->fields.back().text)) continue;
      shape_.columns.push_back({target.name ? target.name->text : from.name, from.type, from.type_modifier,
                                from.not_null || from.never_null});
      shape_.columns_used.push_back({relation_->oid, static_cast<int>(i) + 1});
    }
  }

  const Relation* relation_ = nullptr;
  bool is_known_ = true;
  QueryShape shape_;
};

inline std::optional<QueryShape> analyze_select_list(const Catalog& catalog, const sql::Statement& statement,
                                                     ExpressionPlace, const support::SourceFile&,
                                                     support::Diagnostics&) {
  const auto* select = std::get_if<sql::Select>(&statement.node);
  return select == nullptr ? std::nullopt : SelectListAnalysis(catalog, *select).shape();
}

/// A catalog and what was said while it was made.
struct Folded {
  Catalog catalog;
  std::deque<support::SourceFile> files;
  support::Diagnostics diagnostics;

  /// Line by line: `42P01 at "nowhere": relation "nowhere" does not exist`.
  [[nodiscard]] std::string messages() const {
    std::string text;
    for (const support::Diagnostic& d : diagnostics.sorted()) {
      text += d.code + " at \"" + std::string(d.file->slice(d.span)) + "\": " + d.message + "\n";
      if (!d.detail.empty()) text += "  detail: " + d.detail + "\n";
      if (!d.hint.empty()) text += "  hint: " + d.hint + "\n";
    }
    return text;
  }
};

inline void fold_into(Folded& folded, std::string_view sql, std::string path = "schema.sql") {
  const support::SourceFile& file = folded.files.emplace_back(std::move(path), std::string(sql));
  for (const sql::Statement& statement :
       sql::parse_migration(file, folded.diagnostics, folded.catalog.server_version())) {
    apply_ddl(folded.catalog, statement, file, analyze_select_list, folded.diagnostics);
  }
  end_schema_file(folded.catalog);
}

inline Folded fold(std::string_view sql, int server_version = support::kDefaultServerVersion) {
  Folded folded;
  folded.catalog = catalog_of(server_version);
  fold_into(folded, sql);
  return folded;
}

}  // namespace pgscribe::catalog::testing
