#include "server.hpp"

#include <stdexcept>

namespace property {

namespace {

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

/// The text form of an array ("{...}", "[2:3]={...}") quotes the string "NULL".
bool has_null_element(const std::string& array) {
  bool quoted = false;
  for (std::size_t i = 0; i < array.size() && (array.front() == '{' || array.front() == '['); ++i) {
    if (array[i] == '\\') {
      ++i;
    } else if (array[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && array.compare(i, 4, "NULL") == 0) {
      return true;
    }
  }
  return false;
}

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
  if (answer.is_error) answer.error = PQresultErrorMessage(result.get());
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    std::vector<bool>& nulls = answer.null_rows.emplace_back();
    std::vector<bool>& elements = answer.null_elements.emplace_back();
    for (int column = 0; column < PQnfields(result.get()); ++column) {
      nulls.push_back(PQgetisnull(result.get(), row, column) == 1);
      elements.push_back(has_null_element(PQgetvalue(result.get(), row, column)));
    }
  }
  return answer;
}

bool Server::execute(const std::string& sql) { return !query(sql, {}).is_error; }

void Server::require(const std::string& sql) {
  const Answer answer = query(sql, {});
  if (answer.is_error) throw std::runtime_error(sql + ": " + answer.error);
}

}  // namespace property
