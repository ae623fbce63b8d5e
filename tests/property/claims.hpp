#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analyze/analyzed_query.hpp"
#include "catalog/catalog.hpp"
#include "catalog/server_version.hpp"
#include "random_query.hpp"
#include "server.hpp"

namespace property {

/// What became of a query.
struct Analysis {
  std::optional<pgscribe::analyze::AnalyzedQuery> query;  ///< empty when it was refused
  std::string error;
  bool has_ties = false;  ///< of pages: the order can leave it open which row comes first
};

/// The analysis of one schema, for one release of PostgreSQL.
class Analyst {
 public:
  explicit Analyst(int server_version)
      : server_version_(server_version), catalog_(pgscribe::catalog::catalog_of(server_version)) {}

  /// False when the analysis refuses what the server took.
  bool apply(const std::string& ddl);
  Analysis analyze(const Query& query);
  /// The parameters that the server takes as another type, in words; empty when none.
  [[nodiscard]] std::vector<std::string> other_parameters(const pgscribe::analyze::AnalyzedQuery& query,
                                                          const std::vector<Oid>& types) const;
  /// The claims that an answer breaks, in words; empty when none.
  [[nodiscard]] std::vector<std::string> broken_claims(const pgscribe::analyze::AnalyzedQuery& query,
                                                       const Answer& answer) const;

 private:
  [[nodiscard]] bool is_sent_as(pgscribe::catalog::Oid type, Oid sent) const;

  int server_version_;
  std::vector<std::unique_ptr<pgscribe::support::SourceFile>> files_;
  pgscribe::catalog::Catalog catalog_;
};

/// A value for each parameter: NULL only where the claim allows it. Empty when one has a type without values here.
[[nodiscard]] std::optional<Values> bind(const pgscribe::analyze::AnalyzedQuery& query, Random& random);

/// How precise the claims are: what was called nullable, and whether a NULL was seen.
class Precision {
 public:
  /// `seen[i]`: column i gave NULL in one of the runs; `rows`: some run gave rows at all.
  void add(const pgscribe::analyze::AnalyzedQuery& query, const std::vector<bool>& seen, bool rows);
  [[nodiscard]] std::string report() const;

 private:
  struct Count {
    long columns = 0;
    long seen = 0;
  };
  Count nullable_;
  long not_null_ = 0;
  std::map<std::string, long> counts_of_rows_;
  std::map<std::string, Count> by_reason_;
};

}  // namespace property
