#include "cli/doctor/checks.hpp"
#include "cli/doctor/messages.hpp"

// Constraints that were added NOT VALID, and not validated since.

namespace pgscribe::cli::doctor {

namespace {

// VALIDATE on a parent is for its children, too. What is NOT ENFORCED (since 18) is never validated.
constexpr const char* kConstraints = R"sql(
select o.word || ' ' || o.name, quote_ident(con.conname), 'ALTER ' || upper(o.word) || ' ' || o.name || ' VALIDATE CONSTRAINT ' || quote_ident(con.conname) || ';'
  from pg_constraint con,
       lateral (select case when con.conrelid <> 0 then 'table' else 'domain' end as word,
                       case when con.conrelid <> 0 then con.conrelid::regclass::text else con.contypid::regtype::text end as name) o
 where not con.convalidated and coalesce((to_jsonb(con) ->> 'conenforced')::bool, true)
       and con.conparentid = 0 and (con.conislocal or con.coninhcount = 0)
 order by 1, 2
)sql";

}  // namespace

Messages find_unvalidated_constraints(ServerConnection& server, const std::string&) {
  return messages_of(server.rows(kConstraints),
                     [](const ServerRow& row) { return msg::ConstraintNotValidated(row[0], row[1], row[2]); });
}

}  // namespace pgscribe::cli::doctor
