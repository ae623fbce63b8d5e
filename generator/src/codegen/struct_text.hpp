#pragma once

#include <set>
#include <string>
#include <vector>

#include "codegen/code_model.hpp"
#include "codegen/field.hpp"
#include "codegen/includes.hpp"

// A struct's text, and the headers that it needs.

namespace pgscribe::codegen {

[[nodiscard]] Struct struct_text(const std::string& name, const std::vector<Field>& fields,
                                 std::vector<std::string> docs);

/// A struct of parameters: what is required has no default, so that compilers say what was forgotten.
[[nodiscard]] Struct parameters_text(const std::string& name, const std::vector<Field>& fields);

/// The structs of embeds and nested records, each behind those in it.
void add_nested_structs(std::vector<Struct>& structs, const std::vector<Field>& fields);
/// The struct, behind those in it.
void add_structs(std::vector<Struct>& structs, const std::string& name, const std::vector<Field>& fields,
                 std::vector<std::string> docs);
/// The head of an operator<=> that the compiler defines.
[[nodiscard]] std::string ordering_head(const std::string& name);
/// The headers that a struct of these fields needs; "models.hpp" where they use its types, unless the struct is in
/// there.
void add_includes(Includes& includes, const std::vector<Field>& fields, bool in_models);

/// The adapters of members that are read and written as JSON, also inside structs of their own.
void add_adapters(std::set<std::string>& adapters, const std::vector<Field>& fields);
/// The headers that operator<< of structs needs.
void add_printing_includes(Includes& includes, const std::set<std::string>& adapters);

[[nodiscard]] std::vector<IncludeBlock> include_blocks(const Includes& includes);

}  // namespace pgscribe::codegen
