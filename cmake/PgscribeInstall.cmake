# What `cmake --install` puts where: headers and libraries, the executable, the CMake package and pgscribe.pc. The component "pgscribe" is the
# executable with what belongs to it, "development" what a program is compiled with.
include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/pgscribe")

# The runtime links pgscribe_lexical, so an installed runtime needs it, too.
set(libraries pgscribe_lexical pgscribe_runtime pgscribe_testing)
if(TARGET pgscribe_yaml)
  list(APPEND libraries pgscribe_yaml)
endif()
if(TARGET pgscribe_aio)
  list(APPEND libraries pgscribe_aio)
  install(DIRECTORY "${PROJECT_SOURCE_DIR}/runtime/aio/include/pgscribe" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT development)
  install(FILES "${PROJECT_SOURCE_DIR}/runtime/aio/cmake/FindAsio.cmake" DESTINATION "${package_dir}" COMPONENT development)
endif()
install(TARGETS ${libraries} EXPORT pgscribe_runtime ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT development)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/runtime/include/pgscribe" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT development)
install(EXPORT pgscribe_runtime NAMESPACE pgscribe:: DESTINATION "${package_dir}" COMPONENT development)
if(PGSCRIBE_BUILD_GENERATOR)
  install(TARGETS pgscribe EXPORT pgscribe_generator RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT pgscribe)
  install(EXPORT pgscribe_generator NAMESPACE pgscribe:: DESTINATION "${package_dir}" COMPONENT pgscribe)
endif()
if(TARGET pgscribe_shell_files)
  # Distributions have a folder of their own for zsh: Debian's is share/zsh/vendor-completions.
  set(PGSCRIBE_ZSH_COMPLETIONS_DIR "${CMAKE_INSTALL_DATADIR}/zsh/site-functions" CACHE PATH "Where the completions of zsh are installed")
  set(shell_dir "${PROJECT_BINARY_DIR}/generator/shell")
  install(FILES "${shell_dir}/pgscribe.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT pgscribe)
  install(FILES "${shell_dir}/pgscribe" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" COMPONENT pgscribe)
  install(FILES "${shell_dir}/_pgscribe" DESTINATION "${PGSCRIBE_ZSH_COMPLETIONS_DIR}" COMPONENT pgscribe)
  install(FILES "${shell_dir}/pgscribe.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" COMPONENT pgscribe)
endif()

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/pgscribe-config.cmake.in" "${PROJECT_BINARY_DIR}/pgscribe-config.cmake"
                              INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/pgscribe-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/pgscribe-config.cmake" "${PROJECT_BINARY_DIR}/pgscribe-config-version.cmake"
              "${CMAKE_CURRENT_LIST_DIR}/PgscribeGenerate.cmake" "${CMAKE_CURRENT_LIST_DIR}/PgscribeEmbedMigrations.cmake"
        DESTINATION "${package_dir}" COMPONENT development)

# Relative to where pgscribe.pc stands, so that an installed tree can be moved.
file(RELATIVE_PATH PGSCRIBE_PC_PREFIX "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
configure_file("${CMAKE_CURRENT_LIST_DIR}/pgscribe.pc.in" "${PROJECT_BINARY_DIR}/pgscribe.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/pgscribe.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT development)

if(PROJECT_IS_TOP_LEVEL)
  include(PgscribePackage)
endif()
