#include "cli/doctor/checks.hpp"
#include "cli/doctor/messages.hpp"

// Indexes of the same table over the same columns, in the same order, of the same rows.

namespace pgscribe::cli::doctor {

namespace {

// The one that can go is the one that no constraint or replica identity needs, and that promises less. Of equals the
// older stays.
constexpr const char* kDuplicates = R"sql(
with indexes as (
  select i.*, c.relam, c.relkind, i.indisprimary::int * 8 + exists (select from pg_constraint where conindid = i.indexrelid)::int * 4
           + i.indisreplident::int * 2 + i.indisunique::int as worth,
         pg_get_expr(i.indexprs, i.indrelid) as expressions, pg_get_expr(i.indpred, i.indrelid) as predicate
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
   where i.indisvalid and not i.indisexclusion and n.nspname !~ '^pg_' and not exists (select from pg_inherits where inhrelid = i.indexrelid)
)
select distinct on (o.indexrelid::regclass::text) o.indexrelid::regclass, b.indexrelid::regclass
  from indexes o join indexes b on b.indrelid = o.indrelid and b.indexrelid <> o.indexrelid
 where b.relam = o.relam and b.indnkeyatts = o.indnkeyatts and b.indkey::int2[] = o.indkey::int2[] and b.indclass::oid[] = o.indclass::oid[]
       and b.indcollation::oid[] = o.indcollation::oid[] and b.indoption::int2[] = o.indoption::int2[]
       and b.expressions is not distinct from o.expressions and b.predicate is not distinct from o.predicate
       and o.worth < 2 and (b.worth > o.worth or (b.worth = o.worth and b.indexrelid < o.indexrelid))
 order by o.indexrelid::regclass::text, b.worth desc, b.indexrelid
)sql";

}  // namespace

Messages find_duplicate_indexes(ServerConnection& server, const std::string&) {
  return messages_of(server.rows(kDuplicates),
                     [](const ServerRow& row) { return msg::IndexIsDuplicate(row[0], row[1]); });
}

}  // namespace pgscribe::cli::doctor
