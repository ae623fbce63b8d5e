#include "cli/doctor/examination.hpp"

#include <algorithm>
#include <ostream>
#include <sstream>

#include "cli/doctor/checks.hpp"
#include "cli/doctor/messages.hpp"

namespace pgscribe::cli::doctor {

namespace {

// Nobody's migration is to wait behind a doctor that waits for a lock.
constexpr const char* kReadOnly = "SET default_transaction_read_only = on; SET lock_timeout = '5s'";
// Names are printed with their schemas, and nobody's function answers for the system's.
constexpr const char* kSystemPath = "SET search_path = pg_catalog";

std::string number_text(double number) {
  std::ostringstream text;
  text << number;
  return text.str();
}

/// The user's last word, or the check's own.
std::string threshold_of(const Check& check, const std::vector<std::string>& thresholds) {
  std::string result = number_text(check.threshold);
  for (const std::string& text : thresholds) {
    const std::size_t equals = text.find('=');
    if (text.substr(0, equals) == check.code) result = text.substr(equals + 1);
  }
  return result;
}

Messages ask(const Check& check, ServerConnection& server, const std::string& threshold) {
  try {
    return check.find(server, threshold);
  } catch (const RefusedStatement& refused) {
    return {msg::CheckRefused(check.code, refused.what())};
  }
}

}  // namespace

std::vector<std::string> codes_with_threshold() {
  std::vector<std::string> codes;
  for (const Check& check : checks()) {
    if (!check.unit.empty()) codes.emplace_back(check.code);
  }
  return codes;
}

bool is_threshold(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals + 1 == text.size()) return false;
  const std::vector<std::string> codes = codes_with_threshold();
  return std::find(codes.begin(), codes.end(), text.substr(0, equals)) != codes.end() &&
         text.find_first_not_of("0123456789", equals + 1) == std::string::npos;
}

void repair(ServerConnection& server, std::ostream& out, support::Diagnostics& diagnostics) {
  (void)server.execute(kSystemPath);
  for (const std::string& index : rebuildable_indexes(server)) {
    const std::string statement = "REINDEX INDEX CONCURRENTLY " + index;
    out << statement << ";" << std::endl;
    const ServerAnswer answer = server.execute(statement);
    if (!answer.ok) diagnostics.add(msg::RepairFailed(index, answer.message));
  }
}

void examine(ServerConnection& server, const std::vector<std::string>& thresholds, std::ostream& out,
             support::Diagnostics& diagnostics) {
  (void)server.execute(kSystemPath);
  (void)server.execute(kReadOnly);
  std::size_t findings = 0;
  for (const Check& check : checks()) {
    for (support::Message& message : ask(check, server, threshold_of(check, thresholds))) {
      ++findings;
      diagnostics.add(std::move(message));
    }
  }
  out << checks().size() << " checks, " << findings << " findings\n";
  if (!has_amcheck(server)) out << "tables and indexes were not read for damage: CREATE EXTENSION amcheck;\n";
}

}  // namespace pgscribe::cli::doctor
