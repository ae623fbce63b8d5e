#include "cli/stub.hpp"

#include <libpq-fe.h>

#include <memory>
#include <stdexcept>

namespace pgscribe::cli {

namespace {

using Result = std::unique_ptr<PGresult, void (*)(PGresult*)>;

// One statement a row, in an order in which each finds what it names. $1 is the extension; search_path is its schema,
// so that its own objects are unqualified.
constexpr const char* kStatements = R"sql(
with members as (
  select d.classid, d.objid from pg_depend d join pg_extension e on e.oid = d.refobjid
   where d.refclassid = 'pg_extension'::regclass and d.deptype = 'e' and e.extname = $1
),
own_names as (  -- always in quotes: a word may become a keyword in a later release, as json has
  select p.oid, p.pronamespace, '"' || replace(p.proname, '"', '""') || '"' as name from pg_proc p
),
names as (  -- regproc qualifies a name that is overloaded
  select p.oid, case when n.nspname = any (current_schemas(true)) then '' else quote_ident(n.nspname) || '.' end || p.name as name
    from own_names p join pg_namespace n on n.oid = p.pronamespace
),
types as (
  select t.* from pg_type t join members m on m.objid = t.oid and m.classid = 'pg_type'::regclass
),
base_types as (
  select t.* from types t where t.typtype = 'b' and not exists (select from pg_type e where e.typarray = t.oid)
),
support as (  -- the functions that CREATE TYPE names
  select unnest(array[typinput, typoutput, typreceive, typsend, typmodin, typmodout]::oid[]) as oid from base_types
),
functions as (
  select p.*, p.oid in (select oid from support) as is_support
    from pg_proc p join members m on m.objid = p.oid and m.classid = 'pg_proc'::regclass
   where not exists (select from types r where r.typtype in ('r', 'm') and p.proname = r.typname)
),
relations as (
  select c.* from pg_class c join members m on m.objid = c.oid and m.classid = 'pg_class'::regclass
),
families as (
  select f.*, a.amname from pg_opfamily f join members m on m.objid = f.oid and m.classid = 'pg_opfamily'::regclass
    join pg_am a on a.oid = f.opfmethod
),
classes as (
  select c.*, a.amname, f.opfname from pg_opclass c join members m on m.objid = c.oid and m.classid = 'pg_opclass'::regclass
    join pg_am a on a.oid = c.opcmethod join pg_opfamily f on f.oid = c.opcfamily
),
items as (  -- of families; what is of a class's own type stands with the class, the first one of that type
  select o.amopfamily as family, o.amoplefttype as lefttype, o.amoprighttype as righttype, 1 as kind, o.amopstrategy as number,
         'OPERATOR ' || o.amopstrategy || ' ' || p.oprname || ' (' || format_type(o.amoplefttype, null) || ', '
         || format_type(o.amoprighttype, null) || ')'
         || case when o.amoppurpose = 'o' then ' FOR ORDER BY ' || quote_ident(s.opfname) else '' end as text
    from pg_amop o join pg_operator p on p.oid = o.amopopr left join pg_opfamily s on s.oid = o.amopsortfamily
  union all
  select f.amprocfamily, f.amproclefttype, f.amprocrighttype, 2, f.amprocnum,
         'FUNCTION ' || f.amprocnum || ' (' || format_type(f.amproclefttype, null) || ', ' || format_type(f.amprocrighttype, null) || ') '
         || n.name || '(' || oidvectortypes(p.proargtypes) || ')'
    from pg_amproc f join names n on n.oid = f.amproc join pg_proc p on p.oid = f.amproc
),
class_items as (
  select c.oid, string_agg(i.text, ', ' order by i.kind, i.number) as text
    from classes c join items i on i.family = c.opcfamily and i.lefttype = c.opcintype and i.righttype = c.opcintype
   where not exists (select from pg_opclass e where e.opcfamily = c.opcfamily and e.opcintype = c.opcintype and e.oid < c.oid)
   group by c.oid
),
columns as (
  select a.attrelid, string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
           || case when a.attnotnull then ' NOT NULL' else '' end, ', ' order by a.attnum) as definitions,
         string_agg('NULL::' || format_type(a.atttypid, a.atttypmod) || ' AS ' || quote_ident(a.attname), ', '
           order by a.attnum) as nulls,
         string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum) as attributes
    from pg_attribute a where a.attnum > 0 and not a.attisdropped group by a.attrelid
)
select statement from (
  select 1 as step, t.oid, 'CREATE TYPE ' || t.oid::regtype || ';' as statement from base_types t
  union all
  select case when p.is_support then 2 else 7 end, p.oid,
         'CREATE ' || case p.prokind when 'p' then 'PROCEDURE ' else 'FUNCTION ' end || (select name from own_names n where n.oid = p.oid) || '('
         || pg_get_function_arguments(p.oid) || ')'
         || case p.prokind when 'p' then '' else ' RETURNS ' || pg_get_function_result(p.oid) end || ' LANGUAGE internal'
         || case p.prokind when 'w' then ' WINDOW' else '' end
         || case when p.prokind = 'p' then '' else case p.provolatile when 'i' then ' IMMUTABLE' when 's' then ' STABLE' else ' VOLATILE' end end
         || case when p.proisstrict then ' STRICT' else '' end || ' AS ''stub'';'
    from functions p where p.prokind in ('f', 'p', 'w')
  union all
  select 3, t.oid, 'CREATE TYPE ' || t.oid::regtype || ' (INPUT = ' || (select name from names n where n.oid = t.typinput) || ', OUTPUT = ' || (select name from names n where n.oid = t.typoutput)
         || case when t.typmodin = 0 then '' else ', TYPMOD_IN = ' || (select name from names n where n.oid = t.typmodin) end
         || case when t.typmodout = 0 then '' else ', TYPMOD_OUT = ' || (select name from names n where n.oid = t.typmodout) end
         || ', INTERNALLENGTH = ' || case when t.typlen = -1 then 'VARIABLE' else t.typlen::text end
         || case when t.typlen > 0 and t.typbyval then ', PASSEDBYVALUE' else '' end
         || ', ALIGNMENT = ' || case t.typalign when 'd' then 'double' when 'i' then 'int4' when 's' then 'int2' else 'char' end
         || ', CATEGORY = ' || quote_literal(t.typcategory::text) || case when t.typispreferred then ', PREFERRED = true' else '' end
         || case when t.typelem <> 0 then ', ELEMENT = ' || t.typelem::regtype else '' end
         || case when t.typcollation <> 0 then ', COLLATABLE = true' else '' end || ');'
    from base_types t
  union all
  select 4, t.oid, 'CREATE TYPE ' || t.oid::regtype || ' AS ENUM ('
         || (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid) || ');'
    from types t where t.typtype = 'e'
  union all
  select 4, t.oid, 'CREATE DOMAIN ' || t.oid::regtype || ' AS ' || format_type(t.typbasetype, t.typtypmod)
         || case when t.typnotnull then ' NOT NULL' else '' end || ';'
    from types t where t.typtype = 'd'
  union all
  select 5, t.oid, 'CREATE TYPE ' || t.oid::regtype || ' AS (' || coalesce(c.attributes, '') || ');'
    from types t join pg_class r on r.oid = t.typrelid and r.relkind = 'c' left join columns c on c.attrelid = r.oid
  union all
  select 5, t.oid, 'CREATE TYPE ' || t.oid::regtype || ' AS RANGE (SUBTYPE = ' || r.rngsubtype::regtype || ');'
    from types t join pg_range r on r.rngtypid = t.oid
  union all
  select 6, c.oid, 'CREATE TABLE ' || c.oid::regclass || ' (' || coalesce(k.definitions, '') || ');'
    from relations c left join columns k on k.attrelid = c.oid where c.relkind in ('r', 'p', 'f')
  union all
  select 6, c.oid, 'CREATE VIEW ' || c.oid::regclass || ' AS SELECT ' || k.nulls || ';'
    from relations c join columns k on k.attrelid = c.oid where c.relkind in ('v', 'm')
  union all
  select 8, p.oid, 'CREATE AGGREGATE ' || (select name from own_names n where n.oid = p.oid) || '('
         || coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*') || ') (SFUNC = ' || (select name from names n where n.oid = a.aggtransfn)
         || ', STYPE = ' || format_type(a.aggtranstype, null)
         || case when a.aggfinalfn = 0 then '' else ', FINALFUNC = ' || (select name from names n where n.oid = a.aggfinalfn) end
         || case when a.aggfinalextra then ', FINALFUNC_EXTRA' else '' end
         || case when a.agginitval is null then '' else ', INITCOND = ' || quote_literal(a.agginitval) end
         || case when a.aggkind = 'h' then ', HYPOTHETICAL' else '' end || ');'
    from functions p join pg_aggregate a on a.aggfnoid = p.oid where p.prokind = 'a'
  union all
  select 9, o.oid, 'CREATE OPERATOR ' || o.oprname || ' (FUNCTION = ' || (select name from names n where n.oid = o.oprcode)
         || case when o.oprleft = 0 then '' else ', LEFTARG = ' || format_type(o.oprleft, null) end
         || ', RIGHTARG = ' || format_type(o.oprright, null)
         || coalesce(', COMMUTATOR = ' || (select x.oprname from pg_operator x where x.oid = o.oprcom), '')
         || coalesce(', NEGATOR = ' || (select x.oprname from pg_operator x where x.oid = o.oprnegate), '')
         || case when o.oprcanhash then ', HASHES' else '' end || case when o.oprcanmerge then ', MERGES' else '' end || ');'
    from pg_operator o join members m on m.objid = o.oid and m.classid = 'pg_operator'::regclass
  union all
  select 10, a.oid, 'CREATE ACCESS METHOD ' || quote_ident(a.amname) || ' TYPE INDEX HANDLER ' || a.amhandler || ';'
    from pg_am a join members m on m.objid = a.oid and m.classid = 'pg_am'::regclass where a.amtype = 'i'
  union all
  select 11, f.oid, 'CREATE OPERATOR FAMILY ' || quote_ident(f.opfname) || ' USING ' || quote_ident(f.amname) || ';' from families f
  union all
  select 12, c.oid, 'CREATE OPERATOR CLASS ' || quote_ident(c.opcname) || case when c.opcdefault then ' DEFAULT' else '' end
         || ' FOR TYPE ' || format_type(c.opcintype, null) || ' USING ' || quote_ident(c.amname) || ' FAMILY ' || quote_ident(c.opfname)
         || ' AS ' || concat_ws(', ', i.text, case when c.opckeytype <> 0 or i.text is null
              then 'STORAGE ' || format_type(coalesce(nullif(c.opckeytype, 0), c.opcintype), null) end) || ';'
    from classes c left join class_items i on i.oid = c.oid
  union all
  select 13, f.oid, 'ALTER OPERATOR FAMILY ' || quote_ident(f.opfname) || ' USING ' || quote_ident(f.amname) || ' ADD '
         || string_agg(i.text, ', ' order by i.kind, i.number, i.text) || ';'
    from families f join items i on i.family = f.oid
   where not exists (select from pg_opclass c where c.opcfamily = f.oid and i.lefttype = c.opcintype and i.righttype = c.opcintype)
   group by f.oid, f.opfname, f.amname
  union all
  select 14, c.oid, 'CREATE CAST (' || format_type(c.castsource, null) || ' AS ' || format_type(c.casttarget, null) || ') '
         || case c.castmethod when 'f' then 'WITH FUNCTION ' || (select n.name || '(' || oidvectortypes(p.proargtypes) || ')'
                from names n join pg_proc p using (oid) where n.oid = c.castfunc) when 'i' then 'WITH INOUT' else 'WITHOUT FUNCTION' end
         || case c.castcontext when 'i' then ' AS IMPLICIT' when 'a' then ' AS ASSIGNMENT' else '' end || ';'
    from pg_cast c join members m on m.objid = c.oid and m.classid = 'pg_cast'::regclass
) all_statements order by step, oid
)sql";

class Database {
 public:
  explicit Database(const std::string& conninfo) : connection_(PQconnectdb(conninfo.c_str()), PQfinish) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) fail();
    PQsetNoticeReceiver(
        connection_.get(), [](void*, const PGresult*) {}, nullptr);
  }

  void execute(const std::string& sql) { (void)check(PQexec(connection_.get(), sql.c_str())); }
  Result rows(const char* sql, const std::string& argument) {
    const char* values[] = {argument.c_str()};
    return check(PQexecParams(connection_.get(), sql, 1, nullptr, values, nullptr, nullptr, 0));
  }
  [[nodiscard]] std::string quoted(const std::string& name) {
    const std::unique_ptr<char, void (*)(void*)> text(PQescapeIdentifier(connection_.get(), name.c_str(), name.size()),
                                                      PQfreemem);
    if (!text) fail();
    return text.get();
  }

 private:
  [[noreturn]] void fail() { throw std::runtime_error(PQerrorMessage(connection_.get())); }
  Result check(PGresult* result) {
    Result owned(result, PQclear);
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail();
    return owned;
  }

  std::unique_ptr<PGconn, void (*)(PGconn*)> connection_;
};

}  // namespace

std::string extension_stub(const std::string& conninfo, const std::string& extension) {
  Database database(conninfo);
  database.execute("BEGIN");
  database.execute("CREATE EXTENSION IF NOT EXISTS " + database.quoted(extension) + " CASCADE");
  const Result installed = database.rows(
      "SELECT extversion, nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = $1",
      extension);
  database.execute("SET LOCAL search_path = " + database.quoted(PQgetvalue(installed.get(), 0, 1)));
  const Result statements = database.rows(kStatements, extension);
  std::string text = "-- What " + extension + " " + PQgetvalue(installed.get(), 0, 0) +
                     " makes, for `stubs:` of pgscribe's configuration.\n";
  for (int row = 0; row < PQntuples(statements.get()); ++row)
    text += std::string(PQgetvalue(statements.get(), row, 0)) + "\n";
  database.execute("ROLLBACK");
  return text;
}

}  // namespace pgscribe::cli
