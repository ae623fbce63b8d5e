# The target pgscribe_api_reference, where Doxygen is there: the API reference of the runtime's public headers in docs/api of the build folder. A warning
# fails it.
find_program(PGSCRIBE_DOXYGEN doxygen)
if(NOT PGSCRIBE_DOXYGEN)
  return()
endif()
set(PGSCRIBE_API_REFERENCE_DIR "${PROJECT_BINARY_DIR}/docs/api")
configure_file("${PROJECT_SOURCE_DIR}/docs/api/Doxyfile.in" "${PGSCRIBE_API_REFERENCE_DIR}/Doxyfile" @ONLY)
add_custom_target(pgscribe_api_reference
  COMMAND "${PGSCRIBE_DOXYGEN}" "${PGSCRIBE_API_REFERENCE_DIR}/Doxyfile"
  COMMENT "Writing the API reference to docs/api/html"
  VERBATIM)
