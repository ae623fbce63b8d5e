#include "cli/doctor/checks.hpp"
#include "cli/doctor/messages.hpp"

// What amcheck finds in tables and btree indexes; where the extension is not installed, nothing is asked.

namespace pgscribe::cli::doctor {

namespace {

// Versions of the extension that are older than the server lack verify_heapam.
constexpr const char* kFunctions = R"sql(
select p.oid::regproc from pg_extension e
  join pg_depend d on d.refclassid = 'pg_extension'::regclass and d.refobjid = e.oid and d.classid = 'pg_proc'::regclass
  join pg_proc p on p.oid = d.objid
 where e.extname = 'amcheck' and p.proname = $1
 group by p.oid::regproc::text, 1
)sql";

// A standby has no contents of unlogged relations, and those of other sessions' temporary ones are in their memory.
constexpr const char* kIndexes = R"sql(
select i.indexrelid, i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
 where a.amname = 'btree' and c.relkind = 'i' and i.indisvalid and i.indisready
       and c.relpersistence <> 't' and not (c.relpersistence = 'u' and pg_is_in_recovery())
 order by 2
)sql";

constexpr const char* kTables = R"sql(
select c.oid, c.oid::regclass::text from pg_class c join pg_am a on a.oid = c.relam
 where a.amname = 'heap' and c.relkind in ('r', 'm', 't')
       and c.relpersistence <> 't' and not (c.relpersistence = 'u' and pg_is_in_recovery())
 order by 2
)sql";

std::string function_name(ServerConnection& server, const char* name) {
  const auto found = server.rows(kFunctions, {name});
  return found.empty() ? std::string() : found.front().front();
}

/// SQLSTATE class XX: internal errors, of which amcheck's are XX001 and XX002.
bool is_damage(const ServerAnswer& answer) { return answer.sqlstate.starts_with("XX"); }

void look_at_indexes(ServerConnection& server, Messages& found) {
  const std::string function = function_name(server, "bt_index_check");
  for (const ServerRow& index : server.rows(kIndexes)) {
    const ServerAnswer answer = server.execute("SELECT " + function + "(" + index[0] + "::regclass, true)");
    if (answer.ok) continue;
    found.push_back(is_damage(answer) ? msg::IndexDamaged(index[1], answer.message)
                                      : msg::CheckRefused("damaged-relation", index[1] + ": " + answer.message));
  }
}

void look_at_tables(ServerConnection& server, Messages& found) {
  const std::string function = function_name(server, "verify_heapam");
  if (function.empty()) return;
  for (const ServerRow& table : server.rows(kTables)) {
    try {
      const auto damage = server.rows("SELECT count(*), (array_agg(msg ORDER BY blkno, offnum))[1] FROM " + function +
                                      "(relation => " + table[0] + "::regclass)");
      if (damage.front()[0] != "0") found.push_back(msg::TableDamaged(table[1], damage.front()[1], damage.front()[0]));
    } catch (const RefusedStatement& refused) {
      found.push_back(msg::CheckRefused("damaged-relation", table[1] + ": " + refused.what()));
    }
  }
}

}  // namespace

bool has_amcheck(ServerConnection& server) { return !function_name(server, "bt_index_check").empty(); }

Messages find_damaged_relations(ServerConnection& server, const std::string&) {
  Messages found;
  if (!has_amcheck(server)) return found;
  look_at_indexes(server, found);
  look_at_tables(server, found);
  return found;
}

}  // namespace pgscribe::cli::doctor
