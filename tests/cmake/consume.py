#!/usr/bin/env python3
"""Uses an installed pgscribe as another project would: find_package, pgscribe_generate, build; then changes its SQL and builds again.

What must hold: a changed query, a new query file and a new migration are picked up by the build alone; a build without a change
does nothing; a file whose text is the same is not compiled again; a broken query fails the build with its place.
"""
import argparse
import os
import subprocess
import sys
import tempfile

CMAKE_LISTS = """cmake_minimum_required(VERSION 3.22)
project(consumer CXX)
find_package(pgscribe REQUIRED)
pgscribe_generate(TARGET app_db CONFIG db/generator.yaml SHARDS 2)
add_executable(app app.cpp)
pgscribe_embed_migrations(TARGET app_migrations DIRECTORY db/schema)
target_link_libraries(app PRIVATE app_db app_migrations)
"""

CONFIG = """version: "2"
sql:
  - engine: postgresql
    schema: schema
    queries: queries
    gen: {cpp: {out: unused, namespace: db}}
"""

APP = """#include <app_migrations.hpp>
#include <querier.hpp>
int main() { return sizeof(db::Movie) > 0 && !app_migrations::migrations().empty() ? 0 : 1; }
"""

GET_MOVIE = "-- name: GetMovie :one\nSELECT * FROM movies WHERE id = $1;\n"
COUNT_MOVIES = "-- name: CountMovies :one\nSELECT count(*) FROM movies;\n"


class Failure(Exception):
    pass


class Project:
    def __init__(self, folder, args):
        self.folder, self.args = folder, args
        self.source, self.binary = os.path.join(folder, "source"), os.path.join(folder, "binary")

    def write(self, name, text):
        path = os.path.join(self.source, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as out:
            out.write(text)

    def generated(self, name):
        return os.path.join(self.binary, "app_db", name)

    def run(self, *command):
        result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return result.returncode, result.stdout

    def must(self, *command):
        code, output = self.run(*command)
        if code != 0:
            raise Failure(f"{' '.join(command)}\n{output}")
        return output

    def build(self):
        return self.must(self.args.cmake, "--build", self.binary)


def check(condition, what):
    if not condition:
        raise Failure(what)


def consume(project, args):
    prefix = os.path.join(project.folder, "prefix")
    project.must(args.cmake, "--install", args.build, "--prefix", prefix)
    project.write("CMakeLists.txt", CMAKE_LISTS)
    project.write("app.cpp", APP)
    project.write("db/generator.yaml", CONFIG)
    project.write("db/schema/1_movies.up.sql", "CREATE TABLE movies (id bigint PRIMARY KEY, title text NOT NULL);\n")
    project.write("db/queries/movies.sql", GET_MOVIE)
    configure = [args.cmake, "-S", project.source, "-B", project.binary, "-G", args.generator, f"-DCMAKE_PREFIX_PATH={prefix}",
                 f"-DCMAKE_CXX_COMPILER={args.compiler}", f"-DCMAKE_CXX_FLAGS={args.flags}"]
    if args.launcher:
        configure.append(f"-DCMAKE_CXX_COMPILER_LAUNCHER={args.launcher}")
    project.must(*configure)

    project.build()
    check(os.path.exists(project.generated("movies.hpp")), "movies.hpp was not generated")
    check(not os.path.exists(os.path.join(project.source, "db/unused")), "the configuration's out was written to")
    project.must(os.path.join(project.binary, "app"))

    output = project.build()
    check("Generating" not in output and "Building" not in output, "a build without a change did something:\n" + output)

    project.write("db/queries/counts.sql", COUNT_MOVIES)
    before = os.stat(project.generated("movies.hpp")).st_mtime_ns
    project.build()
    check(os.path.exists(project.generated("counts.hpp")), "a new query file was not picked up")
    check(os.stat(project.generated("movies.hpp")).st_mtime_ns == before, "movies.hpp was written again without a change")

    project.write("db/schema/2_year.up.sql", "ALTER TABLE movies ADD COLUMN year integer;\n")
    project.build()
    check("year" in open(project.generated("models.hpp")).read(), "a new migration was not picked up")

    os.remove(os.path.join(project.source, "db/queries/counts.sql"))
    project.build()
    check(not os.path.exists(project.generated("counts.hpp")), "the output of a removed query file is still there")

    project.write("db/queries/movies.sql", GET_MOVIE.replace("*", "titel"))
    code, output = project.run(args.cmake, "--build", project.binary)
    check(code != 0 and "queries/movies.sql:2:8: error: column \"titel\" does not exist [42703]" in output, "a broken query did not fail the build at its place:\n" + output)
    project.write("db/queries/movies.sql", GET_MOVIE)
    project.build()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("cmake", "build", "generator", "compiler"):
        parser.add_argument("--" + option, required=True)
    parser.add_argument("--flags", default="")
    parser.add_argument("--launcher", default="")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pgscribe_cmake_") as folder:
        try:
            consume(Project(folder, args), args)
        except Failure as failure:
            print("FAILED:", failure)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
