#!/usr/bin/env python3
"""Which libpg_query CMake takes: those of PostgreSQL 15 to 18, of the folder that it is told to use, and what it says to others."""
import pathlib
import subprocess
import sys
import tempfile

CMAKE, MODULE = sys.argv[1:]


def configured(root):
    done = subprocess.run([CMAKE, f"-DPGSCRIBE_PG_QUERY_ROOT={root}", "-P", MODULE], capture_output=True, text=True, check=False)
    return done.returncode == 0, " ".join((done.stdout + done.stderr).split())


def library(folder, major):
    for part in ("include", "lib"):
        (folder / part).mkdir(parents=True)
    (folder / "lib" / "libpg_query.a").touch()
    (folder / "include" / "pg_query.h").write_text(f'#define PG_MAJORVERSION "{major}"\n#define PG_VERSION "{major}.1"\n', encoding="ascii")
    return folder


with tempfile.TemporaryDirectory() as scratch:
    for major in range(13, 20):
        taken, said = configured(library(pathlib.Path(scratch) / str(major), major))
        assert taken == (15 <= major <= 18), said
        expected = f"that of PostgreSQL {major}" if taken else f'that of PostgreSQL "{major}"; pgscribe works with libpg_query 15 to 18'
        assert expected in said, said
    taken, said = configured(pathlib.Path(scratch) / "nothing")
    assert not taken and "There is no libpg_query in PGSCRIBE_PG_QUERY_ROOT" in said, said
