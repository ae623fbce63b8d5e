#include "codegen/generate.hpp"

#include "codegen/build_model.hpp"
#include "codegen/render.hpp"

namespace pgscribe::codegen {

std::vector<RenderedFile> generate(const std::vector<QueryFile>& files, const catalog::Catalog& catalog,
                                   const config::CppOptions& options, const TemplateSet& templates,
                                   support::Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  const CodeModel model = build_model(files, catalog, options, diagnostics);
  if (diagnostics.error_count() != errors_before) return {};
  std::vector<RenderedFile> rendered = render(model, templates, diagnostics);
  if (diagnostics.error_count() != errors_before) return {};
  return rendered;
}

}  // namespace pgscribe::codegen
