#include "cli/doctor/checks.hpp"
#include "cli/doctor/messages.hpp"

// Foreign keys without an index on the side that refers.

namespace pgscribe::cli::doctor {

namespace {

// A partitioned table has the rows of its partitions, and its indexes cannot be made CONCURRENTLY.
constexpr const char* kForeignKeys = R"sql(
select con.conrelid::regclass::text, quote_ident(con.conname), con.confrelid::regclass,
       'CREATE INDEX ' || case when c.relkind = 'p' then '' else 'CONCURRENTLY ' end || 'ON ' || con.conrelid::regclass || ' ('
         || (select string_agg(quote_ident(a.attname), ', ' order by k.place) from unnest(con.conkey) with ordinality k(number, place)
               join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.number) || ');'
  from pg_constraint con join pg_class c on c.oid = con.conrelid
 where con.contype = 'f' and con.conparentid = 0
       and greatest(c.reltuples, (select sum(p.reltuples) from pg_partition_tree(c.oid) t join pg_class p on p.oid = t.relid where t.isleaf)) >= $1::numeric
       and not exists (select from pg_index i join pg_class ic on ic.oid = i.indexrelid join pg_am a on a.oid = ic.relam
                        where i.indrelid = con.conrelid and i.indisvalid and i.indpred is null and a.amname in ('btree', 'hash')
                              and i.indnkeyatts >= cardinality(con.conkey)
                              and (i.indkey::int2[])[0:cardinality(con.conkey) - 1] @> con.conkey)
 order by 1, 2
)sql";

}  // namespace

Messages find_unindexed_foreign_keys(ServerConnection& server, const std::string& threshold) {
  return messages_of(server.rows(kForeignKeys, {threshold}),
                     [](const ServerRow& row) { return msg::ForeignKeyUnindexed(row[0], row[1], row[2], row[3]); });
}

}  // namespace pgscribe::cli::doctor
