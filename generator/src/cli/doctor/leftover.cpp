#include "cli/doctor/checks.hpp"
#include "cli/doctor/messages.hpp"

// What survives the program that made it: prepared transactions and replication slots.

namespace pgscribe::cli::doctor {

namespace {

constexpr const char* kTransactions = R"sql(
select quote_literal(gid), trunc(extract(epoch from now() - prepared) / 60) from pg_prepared_xacts
 where database = current_database() and extract(epoch from now() - prepared) / 60 >= $1::numeric
 order by prepared
)sql";

constexpr const char* kSlots = R"sql(
with slots as (
  select slot_name, pg_wal_lsn_diff(case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end, restart_lsn) as kept
    from pg_replication_slots where not active and not temporary
)
select quote_ident(slot_name), pg_size_pretty(kept), quote_literal(slot_name) from slots where kept / 1048576 >= $1::numeric order by kept desc, 1
)sql";

}  // namespace

Messages find_prepared_transactions(ServerConnection& server, const std::string& threshold) {
  return messages_of(server.rows(kTransactions, {threshold}),
                     [](const ServerRow& row) { return msg::TransactionPrepared(row[0], row[1]); });
}

Messages find_idle_slots(ServerConnection& server, const std::string& threshold) {
  return messages_of(server.rows(kSlots, {threshold}),
                     [](const ServerRow& row) { return msg::SlotIdle(row[0], row[1], row[2]); });
}

}  // namespace pgscribe::cli::doctor
