#include "cli/server_connection.hpp"

#include <libpq-fe.h>

#include <utility>

namespace pgscribe::cli {

namespace {

using Result = std::unique_ptr<PGresult, void (*)(PGresult*)>;

Result own(PGresult* result) { return {result, PQclear}; }

std::string field(const PGresult* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text != nullptr ? text : "";
}

ServerAnswer answer(const PGresult* result) {
  ServerAnswer answer;
  const ExecStatusType status = PQresultStatus(result);
  answer.ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
  if (!answer.ok) {
    answer.sqlstate = field(result, PG_DIAG_SQLSTATE);
    answer.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (answer.message.empty()) answer.message = "the server closed the connection";
  }
  return answer;
}

void ignore_notice(void*, const PGresult*) {}

}  // namespace

ServerConnection::ServerConnection(const std::string& conninfo) : connection_(PQconnectdb(conninfo.c_str()), PQfinish) {
  if (PQstatus(connection_.get()) != CONNECTION_OK)
    throw std::runtime_error("cannot connect: " + std::string(PQerrorMessage(connection_.get())));
  PQsetNoticeReceiver(connection_.get(), ignore_notice, nullptr);
}

int ServerConnection::server_version() const { return PQserverVersion(connection_.get()) / 10000; }

ServerAnswer ServerConnection::execute(const std::string& sql) {
  return answer(own(PQexec(connection_.get(), sql.c_str())).get());
}

ServerAnswer ServerConnection::prepare(const std::string& sql) {
  const Result prepared = own(PQprepare(connection_.get(), "", sql.c_str(), 0, nullptr));
  ServerAnswer result = answer(prepared.get());
  if (!result.ok) return result;
  const Result described = own(PQdescribePrepared(connection_.get(), ""));
  for (int i = 0; i < PQnparams(described.get()); ++i)
    result.parameters.push_back(type(PQparamtype(described.get(), i)));
  for (int i = 0; i < PQnfields(described.get()); ++i)
    result.columns.push_back({PQfname(described.get(), i), type(PQftype(described.get(), i))});
  return result;
}

std::vector<ServerRow> ServerConnection::rows(const std::string& sql, const std::vector<std::string>& parameters) {
  std::vector<const char*> texts;
  for (const std::string& parameter : parameters) texts.push_back(parameter.c_str());
  const Result result = own(PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(texts.size()), nullptr,
                                         texts.data(), nullptr, nullptr, 0));
  if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) throw RefusedStatement(answer(result.get()).message);
  std::vector<ServerRow> rows(static_cast<std::size_t>(PQntuples(result.get())));
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    for (int column = 0; column < PQnfields(result.get()); ++column)
      rows[static_cast<std::size_t>(row)].emplace_back(PQgetvalue(result.get(), row, column));
  }
  return rows;
}

std::vector<std::string> ServerConnection::values(const std::string& sql) {
  std::vector<std::string> values;
  for (ServerRow& row : rows(sql)) values.push_back(std::move(row.front()));
  return values;
}

const ServerType& ServerConnection::type(unsigned oid) {
  const auto [entry, is_new] = types_.try_emplace(oid);
  if (!is_new) return entry->second;
  const std::string sql =
      "SELECT n.nspname, t.typname FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace "
      "WHERE t.oid = " +
      std::to_string(oid);
  const Result found = own(PQexec(connection_.get(), sql.c_str()));
  if (PQntuples(found.get()) == 1) entry->second = {PQgetvalue(found.get(), 0, 0), PQgetvalue(found.get(), 0, 1)};
  return entry->second;
}

}  // namespace pgscribe::cli
