#include "vet/vetting.hpp"

#include <algorithm>

#include "analyze/bound_statement.hpp"
#include "analyze/query_dependencies.hpp"
#include "support/allowable_warnings.hpp"
#include "vet/allowed_above.hpp"
#include "vet/query_rules.hpp"

namespace pgscribe::vet {

namespace {

using catalog::ColumnUse;
using support::Diagnostics;

std::vector<ColumnUse> uses_of(const analyze::BoundQuery& statement, const catalog::Catalog& catalog) {
  catalog::QueryShape shape;
  analyze::add_dependencies(statement, catalog, shape);
  std::vector<ColumnUse> uses = std::move(shape.columns_used);
  for (const catalog::Oid relation : shape.relations) uses.push_back({relation, 0});
  return uses;
}

bool is_still_there(const Declaration& declared, const catalog::Catalog& catalog) {
  const catalog::Relation* relation = catalog.relation(declared.relation);
  if (relation == nullptr || declared.attribute == 0) return relation != nullptr;
  return !relation->columns[static_cast<std::size_t>(declared.attribute) - 1].dropped;
}

}  // namespace

void Vetting::before_statement(const support::SourceFile& file, const sql::Statement& statement,
                               const catalog::Catalog& catalog) {
  if (left_alone_.count(&file) != 0) return;
  const std::vector<std::string> allowed = allowed_above(file, statement.span, &found_in_schema_, own_rules_);
  Diagnostics found;
  Findings findings(file, rules_, found);
  const MigrationStep step{file, statement, catalog, findings};
  find_added_columns(step);
  find_blocking_indexes(step);
  find_breaking_drops(step);
  find_not_null_scans(step);
  find_type_rewrites(step);
  find_validated_constraints(step);
  for (Renaming& renaming : renamings(step)) renamed_.push_back({&file, allowed, std::move(renaming)});
  support::add_unallowed(found, allowed, found_in_schema_);
}

void Vetting::after_statement(const support::SourceFile& file, const sql::Statement& statement,
                              const catalog::Catalog& catalog) {
  const bool is_left_alone = left_alone_.count(&file) != 0;
  for (const Declaration& declaration : declarations(statement, catalog)) {
    const std::pair key(declaration.relation, declaration.attribute);
    declared_.erase(key);
    if (!is_left_alone)
      declared_.emplace(key, Noted<Declaration>{&file, allowed_above(file, statement.span), declaration});
  }
}

void Vetting::look_at_query(const query::QueryDecl& query, const catalog::Catalog& catalog, Diagnostics& found) {
  const analyze::QueryRef statement = analyze::bind_statement(query, catalog);
  if (!statement) return;
  uses_[query.name] = uses_of(*statement, catalog);
  if (statement->kind == analyze::QueryKind::utility) return;
  Findings findings(*query.file, rules_, found);
  analyze::FactMemo facts(catalog);
  const VettedQuery vetted{*statement, catalog, facts, findings};
  find_cartesian_joins(vetted);
  find_index_misses(vetted);
  find_limits_without_order(vetted);
  find_not_in_nullable(vetted);
  find_unfiltered_changes(vetted);
  find_unindexed_conditions(vetted);
  find_unused_ctes(vetted);
}

std::vector<std::string> Vetting::users_of(ColumnUse use) const {
  std::vector<std::string> users;
  for (const auto& [name, uses] : uses_) {
    if (std::find(uses.begin(), uses.end(), use) != uses.end()) users.push_back(name);
  }
  return users;
}

const Diagnostics& Vetting::finish(const catalog::Catalog& catalog) {
  for (const auto& [key, noted] : declared_) {
    if (!is_still_there(noted.what, catalog)) continue;
    Diagnostics found;
    Findings findings(*noted.file, rules_, found);
    noted.what.attribute == 0 ? find_star_view(noted.what, catalog, findings)
                              : find_unfit_type(noted.what, catalog, findings);
    support::add_unallowed(found, noted.allowed, found_in_schema_);
  }
  for (const auto& noted : renamed_) {
    if (catalog.relation(noted.what.table) == nullptr) continue;
    Diagnostics found;
    Findings findings(*noted.file, rules_, found);
    find_breaking_rename(noted.what, catalog, users_of({noted.what.table, noted.what.attribute}), findings);
    support::add_unallowed(found, noted.allowed, found_in_schema_);
  }
  return found_in_schema_;
}

}  // namespace pgscribe::vet
