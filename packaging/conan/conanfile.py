"""Conan 2 recipe of this checkout: conan create packaging/conan"""
import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load


class PgscribeRecipe(ConanFile):
    name = "pgscribe"
    description = "Annotated SQL in, typed C++ out"
    license = "MIT"
    settings = "os", "arch", "compiler", "build_type"
    package_type = "static-library"
    options = {"generator": [True, False]}
    default_options = {"generator": True}

    @property
    def checkout(self):
        return os.path.join(self.recipe_folder, "..", "..")

    def set_version(self):
        lists = load(self, os.path.join(self.checkout, "CMakeLists.txt"))
        self.version = re.search(r"project\(pgscribe VERSION ([0-9.]+)", lists).group(1)

    def export_sources(self):
        for pattern in ("CMakeLists.txt", "LICENSE", "NOTICE", "cmake/*", "generator/*", "lexical/*", "runtime/*"):
            copy(self, pattern, self.checkout, self.export_sources_folder)

    def layout(self):
        cmake_layout(self)

    def validate(self):
        check_min_cppstd(self, 20)

    def requirements(self):
        self.requires("libpq/[>=14]")
        self.requires("libpqxx/[>=7.7]")
        self.requires("yaml-cpp/[>=0.7]")
        if self.options.generator:
            self.requires("cli11/[>=2.1]")
            self.requires("kainjow-mustache/[>=4.1]")
            self.requires("libpg_query/[>=15]")
            self.requires("nlohmann_json/[>=3.9]")
            self.requires("sqlite3/[>=3.38]")

    def generate(self):
        CMakeDeps(self).generate()
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["PGSCRIBE_BUILD_GENERATOR"] = bool(self.options.generator)
        toolchain.cache_variables["PGSCRIBE_BUILD_TESTS"] = False
        toolchain.cache_variables["PGSCRIBE_BUILD_EXAMPLES"] = False
        if self.options.generator:
            toolchain.cache_variables["PGSCRIBE_PG_QUERY_ROOT"] = self.dependencies["libpg_query"].package_folder
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))

    def package_info(self):
        # The package's own CMake files know its targets and functions.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs.append(os.path.join("lib", "cmake", "pgscribe"))
