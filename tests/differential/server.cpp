#include "server.hpp"

#include <libpq-fe.h>

#include <cstdlib>
#include <stdexcept>

namespace pgscribe::differential {

namespace {

std::string field(const PGresult* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text != nullptr ? text : "";
}

void ignore_notice(void*, const PGresult*) {}

void rejection(const PGresult* result, Answer& answer) {
  answer.sqlstate = field(result, PG_DIAG_SQLSTATE);
  answer.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
  answer.detail = field(result, PG_DIAG_MESSAGE_DETAIL);
  answer.hint = field(result, PG_DIAG_MESSAGE_HINT);
  answer.position = std::strtoul(field(result, PG_DIAG_STATEMENT_POSITION).c_str(), nullptr, 10);
}

}  // namespace

Server::Server() : connection_(PQconnectdb(server_.conninfo().c_str()), PQfinish) {
  if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
  PQsetNoticeReceiver(connection_.get(), ignore_notice, nullptr);
}

int Server::major() const { return PQserverVersion(connection_.get()) / 10000; }

int Server::minor() const { return PQserverVersion(connection_.get()) % 10000; }

void Server::run(const std::string& sql) { static_cast<void>(rows(sql)); }

std::vector<Server::Row> Server::rows(const std::string& sql) {
  const Result result(PQexec(connection_.get(), sql.c_str()), PQclear);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    throw std::runtime_error(PQerrorMessage(connection_.get()) + sql);
  std::vector<Row> rows(static_cast<std::size_t>(PQntuples(result.get())));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (int column = 0; column < PQnfields(result.get()); ++column)
      rows[row].emplace_back(PQgetvalue(result.get(), static_cast<int>(row), column));
  }
  return rows;
}

void Server::send(const std::vector<std::string>& statements) {
  if (types_.empty()) read_type_names();
  bool sent = PQenterPipelineMode(connection_.get()) == 1;
  for (const std::string& statement : statements) {
    sent = sent && PQsendPrepare(connection_.get(), "", statement.c_str(), 0, nullptr) == 1 &&
           PQsendDescribePrepared(connection_.get(), "") == 1 && PQpipelineSync(connection_.get()) == 1;
  }
  if (!sent) throw std::runtime_error(PQerrorMessage(connection_.get()));
}

std::vector<Answer> Server::answers(const std::vector<std::string>& statements) {
  std::vector<Answer> answers;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    answers.push_back(answer());
    if (PQstatus(connection_.get()) != CONNECTION_OK)
      throw std::runtime_error("the server closed the connection at: " + statements[i]);
  }
  PQexitPipelineMode(connection_.get());
  return answers;
}

Server::Result Server::next_result() {
  Result result(PQgetResult(connection_.get()), PQclear);
  // Between the results of two commands there is a null.
  return result ? std::move(result) : Result(PQgetResult(connection_.get()), PQclear);
}

Answer Server::answer() {
  Answer answer;
  const Result prepared = next_result();
  answer.ok = PQresultStatus(prepared.get()) == PGRES_COMMAND_OK;
  if (!answer.ok) rejection(prepared.get(), answer);
  const Result described = next_result();
  if (answer.ok) {
    answer.ok = PQresultStatus(described.get()) == PGRES_COMMAND_OK;
    if (!answer.ok) rejection(described.get(), answer);
    for (int i = 0; i < PQnparams(described.get()); ++i)
      answer.parameters.push_back(type_name(PQparamtype(described.get(), i)));
    for (int i = 0; i < PQnfields(described.get()); ++i)
      answer.columns.push_back({PQfname(described.get(), i), type_name(PQftype(described.get(), i))});
  }
  const Result sync = next_result();
  if (PQresultStatus(sync.get()) != PGRES_PIPELINE_SYNC)
    throw std::runtime_error("the pipeline is out of step: " + std::string(PQerrorMessage(connection_.get())));
  return answer;
}

void Server::read_type_names() {
  for (const Row& row : rows("SELECT t.oid, n.nspname || '.' || t.typname FROM pg_type t JOIN pg_namespace n ON n.oid "
                             "= t.typnamespace")) {
    types_.emplace(static_cast<unsigned>(std::strtoul(row[0].c_str(), nullptr, 10)), row[1]);
  }
}

std::string Server::type_name(unsigned oid) const {
  const auto found = types_.find(oid);
  return found != types_.end() ? found->second : "oid " + std::to_string(oid);
}

}  // namespace pgscribe::differential
