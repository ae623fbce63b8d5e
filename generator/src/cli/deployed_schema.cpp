#include "cli/deployed_schema.hpp"

namespace pgscribe::cli {

namespace {

// What the user made, in the form of catalog::dump(): one object a row. Needs search_path = public, by which names of
// types are qualified. Columns that only newer releases have are read through to_jsonb.
constexpr const char* kObjects = R"sql(
with
own as (  -- objects of extensions are left out
  select classid, objid from pg_depend where deptype = 'e'
),
extension_tables as (
  select c.oid from pg_class c where exists (select from own where (classid, objid) in (('pg_class'::regclass, c.oid), ('pg_type'::regclass, c.reltype)))
),
visible_schemas as (
  select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
),
relations as (
  select c.*, n.nspname || '.' || c.relname as full_name,
         case c.relkind when 'r' then case when c.relispartition then 'partition' else 'table' end when 'v' then 'view'
              when 'm' then 'materialized view' when 'p' then 'partitioned table' when 'f' then 'foreign table'
              when 'S' then 'sequence' when 'c' then 'composite' else 'index' end as word
    from pg_class c join visible_schemas n on n.oid = c.relnamespace
   where c.relkind <> 't' and c.oid not in (select oid from extension_tables)
         and not exists (select from pg_index i where i.indexrelid = c.oid and i.indrelid in (select oid from extension_tables))
),
columns as (
  select a.attrelid, string_agg(e'\n  ' || a.attname || ' ' || format_type(a.atttypid, nullif(a.atttypmod, -1))
           || case when a.attnotnull and not exists (select from pg_constraint n where n.conrelid = a.attrelid and n.contype = 'n'
                                                            and n.conkey = array[a.attnum] and not n.convalidated) then ' not null' else '' end
           || case when a.atthasdef and a.attgenerated = '' then ' default' else '' end
           || case when a.attidentity <> '' then ' identity=' || a.attidentity::text else '' end
           || case a.attgenerated when '' then '' when 'v' then ' virtual' else ' generated' end
           || case when a.attislocal then '' else ' inherited' end
           || coalesce(' -- ' || translate(col_description(a.attrelid, a.attnum), e'\n', ' '), ''), '' order by a.attnum) as lines
    from pg_attribute a where a.attnum > 0 and not a.attisdropped group by a.attrelid
),
key_columns as (
  select i.indexrelid, string_agg(a.attname, ', ' order by k.place) as names, count(*) filter (where k.number = 0) as expressions
    from pg_index i, unnest(i.indkey::int2[]) with ordinality k(number, place)
         left join lateral (select attname from pg_attribute where attrelid = i.indrelid and attnum = k.number) a on true
   where k.place <= i.indnkeyatts group by i.indexrelid
),
parts as (
  select i.indrelid as relid,
         case when i.indisprimary then '  primary key ' when con.oid is not null then '  unique ' else '  unique index ' end
           || c.relname || ' (' || coalesce(k.names, '') || ')'
           || case when k.expressions > 0 then ' expressions=' || k.expressions else '' end
           || case when i.indpred is not null then ' partial' else '' end
           || case when (to_jsonb(i) ->> 'indnullsnotdistinct')::bool then ' nulls not distinct' else '' end
           || case when (to_jsonb(con) ->> 'conperiod')::bool then ' without overlaps' else '' end
           || case when i.indimmediate then '' else ' deferrable' end as line
    from pg_index i join pg_class c on c.oid = i.indexrelid join key_columns k on k.indexrelid = i.indexrelid
         left join pg_constraint con on con.conindid = i.indexrelid and con.contype in ('p', 'u')
   where i.indisunique
  union all
  select con.conrelid,
         case con.contype when 'c' then '  check ' || con.conname when 'x' then '  exclude ' || con.conname
           else '  foreign key ' || con.conname || ' (' ||
                (select string_agg(a.attname, ', ' order by k.place) from unnest(con.conkey) with ordinality k(number, place)
                   join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.number) || ') references ' ||
                (select n.nspname || '.' || f.relname from pg_class f join pg_namespace n on n.oid = f.relnamespace where f.oid = con.confrelid) || ' (' ||
                (select string_agg(a.attname, ', ' order by k.place) from unnest(con.confkey) with ordinality k(number, place)
                   join pg_attribute a on a.attrelid = con.confrelid and a.attnum = k.number) || ')' end
           || case when con.contype = 'f' and (to_jsonb(con) ->> 'conperiod')::bool then ' period' else '' end
           || case when not coalesce((to_jsonb(con) ->> 'conenforced')::bool, true) then ' not enforced'
                   when con.convalidated then '' else ' not valid' end
    from pg_constraint con where con.contype in ('c', 'x', 'f')
  union all
  select con.conrelid, '  not null ' || con.conname || ' (' || a.attname || ')' || case when con.convalidated then '' else ' not valid' end
           || case when con.connoinherit then ' no inherit' else '' end || case when con.conislocal then '' else ' inherited' end
           || case when con.coninhcount > 0 then ' from ' || con.coninhcount else '' end
    from pg_constraint con join pg_attribute a on a.attrelid = con.conrelid and a.attnum = con.conkey[1] where con.contype = 'n'
),
sorted_parts as (
  select relid, e'\n' || string_agg(line, e'\n' order by line collate "C") as lines from parts group by relid
)
select r.word || ' ' || r.full_name ||
       case r.relkind
         when 'i' then ' on ' || (select t.full_name from pg_index i join relations t on t.oid = i.indrelid where i.indexrelid = r.oid)
         when 'I' then ' on ' || (select t.full_name from pg_index i join relations t on t.oid = i.indrelid where i.indexrelid = r.oid)
         when 'S' then coalesce((select ' owned by ' || t.full_name || '(' || a.attname || ')' from pg_depend d join relations t on t.oid = d.refobjid
                                   join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                                  where d.classid = 'pg_class'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
                                        and d.deptype in ('a', 'i')), '')
         else case when r.reloftype <> 0 then ' of ' || format_type(r.reloftype, null) else '' end
              || coalesce((select ' from ' || string_agg(p.full_name, ', ' order by i.inhseqno) from pg_inherits i join relations p on p.oid = i.inhparent
                            where i.inhrelid = r.oid), '')
              || coalesce(' -- ' || translate(obj_description(r.oid, 'pg_class'), e'\n', ' '), '') || coalesce(c.lines, '') || coalesce(p.lines, '')
       end
  from relations r left join columns c on c.attrelid = r.oid left join sorted_parts p on p.relid = r.oid
union all
select case t.typtype when 'b' then 'type' when 'd' then 'domain' when 'e' then 'enum' when 'r' then 'range' when 'm' then 'multirange' else 'shell type' end
       || ' ' || n.nspname || '.' || t.typname
       || case t.typtype
            when 'e' then ': ' || coalesce((select string_agg(enumlabel, ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid), '')
            when 'd' then ' over ' || format_type(t.typbasetype, nullif(t.typtypmod, -1)) || case when t.typnotnull then ' not null' else '' end
            when 'r' then ' of ' || (select format_type(rngsubtype, null) from pg_range where rngtypid = t.oid)
            when 'm' then ' of ' || (select format_type(rngsubtype, null) from pg_range where rngmultitypid = t.oid)
            else '' end
       || coalesce(' -- ' || translate(obj_description(t.oid, 'pg_type'), e'\n', ' '), '')
       || coalesce((select string_agg(e'\n  check ' || conname, '' order by conname collate "C") from pg_constraint
                    where contypid = t.oid and contype = 'c'), '')
       || coalesce((select e'\n  not null ' || conname from pg_constraint where contypid = t.oid and contype = 'n'), '')
  from pg_type t join visible_schemas n on n.oid = t.typnamespace
 where t.typrelid = 0 and t.typsubscript <> 'array_subscript_handler'::regproc and not exists (select from own where classid = 'pg_type'::regclass and objid = t.oid)
union all
select case p.prokind when 'f' then 'function' when 'p' then 'procedure' when 'w' then 'window function'
            else case a.aggkind when 'n' then 'aggregate' when 'o' then 'ordered-set aggregate' else 'hypothetical-set aggregate' end end
       || ' ' || n.nspname || '.' || p.proname || '('
       || coalesce((select string_agg(case coalesce(p.proargmodes[k.place], 'i') when 'o' then 'out ' when 'b' then 'inout ' when 'v' then 'variadic '
                                           when 't' then 'table ' else '' end
                             || coalesce(nullif(p.proargnames[k.place], '') || ' ', '') || format_type(k.type, null), ', ' order by k.place)
                      from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality k(type, place)), '')
       || ') returns ' || case when p.proretset then 'setof ' else '' end || format_type(p.prorettype, null)
       || case when a.aggnumdirectargs > 0 then ' direct=' || a.aggnumdirectargs else '' end
       || case when p.pronargdefaults > 0 then ' defaults=' || p.pronargdefaults else '' end
       || case when p.proisstrict then ' strict' else '' end || coalesce(' -- ' || translate(obj_description(p.oid, 'pg_proc'), e'\n', ' '), '')
  from pg_proc p join visible_schemas n on n.oid = p.pronamespace left join pg_aggregate a on a.aggfnoid = p.oid
 where not exists (select from own where classid = 'pg_proc'::regclass and objid = p.oid)
union all
select 'operator ' || n.nspname || '.' || o.oprname || '(' || case when o.oprleft <> 0 then format_type(o.oprleft, null) || ', ' else '' end
       || format_type(o.oprright, null) || ') returns ' || format_type(o.oprresult, null) || ' by ' || pn.nspname || '.' || p.proname
  from pg_operator o join visible_schemas n on n.oid = o.oprnamespace join pg_proc p on p.oid = o.oprcode join pg_namespace pn on pn.oid = p.pronamespace
 where not exists (select from own where classid = 'pg_operator'::regclass and objid = o.oid)
union all
select 'cast ' || format_type(c.castsource, null) || ' as ' || format_type(c.casttarget, null) || ' '
       || case c.castcontext when 'i' then 'implicit' when 'a' then 'assignment' else 'explicit' end || ' by '
       || case c.castmethod when 'b' then 'binary' when 'i' then 'inout' else (select proname from pg_proc where oid = c.castfunc) end
  from pg_cast c where c.oid >= 16384 and not exists (select from own where classid = 'pg_cast'::regclass and objid = c.oid)
union all
select 'operator family ' || n.nspname || '.' || f.opfname || ' using ' || a.amname
  from pg_opfamily f join visible_schemas n on n.oid = f.opfnamespace join pg_am a on a.oid = f.opfmethod
 where not exists (select from own where classid = 'pg_opfamily'::regclass and objid = f.oid)
union all
select 'operator class ' || n.nspname || '.' || c.opcname || ' using ' || a.amname || ' for ' || format_type(c.opcintype, null)
       || case when c.opcdefault then ' default' else '' end || ' family ' || fn.nspname || '.' || f.opfname
  from pg_opclass c join visible_schemas n on n.oid = c.opcnamespace join pg_am a on a.oid = c.opcmethod
       join pg_opfamily f on f.oid = c.opcfamily join pg_namespace fn on fn.oid = f.opfnamespace
 where not exists (select from own where classid = 'pg_opclass'::regclass and objid = c.oid)
union all
select 'schema ' || nspname || coalesce(' -- ' || translate(obj_description(oid, 'pg_namespace'), e'\n', ' '), '') from visible_schemas where nspname <> 'public'
union all
select 'extension ' || e.extname || ' in ' || n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname <> 'plpgsql'
union all
select 'collation ' || n.nspname || '.' || c.collname from pg_collation c join visible_schemas n on n.oid = c.collnamespace
)sql";

}  // namespace

std::string deployed_dump(ServerConnection& server) {
  (void)server.execute("SET search_path = public");
  std::string dump;
  for (const std::string& object : server.values(kObjects)) dump += object + "\n";
  return dump;
}

}  // namespace pgscribe::cli
