# libpq, libpqxx and threads, for the build and for the installed package. Debian 12's libpqxx (6.4) has no CMake
# configuration but a .pc file; libpqxx 7 and 8 built with CMake have one.

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)

find_package(PostgreSQL QUIET)
if(NOT PostgreSQL_FOUND)
  message(FATAL_ERROR "pgscribe needs libpq (libpq-fe.h). On Debian and Ubuntu: apt install libpq-dev")
endif()

if(NOT TARGET libpqxx::pqxx)
  find_package(libpqxx CONFIG QUIET)
endif()
if(NOT TARGET libpqxx::pqxx)
  find_package(PkgConfig QUIET)
  if(NOT PKG_CONFIG_FOUND)
    message(FATAL_ERROR "pgscribe needs pkg-config to find libpqxx. On Debian and Ubuntu: apt install pkg-config")
  endif()
  pkg_check_modules(PGSCRIBE_LIBPQXX QUIET IMPORTED_TARGET "libpqxx>=6.4")
  if(NOT PGSCRIBE_LIBPQXX_FOUND)
    message(FATAL_ERROR "pgscribe needs libpqxx 6.4 or newer. On Debian and Ubuntu: apt install libpqxx-dev")
  endif()
  add_library(libpqxx::pqxx INTERFACE IMPORTED)
  target_link_libraries(libpqxx::pqxx INTERFACE PkgConfig::PGSCRIBE_LIBPQXX)
endif()
