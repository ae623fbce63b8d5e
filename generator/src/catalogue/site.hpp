#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cli/entry_inputs.hpp"
#include "cli/pipeline.hpp"
#include "cli/project_index.hpp"

// What the pages of the site are made of: a project's analysis, and what refers to what in it.

namespace pgscribe::catalogue {

/// What one query does with a relation.
struct RelationUser {
  std::string query;
  std::vector<analyze::Access> accesses;
};

/// A project as its pages show it. What it is made of must outlive it.
class Site {
 public:
  Site(const cli::EntryInputs& entry, const cli::Analysis& analysis, const cli::ProjectIndex& index);

  [[nodiscard]] const cli::EntryInputs& entry() const { return entry_; }
  [[nodiscard]] const cli::Analysis& analysis() const { return analysis_; }
  [[nodiscard]] const catalog::Catalog& catalog() const { return analysis_.catalog; }
  [[nodiscard]] const cli::DeclarationIndex& declarations() const { return index_.declarations(); }
  /// Tables and views, without those of migration tools, sorted by name.
  [[nodiscard]] const std::vector<const catalog::Relation*>& relations() const { return relations_; }
  /// All queries, file by file.
  [[nodiscard]] std::vector<const analyze::AnalyzedQuery*> queries() const;
  [[nodiscard]] const cli::StatementFacts* facts(const analyze::AnalyzedQuery& query) const {
    return index_.query(query.name);
  }
  /// Empty of a query that no code is generated for.
  [[nodiscard]] std::string method_of(const analyze::AnalyzedQuery& query) const;
  /// The queries that use a relation; of a column (from 1), those that use it.
  [[nodiscard]] std::vector<RelationUser> users_of(catalog::Oid relation, int column = 0) const;
  /// The relations that have a foreign key to it, and these keys.
  [[nodiscard]] std::vector<std::pair<const catalog::Relation*, const catalog::ForeignKey*>> referring_to(
      catalog::Oid relation) const;
  /// Whether the site has a place for it.
  [[nodiscard]] bool has(const catalog::Relation& relation) const;

 private:
  const cli::EntryInputs& entry_;
  const cli::Analysis& analysis_;
  const cli::ProjectIndex& index_;
  std::vector<const catalog::Relation*> relations_;
  std::map<std::string, std::string> methods_;
  std::map<std::pair<catalog::Oid, int>, std::vector<RelationUser>> users_;
};

}  // namespace pgscribe::catalogue
