# Finds libpg_query, PostgreSQL's own parser as a library, and checks which PostgreSQL it is of: sets PGSCRIBE_PG_QUERY_LIBRARY,
# PGSCRIBE_PG_QUERY_INCLUDE_DIR and PGSCRIBE_PG_QUERY_MAJOR.
set(PGSCRIBE_PG_QUERY_OLDEST 15)
set(PGSCRIBE_PG_QUERY_NEWEST 18)
set(PGSCRIBE_PG_QUERY_ROOT "" CACHE PATH "The libpg_query to use: a folder with include/pg_query.h and lib/libpg_query.a; scripts/grammar makes one")

# What was found for another root is not what is asked for.
if(NOT "${PGSCRIBE_PG_QUERY_ROOT}" STREQUAL "${PGSCRIBE_PG_QUERY_FOUND_FOR}")
  unset(PGSCRIBE_PG_QUERY_LIBRARY CACHE)
  unset(PGSCRIBE_PG_QUERY_INCLUDE_DIR CACHE)
endif()
set(PGSCRIBE_PG_QUERY_FOUND_FOR "${PGSCRIBE_PG_QUERY_ROOT}" CACHE INTERNAL "The root that the library was found for")
set(search "")
if(PGSCRIBE_PG_QUERY_ROOT)
  set(search PATHS "${PGSCRIBE_PG_QUERY_ROOT}" NO_DEFAULT_PATH)
endif()
find_library(PGSCRIBE_PG_QUERY_LIBRARY NAMES libpg_query.a pg_query ${search} PATH_SUFFIXES lib)
find_path(PGSCRIBE_PG_QUERY_INCLUDE_DIR pg_query.h ${search} PATH_SUFFIXES include)
set(supported "libpg_query ${PGSCRIBE_PG_QUERY_OLDEST} to ${PGSCRIBE_PG_QUERY_NEWEST}")
if(NOT PGSCRIBE_PG_QUERY_LIBRARY OR NOT PGSCRIBE_PG_QUERY_INCLUDE_DIR)
  if(PGSCRIBE_PG_QUERY_ROOT)
    message(FATAL_ERROR "There is no libpg_query in PGSCRIBE_PG_QUERY_ROOT=${PGSCRIBE_PG_QUERY_ROOT}: include/pg_query.h and "
                        "lib/libpg_query.a are looked for.")
  endif()
  message(FATAL_ERROR "pgscribe needs ${supported}: apt-get install libpg-query-dev, or run scripts/grammar and configure with "
                      "-DPGSCRIBE_PG_QUERY_ROOT=FOLDER.")
endif()

file(STRINGS "${PGSCRIBE_PG_QUERY_INCLUDE_DIR}/pg_query.h" line REGEX "^#define PG_MAJORVERSION \"")
string(REGEX REPLACE ".*\"([0-9]+)\".*" "\\1" major "${line}")
set(PGSCRIBE_PG_QUERY_MAJOR "${major}" CACHE INTERNAL "The release of PostgreSQL whose grammar it is")
if(NOT PGSCRIBE_PG_QUERY_MAJOR MATCHES "^[0-9]+$" OR PGSCRIBE_PG_QUERY_MAJOR LESS PGSCRIBE_PG_QUERY_OLDEST
   OR PGSCRIBE_PG_QUERY_MAJOR GREATER PGSCRIBE_PG_QUERY_NEWEST)
  message(FATAL_ERROR "The libpg_query in ${PGSCRIBE_PG_QUERY_INCLUDE_DIR} is that of PostgreSQL \"${PGSCRIBE_PG_QUERY_MAJOR}\"; pgscribe "
                      "works with ${supported}. Run scripts/grammar and configure with -DPGSCRIBE_PG_QUERY_ROOT=FOLDER.")
endif()
message(STATUS "libpg_query: that of PostgreSQL ${PGSCRIBE_PG_QUERY_MAJOR} (${PGSCRIBE_PG_QUERY_LIBRARY})")
