#include "codegen/method_declarations.hpp"

#include "codegen/build_model.hpp"

namespace pgscribe::codegen {

std::map<std::string, std::string> method_declarations(const std::vector<QueryFile>& files,
                                                       const catalog::Catalog& catalog,
                                                       const config::CppOptions& options) {
  support::Diagnostics refused;
  const CodeModel model = build_model(files, catalog, options, refused);
  std::map<std::string, std::string> declarations;
  std::size_t modelled = 0;  // files without a query have no model
  for (const QueryFile& file : files) {
    if (file.queries.empty()) continue;
    if (modelled == model.queries.size()) break;
    const std::vector<Method>& methods = model.queries[modelled++].methods;
    for (std::size_t i = 0; i < methods.size() && i < file.queries.size(); ++i)
      declarations[file.queries[i].name] = methods[i].declaration;
  }
  return declarations;
}

}  // namespace pgscribe::codegen
