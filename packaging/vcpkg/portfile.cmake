# An overlay port of this checkout: vcpkg install pgscribe --overlay-ports=packaging/vcpkg
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)
vcpkg_check_features(OUT_FEATURE_OPTIONS features FEATURES generator PGSCRIBE_BUILD_GENERATOR)
vcpkg_cmake_configure(
  SOURCE_PATH "${SOURCE_PATH}"
  OPTIONS ${features} -DPGSCRIBE_BUILD_TESTS=OFF -DPGSCRIBE_BUILD_EXAMPLES=OFF "-DPGSCRIBE_PG_QUERY_ROOT=${CURRENT_INSTALLED_DIR}")
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(PACKAGE_NAME pgscribe CONFIG_PATH lib/cmake/pgscribe)
if("generator" IN_LIST FEATURES)
  vcpkg_copy_tools(TOOL_NAMES pgscribe AUTO_CLEAN)
endif()
vcpkg_fixup_pkgconfig()
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/debug/include" "${CURRENT_PACKAGES_DIR}/debug/share")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE" "${SOURCE_PATH}/NOTICE")
