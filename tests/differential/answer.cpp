#include "answer.hpp"

#include <string_view>

namespace pgscribe::differential {

namespace {

std::string rejection(const Answer& answer) {
  std::string text = answer.sqlstate + " at " + std::to_string(answer.position) + ": " + answer.message;
  if (!answer.detail.empty()) text += " (" + answer.detail + ")";
  if (!answer.hint.empty()) text += " [" + answer.hint + "]";
  return text;
}

std::string shape(const Answer& answer) {
  std::string text;
  for (const Column& column : answer.columns) text += (text.empty() ? "" : ", ") + column.name + " " + column.type;
  text += " <-";
  for (const std::string& parameter : answer.parameters) text += " " + parameter;
  return text;
}

std::string described(const Answer& answer) { return answer.ok ? shape(answer) : rejection(answer); }

std::string names(const Answer& answer) {
  std::string text;
  for (const Column& column : answer.columns) text += column.name + "\n";
  return text;
}

std::string types(const Answer& answer) {
  std::string text;
  for (const Column& column : answer.columns) text += column.type + "\n";
  return text;
}

/// Empty: they agree.
std::string kind_of_difference(const Answer& server, const Answer& analysis) {
  if (server.ok && !analysis.ok) return "rejected " + analysis.sqlstate;
  if (!server.ok && analysis.ok) return "accepted " + server.sqlstate;
  if (!server.ok) {
    if (server.sqlstate != analysis.sqlstate) return "SQLSTATE " + server.sqlstate + " " + analysis.sqlstate;
    if (server.message != analysis.message) return "message " + server.sqlstate;
    if (server.position != 0 && server.position != analysis.position) return "position " + server.sqlstate;
    if (!server.detail.empty() && server.detail != analysis.detail) return "detail " + server.sqlstate;
    if (!server.hint.empty() && !analysis.hint.starts_with(server.hint)) return "hint " + server.sqlstate;
    return {};
  }
  if (types(server) != types(analysis)) return "column types";
  if (names(server) != names(analysis)) return "column names";
  if (server.parameters != analysis.parameters) return "parameter types";
  return {};
}

}  // namespace

std::optional<Difference> difference(const Answer& server, const Answer& analysis) {
  std::string kind = kind_of_difference(server, analysis);
  if (kind.empty()) return std::nullopt;
  return Difference{std::move(kind), "server:   " + described(server) + "\n  analysis: " + described(analysis)};
}

}  // namespace pgscribe::differential
