#include "cli/pipeline.hpp"

#include <algorithm>
#include <deque>
#include <memory>
#include <optional>
#include <utility>

#include "analyze/analyze.hpp"
#include "catalog/apply_ddl.hpp"
#include "catalog/server_version.hpp"
#include "catalog/set_path.hpp"
#include "cli/messages.hpp"
#include "query/messages.hpp"
#include "query/read_queries.hpp"
#include "sql/migration.hpp"
#include "support/allowable_warnings.hpp"
#include "support/joined.hpp"
#include "support/messages.hpp"
#include "support/server_version.hpp"

namespace pgscribe::cli {

namespace {

using support::Diagnostics;
using support::SourceFile;

std::vector<std::string> allowed_in(const query::QueryDecl& query, std::vector<std::string> allowed) {
  for (const query::Directive& directive : query.directives) {
    if (directive.kind == query::DirectiveKind::allow) allowed.push_back(directive.subject);
  }
  return allowed;
}

/// For the release that the catalog is of.
void fold_schema(const Inputs& inputs, catalog::Catalog& catalog, Diagnostics& diagnostics,
                 AnalysisObserver* observer = nullptr) {
  catalog::set_stubs(catalog, inputs.stubs);
  for (const SourceFile* file : inputs.schema) {
    const std::size_t said_before = diagnostics.all().size();
    const std::vector<sql::Statement> statements = sql::parse_migration(*file, diagnostics, catalog.server_version());
    const bool leaves_out =
        std::any_of(diagnostics.all().begin() + static_cast<std::ptrdiff_t>(said_before), diagnostics.all().end(),
                    [](const auto& said) { return said.code == "not-seen"; });
    if (leaves_out) catalog::note_unseen(catalog);
    for (const sql::Statement& statement : statements) {
      if (observer != nullptr) observer->before_statement(*file, statement, catalog);
      catalog::apply_ddl(catalog, statement, *file, analyze::analyze_shape, diagnostics);
      if (observer != nullptr) observer->after_statement(*file, statement, catalog);
    }
    catalog::end_schema_file(catalog);
  }
}

/// Analyses queries with the path of the connections that run them. What is found only with the path that the schema
/// files leave is taken, with a warning.
class QueryAnalysis {
 public:
  QueryAnalysis(const Inputs& inputs, catalog::Catalog& catalog)
      : catalog_(catalog),
        path_(inputs.search_path.empty() ? catalog::default_search_path() : inputs.search_path),
        schema_path_(catalog::schema_path(catalog)) {
    catalog::set_search_path(catalog, path_);
    if (!schema_path_) return;
    with_schema_path_ = catalog;
    std::vector<std::string> both = path_;
    both.insert(both.end(), schema_path_->schemas.begin(), schema_path_->schemas.end());
    catalog::set_search_path(*with_schema_path_, std::move(both));
  }

  std::optional<analyze::AnalyzedQuery> run(const query::QueryDecl& query, Diagnostics& diagnostics,
                                            AnalysisObserver* observer = nullptr) const {
    Diagnostics said;
    const catalog::Catalog* found_in = &catalog_;
    auto analyzed = analyze::analyze(query, catalog_, said);
    if (said.has_errors() && with_schema_path_) {
      Diagnostics with_path;
      if (auto other = analyze::analyze(query, *with_schema_path_, with_path); other && !with_path.has_errors()) {
        warn(said, diagnostics);
        said = std::move(with_path);
        analyzed = std::move(other);
        found_in = &*with_schema_path_;
      }
    }
    for (const support::Diagnostic& diagnostic : said.all()) diagnostics.add(diagnostic);
    if (analyzed && observer != nullptr) observer->accepted(query, *found_in, diagnostics);
    return analyzed;
  }

 private:
  void warn(const Diagnostics& said, Diagnostics& diagnostics) const {
    for (const support::Diagnostic& diagnostic : said.all()) {
      if (diagnostic.severity != support::Severity::error) continue;
      diagnostics.add(support::diagnostic_of(
          msg::OnlyWithSearchPath(diagnostic.message, support::joined(path_, ", "),
                                  support::joined(schema_path_->schemas, ", "), schema_path_->file),
          diagnostic.file, diagnostic.span));
    }
  }

  const catalog::Catalog& catalog_;
  std::vector<std::string> path_;
  std::optional<catalog::SchemaPath> schema_path_;
  std::optional<catalog::Catalog> with_schema_path_;
};

/// What another release of PostgreSQL would make of what this one refuses. Each is asked only when there is something
/// to ask it.
class OtherReleases {
 public:
  explicit OtherReleases(const Inputs& inputs) : inputs_(inputs) {
    for (int version = inputs.server_version + 1; version <= support::kNewestServerVersion; ++version)
      releases_.push_back({version, nullptr});
    for (int version = inputs.server_version - 1; version >= support::kOldestServerVersion; --version)
      releases_.push_back({version, nullptr});
  }

  void add_schema_errors(const Diagnostics& folded, Diagnostics& diagnostics) {
    for (support::Diagnostic diagnostic : folded.all()) {
      if (diagnostic.severity == support::Severity::error) {
        add_hint(diagnostic, [&](const Release& release) { return !refuses(release.folded, diagnostic); });
      }
      diagnostics.add(std::move(diagnostic));
    }
  }

  Diagnostics with_hints(const query::QueryDecl& query, Diagnostics found) {
    if (!found.has_errors()) return found;
    Diagnostics result;
    for (support::Diagnostic diagnostic : found.all()) {
      if (diagnostic.severity == support::Severity::error) {
        add_hint(diagnostic, [&](const Release& release) {
          Diagnostics said;
          static_cast<void>(release.queries->run(query, said));
          return !said.has_errors();
        });
      }
      result.add(std::move(diagnostic));
    }
    return result;
  }

 private:
  struct Release {
    catalog::Catalog catalog;
    Diagnostics folded;
    std::optional<QueryAnalysis> queries;
  };
  struct Slot {
    int version = 0;
    std::unique_ptr<Release> release;
  };

  /// By place alone: a release may only word its refusal otherwise.
  static bool refuses(const Diagnostics& said, const support::Diagnostic& diagnostic) {
    return std::any_of(said.all().begin(), said.all().end(), [&](const support::Diagnostic& other) {
      return other.severity == support::Severity::error && other.file == diagnostic.file &&
             other.span.begin == diagnostic.span.begin;
    });
  }

  template <class Accepts>
  void add_hint(support::Diagnostic& diagnostic, const Accepts& accepts) {
    const std::string own = msg::ServerVersionIs(inputs_.server_version);
    if (diagnostic.message.find(own) != std::string::npos) return;  // a construct that names its release
    const auto found =
        std::find_if(releases_.begin(), releases_.end(), [&](Slot& slot) { return accepts(release_of(slot)); });
    if (found == releases_.end()) return;
    if (!diagnostic.hint.empty()) diagnostic.hint += diagnostic.hint.back() == '.' ? " " : ". ";
    diagnostic.hint += found->version > inputs_.server_version ? msg::LaterReleaseHasIt(found->version, own)
                                                               : msg::EarlierReleaseHasIt(found->version, own);
  }

  const Release& release_of(Slot& slot) const {
    if (slot.release == nullptr) {
      slot.release = std::make_unique<Release>();
      slot.release->catalog = catalog::catalog_of(slot.version);
      fold_schema(inputs_, slot.release->catalog, slot.release->folded);
      slot.release->queries.emplace(inputs_, slot.release->catalog);
    }
    return *slot.release;
  }

  const Inputs& inputs_;
  std::vector<Slot> releases_;
};

}  // namespace

struct EntryAnalyzer::State {
  State(const Inputs& read, Diagnostics& diagnostics, AnalysisObserver* observer)
      : inputs(read), catalog(folded(read, others, diagnostics, observer)) {}

  static catalog::Catalog folded(const Inputs& inputs, OtherReleases& others, Diagnostics& diagnostics,
                                 AnalysisObserver* observer) {
    catalog::Catalog catalog = catalog::catalog_of(inputs.server_version);
    Diagnostics said;
    fold_schema(inputs, catalog, said, observer);
    others.add_schema_errors(said, diagnostics);
    return catalog;
  }

  const Inputs& inputs;
  OtherReleases others{inputs};
  catalog::Catalog catalog;
  QueryAnalysis queries{inputs, catalog};
};

EntryAnalyzer::EntryAnalyzer(const Inputs& inputs, Diagnostics& diagnostics, AnalysisObserver* observer)
    : state_(std::make_unique<State>(inputs, diagnostics, observer)) {}
EntryAnalyzer::~EntryAnalyzer() = default;

const catalog::Catalog& EntryAnalyzer::catalog() const { return state_->catalog; }
catalog::Catalog EntryAnalyzer::take_catalog() && { return std::move(state_->catalog); }

std::vector<query::QueryDecl> EntryAnalyzer::read(const SourceFile& file, Diagnostics& diagnostics) const {
  Diagnostics said;
  std::vector<query::QueryDecl> declared =
      query::read_queries(file, said, state_->inputs.server_version, state_->inputs.own_rules);
  support::add_unallowed(said, state_->inputs.allowed, diagnostics);
  return declared;
}

codegen::QueryFile EntryAnalyzer::analyze(const SourceFile& file, const std::vector<query::QueryDecl>& declared,
                                          Diagnostics& diagnostics, AnalysisObserver* observer) {
  codegen::QueryFile result{&file, {}};
  for (const query::QueryDecl& query : declared) {
    Diagnostics found;
    if (auto analyzed = state_->queries.run(query, found, observer)) result.queries.push_back(std::move(*analyzed));
    support::add_unallowed(state_->others.with_hints(query, std::move(found)),
                           allowed_in(query, state_->inputs.allowed), diagnostics);
  }
  return result;
}

void QueryNames::add(const std::vector<query::QueryDecl>& declared, Diagnostics& diagnostics) {
  for (const query::QueryDecl& query : declared) {
    const auto [first, is_new] = first_.emplace(query.name, &query);
    if (is_new || first->second->file == query.file) continue;  // within one file the reader has reported it
    diagnostics.add(*query.file, query.name_span, msg::QueryDeclaredTwice(query.name),
                    {{first->second->file, first->second->name_span, msg::FirstIsHere()}});
  }
}

Analysis analyze_inputs(const Inputs& inputs, Diagnostics& diagnostics, AnalysisObserver* observer) {
  EntryAnalyzer analyzer(inputs, diagnostics, observer);
  Analysis analysis;
  std::deque<std::vector<query::QueryDecl>> declared;
  QueryNames names;
  const std::size_t schema_errors = diagnostics.error_count();
  for (const SourceFile* file : inputs.queries) {
    declared.push_back(analyzer.read(*file, diagnostics));
    names.add(declared.back(), diagnostics);
    analysis.files.push_back(analyzer.analyze(*file, declared.back(), diagnostics, observer));
  }
  analysis.query_errors = diagnostics.error_count() - schema_errors;
  analysis.catalog = std::move(analyzer).take_catalog();
  return analysis;
}

}  // namespace pgscribe::cli
