#include <libpq-fe.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <set>

#include "configure/conninfo.hpp"
#include "configure/pool_settings.hpp"
#include "pgscribe/yaml_configuration.hpp"
#include "session/conninfo.hpp"

// Options from YAML: the target `pgscribe::yaml`.

namespace pgscribe {

namespace {

std::string variable_value(const std::string& name, const std::string* fallback) {
  const char* value = std::getenv(name.c_str());
  // As in a shell's ${VAR:-default}, an empty variable is as good as none.
  if (value != nullptr && (*value != '\0' || fallback == nullptr)) return value;
  if (fallback == nullptr) throw ConfigurationError("the environment variable " + name + " is not set");
  return *fallback;
}

}  // namespace

std::string expand_variables(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '$' || at + 1 == text.size()) {
      out += text[at];
    } else if (text[at + 1] == '$') {
      out += text[at++];
    } else if (text[at + 1] == '{') {
      const std::size_t end = text.find('}', at);
      if (end == text.npos) throw ConfigurationError("a ${ in the configuration has no }");
      const std::string_view inside = text.substr(at + 2, end - at - 2);
      const std::size_t colon = inside.find(':');
      const std::string fallback{colon == inside.npos ? std::string_view{} : inside.substr(colon + 1)};
      out += variable_value(std::string{inside.substr(0, colon)}, colon == inside.npos ? nullptr : &fallback);
      at = end;
    } else {
      out += text[at];
    }
  }
  return out;
}

namespace {

// A scalar, or a list of them with commas between: hosts, ports.
std::string text_of(const YAML::Node& node, const std::string& key) {
  if (node.IsScalar()) return expand_variables(node.Scalar());
  if (!node.IsSequence()) throw ConfigurationError("\"" + key + "\" must be a text");
  std::string out;
  for (const YAML::Node& element : node) {
    if (!out.empty()) out += ',';
    out += text_of(element, key);
  }
  return out;
}

std::set<std::string, std::less<>> libpq_keywords() {
  std::set<std::string, std::less<>> keywords;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> known{PQconndefaults(), &PQconninfoFree};
  for (const auto* option = known.get(); option != nullptr && option->keyword != nullptr; ++option) {
    keywords.insert(option->keyword);
  }
  return keywords;
}

const YAML::Node require_map(const YAML::Node& node, const std::string& name) {
  if (!node.IsMap()) throw ConfigurationError("\"" + name + "\" must be a map");
  return node;
}

/// Puts one section together.
class SectionReader {
 public:
  PoolOptions read(const YAML::Node& section) {
    for (const auto& entry : section) {
      const std::string key = entry.first.Scalar();
      if (key == "url")
        url_ = text_of(entry.second, key);
      else if (key == "pool")
        read_pool(require_map(entry.second, key));
      else if (key == "ssl")
        read_ssl(require_map(entry.second, key));
      else
        add_setting(key, key, entry.second);
    }
    return finish();
  }

 private:
  void read_pool(const YAML::Node& pool) {
    for (const auto& entry : pool) {
      const std::string key = entry.first.Scalar();
      const auto settings = detail::pool_settings();
      const auto setting = std::find_if(settings.begin(), settings.end(),
                                        [&](const detail::PoolSetting& known) { return known.member == key; });
      if (setting == settings.end()) throw ConfigurationError("there is no setting \"pool." + key + '"');
      pool_.emplace_back(&*setting, text_of(entry.second, key));
    }
  }

  // mode, cert, key, rootcert and so on: libpq's keywords without `ssl`.
  void read_ssl(const YAML::Node& ssl) {
    for (const auto& entry : ssl) {
      const std::string key = entry.first.Scalar();
      add_setting("ssl" + key, "ssl." + key, entry.second);
    }
  }

  void add_setting(const std::string& keyword, const std::string& shown, const YAML::Node& value) {
    static const auto known = libpq_keywords();
    if (!known.contains(keyword)) throw ConfigurationError("there is no setting \"" + shown + '"');
    settings_ += detail::conninfo_setting(keyword, text_of(value, shown));
  }

  PoolOptions finish() const {
    PoolOptions options = parse_pool_options(url_);
    if (!settings_.empty()) {
      std::string pairs;
      for (const auto& [key, value] : detail::parse_conninfo(options.conninfo)) {
        pairs += detail::conninfo_setting(key, value);
      }
      options.conninfo = pairs + settings_;  // the later one of two counts
    }
    for (const auto& [setting, text] : pool_) {
      detail::set_pool_setting(options, *setting, text, "pool." + std::string{setting->member});
    }
    return options;
  }

  std::string url_;
  std::string settings_;
  std::vector<std::pair<const detail::PoolSetting*, std::string>> pool_;
};

YAML::Node find_section(YAML::Node node, std::string_view path) {
  const std::string shown{path};
  while (!path.empty()) {
    const std::size_t dot = path.find('.');
    if (!node.IsMap()) throw ConfigurationError("there is no section \"" + shown + '"');
    const YAML::Node next = node[std::string{path.substr(0, dot)}];
    if (!next) throw ConfigurationError("there is no section \"" + shown + '"');
    node.reset(next);
    path = dot == path.npos ? std::string_view{} : path.substr(dot + 1);
  }
  return require_map(node, shown);
}

}  // namespace

PoolOptions pool_options_from_yaml(std::string_view text, std::string_view section) {
  try {
    return SectionReader{}.read(find_section(YAML::Load(std::string{text}), section));
  } catch (const YAML::Exception& error) {
    throw ConfigurationError(error.what());
  }
}

PoolOptions read_pool_options(const std::filesystem::path& file, std::string_view section) {
  try {
    return SectionReader{}.read(find_section(YAML::LoadFile(file.string()), section));
  } catch (const YAML::BadFile&) {
    throw ConfigurationError("cannot read " + file.string());
  } catch (const YAML::Exception& error) {
    throw ConfigurationError(file.string() + ": " + error.what());
  }
}

}  // namespace pgscribe
