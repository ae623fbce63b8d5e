#include "cli/declaration_index.hpp"

#include <optional>

#include "sql/scanner.hpp"

namespace pgscribe::cli {

namespace {

/// The first token of the statement that is the name; where `after_name` is given and there, the first behind that.
std::optional<support::Span> find_name(std::string_view text, support::Span statement, const std::string& name,
                                       const std::string& after_name) {
  std::optional<support::Span> first;
  bool is_behind = after_name.empty();
  for (const sql::Token& token : sql::scan(text.substr(statement.begin, statement.size()))) {
    if (token.kind != sql::TokenKind::identifier && token.kind != sql::TokenKind::quoted_identifier) continue;
    const support::Span span{statement.begin + token.begin, statement.begin + token.end};
    const std::string folded = sql::fold_identifier(text.substr(span.begin, span.size()));
    if (folded == name && is_behind) return span;
    if (folded == name && !first) first = span;
    is_behind = is_behind || folded == after_name;
  }
  return first;
}

}  // namespace

void DeclarationIndex::before_statement(const support::SourceFile&, const sql::Statement&, const catalog::Catalog&) {}

void DeclarationIndex::after_statement(const support::SourceFile& file, const sql::Statement& statement,
                                       const catalog::Catalog& catalog) {
  for (const catalog::Relation* relation : catalog.user_relations()) {
    KnownRelation& known = relations_[relation->oid];
    note(known.self, relation->name, file, statement.span);
    known.columns.resize(relation->columns.size());
    for (std::size_t i = 0; i < relation->columns.size(); ++i) {
      const catalog::Column& column = relation->columns[i];
      if (!column.dropped) note(known.columns[i], column.name, file, statement.span, relation->name);
    }
  }
  for (const catalog::Function* function : catalog.user_functions())
    note(functions_[function->oid], function->name, file, statement.span);
}

void DeclarationIndex::accepted(const query::QueryDecl&, const catalog::Catalog&, support::Diagnostics&) {}

void DeclarationIndex::note(Known& known, const std::string& name, const support::SourceFile& file,
                            support::Span statement, const std::string& after_name) {
  if (known.place.file != nullptr && known.name == name) return;
  const auto found = find_name(file.text(), statement, name, after_name);
  if (known.place.file != nullptr && !found) {  // a rename of what it hangs on
    known.name = name;
    return;
  }
  known = {name, {&file, found.value_or(support::Span{statement.begin, statement.begin}), statement}};
}

const DeclaredPlace* DeclarationIndex::relation(catalog::Oid relation) const {
  const auto found = relations_.find(relation);
  return found == relations_.end() ? nullptr : &found->second.self.place;
}

const DeclaredPlace* DeclarationIndex::column(catalog::Oid relation, int attribute) const {
  const auto found = relations_.find(relation);
  if (found == relations_.end() || attribute < 1) return nullptr;
  const std::vector<Known>& columns = found->second.columns;
  const auto i = static_cast<std::size_t>(attribute) - 1;
  return i < columns.size() && columns[i].place.file != nullptr ? &columns[i].place : nullptr;
}

const DeclaredPlace* DeclarationIndex::function(catalog::Oid function) const {
  const auto found = functions_.find(function);
  return found == functions_.end() ? nullptr : &found->second.place;
}

}  // namespace pgscribe::cli
