#include "cli/doctor/checks.hpp"
#include "cli/doctor/messages.hpp"

// Tables and btree indexes that have many more pages than their rows need. Estimated from the widths of columns that
// ANALYZE has noted, so that nothing is read; what has no such statistics is left out.

namespace pgscribe::cli::doctor {

namespace {

// A page has a header of 24 bytes, each row a line pointer of 4, a header of 23 and a bit for each column where one is
// NULL; both parts begin at multiples of 8.
constexpr const char* kTables = R"sql(
with tables as (
  select c.oid, c.relpages, c.reltuples, current_setting('block_size')::numeric as page,
         coalesce((select option_value::numeric from pg_options_to_table(c.reloptions) where option_name = 'fillfactor'), 100) / 100 as fill,
         sum((1 - s.null_frac) * s.avg_width)::numeric as data, case when bool_or(s.null_frac > 0) then ceil(count(*) / 8.0) else 0 end as nulls
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         left join pg_stats s on s.schemaname = n.nspname and s.tablename = c.relname and s.attname = a.attname and not s.inherited
   where c.relkind in ('r', 'm') and c.reltuples >= 0 and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
   group by c.oid
  having count(*) = count(s.attname)
),
needs as (
  select *, relpages - ceil(reltuples::numeric * (4 + 8 * ceil((23 + nulls) / 8) + 8 * ceil(data / 8)) / ((page - 24) * fill)) as lost from tables
)
)sql";

// A page has, besides, 16 bytes at its end, each entry a header of 8, with 8 more where a column is NULL. Equal keys
// may share an entry, so that an index can be smaller than this says, but not larger.
constexpr const char* kIndexes = R"sql(
with indexes as (
  select c.oid, c.relpages, c.reltuples, current_setting('block_size')::numeric as page,
         coalesce((select option_value::numeric from pg_options_to_table(c.reloptions) where option_name = 'fillfactor'), 90) / 100 as fill,
         sum((1 - s.null_frac) * s.avg_width)::numeric as data, case when bool_or(s.null_frac > 0) then 8 else 0 end as nulls
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam join pg_namespace n on n.oid = c.relnamespace
         join pg_class t on t.oid = i.indrelid
         join pg_attribute k on k.attrelid = c.oid
         left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[k.attnum - 1] and a.attnum <> 0
         left join pg_stats s on s.schemaname = n.nspname and not s.inherited and s.tablename = case when a.attnum is null then c.relname else t.relname end
                                 and s.attname = coalesce(a.attname, k.attname)
   where m.amname = 'btree' and c.relkind = 'i' and i.indisvalid and c.reltuples >= 0 and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
   group by c.oid
  having count(*) = count(s.attname)
),
needs as (
  select *, relpages - ceil(reltuples::numeric * (4 + 8 * ceil((8 + nulls + data) / 8)) / ((page - 40) * fill)) as lost from indexes
)
)sql";

constexpr const char* kLost = R"sql(
select oid::regclass::text, pg_size_pretty((lost * page)::bigint), pg_size_pretty((relpages * page)::bigint) from needs
 where lost * page / 1048576 >= $1::numeric and lost >= relpages / 2.0
 order by lost desc, 1
)sql";

}  // namespace

Messages find_bloated_tables(ServerConnection& server, const std::string& threshold) {
  return messages_of(server.rows(std::string(kTables) + kLost, {threshold}),
                     [](const ServerRow& row) { return msg::TableBloated(row[0], row[1], row[2]); });
}

Messages find_bloated_indexes(ServerConnection& server, const std::string& threshold) {
  return messages_of(server.rows(std::string(kIndexes) + kLost, {threshold}),
                     [](const ServerRow& row) { return msg::IndexBloated(row[0], row[1], row[2]); });
}

}  // namespace pgscribe::cli::doctor
