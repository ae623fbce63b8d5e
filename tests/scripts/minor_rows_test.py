#!/usr/bin/env python3
"""How dump_builtins.py merges the rows of two minor releases: minor_rows_test.py FOLDER-OF-THE-SCRIPT"""
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, sys.argv.pop())
from dump_builtins import MinorRows  # noqa: E402

OLDER = MinorRows(18, ["function a() void", "table t", "column x int4", "table u", "column x int4"])
NEWER = MinorRows(20, ["function a() void", "function b() void", "table t", "column x int4", "column y int4", "table u", "column x int4"])
MARKED = ["function a() void", "function b() void since=15.20", "table t", "column x int4", "column y int4 since=15.20", "table u", "column x int4"]


class MergedRows(unittest.TestCase):
    def test_the_order_of_the_dumps_does_not_matter(self):
        for first, second in ((OLDER, NEWER), (NEWER, OLDER)):
            merged = first.merged(second)
            self.assertEqual((merged.minor, merged.rows), (20, MARKED))

    def test_a_mark_stays(self):
        marked = MinorRows(20, MARKED)
        for dump in (OLDER, NEWER, MinorRows(22, NEWER.rows)):
            self.assertEqual(marked.merged(dump).rows, MARKED)

    def test_a_row_that_is_gone_goes(self):
        self.assertEqual(NEWER.merged(MinorRows(22, ["function b() void"])).rows, ["function b() void"])

    def test_the_same_release_again_marks_nothing(self):
        self.assertEqual(OLDER.merged(MinorRows(18, NEWER.rows)).rows, NEWER.rows)

    def test_rows_are_read_from_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "pg_proc.inc"
            self.assertIsNone(MinorRows.read(path))
            path.write_text('// PostgreSQL 15.20, 2 rows.\n"function a() void",\n"function b() void since=15.20",\n', encoding="ascii")
            rows = MinorRows.read(path)
            self.assertEqual((rows.minor, rows.rows), (20, ["function a() void", "function b() void since=15.20"]))


if __name__ == "__main__":
    unittest.main()
