# pgscribe_generate(TARGET name CONFIG file [ENTRY name] [OUT_DIR dir] [SHARDS n])
#
# Makes the static library `name` from what `pgscribe generate` writes for the configuration, linked to pgscribe::runtime. Its headers are included as
# <file.hpp>. The output goes to OUT_DIR (default: a folder of the build tree), not to the configuration's `out`. The command runs again
# when the configuration, a template, a schema or query file changes, or one is added or removed; a file whose text is the same keeps its time.
#
# The names of the generated files are not known when CMake configures, so the library is compiled from SHARDS sources with
# fixed names that include them: adding a query file needs no new run of CMake.
#
# Cross-compiling: set PGSCRIBE_EXECUTABLE to a pgscribe that runs on the host.
function(pgscribe_generate)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET;CONFIG;ENTRY;OUT_DIR;SHARDS" "")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_TARGET OR NOT arg_CONFIG)
    message(FATAL_ERROR "pgscribe_generate: use TARGET name CONFIG file [ENTRY name] [OUT_DIR dir] [SHARDS n]")
  endif()
  if(NOT arg_SHARDS)
    set(arg_SHARDS 4)
  endif()
  if(NOT arg_OUT_DIR)
    set(arg_OUT_DIR "${CMAKE_CURRENT_BINARY_DIR}/${arg_TARGET}")
  endif()
  get_filename_component(config "${arg_CONFIG}" ABSOLUTE)
  get_filename_component(out "${arg_OUT_DIR}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_BINARY_DIR}")

  set(executable pgscribe::pgscribe)
  set(executable_dependency pgscribe::pgscribe)
  if(PGSCRIBE_EXECUTABLE)
    set(executable "${PGSCRIBE_EXECUTABLE}")
    set(executable_dependency "${PGSCRIBE_EXECUTABLE}")
  elseif(NOT TARGET pgscribe::pgscribe)
    message(FATAL_ERROR "pgscribe_generate: no pgscribe executable; set PGSCRIBE_EXECUTABLE")
  elseif(CMAKE_CROSSCOMPILING)
    message(FATAL_ERROR "pgscribe_generate: cross-compiling; set PGSCRIBE_EXECUTABLE to a pgscribe for this host")
  endif()

  set(shards "")
  foreach(index RANGE 1 ${arg_SHARDS})
    list(APPEND shards "${out}/pgscribe_shard_${index}.cpp")
  endforeach()
  set(entry_option "")
  if(arg_ENTRY)
    set(entry_option --entry "${arg_ENTRY}")
  endif()

  # The stamp is the only OUTPUT: the generated files keep their time when their text does, and would look out of date to Make.
  set(stamp "${CMAKE_CURRENT_BINARY_DIR}/${arg_TARGET}.stamp")
  set(depfile "${CMAKE_CURRENT_BINARY_DIR}/${arg_TARGET}.d")
  file(RELATIVE_PATH shown_config "${CMAKE_SOURCE_DIR}" "${config}")
  add_custom_command(
    OUTPUT "${stamp}"
    BYPRODUCTS ${shards}
    COMMAND ${executable} generate --config "${config}" --out "${out}" ${entry_option} --shards ${arg_SHARDS}
            --depfile "${depfile}" --stamp "${stamp}"
    DEPENDS "${config}" ${executable_dependency}
    DEPFILE "${depfile}"
    COMMENT "Generating C++ from ${shown_config}"
    VERBATIM)
  add_custom_target(${arg_TARGET}_generate DEPENDS "${stamp}")

  set_source_files_properties(${shards} PROPERTIES GENERATED TRUE)
  add_library(${arg_TARGET} STATIC ${shards})
  add_dependencies(${arg_TARGET} ${arg_TARGET}_generate)
  target_include_directories(${arg_TARGET} PUBLIC "${out}")
  target_compile_features(${arg_TARGET} PUBLIC cxx_std_20)
  target_link_libraries(${arg_TARGET} PUBLIC pgscribe::runtime)
endfunction()
