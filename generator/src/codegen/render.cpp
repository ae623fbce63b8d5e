#include "codegen/render.hpp"

#include <kainjow/mustache.hpp>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "codegen/messages.hpp"

namespace pgscribe::codegen {

namespace {

using Data = kainjow::mustache::data;
using kainjow::mustache::mustache;

template <class T, class Convert>
Data list(const std::vector<T>& items, Convert convert) {
  Data result{Data::type::list};
  for (const T& item : items) result.push_back(convert(item));
  return result;
}

Data strings(const std::vector<std::string>& items) {
  return list(items, [](const std::string& item) { return Data{item}; });
}

Data include_data(const IncludeBlock& block) {
  Data data;
  data.set("headers", strings(block.headers));
  return data;
}

Data member_data(const StructMember& member) {
  Data data;
  data.set("docs", strings(member.docs));
  data.set("type", member.type);
  data.set("name", member.name);
  data.set("initializer", member.initializer);
  data.set("key", member.key);
  data.set("label", member.label);
  return data;
}

Data struct_data(const Struct& value) {
  Data data;
  data.set("docs", strings(value.docs));
  data.set("name", value.name);
  data.set("members", list(value.members, member_data));
  data.set("has_members", value.has_members);
  data.set("equality", value.equality);
  data.set("ordering", value.ordering);
  data.set("has_ordering", !value.ordering.empty());
  data.set("before", strings(value.before));
  data.set("declarations", strings(value.declarations));
  data.set("closing", value.closing);
  return data;
}

Data enumerator_data(const Enumerator& enumerator) {
  Data data;
  data.set("name", enumerator.name);
  data.set("comment", enumerator.comment);
  return data;
}

Data enum_data(const Enum& value) {
  Data data;
  data.set("docs", strings(value.docs));
  data.set("name", value.name);
  data.set("qualified_name", value.qualified_name);
  data.set("underlying", value.underlying);
  data.set("sql_name", value.sql_name);
  data.set("enumerators", list(value.enumerators, enumerator_data));
  data.set("has_enumerators", value.has_enumerators);
  data.set("labels", value.labels);
  data.set("has_long_labels", value.has_long_labels);
  data.set("label_count", value.label_count);
  return data;
}

Data hash_data(const Hash& value) {
  Data data;
  data.set("qualified_name", value.qualified_name);
  data.set("type", value.type);
  return data;
}

Data table_data(const RowTable& table) {
  Data data;
  data.set("name", table.name);
  data.set("rows", strings(table.rows));
  data.set("size", std::to_string(table.rows.size()));
  return data;
}

Data codec_data(const CodecConstant& codec) {
  Data data;
  data.set("fields", list(codec.fields, table_data));
  data.set("has_codec", codec.has_codec);
  data.set("type", codec.type);
  data.set("name", codec.name);
  data.set("expression", codec.expression);
  return data;
}

Data variants_data(const VariantsConstant& variants) {
  Data data;
  data.set("pieces", list(std::vector{variants.pieces}, table_data));
  data.set("switches_name", variants.switches_name);
  data.set("switches", variants.switches);
  data.set("name", variants.name);
  data.set("initializer", variants.initializer);
  return data;
}

Data statement_data(const StatementConstant& statement) {
  Data data;
  data.set("columns", list(statement.columns, table_data));
  data.set("group_key", list(statement.group_key, table_data));
  data.set("parameters", list(statement.parameters, table_data));
  data.set("variants", list(statement.variants, variants_data));
  data.set("type", statement.type);
  data.set("name", statement.name);
  data.set("title", statement.title);
  data.set("text_name", statement.text_name);
  data.set("text", statement.text);
  data.set("options", strings(statement.options));
  return data;
}

Data copy_data(const CopyMethod& copy) {
  Data data;
  data.set("name", copy.name);
  data.set("source_name", copy.source_name);
  data.set("row_type", copy.row_type);
  data.set("source_declaration", copy.source_declaration);
  data.set("source_default", copy.source_default);
  data.set("source_definition", copy.source_definition);
  data.set("source_forward", copy.source_forward);
  data.set("range_forward", copy.range_forward);
  return data;
}

Data range_data(const RangeMethod& range) {
  Data data;
  data.set("range_name", range.name);
  data.set("range_definition", range.definition);
  return data;
}

Data method_data(const Method& method) {
  Data data;
  data.set("docs", strings(method.docs));
  data.set("declaration", method.declaration);
  data.set("interface_declaration", method.interface_declaration);
  data.set("definition", method.definition);
  data.set("forward", method.forward);
  data.set("copy", list(method.copy, copy_data));
  data.set("range", list(method.range, range_data));
  data.set("expected", strings(method.expected));
  data.set("async", list(method.async, [&](const std::string& text) {
             Data async;
             async.set("docs", strings(method.docs));
             async.set("text", text);
             return async;
           }));
  return data;
}

/// What every template may use.
Data common_data(const CodeModel& model) {
  Data data;
  data.set("banner", std::string(kBanner));
  data.set("namespace", model.namespace_);
  data.set("abi", model.abi);
  data.set("output_symbol", model.output_symbol);
  data.set("header_only", model.header_only);
  data.set("emit_interface", model.emit_interface);
  data.set("constexpr", std::string(model.header_only ? "inline constexpr" : "constexpr"));
  data.set("constinit", std::string(model.header_only ? "inline constinit" : "static constinit"));
  return data;
}

Data models_data(const CodeModel& model) {
  Data data = common_data(model);
  data.set("includes", list(model.models.includes, include_data));
  data.set("enums", list(model.models.enums, enum_data));
  data.set("structs", list(model.models.structs, struct_data));
  data.set("adapters", strings(model.models.adapters));
  data.set("hashes", list(model.models.hashes, hash_data));
  data.set("has_enums", model.models.has_enums);
  data.set("has_printing", model.models.has_printing);
  return data;
}

Data model_tables_data(const CodeModel& model) {
  Data data = common_data(model);
  data.set("includes", list(model.model_tables.header_includes, include_data));
  data.set("tables_namespace", model.model_tables.tables_namespace);
  data.set("codecs", list(model.model_tables.codecs, codec_data));
  data.set("statements", Data{Data::type::list});
  data.set("has_rows", true);
  data.set("has_offsets", model.model_tables.has_offsets);
  return data;
}

Data queries_data(const CodeModel& model, const QueriesModel& file) {
  Data data = common_data(model);
  data.set("source", file.source);
  data.set("stem", file.stem);
  data.set("class_name", file.class_name);
  data.set("interface_name", file.interface_name);
  data.set("constructor", file.constructor);
  data.set("limited_copy", file.limited_copy);
  data.set("tables_namespace", file.tables_namespace);
  data.set("includes", list(file.header_includes, include_data));
  data.set("enums", list(file.enums, enum_data));
  data.set("has_enums", !file.enums.empty());
  data.set("structs", list(file.structs, struct_data));
  data.set("adapters", strings(file.adapters));
  data.set("codecs", list(file.codecs, codec_data));
  data.set("statements", list(file.statements, statement_data));
  data.set("async_statements", strings(file.async_statements));
  data.set("has_async", !file.async_statements.empty() && !model.header_only);
  data.set("methods", list(file.methods, method_data));
  data.set("functions", strings(file.functions));
  data.set("defines_output", file.defines_output);
  data.set("has_printing", file.has_printing);
  data.set("has_copies", file.has_copies);
  data.set("has_rows", file.has_rows);
  data.set("has_offsets", file.has_offsets);
  data.set("has_overlong_sql", file.has_overlong_sql);
  return data;
}

/// Of a query file, what Querier repeats.
Data forwarded_data(const QueriesModel& file) {
  Data data;
  data.set("class_name", file.class_name);
  data.set("interface_name", file.interface_name);
  data.set("conversion", file.conversion);
  data.set("methods", list(file.methods, method_data));
  return data;
}

Data querier_data(const CodeModel& model) {
  Data data = common_data(model);
  data.set("includes", list(model.querier.includes, include_data));
  data.set("interface_bases", model.querier.interface_bases);
  data.set("constructor", model.querier.constructor);
  data.set("limited_copy", model.querier.limited_copy);
  data.set("queries", list(model.queries, forwarded_data));
  return data;
}

/// Stands for a line end of a template. The library would leave an empty line for a section tag that stands alone on
/// its line when the list is empty, contrary to Mustache's rule; so it never sees the ends of lines.
constexpr char kLineEnd = '\x1e';

bool is_tag_line(const std::string& line, std::string_view kinds) {
  return line.size() > 5 && line.compare(0, 2, "{{") == 0 && kinds.find(line[2]) != std::string_view::npos &&
         line.find("}}") + 2 == line.size();
}

/// Puts the text of other templates where a line is nothing but `{{>name}}`, and takes lines that are nothing but a
/// section's tag as the tag alone.
std::string expand(const std::string& text, const std::map<std::string, std::string>& templates, int depth) {
  if (depth > 8) throw std::runtime_error("templates include each other");
  std::string result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    if (is_tag_line(line, ">")) {
      const auto found = templates.find(line.substr(3, line.size() - 5) + ".mustache");
      if (found == templates.end()) throw std::runtime_error("there is no template for " + line);
      result += expand(found->second, templates, depth + 1);
    } else {
      result += line;
      if (!is_tag_line(line, "#/^!")) result += kLineEnd;
    }
  }
  return result;
}

/// Templates by name, parsed on first use.
class Renderer {
 public:
  Renderer(const TemplateSet& set, support::Diagnostics& diagnostics) : diagnostics_(diagnostics) {
    for (const auto& [name, text] : set.texts) texts_[name] = text;
  }

  void add(std::string path, const std::string& name, const Data& data) {
    mustache* parsed = find(name);
    if (parsed == nullptr) return;
    std::string text = parsed->render(data);
    std::replace(text.begin(), text.end(), kLineEnd, '\n');
    files_.push_back({std::move(path), std::move(text)});
  }

  std::vector<RenderedFile> take() {
    if (failed_) return {};
    std::sort(files_.begin(), files_.end(),
              [](const RenderedFile& a, const RenderedFile& b) { return a.path < b.path; });
    return std::move(files_);
  }

 private:
  mustache* find(const std::string& name) {
    const auto known = parsed_.find(name);
    if (known != parsed_.end()) return &known->second;
    if (broken_.count(name) != 0) return nullptr;
    try {
      mustache parsed(expand(texts_.at(name + ".mustache"), texts_, 0));
      if (!parsed.is_valid()) throw std::runtime_error(parsed.error_message());
      parsed.set_custom_escape([](const std::string& text) { return text; });
      return &parsed_.emplace(name, std::move(parsed)).first->second;
    } catch (const std::runtime_error& error) {
      failed_ = true;
      broken_.emplace(name, true);
      diagnostics_.add(msg::TemplateFault(name, error.what()));
      return nullptr;
    }
  }

  support::Diagnostics& diagnostics_;
  std::map<std::string, std::string> texts_;
  std::map<std::string, mustache> parsed_;
  std::map<std::string, bool> broken_;
  std::vector<RenderedFile> files_;
  bool failed_ = false;
};

void render_model_tables(Renderer& renderer, const CodeModel& model) {
  if (model.model_tables.codecs.empty()) return;
  Data data = model_tables_data(model);
  renderer.add("model_tables.hpp", "model_tables.hpp", data);
  if (model.header_only) return;
  data.set("includes", list(model.model_tables.source_includes, include_data));
  renderer.add("models.cpp", "models.cpp", data);
}

void render_queries(Renderer& renderer, const CodeModel& model, const QueriesModel& file) {
  Data data = queries_data(model, file);
  renderer.add(file.stem + ".hpp", "queries.hpp", data);
  if (model.emit_json) renderer.add(file.stem + "_json.hpp", "queries_json.hpp", data);
  if (model.header_only) return;
  data.set("includes", list(file.source_includes, include_data));
  renderer.add(file.stem + ".cpp", "queries.cpp", data);
}

void render_querier(Renderer& renderer, const CodeModel& model) {
  Data data = querier_data(model);
  renderer.add("querier.hpp", "querier.hpp", data);
  if (!model.header_only) renderer.add("querier.cpp", "querier.cpp", data);
  if (!model.emit_async) return;
  data.set("includes", list(model.querier.async_includes, include_data));
  renderer.add("async_querier.hpp", "async_querier.hpp", data);
}

}  // namespace

std::vector<RenderedFile> render(const CodeModel& model, const TemplateSet& templates,
                                 support::Diagnostics& diagnostics) {
  Renderer renderer(templates, diagnostics);
  const Data models = models_data(model);
  renderer.add("models.hpp", "models.hpp", models);
  if (model.emit_json) renderer.add("models_json.hpp", "models_json.hpp", models);
  render_model_tables(renderer, model);
  for (const QueriesModel& file : model.queries) render_queries(renderer, model, file);
  if (!model.queries.empty()) render_querier(renderer, model);
  return renderer.take();
}

}  // namespace pgscribe::codegen
