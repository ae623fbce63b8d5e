#include "server.hpp"

#include <stdexcept>

namespace property {

namespace {

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

}  // namespace

Server::Server(const std::string& conninfo) : connection_(PQconnectdb(conninfo.c_str()), PQfinish) {
  if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
  PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
}

Answer Server::query(const std::string& sql, const Values& parameters) {
  std::vector<const char*> values;
  for (const auto& value : parameters) values.push_back(value ? value->c_str() : nullptr);
  const Result result(PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr,
                                   values.data(), nullptr, nullptr, 0),
                      PQclear);
  if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
  Answer answer;
  const ExecStatusType status = PQresultStatus(result.get());
  answer.is_error = status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK;
  if (answer.is_error) {
    answer.error = PQresultErrorMessage(result.get());
    const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    // That no index fits ON CONFLICT is found when planning.
    const std::string code = state == nullptr ? "" : state;
    answer.is_statement_error = code.compare(0, 2, "42") == 0 && code != "42P10";
  }
  for (int column = 0; column < PQnfields(result.get()); ++column)
    answer.types.push_back(PQftype(result.get(), column));
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    Values& values_of_row = answer.rows.emplace_back();
    for (int column = 0; column < PQnfields(result.get()); ++column) {
      if (PQgetisnull(result.get(), row, column) == 1) {
        values_of_row.emplace_back(std::nullopt);
      } else {
        values_of_row.emplace_back(PQgetvalue(result.get(), row, column));
      }
    }
  }
  return answer;
}

bool Server::execute(const std::string& sql) { return !query(sql, {}).is_error; }

void Server::require(const std::string& sql) {
  const Answer answer = query(sql, {});
  if (answer.is_error) throw std::runtime_error(sql + ": " + answer.error);
}

std::vector<Oid> Server::parameter_types(const std::string& statement) {
  const Result result(PQdescribePrepared(connection_.get(), statement.c_str()), PQclear);
  std::vector<Oid> types;
  for (int i = 0; i < PQnparams(result.get()); ++i) types.push_back(PQparamtype(result.get(), i));
  return types;
}

int Server::version() const { return PQserverVersion(connection_.get()) / 10000; }

}  // namespace property
