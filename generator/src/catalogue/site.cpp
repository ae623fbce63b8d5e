#include "catalogue/site.hpp"

#include <algorithm>
#include <tuple>

#include "catalog/migration_tables.hpp"
#include "codegen/method_declarations.hpp"

namespace pgscribe::catalogue {

using analyze::AnalyzedQuery;
using catalog::Relation;

Site::Site(const cli::EntryInputs& entry, const cli::Analysis& analysis, const cli::ProjectIndex& index)
    : entry_(entry),
      analysis_(analysis),
      index_(index),
      methods_(codegen::method_declarations(analysis.files, analysis.catalog, entry.cpp)) {
  for (const Relation* relation : analysis.catalog.user_relations()) {
    if (relation->kind != catalog::RelationKind::sequence && !catalog::is_migration_table(*relation))
      relations_.push_back(relation);
  }
  std::sort(relations_.begin(), relations_.end(), [](const Relation* a, const Relation* b) {
    return std::tie(a->schema, a->name) < std::tie(b->schema, b->name);
  });
  for (const AnalyzedQuery* query : queries()) {
    const cli::StatementFacts* of_query = facts(*query);
    if (of_query == nullptr) continue;
    for (const analyze::RelationUse& use : of_query->uses) {
      std::vector<RelationUser>& users = users_[{use.what.relation, use.what.column}];
      if (users.empty() || users.back().query != query->name) users.push_back({query->name, {}});
      users.back().accesses.push_back(use.access);
    }
  }
  for (auto& [what, users] : users_) {
    for (RelationUser& user : users) std::sort(user.accesses.begin(), user.accesses.end());
  }
}

std::vector<const AnalyzedQuery*> Site::queries() const {
  std::vector<const AnalyzedQuery*> all;
  for (const codegen::QueryFile& file : analysis_.files) {
    for (const AnalyzedQuery& query : file.queries) all.push_back(&query);
  }
  return all;
}

std::string Site::method_of(const AnalyzedQuery& query) const {
  const auto found = methods_.find(query.name);
  return found == methods_.end() ? "" : found->second;
}

std::vector<RelationUser> Site::users_of(catalog::Oid relation, int column) const {
  const auto found = users_.find({relation, column});
  return found == users_.end() ? std::vector<RelationUser>() : found->second;
}

std::vector<std::pair<const Relation*, const catalog::ForeignKey*>> Site::referring_to(catalog::Oid relation) const {
  std::vector<std::pair<const Relation*, const catalog::ForeignKey*>> referring;
  for (const Relation* other : relations_) {
    for (const catalog::ForeignKey& key : other->foreign_keys) {
      if (key.referenced == relation) referring.emplace_back(other, &key);
    }
  }
  return referring;
}

bool Site::has(const Relation& relation) const {
  return std::find(relations_.begin(), relations_.end(), &relation) != relations_.end();
}

}  // namespace pgscribe::catalogue
