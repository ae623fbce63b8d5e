#include "cli/vet.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "cli/messages.hpp"
#include "cli/own_rules.hpp"
#include "cli/pipeline.hpp"
#include "support/allowable_warnings.hpp"
#include "vet/vetting.hpp"

namespace pgscribe::cli {

namespace {

using support::Diagnostics;
using support::SourceFile;

/// The schema files up to the one of `start_after`.
std::set<const SourceFile*> left_alone(const EntryInputs& entry, Diagnostics& diagnostics) {
  const std::string& name = entry.vet.start_after;
  if (name.empty()) return {};
  const std::vector<const SourceFile*>& schema = entry.inputs.schema;
  const auto last = std::find_if(schema.begin(), schema.end(), [&](const SourceFile* file) {
    return file->path() == name || std::filesystem::path(file->path()).filename() == name;
  });
  if (last == schema.end()) {
    diagnostics.add(*entry.cpp.file, entry.vet.start_after_span, msg::StartAfterNoFile(name));
    return {};
  }
  return {schema.begin(), last + 1};
}

class Observer : public AnalysisObserver {
 public:
  Observer(vet::Vetting& vetting, ProjectIndex* index) : vetting_(vetting), index_(index) {}

  void before_statement(const SourceFile& file, const sql::Statement& statement,
                        const catalog::Catalog& catalog) override {
    vetting_.before_statement(file, statement, catalog);
    if (index_ != nullptr) index_->before_statement(file, statement, catalog);
  }
  void after_statement(const SourceFile& file, const sql::Statement& statement,
                       const catalog::Catalog& catalog) override {
    vetting_.after_statement(file, statement, catalog);
    if (index_ != nullptr) index_->after_statement(file, statement, catalog);
  }
  void accepted(const query::QueryDecl& query, const catalog::Catalog& catalog, Diagnostics& found) override {
    vetting_.look_at_query(query, catalog, found);
    if (index_ != nullptr) index_->accepted(query, catalog, found);
  }

 private:
  vet::Vetting& vetting_;
  ProjectIndex* index_;  ///< null: nobody asks
};

}  // namespace

void vet(const EntryInputs& entry, Diagnostics& diagnostics) {
  Diagnostics found;
  const std::set<const SourceFile*> alone = left_alone(entry, found);
  vet::Vetting vetting(vet::RuleChoice(entry.vet.enable, entry.vet.disable), alone, entry.inputs.own_rules);
  ProjectIndex index;
  const bool has_own_rules = !entry.vet.rules.empty();
  Observer observer(vetting, has_own_rules ? &index : nullptr);
  const Analysis analysis = analyze_inputs(entry.inputs, found, &observer);
  for (const support::Diagnostic& diagnostic : vetting.finish(analysis.catalog).all()) found.add(diagnostic);
  support::add_unallowed(found, entry.inputs.allowed, diagnostics);
  // What is missing because of an error would be found to be missing.
  if (has_own_rules && !found.has_errors()) ask_own_rules(entry, analysis, index, alone, diagnostics);
}

}  // namespace pgscribe::cli
