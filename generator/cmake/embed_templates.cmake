# cmake -DTEMPLATES=folder -DOUTPUT=file -P embed_templates.cmake
#
# Writes a C++ source that holds every *.mustache file of the folder as data, in pieces short enough for any compiler.
file(GLOB templates RELATIVE "${TEMPLATES}" "${TEMPLATES}/*.mustache")
list(SORT templates)

set(piece_length 8000)
set(text "#include \"codegen/generate.hpp\"\n\nnamespace pgscribe::codegen {\n\nTemplateSet builtin_templates() {\n  TemplateSet set;\n")
foreach(template IN LISTS templates)
  # As hexadecimal digits: CMake's strings would drop or join `;`, `[` and `]` of lists.
  file(READ "${TEMPLATES}/${template}" hex HEX)
  string(LENGTH "${hex}" length)
  string(APPEND text "  set.texts.emplace_back(\"${template}\", std::string());\n")
  set(begin 0)
  while(begin LESS length)
    string(SUBSTRING "${hex}" ${begin} ${piece_length} piece)
    string(REGEX REPLACE "(..)" "\\\\x\\1" piece "${piece}")
    # `\x0a` would take a following hexadecimal digit into the number, but every byte is written as an escape.
    string(APPEND text "  set.texts.back().second += \"${piece}\";\n")
    math(EXPR begin "${begin} + ${piece_length}")
  endwhile()
endforeach()
string(APPEND text "  return set;\n}\n\n}  // namespace pgscribe::codegen\n")
file(WRITE "${OUTPUT}" "${text}")
