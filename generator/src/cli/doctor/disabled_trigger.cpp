#include "cli/doctor/checks.hpp"
#include "cli/doctor/messages.hpp"

// Triggers that ALTER TABLE ... DISABLE TRIGGER has turned off. Foreign keys are enforced by triggers, too.

namespace pgscribe::cli::doctor {

namespace {

constexpr const char* kTriggers = R"sql(
select t.tgrelid::regclass::text, quote_ident(t.tgname), 'ALTER TABLE ' || t.tgrelid::regclass || ' ENABLE TRIGGER ' || quote_ident(t.tgname) || ';'
  from pg_trigger t where t.tgenabled = 'D' and not t.tgisinternal order by 1, 2
)sql";

constexpr const char* kForeignKeys = R"sql(
select con.conrelid::regclass::text, quote_ident(con.conname),
       string_agg('ALTER TABLE ' || t.tgrelid::regclass || ' ENABLE TRIGGER ' || quote_ident(t.tgname) || ';', ' ' order by t.tgname)
  from pg_trigger t join pg_constraint con on con.oid = t.tgconstraint
 where t.tgenabled = 'D' and t.tgisinternal and con.contype = 'f'
 group by con.oid, con.conrelid, con.conname order by 1, 2
)sql";

}  // namespace

Messages find_disabled_triggers(ServerConnection& server, const std::string&) {
  Messages found = messages_of(server.rows(kTriggers),
                               [](const ServerRow& row) { return msg::TriggerDisabled(row[0], row[1], row[2]); });
  const Messages keys = messages_of(
      server.rows(kForeignKeys), [](const ServerRow& row) { return msg::ForeignKeyDisabled(row[0], row[1], row[2]); });
  found.insert(found.end(), keys.begin(), keys.end());
  return found;
}

}  // namespace pgscribe::cli::doctor
