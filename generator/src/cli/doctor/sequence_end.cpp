#include "cli/doctor/checks.hpp"
#include "cli/doctor/messages.hpp"

// Sequences, and the columns that take their values: which of the two ends first, and how near that is.

namespace pgscribe::cli::doctor {

namespace {

// From here on there is no time to lose.
constexpr double kUrgentPercent = 90;

// One row a sequence, with the smallest of the columns that it is owned by or that have it for a default.
constexpr const char* kLimits = R"sql(
with columns as (
  select d.objid as sequence, d.refobjid as relid, d.refobjsubid as attnum from pg_depend d
   where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')
  union
  select d.refobjid, ad.adrelid, ad.adnum from pg_depend d join pg_attrdef ad on ad.oid = d.objid
   where d.classid = 'pg_attrdef'::regclass and d.refclassid = 'pg_class'::regclass
),
limits as (
  select distinct on (s.seqrelid) s.*, v.last_value, k.relid, quote_ident(a.attname) as attname, format_type(a.atttypid, null) as type,
         case a.atttypid when 'int2'::regtype then 32767::numeric when 'int4'::regtype then 2147483647 else 9223372036854775807 end as column_max
    from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
         join pg_sequences v on v.schemaname = n.nspname and v.sequencename = c.relname
         left join columns k on k.sequence = s.seqrelid left join pg_attribute a on a.attrelid = k.relid and a.attnum = k.attnum
   where not s.seqcycle
   order by s.seqrelid, column_max
),
ends as (
  select *, seqincrement > 0 as rises, least(seqmax, column_max) as top, greatest(seqmin, -column_max - 1) as bottom,
         case when seqincrement > 0 then seqmax > column_max else seqmin < -column_max - 1 end as outgrows,
         case when seqincrement > 0 then seqmax else seqmin end as last,
         column_max < 9223372036854775807 as is_small, seqtypid <> 'int8'::regtype as is_small_sequence
    from limits
),
used as (
  select *, trunc(100 * case when rises then (last_value - seqmin) / nullif(top - seqmin, 0) else (seqmax - last_value) / nullif(seqmax - bottom, 0) end) as percent,
         case when is_small then 'ALTER TABLE ' || relid::regclass || ' ALTER COLUMN ' || attname || ' TYPE bigint;' else '' end as widen_column,
         case when is_small_sequence then 'ALTER SEQUENCE ' || seqrelid::regclass || ' AS bigint;'
              when is_small then ''
              else 'ALTER SEQUENCE ' || seqrelid::regclass || case when rises then ' NO MAXVALUE;' else ' NO MINVALUE;' end end as widen_sequence
    from ends
)
select seqrelid::regclass::text, percent, last, outgrows,
       case when is_small then 'column ' || relid::regclass || '.' || attname || ' (' || type || ')' else 'it' end,
       trim(widen_column || ' ' || widen_sequence)
  from used
)sql";

}  // namespace

Messages find_ending_sequences(ServerConnection& server, const std::string& threshold) {
  const std::string near_end = std::string(kLimits) + " where percent >= $1::numeric order by 1";
  return messages_of(server.rows(near_end, {threshold}), [](const ServerRow& row) {
    support::Message message = msg::SequenceNearEnd(row[0], row[1], row[4], row[5]);
    if (std::stod(row[1]) >= kUrgentPercent) message.severity = support::Severity::error;
    return message;
  });
}

Messages find_outgrowing_sequences(ServerConnection& server, const std::string&) {
  return messages_of(server.rows(std::string(kLimits) + " where outgrows order by 1"),
                     [](const ServerRow& row) { return msg::SequenceOutgrowsColumn(row[0], row[2], row[4], row[5]); });
}

}  // namespace pgscribe::cli::doctor
