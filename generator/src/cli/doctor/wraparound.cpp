#include "cli/doctor/checks.hpp"
#include "cli/doctor/messages.hpp"

// How far the ids of transactions and multixacts have gone on since the oldest that a table still has.

namespace pgscribe::cli::doctor {

namespace {

// About where vacuum gives up its delays and skips indexes (vacuum_failsafe_age).
constexpr double kUrgentPercent = 75;

constexpr const char* kAges = R"sql(
with objects as (
  select 'database ' || quote_ident(datname) as object, datfrozenxid as xid, datminmxid as mxid, 'VACUUM (FREEZE);' as sql from pg_database
  union all
  select 'table ' || oid::regclass, relfrozenxid, relminmxid, 'VACUUM (FREEZE) ' || oid::regclass || ';' from pg_class
   where relkind in ('r', 'm', 't') and relfrozenxid <> '0'
),
ages as (
  select object, 'transaction id' as kind, age(xid)::bigint as age, sql from objects
  union all
  select object, 'multixact id', mxid_age(mxid), sql from objects where mxid <> '0'
)
select object, kind, age, trunc(100.0 * age / 2147483648) as percent, sql from ages
 where 100.0 * age / 2147483648 >= $1::numeric
 order by age desc, object, kind
)sql";

}  // namespace

Messages find_wraparound(ServerConnection& server, const std::string& threshold) {
  return messages_of(server.rows(kAges, {threshold}), [](const ServerRow& row) {
    support::Message message = msg::WraparoundNear(row[0], row[1], row[2], row[3], row[4]);
    if (std::stod(row[3]) >= kUrgentPercent) message.severity = support::Severity::error;
    return message;
  });
}

}  // namespace pgscribe::cli::doctor
