#include "catalog/do_block.hpp"

#include <string>
#include <utility>

#include "sql/plpgsql_block.hpp"

namespace pgscribe::catalog {

namespace {

constexpr const char* kRepeat = "repeat its CREATE and ALTER statements in an SQL file of the schema that is never run";

class BlockFold {
 public:
  BlockFold(Catalog& catalog, const support::SourceFile& file, const AnalyzeQuery& analyze_query,
            support::Diagnostics& diagnostics)
      : catalog_(catalog), file_(file), analyze_query_(analyze_query), diagnostics_(diagnostics) {}

  void fold(const sql::Block& block) {
    for (const support::Span span : block.dynamic) {
      diagnostics_.warning("not-seen", file_, span, "what this dynamic SQL does to the schema is not seen", kRepeat);
    }
    for (const sql::BlockStatement& statement : block.statements) {
      if (!changes_catalog(statement.statement)) continue;
      if (std::holds_alternative<sql::Do>(statement.statement.node)) {
        warn(statement.statement, "what this DO block does to the schema is not seen", kRepeat);
      } else if (!fold(statement)) {
        return;
      }
    }
  }

 private:
  /// False when the block ends here with an error.
  bool fold(const sql::BlockStatement& statement) {
    if (statement.run == sql::BlockRun::alternative) {
      warn(statement.statement, "whether this statement runs is not seen; it is taken not to run", kRepeat);
      return true;
    }
    support::Diagnostics said;
    apply_ddl(catalog_, statement.statement, file_, analyze_query_, said);
    if (statement.run == sql::BlockRun::always || !said.has_errors()) {
      for (const support::Diagnostic& diagnostic : said.all()) diagnostics_.add(diagnostic);
    }
    if (statement.run == sql::BlockRun::conditional) warn_of_condition(statement.statement, said);
    return statement.run != sql::BlockRun::always || !said.has_errors();
  }

  /// The usual condition asks whether what the statement makes is there already, so it runs where it can.
  void warn_of_condition(const sql::Statement& statement, const support::Diagnostics& said) {
    const bool runs = !said.has_errors();
    warn(statement,
         std::string("whether this statement runs is not seen; it is taken ") + (runs ? "to run" : "not to run"),
         runs ? std::string() : "it would fail: " + said.sorted().front().message);
  }
  void warn(const sql::Statement& statement, std::string message, std::string hint) {
    diagnostics_.warning("not-seen", file_, statement.span, std::move(message), std::move(hint));
  }

  Catalog& catalog_;
  const support::SourceFile& file_;
  const AnalyzeQuery& analyze_query_;
  support::Diagnostics& diagnostics_;
};

}  // namespace

void apply_block(Catalog& catalog, const sql::Do& statement, const support::SourceFile& file,
                 const AnalyzeQuery& analyze_query, support::Diagnostics& diagnostics) {
  if (const auto block = sql::parse_block(statement, file, diagnostics)) {
    BlockFold(catalog, file, analyze_query, diagnostics).fold(*block);
  } else {
    diagnostics.warning("not-seen", file, statement.body_span, "what this DO block does to the schema is not seen",
                        kRepeat);
  }
}

}  // namespace pgscribe::catalog
