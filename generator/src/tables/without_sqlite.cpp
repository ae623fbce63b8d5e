#include "tables/database.hpp"
#include "tables/messages.hpp"

// What takes the place of database.cpp in a build without SQLite.

namespace pgscribe::tables {

struct Database::State {};

bool Database::is_available() { return false; }

Database::Database(const std::vector<Table>&) {}
Database::~Database() = default;

std::variant<Result, Refusal> Database::select(const std::string&) const { return Refusal{msg::SqliteIsMissing()}; }

}  // namespace pgscribe::tables
