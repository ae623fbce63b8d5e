#include "codegen/output_files.hpp"

#include <algorithm>

#include "codegen/namer.hpp"

namespace pgscribe::codegen {

namespace {

OutputFile& named_file(std::vector<OutputFile>& outputs, const analyze::AnalyzedQuery& query) {
  const std::string stem = Namer::file_stem(query.output_file);
  const auto found = std::find_if(outputs.begin(), outputs.end(),
                                  [&](const OutputFile& output) { return Namer::file_stem(output.name) == stem; });
  if (found != outputs.end()) return *found;
  return outputs.emplace_back(OutputFile{query.output_file, query.file, query.output_file_span, {}, {}});
}

void add(OutputFile& output, const analyze::AnalyzedQuery& query) {
  output.queries.push_back(&query);
  const std::string& path = query.file->path();
  if (std::find(output.sources.begin(), output.sources.end(), path) == output.sources.end())
    output.sources.push_back(path);
}

}  // namespace

std::vector<OutputFile> output_files(const std::vector<QueryFile>& files) {
  std::vector<OutputFile> outputs;
  for (const QueryFile& file : files) {
    OutputFile output{file.file->path(), file.file, {}, {}, {}};
    for (const analyze::AnalyzedQuery& query : file.queries) {
      if (query.output_file.empty()) add(output, query);
    }
    if (!output.queries.empty()) outputs.push_back(std::move(output));
  }
  for (const QueryFile& file : files) {
    for (const analyze::AnalyzedQuery& query : file.queries) {
      if (!query.output_file.empty()) add(named_file(outputs, query), query);
    }
  }
  return outputs;
}

}  // namespace pgscribe::codegen
