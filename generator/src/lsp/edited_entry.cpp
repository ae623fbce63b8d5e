#include "lsp/edited_entry.hpp"

#include <algorithm>
#include <utility>

#include "codegen/build_model.hpp"
#include "codegen/method_declarations.hpp"

namespace pgscribe::lsp {

namespace {

using support::SourceFile;

bool same_texts(const std::vector<const SourceFile*>& a, const std::vector<const SourceFile*>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const SourceFile* one, const SourceFile* other) {
    return one->path() == other->path() && one->text() == other->text();
  });
}

bool same_stubs(const catalog::StubFiles& a, const catalog::StubFiles& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& one, const auto& other) {
    return one.first == other.first && same_texts(one.second, other.second);
  });
}

void add_all(const support::Diagnostics& from, support::Diagnostics& to) {
  for (const support::Diagnostic& diagnostic : from.all()) to.add(diagnostic);
}

}  // namespace

const analyze::AnalyzedQuery* AnalyzedFile::query(const std::string& name) const {
  const auto found = std::find_if(analyzed.queries.begin(), analyzed.queries.end(),
                                  [&](const analyze::AnalyzedQuery& query) { return query.name == name; });
  return found == analyzed.queries.end() ? nullptr : &*found;
}

FoldedSchema::FoldedSchema(cli::Inputs inputs, std::shared_ptr<const support::SourceFiles> sources)
    : inputs_(std::move(inputs)), sources_(std::move(sources)), analyzer_(inputs_, said_, &declarations_) {}

bool FoldedSchema::is_of(const cli::Inputs& inputs) const {
  return inputs.server_version == inputs_.server_version && inputs.allowed == inputs_.allowed &&
         inputs.own_rules == inputs_.own_rules && inputs.search_path == inputs_.search_path &&
         same_texts(inputs.schema, inputs_.schema) && same_stubs(inputs.stubs, inputs_.stubs);
}

std::unique_ptr<AnalyzedFile> FoldedSchema::analyze(const SourceFile& file) {
  auto result = std::make_unique<AnalyzedFile>(file);
  result->declared = analyzer_.read(result->source, result->said);
  result->analyzed = analyzer_.analyze(result->source, result->declared, result->said);
  return result;
}

void EditedEntry::update(cli::EntryInputs read, std::shared_ptr<const support::SourceFiles> sources) {
  cpp_ = std::move(read.cpp);
  std::map<std::string, std::unique_ptr<AnalyzedFile>> earlier = std::move(files_);
  files_.clear();
  const std::vector<const SourceFile*> queries = read.inputs.queries;
  if (schema_ == nullptr || !schema_->is_of(read.inputs)) {
    earlier.clear();
    schema_ = std::make_unique<FoldedSchema>(std::move(read.inputs), std::move(sources));
  }
  for (const SourceFile* file : queries) {
    std::unique_ptr<AnalyzedFile>& known = earlier[file->path()];
    const bool is_same = known != nullptr && known->source.text() == file->text();
    files_[file->path()] = is_same ? std::move(known) : schema_->analyze(*file);
  }
}

std::vector<codegen::QueryFile> EditedEntry::all_queries() const {
  std::vector<codegen::QueryFile> all;
  for (const auto& [path, file] : files_) all.push_back(file->analyzed);
  return all;
}

void EditedEntry::report(support::Diagnostics& diagnostics) const {
  const std::size_t errors_before = diagnostics.error_count();
  add_all(schema_->said(), diagnostics);
  cli::QueryNames names;
  for (const auto& [path, file] : files_) {
    names.add(file->declared, diagnostics);
    add_all(file->said, diagnostics);
  }
  // With errors behind it the model would only add errors about what is missing.
  if (diagnostics.error_count() == errors_before)
    static_cast<void>(codegen::build_model(all_queries(), schema_->catalog(), cpp_, diagnostics));
}

const SourceFile* EditedEntry::schema_file(const std::string& path) const {
  const std::vector<const SourceFile*>& schema = schema_->inputs().schema;
  const auto found =
      std::find_if(schema.begin(), schema.end(), [&](const SourceFile* file) { return file->path() == path; });
  return found == schema.end() ? nullptr : *found;
}

const AnalyzedFile* EditedEntry::query_file(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : found->second.get();
}

std::string EditedEntry::method_declaration(const std::string& query) const {
  const auto declarations = codegen::method_declarations(all_queries(), schema_->catalog(), cpp_);
  const auto found = declarations.find(query);
  return found == declarations.end() ? "" : found->second;
}

}  // namespace pgscribe::lsp
