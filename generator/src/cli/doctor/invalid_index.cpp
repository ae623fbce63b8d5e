#include "cli/doctor/checks.hpp"
#include "cli/doctor/messages.hpp"

// Indexes that a build left invalid.

namespace pgscribe::cli::doctor {

namespace {

// An index is invalid, too, while it is being built. PostgreSQL names what a REINDEX CONCURRENTLY builds or is about to
// drop with the endings _ccnew and _ccold: the index that it stands for is still there.
constexpr const char* kIndexes = R"sql(
select i.indexrelid::regclass::text, i.indrelid::regclass,
       case when c.relkind = 'I' then 'partitioned' when c.relname ~ '_cc(new|old)[0-9]*$' then 'left behind' else 'rebuildable' end
  from pg_index i join pg_class c on c.oid = i.indexrelid
 where not i.indisvalid and c.relpersistence <> 't'
       and not exists (select from pg_stat_progress_create_index p where p.index_relid = i.indexrelid)
 order by 1
)sql";

support::Message message_of(const ServerRow& index) {
  if (index[2] == "partitioned")
    return msg::PartitionedIndexInvalid(index[0], index[1],
                                        "ALTER INDEX " + index[0] + " ATTACH PARTITION <the partition's index>;");
  const char* statement = index[2] == "left behind" ? "DROP INDEX CONCURRENTLY " : "REINDEX INDEX CONCURRENTLY ";
  return msg::IndexInvalid(index[0], statement + index[0] + ";");
}

}  // namespace

Messages find_invalid_indexes(ServerConnection& server, const std::string&) {
  return messages_of(server.rows(kIndexes), message_of);
}

std::vector<std::string> rebuildable_indexes(ServerConnection& server) {
  std::vector<std::string> names;
  for (const ServerRow& index : server.rows(kIndexes)) {
    if (index[2] == "rebuildable") names.push_back(index[0]);
  }
  return names;
}

}  // namespace pgscribe::cli::doctor
