# libpq, libpqxx and threads. Debian 12's libpqxx (6.4) has no CMake configuration but a .pc file; libpqxx 7 and 8
# built with CMake have one.

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)

find_package(PostgreSQL QUIET)
if(NOT PostgreSQL_FOUND)
  message(FATAL_ERROR "pgscribe needs libpq (libpq-fe.h). On Debian and Ubuntu: apt-get install libpq-dev")
endif()

if(NOT TARGET libpqxx::pqxx)
  find_package(libpqxx CONFIG QUIET)
endif()
if(NOT TARGET libpqxx::pqxx)
  find_package(PkgConfig QUIET)
  if(NOT PKG_CONFIG_FOUND)
    message(FATAL_ERROR "pgscribe needs pkg-config to find libpqxx. On Debian and Ubuntu: apt-get install pkg-config")
  endif()
  pkg_check_modules(PQXX_PC QUIET IMPORTED_TARGET "libpqxx>=6.4")
  if(NOT PQXX_PC_FOUND)
    message(FATAL_ERROR "pgscribe needs libpqxx 6.4 or newer. On Debian and Ubuntu: apt-get install libpqxx-dev")
  endif()
  add_library(libpqxx::pqxx INTERFACE IMPORTED)
  target_link_libraries(libpqxx::pqxx INTERFACE PkgConfig::PQXX_PC)
endif()

# The static library's users link these too, wherever in the project they are.
foreach(dependency Threads::Threads PostgreSQL::PostgreSQL libpqxx::pqxx PkgConfig::PQXX_PC)
  if(TARGET ${dependency})
    get_target_property(is_global ${dependency} IMPORTED_GLOBAL)
    if(NOT is_global)
      set_target_properties(${dependency} PROPERTIES IMPORTED_GLOBAL TRUE)
    endif()
  endif()
endforeach()
