#include "codegen/build_model.hpp"

#include <map>
#include <set>
#include <utility>

#include "codegen/build_models_file.hpp"
#include "codegen/build_queries_file.hpp"
#include "codegen/cpp_spelling.hpp"
#include "codegen/cpp_text.hpp"
#include "codegen/fingerprint.hpp"
#include "codegen/identifier.hpp"
#include "codegen/messages.hpp"
#include "codegen/method_text.hpp"
#include "codegen/output_files.hpp"
#include "codegen/overrides.hpp"
#include "codegen/struct_text.hpp"

namespace pgscribe::codegen {

namespace {

using analyze::AnalyzedQuery;
using support::Diagnostics;

/// pgscribe::kAbi of the runtime that the templates are written for.
constexpr int kRuntimeAbi = 1;

NameOwner owner_of(const AnalyzedQuery& query) { return {"query \"" + query.name + "\"", query.file, query.name_span}; }

/// A type without a namespace around it is looked up where members are: none of them may have its name.
void reserve_user_type(std::string_view type, Namer& namer) {
  if (type.find("::") == std::string_view::npos) namer.reserve_type(std::string(type.substr(0, type.find('<'))));
}

/// Types that the query names, or whose names come from its own.
void reserve_query_types(const AnalyzedQuery& query, Namer& namer) {
  namer.reserve_type(namer.query_stem(query.name) + "Row");
  namer.reserve_type(namer.query_stem(query.name) + "Params");
  if (!query.row_name.empty()) namer.reserve_type(query.row_name);
  for (std::string& name : nested_struct_names(namer, query)) namer.reserve_type(std::move(name));
  const auto reserve_directive = [&](const std::string& value) {
    if (const auto type = split_type_directive(value)) reserve_user_type(type->type, namer);
  };
  for (const analyze::ResultColumn* column : query.columns()) reserve_directive(column->cpp_type);
  for (const analyze::QueryParameter& parameter : query.parameters) reserve_directive(parameter.cpp_type);
}

/// Classes and namespaces of the output files.
void claim_files(const std::vector<OutputFile>& files, Namer& namer, NameScope& scope, Diagnostics& diagnostics) {
  NameScope outputs;
  scope.claim("Querier", "type", {"the class of all queries", nullptr, {}}, "", diagnostics);
  scope.claim("IQuerier", "type", {"the interface of all queries", nullptr, {}}, "", diagnostics);
  scope.claim("AsyncQuerier", "type", {"the class of asynchronous queries", nullptr, {}}, "", diagnostics);
  for (const char* name : {"Querier", "IQuerier", "AsyncQuerier"}) namer.reserve_type(name);
  scope.claim(std::string(kModelTablesNamespace), "namespace", {"the tables of models", nullptr, {}}, "", diagnostics);
  for (const OutputFile& file : files) {
    const NameOwner owner{"query file \"" + file.name + "\"", file.file, file.span};
    const std::string stem = Namer::file_stem(file.name);
    const std::string class_name = Namer::querier_class(file.name);
    const std::string hint = msg::NameFileOtherwise();
    if (class_name.empty()) {
      diagnostics.add(*file.file, file.span, msg::NoClassName());
      continue;
    }
    if (!outputs.claim(stem + ".hpp", "file", owner, hint, diagnostics)) continue;
    outputs.claim(stem + "_json.hpp", "file", owner, hint, diagnostics);
    scope.claim(class_name, "type", owner, hint, diagnostics);
    scope.claim("I" + class_name, "type", owner, hint, diagnostics);
    scope.claim(legal_identifier(snake_case(stem) + "_sql"), "namespace", owner, hint, diagnostics);
    namer.reserve_type(class_name);
    namer.reserve_type("I" + class_name);
    for (const AnalyzedQuery* query : file.queries) reserve_query_types(*query, namer);
  }
}

void add_models(std::set<catalog::Oid>& types, const std::vector<Field>& fields) {
  for (const Field& field : fields) {
    types.insert(field.type.models.begin(), field.type.models.end());
    if (field.embedded != nullptr) add_models(types, field.embedded->fields);
  }
}

/// One configuration entry on its way to a CodeModel.
class ModelBuilder {
 public:
  ModelBuilder(const catalog::Catalog& catalog, const config::CppOptions& options, Diagnostics& diagnostics)
      : catalog_(catalog),
        options_(options),
        diagnostics_(diagnostics),
        errors_before_(diagnostics.error_count()),
        namer_(options) {}

  CodeModel build(const std::vector<OutputFile>& files) {
    claim_files(files, namer_, types_, diagnostics_);
    for (const config::Override& override_ : options_.overrides) reserve_user_type(override_.type.name, namer_);
    methods_.claim(kLimitedCopy, "method", {"the method that limits calls", nullptr, {}}, "", diagnostics_);
    ModelRegistry models(catalog_, options_, namer_, types_, diagnostics_);
    shape_queries(files, models);
    share_rows(models);
    return assemble(models);
  }

 private:
  void shape_queries(const std::vector<OutputFile>& files, ModelRegistry& models) {
    ShapeBuilder shapes(models, namer_, options_, diagnostics_);
    for (const OutputFile& file : files) {
      ShapedFile& shaped = files_.emplace_back();
      shaped.name = file.name;
      shaped.sources = file.sources;
      for (const AnalyzedQuery* query : file.queries) {
        shaped.shapes.push_back(shapes.shape(*query));
        claim_query(shaped.shapes.back());
      }
    }
  }

  void claim_query(const QueryShape& shape) {
    const NameOwner owner = owner_of(*shape.query);
    if (shape.method.empty()) {
      diagnostics_.add(*owner.file, owner.span, msg::NoMethodName(owner.what, to_string(shape.query->command)));
      return;
    }
    if (!methods_.claim(shape.method, "method", owner, msg::NameQueryOtherwise(), diagnostics_)) return;
    if (!shape.trying_method.empty())
      methods_.claim(shape.trying_method, "method", owner, msg::NameQueryOtherwise(), diagnostics_);
    if (shape.query->command == query::Command::copyfrom)
      methods_.claim(copy_source_name(shape.method), "method", owner, msg::NameQueryOtherwise(), diagnostics_);
    stems_.claim(shape.stem, "stem of type names", owner, msg::NameQueryOtherwise(), diagnostics_);
  }

  /// Struct names of queries come after the models', so that a collision is reported at the query.
  void claim_structs() {
    for (const ShapedFile& file : files_) {
      for (const QueryShape& shape : file.shapes) {
        const NameOwner owner = owner_of(*shape.query);
        const std::string hint = msg::NameQueryOrTableOtherwise();
        if (shape.parameters.kind == ParameterShape::Kind::record)
          types_.claim(shape.parameters.type, "type", owner, hint, diagnostics_);
        claim_embedded(shape.parameters.members, owner);
        for (const CursorShape& cursor : shape.cursor) types_.claim(cursor.type, "type", owner, hint, diagnostics_);
        for (const OrderEnum& order : shape.parameters.orders)
          types_.claim(order.type, "type", owner, hint, diagnostics_);
        if (shape.result.kind == ResultShape::Kind::row && !shape.result.is_shared) {
          types_.claim(shape.result.type, "type", owner, hint, diagnostics_);
        }
        if (!shape.result.is_shared) claim_embedded(shape.result.fields, owner);
      }
    }
  }

  void claim_embedded(const std::vector<Field>& fields, const NameOwner& owner) {
    for (const Field& field : fields) {
      if (field.embedded == nullptr) continue;
      claim_embedded(field.embedded->fields, owner);
      types_.claim(field.embedded->name, "type", owner,
                   field.is_embed ? msg::NameEmbedOtherwise() : msg::NameNestedOtherwise(), diagnostics_);
    }
  }

  /// Finds the one struct behind each `@row` name: a model, or a row declared where all its users see it.
  void share_rows(ModelRegistry& models) {
    claim_structs();
    std::vector<SharedRow> rows;
    std::map<std::string, std::set<std::size_t>> users;  // files by row name
    for (std::size_t i = 0; i < files_.size(); ++i) {
      for (QueryShape& shape : files_[i].shapes) {
        if (!shape.result.is_shared) continue;
        if (const Model* model = models.find_model(shape.result.type)) {
          used_models_.insert(model->type->oid);
          check_same(shape, model->fields, "table \"" + model->type->name + "\"");
          continue;
        }
        users[shape.result.type].insert(i);
        add_user(shape, rows);
      }
    }
    for (SharedRow& row : rows) {
      const std::set<std::size_t>& where = users[row.name];
      (where.size() == 1 ? files_[*where.begin()].shared_rows : shared_rows_).push_back(std::move(row));
    }
  }

  void add_user(const QueryShape& shape, std::vector<SharedRow>& rows) {
    for (SharedRow& row : rows) {
      if (row.name != shape.result.type) continue;
      check_same(shape, row.fields, "query \"" + row.queries.front() + "\"");
      row.queries.push_back(shape.query->name);
      return;
    }
    types_.claim(shape.result.type, "type", owner_of(*shape.query), "choose another name for @row", diagnostics_);
    claim_embedded(shape.result.fields, owner_of(*shape.query));
    rows.push_back({shape.result.type, shape.result.fields, {shape.query->name}});
  }

  void check_same(const QueryShape& shape, const std::vector<Field>& fields, const std::string& other) {
    const std::string difference = first_difference(shape.result.fields, fields, other);
    if (difference.empty()) return;
    const AnalyzedQuery& query = *shape.query;
    diagnostics_.add(support::diagnostic_of(msg::CannotShareRow(query.name, shape.result.type, difference), query.file,
                                            query.name_span));
  }

  CodeModel assemble(ModelRegistry& models) {
    CodeModel model;
    model.namespace_ = options_.namespace_;
    model.abi = std::to_string(kRuntimeAbi);
    model.header_only = options_.layout == config::Layout::header_only;
    model.emit_interface = options_.emit_interface;
    model.emit_json = options_.emit_json;
    model.emit_async = options_.emit_async == config::AsyncLibrary::asio;
    if (diagnostics_.error_count() != errors_before_) return model;
    ModelTables tables(catalog_, models);
    if (!options_.emit_models_only)
      for (const ShapedFile& file : files_) model.queries.push_back(build_queries_file(file, tables, options_));
    model.model_tables = tables.build(model.header_only);
    add_used_models();
    const std::vector<const Model*> declared =
        models.in_dependency_order(options_.omit_unused_structs ? &used_models_ : nullptr);
    model.models = build_models_file(declared, options_.emit_models_only ? std::vector<SharedRow>() : shared_rows_,
                                     namer_, options_);
    if (!model.queries.empty()) {
      model.querier = querier(model);
      model.queries.front().defines_output = true;
    }
    model.output_symbol = "pgscribe_output_" + fingerprint(model);
    return model;
  }

  /// The models that queries return or take, in any depth.
  void add_used_models() {
    for (const ShapedFile& file : files_) {
      for (const QueryShape& shape : file.shapes) {
        if (shape.result.model != nullptr) used_models_.insert(shape.result.model->type->oid);
        add_models(used_models_, shape.result.fields);
        add_models(used_models_, shape.parameters.fields);
      }
    }
  }

  QuerierModel querier(const CodeModel& model) const {
    Includes includes;
    Includes async;
    for (const char* header : {"<chrono>", "<utility>", "\"pgscribe/aio/transaction.hpp\""}) async.add(header);
    includes.add("\"pgscribe/executor_handle.hpp\"");
    std::vector<std::string> interfaces;
    bool has_copies = false;
    for (const QueriesModel& file : model.queries) {
      includes.add("\"" + file.stem + ".hpp\"");
      async.add("\"" + file.stem + ".hpp\"");
      interfaces.push_back("public " + file.interface_name);
      has_copies = has_copies || file.has_copies;
    }
    if (options_.emit_expected && !model.emit_interface) includes.add("\"pgscribe/expected.hpp\"");
    if (has_copies && !model.emit_interface) includes.add_std("std::forward");
    return {include_blocks(includes), include_blocks(async), base_list("class IQuerier : ", interfaces),
            constructor("Querier", {"executor_(executor)"}), limited_copy("Querier")};
  }

  /// In one line, or one below the other.
  static std::string base_list(std::string_view head, const std::vector<std::string>& bases) {
    std::string line;
    std::string lines;
    for (const std::string& base : bases) {
      line += (line.empty() ? "" : ", ") + base;
      lines += (lines.empty() ? "" : ",\n" + std::string(head.size(), ' ')) + base;
    }
    return head.size() + line.size() + 5 <= kLineWidth ? line : lines;
  }

  const catalog::Catalog& catalog_;
  const config::CppOptions& options_;
  Diagnostics& diagnostics_;
  const std::size_t errors_before_;
  Namer namer_;
  NameScope types_;    // namespace scope
  NameScope methods_;  // all query files: Querier inherits from every class
  NameScope stems_;
  std::vector<ShapedFile> files_;
  std::vector<SharedRow> shared_rows_;
  std::set<catalog::Oid> used_models_;
};

}  // namespace

CodeModel build_model(const std::vector<QueryFile>& files, const catalog::Catalog& catalog,
                      const config::CppOptions& options, Diagnostics& diagnostics) {
  check_spellings(options, diagnostics);
  check_overrides(catalog, options, diagnostics);
  return ModelBuilder(catalog, options, diagnostics).build(output_files(files));
}

}  // namespace pgscribe::codegen
