#include "run/copy_script.hpp"

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <random>

#include "run/types.hpp"
#include "session/quoting.hpp"

namespace pgscribe::detail {

namespace {

// One that nobody else has, not even another program that a pooler gives the same session to: a cancellation may leave
// the statement behind.
std::string fresh_name() {
  static const std::string process = std::to_string(std::random_device{}());
  static std::atomic<std::uint64_t> uses{0};
  return "pgscribe_copy_" + process + "_" + std::to_string(++uses);
}

std::string target(const CopyStatement& statement) {
  std::string columns;
  for (const Parameter& column : statement.parameters)
    columns += (columns.empty() ? "" : ", ") + quote_identifier(column.name);
  return std::string{statement.table} + " (" + columns + ")";
}

// An INSERT of one row takes parameters of exactly the columns' types, and to prepare it nothing has to be granted.
std::string insert_sql(const CopyStatement& statement) {
  std::string values;
  for (std::size_t i = 1; i <= statement.parameters.size(); ++i)
    values += (values.empty() ? "$" : ", $") + std::to_string(i);
  return "INSERT INTO " + target(statement) + " OVERRIDING SYSTEM VALUE VALUES (" + values + ")";
}

std::string types_sql(const std::string& prepared) {
  return "WITH RECURSIVE column_type (i, type) AS ("
         "SELECT p.i, p.type::pg_catalog.oid FROM pg_catalog.pg_prepared_statements s, "
         "pg_catalog.unnest(s.parameter_types) WITH ORDINALITY AS p(type, i) "
         "WHERE s.name OPERATOR(pg_catalog.=) " +
         quote_literal(prepared) +
         " UNION ALL SELECT c.i, d.typbasetype FROM column_type c JOIN pg_catalog.pg_type d "
         "ON d.oid OPERATOR(pg_catalog.=) c.type WHERE d.typtype OPERATOR(pg_catalog.=) 'd') "
         "SELECT c.type FROM column_type c JOIN pg_catalog.pg_type t ON t.oid OPERATOR(pg_catalog.=) c.type "
         "WHERE t.typtype OPERATOR(pg_catalog.<>) 'd' ORDER BY c.i";
}

}  // namespace

CopyScript::CopyScript(const CopyStatement& statement, bool binary)
    : copy_("COPY " + target(statement) + " FROM STDIN" + (binary ? " WITH (FORMAT binary)" : "") + statement.comment) {
  const std::string prepared = fresh_name();
  text_ = "PREPARE " + prepared + " AS " + insert_sql(statement) + "; " + types_sql(prepared) + "; DEALLOCATE " +
          prepared + "; " + copy_;
}

std::vector<Column> columns_of(const CopyStatement& statement) {
  std::vector<Column> columns;
  for (const Parameter& parameter : statement.parameters)
    columns.push_back({.name = parameter.name, .codec = parameter.codec});
  return columns;
}

void require_column_types(Session& session, const CopyStatement& statement, const Result& answer) {
  const std::span<const Parameter> columns = statement.parameters;
  session.require_rows(answer, 1, statement.name);
  if (PQntuples(answer.get()) != static_cast<int>(columns.size())) session.lose_step(statement.name);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const char* oid = PQgetvalue(answer.get(), static_cast<int>(i), 0);
    require_type(session.types(), columns[i].name, *columns[i].codec,
                 static_cast<std::uint32_t>(std::strtoul(oid, nullptr, 10)));
  }
}

}  // namespace pgscribe::detail
