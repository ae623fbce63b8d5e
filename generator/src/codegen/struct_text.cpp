#include "codegen/struct_text.hpp"

#include <utility>

#include "codegen/cpp_text.hpp"

namespace pgscribe::codegen {

namespace {

/// The member's name without the `_` that keeps it from being a keyword.
std::string json_key(std::string name) {
  while (name.size() > 1 && name.back() == '_') name.pop_back();
  return name;
}

}  // namespace

Struct struct_text(const std::string& name, const std::vector<Field>& fields, std::vector<std::string> docs) {
  Struct result;
  result.name = name;
  result.docs = std::move(docs);
  for (const Field& field : fields) {
    StructMember member;
    if (!field.comment.empty()) member.docs = comment_lines(field.comment, 2);
    member.type = owning_type(field);
    member.name = field.name;
    member.initializer = "{}";
    member.key = string_literal(json_key(field.name));
    member.label = string_literal((result.members.empty() ? name + "{" : std::string(", ")) + field.name + "=");
    result.members.push_back(std::move(member));
  }
  result.has_members = !result.members.empty();
  result.equality = function_head("friend bool", "operator==", {"const " + name + "&", "const " + name + "&"}, 2, 11);
  result.closing = string_literal(result.has_members ? "}" : name + "{}");
  return result;
}

Struct parameters_text(const std::string& name, const std::vector<Field>& fields) {
  Struct result = struct_text(name, fields, {});
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!fields[i].nullable && !fields[i].has_default) result.members[i].initializer.clear();
  }
  return result;
}

void add_nested_structs(std::vector<Struct>& structs, const std::vector<Field>& fields) {
  for (const Field& field : fields) {
    if (field.embedded != nullptr) add_structs(structs, field.embedded->name, field.embedded->fields, {});
  }
}

void add_structs(std::vector<Struct>& structs, const std::string& name, const std::vector<Field>& fields,
                 std::vector<std::string> docs) {
  add_nested_structs(structs, fields);
  structs.push_back(struct_text(name, fields, std::move(docs)));
}

std::string ordering_head(const std::string& name) {
  return function_head("friend auto", "operator<=>", {"const " + name + "&", "const " + name + "&"}, 2, 11);
}

void add_includes(Includes& includes, const std::vector<Field>& fields, bool in_models) {
  for (const Field& field : fields) {
    includes.add_std(owning_type(field));
    if (field.embedded != nullptr) add_includes(includes, field.embedded->fields, in_models);
    includes.add_all(field.type.includes);
    if (!in_models && !field.type.models.empty()) includes.add("\"models.hpp\"");
  }
}

void add_adapters(std::set<std::string>& adapters, const std::vector<Field>& fields) {
  for (const Field& field : fields) {
    adapters.insert(field.type.codec_includes.begin(), field.type.codec_includes.end());
    if (field.embedded != nullptr) add_adapters(adapters, field.embedded->fields);
  }
}

void add_printing_includes(Includes& includes, const std::set<std::string>& adapters) {
  includes.add("<ostream>");
  includes.add("\"pgscribe/print.hpp\"");
  includes.add_all(adapters);
}

std::vector<IncludeBlock> include_blocks(const Includes& includes) {
  std::vector<IncludeBlock> result;
  for (std::vector<std::string>& headers : includes.blocks()) result.push_back({std::move(headers)});
  return result;
}

}  // namespace pgscribe::codegen
