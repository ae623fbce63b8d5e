#!/usr/bin/env python3
"""Writes generator/src/literal/time_zones.inc: the zone names and abbreviations that date/time input knows.

    dump_time_zones.py CONNINFO      from a running PostgreSQL 15 with the default timezone_abbreviations

A fixed zone never had a second offset: time input takes it without a date. Names are in lower case, as input is compared.
"""

import subprocess
import sys
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent.parent / "src" / "literal" / "time_zones.inc"

# A zone that is an abbreviation, too, is taken for the abbreviation, so what is said of it here never matters.
QUERY = """
CREATE FUNCTION pg_temp.is_fixed(zone text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SELECT %L::timetz', '04:05 ' || zone);
  RETURN true;
EXCEPTION WHEN others THEN
  RETURN false;
END $$;
SELECT 'ABBREVIATION("' || lower(abbrev) || '")' FROM pg_timezone_abbrevs
UNION ALL
SELECT CASE WHEN pg_temp.is_fixed(name) THEN 'FIXED_ZONE("' ELSE 'ZONE("' END || lower(name) || '")'
FROM pg_timezone_names WHERE name !~ '^(posix|right)/' AND name NOT IN ('localtime', 'posixrules');
SELECT '// PostgreSQL ' || current_setting('server_version');
"""


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", sys.argv[1]]
    done = subprocess.run(command, input=QUERY, text=True, capture_output=True, check=True)
    rows = sorted(set(done.stdout.splitlines()))
    version = next(row for row in rows if row.startswith("//"))
    rows.remove(version)
    header = f"{version.split(' (')[0]}: {len(rows)} rows, written by dump_time_zones.py\n"
    OUTPUT.write_text(header + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
