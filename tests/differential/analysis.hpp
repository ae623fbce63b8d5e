#pragma once

#include <string>

#include "answer.hpp"
#include "catalog/catalog.hpp"

namespace pgscribe::differential {

/// The static analysis of single statements over one schema. Use it on the large stack (sql::run_with_large_stack).
class Analysis {
 public:
  /// As that release of PostgreSQL. Throws std::runtime_error when the analysis refuses a statement of the schema.
  Analysis(const std::string& schema, int server_version);

  [[nodiscard]] Answer answer(const std::string& statement) const;

 private:
  [[nodiscard]] std::string type_name(catalog::Oid oid) const;

  int server_version_;
  catalog::Catalog catalog_;
};

}  // namespace pgscribe::differential
