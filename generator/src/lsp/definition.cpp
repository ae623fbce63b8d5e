#include "lsp/definition.hpp"

#include "codegen/namer.hpp"

namespace pgscribe::lsp {

namespace {

/// "get_movie(" of a declaration.
std::string call_of(const std::string& declaration) {
  const std::size_t open = declaration.find('(');
  if (open == std::string::npos) return "";
  const std::size_t before = declaration.find_last_of(" \n*&", open);
  const std::size_t begin = before == std::string::npos ? 0 : before + 1;
  return declaration.substr(begin, open + 1 - begin);
}

/// What the query's header is called after.
std::string output_name(const AnalyzedFile& file, const query::QueryDecl& query) {
  for (const query::Directive& directive : query.directives) {
    if (directive.kind == query::DirectiveKind::file) return directive.value;
  }
  return file.source.path();
}

std::optional<Definition> generated_method(const EditedEntry& entry, const AnalyzedFile& file,
                                           const query::QueryDecl& query, const std::string& base,
                                           const support::FileSystem& files) {
  const std::string call = call_of(entry.method_declaration(query.name));
  const std::string stem = codegen::Namer::file_stem(output_name(file, query));
  const std::string path = support::join_path(entry.cpp().out, stem + ".hpp");
  const std::optional<std::string> header = files.read(support::join_path(base, path));
  if (call.empty() || !header) return std::nullopt;
  const std::size_t at = header->find(" " + call);
  if (at == std::string::npos) return std::nullopt;
  const auto begin = static_cast<std::uint32_t>(at + 1);
  return Definition{path, *header, {begin, begin + static_cast<std::uint32_t>(call.size()) - 1}};
}

const cli::DeclaredPlace* declared_place(const cli::DeclarationIndex& declarations, const MeantObject& object) {
  if (object.function != nullptr) return declarations.function(object.function->oid);
  return object.attribute > 0 ? declarations.column(object.relation, object.attribute)
                              : declarations.relation(object.relation);
}

}  // namespace

std::optional<Definition> definition_at(const EditedEntry& entry, const AnalyzedFile& file, std::uint32_t offset,
                                        const std::string& base, const support::FileSystem& files) {
  const std::optional<SqlPlace> place = place_at(entry, file, offset);
  if (!place) return std::nullopt;
  if (place->is_query_name) return generated_method(entry, file, *place->declared, base, files);
  if (!place->object) return std::nullopt;
  const cli::DeclaredPlace* declared = declared_place(entry.schema().declarations(), *place->object);
  if (declared == nullptr) return std::nullopt;
  return Definition{declared->file->path(), std::string(declared->file->text()), declared->span};
}

}  // namespace pgscribe::lsp
