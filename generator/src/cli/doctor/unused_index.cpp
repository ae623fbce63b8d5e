#include "cli/doctor/checks.hpp"
#include "cli/doctor/messages.hpp"

// Indexes that no query has used for as long as the server has counted.

namespace pgscribe::cli::doctor {

namespace {

// Where the counting began is only known after a reset; the server's start is a later moment that is certain. An index
// over the columns of a foreign key is for deletions in the other table, which may be yet to come.
constexpr const char* kIndexes = R"sql(
with statistics as (
  select extract(epoch from now() - coalesce(stats_reset, pg_postmaster_start_time())) / 86400 as days
    from pg_stat_database where datname = current_database()
)
select s.indexrelid::regclass::text, pg_size_pretty(pg_relation_size(s.indexrelid)), trunc(statistics.days::numeric)
  from pg_stat_user_indexes s join pg_index i on i.indexrelid = s.indexrelid, statistics
 where s.idx_scan = 0 and statistics.days >= $1::numeric and i.indisvalid
       and not i.indisunique and not i.indisexclusion and not i.indisreplident and not i.indisclustered
       and not exists (select from pg_inherits where inhrelid = s.indexrelid)
       and not exists (select from pg_constraint con where con.contype = 'f' and con.conrelid = s.relid
                              and (i.indkey::int2[])[0:cardinality(con.conkey) - 1] @> con.conkey)
 order by 1
)sql";

}  // namespace

Messages find_unused_indexes(ServerConnection& server, const std::string& threshold) {
  return messages_of(server.rows(kIndexes, {threshold}),
                     [](const ServerRow& row) { return msg::IndexUnused(row[0], row[1], row[2]); });
}

}  // namespace pgscribe::cli::doctor
