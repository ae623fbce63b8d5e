#include "cli/table_set.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace pgscribe::cli {

TableSet::TableSet() {
#define TABLE(name, holds) tables_.push_back({#name, {}, {}});
#define COLUMN(table, name, holds) tables_.back().columns.emplace_back(#name);
#include "cli/analysis_tables.def"
#undef COLUMN
#undef TABLE
}

void TableSet::add(std::string_view table, tables::Row row) {
  const auto found =
      std::find_if(tables_.begin(), tables_.end(), [&](const tables::Table& known) { return known.name == table; });
  if (found == tables_.end() || found->columns.size() != row.size())
    throw std::logic_error("a row that is not as analysis_tables.def says: " + std::string(table));
  found->rows.push_back(std::move(row));
}

}  // namespace pgscribe::cli
