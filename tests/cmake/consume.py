#!/usr/bin/env python3
"""Uses pgscribe as another project would, in one of the ways that docs/cmake.md names.

With find_package the project's SQL is changed afterwards and built again: a changed query, a new query file and a new migration are
picked up by the build alone; a build without a change does nothing; a file whose text is the same is not compiled again; a broken
query fails the build with its place.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77

HEAD = "cmake_minimum_required(VERSION 3.22)\nproject(consumer CXX)\n"
TARGETS = """pgscribe_generate(TARGET app_db CONFIG generator.yaml SHARDS 2)
pgscribe_embed_migrations(TARGET app_migrations DIRECTORY schema)
add_executable(app ../app.cpp)
target_link_libraries(app PRIVATE app_db app_migrations)
"""
COMMITTED_TARGETS = """file(GLOB generated CONFIGURE_DEPENDS unused/*.cpp)
add_library(app_db STATIC ${generated})
target_include_directories(app_db PUBLIC unused)
target_link_libraries(app_db PUBLIC pgscribe::runtime)
pgscribe_embed_migrations(TARGET app_migrations DIRECTORY schema)
add_executable(app ../app.cpp)
target_link_libraries(app PRIVATE app_db app_migrations)
"""
FIND = "find_package(pgscribe REQUIRED)\n"
SUBDIRECTORY = "set(PGSCRIBE_BUILD_GENERATOR OFF)\nadd_subdirectory({source} pgscribe)\n"
FETCH = """set(PGSCRIBE_BUILD_GENERATOR OFF)
include(FetchContent)
FetchContent_Declare(pgscribe SOURCE_DIR {source})
FetchContent_MakeAvailable(pgscribe)
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
        return os.path.join(self.binary, "db", "app_db", name)

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


def install(project):
    prefix = os.path.join(project.folder, "prefix")
    project.must(project.args.cmake, "--install", project.args.build, "--prefix", prefix)
    return prefix


def set_up(project, lists, targets, *options):
    project.write("CMakeLists.txt", HEAD + lists.format(source=project.args.source) + "add_subdirectory(db)\n")
    project.write("app.cpp", APP)
    project.write("db/CMakeLists.txt", targets)
    project.write("db/generator.yaml", CONFIG)
    project.write("db/schema/1_movies.up.sql", "CREATE TABLE movies (id bigint PRIMARY KEY, title text NOT NULL);\n")
    project.write("db/queries/movies.sql", GET_MOVIE)
    args = project.args
    project.configuration = [args.cmake, "-S", project.source, "-B", project.binary, "-G", args.generator,
                             f"-DCMAKE_CXX_COMPILER={args.compiler}", f"-DCMAKE_CXX_FLAGS={args.flags}", *options]
    if args.launcher:
        project.configuration.append(f"-DCMAKE_CXX_COMPILER_LAUNCHER={args.launcher}")


def build_and_run(project):
    project.must(*project.configuration)
    project.build()
    project.must(os.path.join(project.binary, "db", "app"))


def find_package(project):
    set_up(project, FIND, TARGETS, f"-DCMAKE_PREFIX_PATH={install(project)}")
    build_and_run(project)
    change_and_build(project)


def debian_package(project):
    """The packages that cpack makes: what is in them, what they depend on, and that a project builds with them, unpacked."""
    args = project.args
    if shutil.which("dpkg-deb") is None or shutil.which("dpkg-shlibdeps") is None:
        print("dpkg-deb and dpkg-shlibdeps (dpkg-dev) are not installed")
        sys.exit(SKIPPED)
    packages, root = os.path.join(project.folder, "packages"), os.path.join(project.folder, "root")
    project.must(os.path.join(os.path.dirname(args.cmake), "cpack"), "--config", os.path.join(args.build, "CPackConfig.cmake"), "-B", packages)
    files = {name.split("_")[0]: os.path.join(packages, name) for name in os.listdir(packages) if name.endswith(".deb")}
    check(sorted(files) == ["libpgscribe-dev", "pgscribe"], f"packages {sorted(files)}")
    depends = {name: project.must("dpkg-deb", "--field", path, "Depends") for name, path in files.items()}
    for name, needed in (("pgscribe", ("libpq5", "libc6", "libyaml-cpp")), ("libpgscribe-dev", ("libpq-dev", "libpqxx-dev"))):
        check(all(package in depends[name] for package in needed), f"{name} depends on {depends[name]}")
    check("-dev" not in depends["pgscribe"], f"the tool depends on {depends['pgscribe']}")
    contents = {name: project.must("dpkg-deb", "--contents", path) for name, path in files.items()}
    for name, ending in (("pgscribe", "/usr/bin/pgscribe"), ("pgscribe", "/man1/pgscribe.1"), ("pgscribe", "/completions/pgscribe"),
                         ("pgscribe", "/_pgscribe"), ("pgscribe", "/pgscribe.fish"), ("pgscribe", "/pgscribe_generator.cmake"),
                         ("libpgscribe-dev", "/usr/include/pgscribe/pool.hpp"), ("libpgscribe-dev", "/libpgscribe_runtime.a"),
                         ("libpgscribe-dev", "/pgscribe-config.cmake"), ("libpgscribe-dev", "/pkgconfig/pgscribe.pc")):
        check(ending + "\n" in contents[name], f"{name} has no {ending}:\n{contents[name]}")
    for path in files.values():
        project.must("dpkg-deb", "--extract", path, root)
    check(project.must(os.path.join(root, "usr/bin/pgscribe"), "--version").startswith("pgscribe "), "the packaged executable does not run")
    set_up(project, FIND, TARGETS, f"-DCMAKE_PREFIX_PATH={os.path.join(root, 'usr')}")
    build_and_run(project)


def example(project):
    """examples/media_service as a project of its own: it is configured and generates, and says which package is missing."""
    args = project.args
    configuration = [args.cmake, "-S", os.path.join(args.source, "examples/media_service"), "-B", project.binary, "-G", args.generator,
                     f"-DCMAKE_CXX_COMPILER={args.compiler}", f"-DCMAKE_PREFIX_PATH={install(project)}"]
    project.must(*configuration)
    project.must(args.cmake, "--build", project.binary, "--target", "media_service_db_generate")
    check(os.path.exists(os.path.join(project.binary, "media_service_db", "films_json.hpp")), "the example's queries were not generated")
    shutil.rmtree(project.binary)
    project.write("cpp-httplib.pc", "Name: cpp-httplib\nDescription: x\nVersion: 1\nRequires: no-such-package\n")
    code, output = project.run(args.cmake, "-E", "env", f"PKG_CONFIG_PATH={project.source}", *configuration)
    check(code != 0 and "apt-get install libcpp-httplib-dev" in output, f"without cpp-httplib the example is configured with\n{output}")


def within_build(project, lists):
    """pgscribe as a part of the project's own build, with an executable that is there already."""
    set_up(project, lists, TARGETS, f"-DPGSCRIBE_EXECUTABLE={project.args.pgscribe}")
    build_and_run(project)
    prefix = os.path.join(project.folder, "prefix")
    project.must(project.args.cmake, "--install", project.binary, "--prefix", prefix)
    check(not os.path.exists(prefix), "a project that installs nothing installs pgscribe")


def add_subdirectory(project):
    within_build(project, SUBDIRECTORY)


def fetch_content(project):
    within_build(project, FETCH)


def committed(project):
    set_up(project, FIND, COMMITTED_TARGETS, f"-DCMAKE_PREFIX_PATH={install(project)}")
    project.must(project.args.pgscribe, "generate", "--config", os.path.join(project.source, "db/generator.yaml"))
    build_and_run(project)


def pkg_config(project):
    prefix = install(project)
    set_up(project, FIND, COMMITTED_TARGETS)
    project.must(project.args.pgscribe, "generate", "--config", os.path.join(project.source, "db/generator.yaml"))
    generated = os.path.join(project.source, "db/unused")
    program = "#include <querier.hpp>\nint main() { return sizeof(db::Movie) > 0 ? 0 : 1; }\n"
    project.write("app.cpp", program)
    for folder, _, files in os.walk(prefix):
        if "pgscribe.pc" in files:
            os.environ["PKG_CONFIG_PATH"] = folder
    flags = project.must("pkg-config", "--cflags", "--libs", "pgscribe").split()
    sources = [os.path.join(generated, name) for name in os.listdir(generated) if name.endswith(".cpp")]
    app = os.path.join(project.folder, "app")
    project.must(project.args.compiler, "-std=c++20", *project.args.flags.split(), os.path.join(project.source, "app.cpp"), *sources,
                 "-I", generated, *flags, "-o", app)
    project.must(app)


def check_settled(project, change):
    """The build after it may learn what was generated, but compiles nothing; the one after that does nothing."""
    output = project.build()
    check("Building" not in output, f"{change} takes a second build:\n{output}")
    output = project.build()
    check("Generating" not in output and "Building" not in output, f"a build without a change did something after {change}:\n{output}")


def change_and_build(project):
    args = project.args
    check(os.path.exists(project.generated("movies.hpp")), "movies.hpp was not generated")
    check(not os.path.exists(os.path.join(project.source, "db/unused")), "the configuration's out was written to")

    check_settled(project, "the first build")

    project.write("db/queries/counts.sql", COUNT_MOVIES)
    before = os.stat(project.generated("movies.hpp")).st_mtime_ns
    project.build()
    check(os.path.exists(project.generated("counts.hpp")), "a new query file was not picked up")
    check(os.stat(project.generated("movies.hpp")).st_mtime_ns == before, "movies.hpp was written again without a change")

    project.write("db/schema/2_year.up.sql", "ALTER TABLE movies ADD COLUMN year integer;\n")
    output = project.build()
    check("year" in open(project.generated("models.hpp")).read(), "a new migration was not picked up")
    check("app.cpp.o" in output and "shard" in output, "a build with a new migration compiles nothing anew:\n" + output)
    check_settled(project, "a new migration")

    os.remove(os.path.join(project.source, "db/queries/counts.sql"))
    project.build()
    check(not os.path.exists(project.generated("counts.hpp")), "the output of a removed query file is still there")

    project.write("db/queries/movies.sql", GET_MOVIE.replace("*", "titel"))
    code, output = project.run(args.cmake, "--build", project.binary)
    check(code != 0 and "queries/movies.sql:2:8: error: column \"titel\" does not exist [42703]" in output, "a broken query did not fail the build at its place:\n" + output)
    project.write("db/queries/movies.sql", GET_MOVIE)
    project.build()


WAYS = {way.__name__: way for way in (find_package, add_subdirectory, fetch_content, committed, pkg_config, debian_package, example)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("cmake", "build", "source", "pgscribe", "generator", "compiler"):
        parser.add_argument("--" + option, required=True)
    parser.add_argument("--way", choices=WAYS, required=True)
    parser.add_argument("--flags", default="")
    parser.add_argument("--launcher", default="")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pgscribe_cmake_") as folder:
        try:
            WAYS[args.way](Project(folder, args))
        except Failure as failure:
            print("FAILED:", failure)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
