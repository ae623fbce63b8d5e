#include "pgscribe/testing.hpp"
#include "session/quoting.hpp"

// Tables emptied between tests.

namespace pgscribe::testing {

namespace {

// Tables go after all that refer to them, because RESTRICT does not wait for the end of a statement. Those that are
// left refer to each other in a circle: one statement deletes from all of them, and is checked at its end.
constexpr const char* kScript = R"sql(
DO $cleaner$
DECLARE
  remaining oid[];
  ready oid[];
BEGIN
  SET CONSTRAINTS ALL DEFERRED;
  SELECT coalesce(array_agg(c.oid), '{}') INTO remaining
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
    AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    AND c.oid <> ALL (ARRAY(SELECT to_regclass(k) FROM unnest(%KEEP%::text[]) k WHERE to_regclass(k) IS NOT NULL))
    AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');
  WHILE cardinality(remaining) > 0 LOOP
    SELECT array_agg(t) INTO ready
    FROM unnest(remaining) t
    WHERE NOT EXISTS (SELECT FROM pg_constraint f
                      WHERE f.contype = 'f' AND f.confrelid = t AND f.conrelid <> t AND f.conrelid = ANY (remaining));
    EXIT WHEN ready IS NULL;
    FOR i IN 1 .. cardinality(ready) LOOP
      EXECUTE format('DELETE FROM %s', ready[i]::regclass);
    END LOOP;
    remaining := ARRAY(SELECT unnest(remaining) EXCEPT SELECT unnest(ready));
  END LOOP;
  IF cardinality(remaining) > 0 THEN
    EXECUTE (SELECT 'WITH ' || string_agg(format('d%s AS (DELETE FROM %s)', t, t::regclass), ', ') || ' SELECT'
             FROM unnest(remaining) t);
  END IF;
  PERFORM setval(s.seqrelid, s.seqstart, false)
  FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname !~ '^pg_' AND c.relpersistence <> 't'
    AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');
END
$cleaner$
)sql";

}  // namespace

Cleaner::Cleaner(Pool& pool, std::vector<std::string> keep) : pool_(pool), script_(kScript) {
  std::string tables = "ARRAY[";
  for (const std::string& table : keep) tables += (tables.back() == '[' ? "" : ", ") + detail::quote_literal(table);
  constexpr std::string_view kPlaceholder = "%KEEP%";
  script_.replace(script_.find(kPlaceholder), kPlaceholder.size(), tables + ']');
}

void Cleaner::clean() { pool_.execute(script_); }

}  // namespace pgscribe::testing
