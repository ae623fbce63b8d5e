#include "cli/doctor/checks.hpp"
#include "cli/doctor/messages.hpp"

// Collations that sort in another way than when the indexes over them were built.

namespace pgscribe::cli::doctor {

namespace {

// A system has hundreds of collations: what no index uses cannot be out of order.
constexpr const char* kCollations = R"sql(
select 'collation ' || c.oid::regcollation, c.collversion, pg_collation_actual_version(c.oid),
       string_agg('REINDEX INDEX CONCURRENTLY ' || i.indexrelid::regclass || '; ', '' order by i.indexrelid::regclass::text)
         || 'ALTER COLLATION ' || c.oid::regcollation || ' REFRESH VERSION;'
  from pg_collation c join pg_index i on c.oid = any (i.indcollation)
 where c.collversion <> pg_collation_actual_version(c.oid)
 group by c.oid, c.collversion
 order by 1
)sql";

// The database's own collation has a version since PostgreSQL 15.
constexpr int kDatabaseVersionSince = 15;
constexpr const char* kDatabase = R"sql(
select 'database ' || quote_ident(datname), datcollversion, pg_database_collation_actual_version(oid),
       'REINDEX DATABASE CONCURRENTLY ' || quote_ident(datname) || '; ALTER DATABASE ' || quote_ident(datname) || ' REFRESH COLLATION VERSION;'
  from pg_database where datname = current_database() and datcollversion <> pg_database_collation_actual_version(oid)
)sql";

support::Message message_of(const ServerRow& row) { return msg::CollationChanged(row[0], row[1], row[2], row[3]); }

}  // namespace

Messages find_stale_collations(ServerConnection& server, const std::string&) {
  Messages found = messages_of(server.rows(kCollations), message_of);
  if (server.server_version() < kDatabaseVersionSince) return found;
  for (support::Message& message : messages_of(server.rows(kDatabase), message_of)) found.push_back(std::move(message));
  return found;
}

}  // namespace pgscribe::cli::doctor
