# What cpack makes of the installation: the Debian packages pgscribe (the tool) and libpgscribe-dev (what a program is compiled with).
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_CONTACT "the pgscribe authors")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL development)
if(PGSCRIBE_BUILD_GENERATOR)
  list(APPEND CPACK_COMPONENTS_ALL pgscribe)
endif()

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION database)

set(CPACK_DEBIAN_PGSCRIBE_PACKAGE_NAME pgscribe)
set(CPACK_DEBIAN_PGSCRIBE_DESCRIPTION "Annotated SQL in, typed C++ out
Reads migrations and annotated queries with PostgreSQL's own grammar and writes structs and functions in C++.")
set(CPACK_DEBIAN_PGSCRIBE_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PGSCRIBE_PACKAGE_SUGGESTS "libpgscribe-dev (= ${PROJECT_VERSION}), postgresql")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libpgscribe-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "Runtime of the C++ that pgscribe generates
Headers, static libraries, the CMake package and pgscribe.pc.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libpq-dev, libpqxx-dev")
if(TARGET pgscribe_yaml)
  string(APPEND CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS ", libyaml-cpp-dev")
endif()
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_RECOMMENDS "pgscribe (= ${PROJECT_VERSION})")
include(CPack)
