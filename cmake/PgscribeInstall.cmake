include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/pgscribe")

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/pgscribe-config.cmake.in" "${PROJECT_BINARY_DIR}/pgscribe-config.cmake"
                              INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/pgscribe-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/pgscribe-config.cmake" "${PROJECT_BINARY_DIR}/pgscribe-config-version.cmake"
              "${CMAKE_CURRENT_LIST_DIR}/PgscribeGenerate.cmake" "${CMAKE_CURRENT_LIST_DIR}/PgscribeEmbedMigrations.cmake"
        DESTINATION "${package_dir}")
install(EXPORT pgscribe_runtime NAMESPACE pgscribe:: DESTINATION "${package_dir}")
if(PGSCRIBE_BUILD_GENERATOR)
  install(EXPORT pgscribe_generator NAMESPACE pgscribe:: DESTINATION "${package_dir}")
endif()
