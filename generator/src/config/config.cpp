#include "config/config.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <utility>

#include "config/config_keys.hpp"
#include "config/messages.hpp"
#include "config/scalar_places.hpp"
#include "support/allowable_warnings.hpp"
#include "support/joined.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"
#include "support/vet_rules.hpp"

namespace pgscribe::config {

namespace {

using support::Diagnostics;
using support::SourceFile;

/// A node, and where messages about it point.
class Reader {
 public:
  Reader(const SourceFile& file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

  [[nodiscard]] Span span_of(const YAML::Node& node) const {
    const YAML::Mark mark = node.Mark();
    if (mark.is_null()) return {};
    const auto begin = static_cast<std::uint32_t>(std::max(mark.pos, 0));
    std::size_t length = node.IsScalar() ? node.Scalar().size() : 1;
    const std::string_view text = file_.text();
    // A quoted scalar's mark is its quote.
    if (begin < text.size() && node.IsScalar() && (text[begin] == '"' || text[begin] == '\'')) length += 2;
    return {begin, static_cast<std::uint32_t>(std::min(begin + std::max<std::size_t>(length, 1), text.size()))};
  }

  /// Where each byte of a scalar stands; nothing where that is not known.
  [[nodiscard]] std::vector<std::uint32_t> places_of(const YAML::Node& scalar) const {
    return scalar_places(file_.text(), span_of(scalar).begin, scalar.Scalar());
  }

  void error(const YAML::Node& node, support::Message message) {
    diagnostics_.add(file_, span_of(node), std::move(message));
    failed_ = true;
  }

  /// Reports keys that are not in the table, and values of another shape; false when `node` is no mapping. What the
  /// other members read has been checked by it.
  bool mapping(const YAML::Node& node, const KeyTable& table) {
    if (!node.IsMap()) {
      error(node, msg::NotAMapping(table.what));
      return false;
    }
    std::vector<std::string> seen;
    for (const auto& item : node) {
      const std::string name = item.first.IsScalar() ? item.first.Scalar() : "?";
      if (std::find(seen.begin(), seen.end(), name) != seen.end()) error(item.first, msg::KeyGivenTwice(name));
      seen.push_back(name);
      const auto key =
          std::find_if(table.keys.begin(), table.keys.end(), [&](const Key& known) { return known.name == name; });
      if (key != table.keys.end()) {
        check(item.second, *key);
      } else {
        unknown_key(item.first, name, table);
      }
    }
    return true;
  }

  void text(const YAML::Node& parent, const char* key, std::string& value) {
    if (const YAML::Node node = parent[key]; node && node.IsScalar()) value = node.Scalar();
  }

  void flag(const YAML::Node& parent, const char* key, bool& value) {
    if (const YAML::Node node = parent[key]; node && node.IsScalar()) (void)YAML::convert<bool>::decode(node, value);
  }

  void number(const YAML::Node& parent, const char* key, int& value) {
    // What is no number would be read as 0.
    if (int read = 0; parent[key] && parent[key].IsScalar() && YAML::convert<int>::decode(parent[key], read))
      value = read;
  }

  template <class Choices, class E>
  void choice(const YAML::Node& parent, const char* key, const Choices& choices, E& value) {
    const YAML::Node node = parent[key];
    for (const auto& [name, chosen] : choices) {
      if (node && node.IsScalar() && node.Scalar() == name) value = chosen;
    }
  }

  void list(const YAML::Node& parent, const char* key, std::vector<std::string>& values) {
    for (InputPath& item : paths(parent[key])) values.push_back(std::move(item.pattern));
  }

  /// A string or a list of strings.
  std::vector<InputPath> paths(const YAML::Node& node) {
    std::vector<InputPath> result;
    if (!node) return result;
    if (node.IsScalar()) result.push_back({node.Scalar(), span_of(node)});
    if (!node.IsSequence()) return result;
    for (const YAML::Node& item : node) {
      if (item.IsScalar()) result.push_back({item.Scalar(), span_of(item)});
    }
    return result;
  }

  [[nodiscard]] bool failed() const { return failed_; }

 private:
  void unknown_key(const YAML::Node& node, const std::string& name, const KeyTable& table) {
    std::vector<std::string> known;
    for (const Key& key : table.keys) known.emplace_back(key.name);
    const std::string near = support::nearest_name(name, known);
    error(node, msg::UnknownKey(name, table.what, near.empty() ? std::string() : msg::DidYouMean(near)));
  }

  /// Whether a value has the shape of its key. What is in mappings is checked when these are read.
  void check(const YAML::Node& node, const Key& key) {
    const std::string quoted = "\"" + std::string(key.name) + "\"";
    switch (key.shape) {
      case KeyShape::text:
        if (!node.IsScalar()) error(node, msg::NotAString(quoted));
        break;
      case KeyShape::flag:
        if (bool read = false; !node.IsScalar() || !YAML::convert<bool>::decode(node, read))
          error(node, msg::NotTrueOrFalse(quoted));
        break;
      case KeyShape::whole_number:
        if (int read = 0; !node.IsScalar() || !YAML::convert<int>::decode(node, read) || read < 0)
          error(node, msg::NotAWholeNumber(quoted));
        break;
      case KeyShape::choice:
        if (!node.IsScalar() || std::find(key.choices.begin(), key.choices.end(), node.Scalar()) == key.choices.end())
          error(node, msg::NotOneOf(quoted, support::joined(key.choices, ", ")));
        break;
      case KeyShape::texts: check_texts(node, quoted); break;
      case KeyShape::texts_by_name:
        if (!node.IsMap()) return error(node, msg::StubsNotAMapping());
        for (const auto& item : node) check_texts(item.second, "\"" + item.first.Scalar() + "\"");
        break;
      case KeyShape::text_by_name:
        if (!node.IsMap()) return error(node, msg::RenameNotAMapping());
        for (const auto& item : node) {
          if (!item.second.IsScalar()) error(item.second, msg::RenameNotAMapping());
        }
        break;
      case KeyShape::mapping:
      case KeyShape::mappings:
      case KeyShape::text_or_mapping:
      case KeyShape::texts_or_mappings_by_name:
      case KeyShape::anything: break;
    }
  }

  void check_texts(const YAML::Node& node, const std::string& quoted) {
    if (node.IsScalar()) return;
    if (!node.IsSequence()) return error(node, msg::NotAStringOrList(quoted));
    for (const YAML::Node& item : node) {
      if (!item.IsScalar()) error(item, msg::ListHoldsNoString(quoted));
    }
  }

  const SourceFile& file_;
  Diagnostics& diagnostics_;
  bool failed_ = false;
};

/// `keys`: of a type that is not its name alone.
void read_cpp_type(Reader& reader, const YAML::Node& node, const KeyTable& keys, CppType& type) {
  type.name_span = reader.span_of(node);
  if (node.IsScalar()) {
    type.name = node.Scalar();
    return;
  }
  if (!reader.mapping(node, keys)) return;
  reader.text(node, "name", type.name);
  reader.text(node, "include", type.include);
  reader.text(node, "codec", type.codec);
  reader.flag(node, "json", type.is_json);
  if (type.name.empty()) reader.error(node, msg::CppTypeNeedsName(keys.what));
  if (type.is_json && !type.codec.empty()) reader.error(node, msg::CppTypeWithCodecAndJson());
  if (const YAML::Node name = node["name"]) type.name_span = reader.span_of(name);
  if (const YAML::Node include = node["include"]) type.include_span = reader.span_of(include);
  if (const YAML::Node codec = node["codec"]) type.codec_span = reader.span_of(codec);
}

void read_override(Reader& reader, const YAML::Node& node, std::vector<Override>& overrides) {
  if (!reader.mapping(node, override_keys())) return;
  Override result;
  result.span = reader.span_of(node);
  reader.text(node, "db_type", result.db_type);
  reader.text(node, "column", result.column);
  if (result.db_type.empty() == result.column.empty()) reader.error(node, msg::OverrideOfNeitherOrBoth());
  if (const YAML::Node nullable = node["nullable"]) {
    result.nullable.emplace();
    reader.flag(node, "nullable", *result.nullable);
    if (result.db_type.empty()) reader.error(nullable, msg::NullableWithoutDbType());
  }
  if (const YAML::Node elements = node["elements"]) {
    bool nullable = false;
    reader.choice(node, "elements", kElements, nullable);
    result.nullable_elements = nullable;
  }
  if (const YAML::Node type = node["cpp_type"]) {
    if (result.nullable_elements) reader.error(node, msg::OverrideWithTypeAndElements());
    read_cpp_type(reader, type, cpp_type_keys(), result.type);
  } else if (!result.nullable_elements) {
    reader.error(node, msg::OverrideWithoutType());
  }
  overrides.push_back(std::move(result));
}

/// `json: {orders.settings: my::Settings}`: overrides of columns and domains, written shorter.
void read_json_types(Reader& reader, const YAML::Node& node, std::vector<Override>& overrides) {
  if (!node.IsMap()) return reader.error(node, msg::JsonNotAMapping());
  for (const auto& item : node) {
    const std::string& name = item.first.Scalar();
    Override result;
    result.span = reader.span_of(item.first);
    (name.find('.') == std::string::npos ? result.db_type : result.column) = name;
    read_cpp_type(reader, item.second, json_type_keys(), result.type);
    result.type.is_json = true;
    overrides.push_back(std::move(result));
  }
}

void read_allowed(Reader& reader, const YAML::Node& node, CppOptions& options) {
  reader.list(node, "allow", options.allow);
  for (const std::string& code : options.allow) {
    if (support::is_allowable(code)) continue;
    reader.error(node["allow"], msg::ConfigurationAllowsNoWarning(code, support::allowable_hint(code)));
  }
}

void read_cpp_lists(Reader& reader, const YAML::Node& node, CppOptions& options) {
  reader.list(node, "inflection_exclude_table_names", options.inflection_exclude_table_names);
  reader.list(node, "strong_domains", options.strong_domains);
  read_allowed(reader, node, options);
  if (const YAML::Node rename = node["rename"]; rename && rename.IsMap()) {
    for (const auto& item : rename) {
      if (item.second.IsScalar())
        options.rename[item.first.Scalar()] = {item.second.Scalar(), reader.span_of(item.second)};
    }
  }
  if (const YAML::Node overrides = node["overrides"]) {
    if (!overrides.IsSequence()) reader.error(overrides, msg::OverridesNotAList());
    if (overrides.IsSequence())
      for (const YAML::Node& item : overrides) read_override(reader, item, options.overrides);
  }
  if (const YAML::Node json = node["json"]) read_json_types(reader, json, options.overrides);
}

CppOptions read_cpp(Reader& reader, const YAML::Node& node) {
  CppOptions options;
  if (!reader.mapping(node, cpp_keys())) {
    return options;
  }
  reader.text(node, "out", options.out);
  if (options.out.empty()) reader.error(node, msg::OutMissing());
  reader.text(node, "namespace", options.namespace_);
  if (const YAML::Node name = node["namespace"]) options.namespace_span = reader.span_of(name);
  reader.choice(node, "layout", kLayouts, options.layout);
  reader.choice(node, "naming", kNamings, options.naming);
  reader.choice(node, "statement_comments", kStatementComments, options.statement_comments);
  reader.choice(node, "batch", kBatches, options.batch);
  reader.text(node, "templates", options.templates);
  reader.number(node, "query_parameter_limit", options.query_parameter_limit);
  reader.flag(node, "emit_json", options.emit_json);
  reader.flag(node, "emit_interface", options.emit_interface);
  reader.flag(node, "emit_ostream", options.emit_ostream);
  reader.flag(node, "emit_expected", options.emit_expected);
  reader.choice(node, "emit_async", kAsyncLibraries, options.emit_async);
  reader.flag(node, "emit_exact_table_names", options.emit_exact_table_names);
  reader.flag(node, "emit_models_only", options.emit_models_only);
  reader.flag(node, "omit_unused_structs", options.omit_unused_structs);
  reader.text(node, "default_schema", options.default_schema);
  reader.text(node, "json_adapter", options.json_adapter);
  if (const YAML::Node header = node["json_adapter"]) options.json_adapter_span = reader.span_of(header);
  read_cpp_lists(reader, node, options);
  return options;
}

/// `extension: file`, or a list of files.
std::map<std::string, std::vector<InputPath>> read_stubs(Reader& reader, const YAML::Node& node) {
  std::map<std::string, std::vector<InputPath>> stubs;
  if (!node || !node.IsMap()) return stubs;
  for (const auto& item : node) stubs[item.first.Scalar()] = reader.paths(item.second);
  return stubs;
}

void read_server_version(Reader& reader, const YAML::Node& node, SqlEntry& entry) {
  reader.number(node, "server_version", entry.server_version);
  if (entry.server_version >= support::kOldestServerVersion && entry.server_version <= support::kNewestServerVersion)
    return;
  reader.error(node["server_version"],
               msg::ServerVersionNotKnown(support::kOldestServerVersion, support::kNewestServerVersion));
}

void read_vet_rules(Reader& reader, const YAML::Node& node, const char* key, std::vector<std::string>& codes) {
  std::vector<std::string> known;
  for (const support::VetRule& rule : support::vet_rules()) known.emplace_back(rule.code);
  reader.list(node, key, codes);
  for (const std::string& code : codes) {
    if (std::find(known.begin(), known.end(), code) != known.end()) continue;
    const std::string near = support::nearest_name(code, known);
    reader.error(node[key], msg::NoSuchVetRule(code, near.empty() ? std::string() : msg::DidYouMean(near)));
  }
}

/// Its name stands in `-- @allow NAME` and in brackets behind its findings.
bool is_rule_name(std::string_view name) {
  return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos &&
         name.front() >= 'a' && name.front() <= 'z';
}

void read_own_rule(Reader& reader, const YAML::Node& node, std::vector<OwnRule>& rules) {
  if (!reader.mapping(node, own_rule_keys())) return;
  OwnRule rule;
  rule.span = reader.span_of(node["name"] ? node["name"] : node);
  for (const char* key : {"name", "sql"}) {
    if (!node[key]) reader.error(node, msg::RuleKeyMissing(key));
  }
  reader.text(node, "name", rule.name);
  reader.text(node, "sql", rule.sql);
  reader.text(node, "message", rule.message);
  reader.choice(node, "severity", kSeverities, rule.severity);
  if (node["name"] && node["name"].IsScalar() && !is_rule_name(rule.name))
    reader.error(node["name"], msg::RuleNameNotFit(rule.name));
  const auto has_name = [&](const OwnRule& other) { return other.name == rule.name; };
  if (support::is_allowable(rule.name) || std::any_of(rules.begin(), rules.end(), has_name))
    reader.error(node["name"], msg::RuleNameTaken(rule.name));
  if (const YAML::Node sql = node["sql"]; sql && sql.IsScalar()) {
    rule.sql_span = reader.span_of(sql);
    rule.sql_places = reader.places_of(sql);
  }
  rules.push_back(std::move(rule));
}

void read_vet(Reader& reader, const YAML::Node& node, VetOptions& vet) {
  if (!node || !reader.mapping(node, vet_keys())) return;
  read_vet_rules(reader, node, "enable", vet.enable);
  read_vet_rules(reader, node, "disable", vet.disable);
  reader.text(node, "start_after", vet.start_after);
  if (const YAML::Node file = node["start_after"]) vet.start_after_span = reader.span_of(file);
  const YAML::Node rules = node["rules"];
  if (!rules) return;
  if (!rules.IsSequence()) return reader.error(rules, msg::RulesNotAList());
  for (const YAML::Node& rule : rules) read_own_rule(reader, rule, vet.rules);
}

/// An entry without `gen.cpp` belongs to another generator and is left alone, unread.
void read_entry(Reader& reader, const YAML::Node& node, Config& config) {
  if (!node.IsMap()) return reader.error(node, msg::EntryNotAMapping());
  const YAML::Node gen = node["gen"];
  if (!gen || !gen.IsMap() || !gen["cpp"]) return;
  reader.mapping(node, entry_keys());
  SqlEntry entry;
  entry.span = reader.span_of(node);
  reader.text(node, "name", entry.name);
  std::string engine;
  reader.text(node, "engine", engine);
  if (engine.empty()) {
    reader.error(node, msg::EngineMissing());
  } else if (engine != "postgresql") {
    reader.error(node["engine"], msg::EngineNotSupported(engine));
  }
  for (const char* key : {"schema", "queries"}) {
    if (!node[key]) reader.error(node, msg::EntryKeyMissing(key));
  }
  entry.schema = reader.paths(node["schema"]);
  entry.queries = reader.paths(node["queries"]);
  reader.list(node, "search_path", entry.search_path);
  if (const YAML::Node database = node["database"]; database && database.IsMap())
    reader.text(database, "uri", entry.database_uri);
  read_server_version(reader, node, entry);
  entry.stubs = read_stubs(reader, node["stubs"]);
  entry.cpp = read_cpp(reader, gen["cpp"]);
  read_vet(reader, node["vet"], entry.vet);
  config.entries.push_back(std::move(entry));
}

void read_document(Reader& reader, const YAML::Node& root, Config& config) {
  if (!root.IsMap()) return reader.error(root, msg::ConfigurationNotAMapping());
  reader.mapping(root, configuration_keys());
  std::string version;
  reader.text(root, "version", version);
  if (version != "2") {
    reader.error(root["version"] ? root["version"] : root,
                 version.empty() ? msg::VersionMissing() : msg::VersionNotSupported(version));
  }
  const YAML::Node sql = root["sql"];
  if (!sql) return reader.error(root, msg::SqlMissing());
  if (!sql.IsSequence()) return reader.error(sql, msg::SqlNotAList());
  for (const YAML::Node& item : sql) read_entry(reader, item, config);
  if (config.entries.empty() && !reader.failed()) {
    reader.error(sql, msg::NoCppSection());
  }
}

}  // namespace

std::optional<Config> read_config(const support::SourceFile& file, support::Diagnostics& diagnostics) {
  Reader reader(file, diagnostics);
  Config config;
  try {
    read_document(reader, YAML::Load(std::string(file.text())), config);
  } catch (const YAML::Exception& error) {
    // yaml-cpp throws for broken YAML (and for look-ups that the checks above rule out).
    const auto begin = error.mark.is_null()
                           ? 0U
                           : static_cast<std::uint32_t>(std::clamp<std::size_t>(
                                 static_cast<std::size_t>(std::max(error.mark.pos, 0)), 0, file.text().size()));
    diagnostics.add(file, {begin, begin}, msg::InvalidYaml(error.msg));
    return std::nullopt;
  }
  if (reader.failed()) return std::nullopt;
  for (SqlEntry& entry : config.entries) entry.cpp.file = &file;
  return config;
}

}  // namespace pgscribe::config
