#pragma once

#include <string_view>
#include <vector>

#include "tables/table.hpp"

// The tables of analysis_tables.def, while rows are put into them.

namespace pgscribe::cli {

class TableSet {
 public:
  /// All of them, empty.
  TableSet();

  /// A value for each column, in the order of the definition.
  void add(std::string_view table, tables::Row row);
  [[nodiscard]] std::vector<tables::Table> take() && { return std::move(tables_); }

 private:
  std::vector<tables::Table> tables_;
};

}  // namespace pgscribe::cli
