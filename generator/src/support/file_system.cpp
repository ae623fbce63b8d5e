#include "support/file_system.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <system_error>

namespace pgscribe::support {

namespace fs = std::filesystem;

namespace {

class Disk final : public FileSystem {
 public:
  std::optional<std::string> read(const std::string& path) const override {
    if (!is_file(path)) return std::nullopt;
    std::ifstream in(path, std::ios::binary);
    if (!in) throw fs::filesystem_error("cannot read", path, std::error_code(errno, std::generic_category()));
    return std::string(std::istreambuf_iterator<char>(in), {});
  }

  bool is_directory(const std::string& path) const override {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
  }

  bool is_file(const std::string& path) const override {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
  }

  std::vector<std::string> list(const std::string& folder) const override {
    std::vector<std::string> names;
    if (!is_directory(folder)) return names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      names.push_back(entry.path().filename().generic_string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  void write(const std::string& path, std::string_view text) override {
    const fs::path target(path);
    if (target.has_parent_path()) fs::create_directories(target.parent_path());
    // Two builds may write the same file at once: each needs its own temporary name.
    const fs::path aside = path + ".tmp" + std::to_string(std::random_device{}());
    {
      std::ofstream out(aside, std::ios::binary | std::ios::trunc);
      out.write(text.data(), static_cast<std::streamsize>(text.size()));
      out.close();
      if (!out) {
        const std::error_code why(errno, std::generic_category());
        std::error_code ignored;
        fs::remove(aside, ignored);
        throw fs::filesystem_error("cannot write", path, why);
      }
    }
    fs::rename(aside, target);
  }

  void remove(const std::string& path) override { fs::remove(path); }
};

void expand_parts(const FileSystem& files, const std::string& base, std::string_view rest,
                  std::vector<std::string>& found) {
  while (!rest.empty() && rest.front() == '/') rest.remove_prefix(1);
  const std::size_t slash = rest.find('/');
  const std::string part(rest.substr(0, slash));
  const bool is_last = slash == std::string_view::npos;
  const auto step = [&](const std::string& name) {
    const std::string path = base.empty() ? name : join_path(base, name);
    if (is_last) {
      if (files.is_file(path) || files.is_directory(path)) found.push_back(path);
    } else if (files.is_directory(path)) {
      expand_parts(files, path, rest.substr(slash + 1), found);
    }
  };
  if (!has_glob(part)) return step(part);
  for (const std::string& name : files.list(base.empty() ? "." : base)) {
    if (name.front() != '.' && matches_glob(part, name)) step(name);
  }
}

/// `pattern` starts with '['. Gives what follows the class, or npos-like empty optional when `c` is not in it.
std::optional<std::string_view> match_class(std::string_view pattern, char c) {
  std::size_t i = 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;
  bool found = false;
  const std::size_t first = i;
  for (; i < pattern.size() && (pattern[i] != ']' || i == first); ++i) {
    if (i + 2 < pattern.size() && pattern[i + 1] == '-' && pattern[i + 2] != ']') {
      found = found || (pattern[i] <= c && c <= pattern[i + 2]);
      i += 2;
    } else {
      found = found || pattern[i] == c;
    }
  }
  if (i >= pattern.size() || found == negated) return std::nullopt;
  return pattern.substr(i + 1);
}

}  // namespace

FileSystem& disk() {
  static Disk instance;
  return instance;
}

std::string join_path(std::string_view base, std::string_view path) {
  if (base.empty() || base == "." || (!path.empty() && path.front() == '/')) return std::string(path);
  if (path.empty()) return std::string(base);
  std::string joined(base);
  if (joined.back() != '/') joined += '/';
  return joined += path;
}

std::string parent_path(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return std::string(slash == 0 ? "/" : path.substr(0, slash));
}

std::string file_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

bool has_glob(std::string_view pattern) { return pattern.find_first_of("*?[") != std::string_view::npos; }

bool matches_glob(std::string_view pattern, std::string_view name) {
  // The last `*` seen can take one more character when what follows it fails: linear, no recursion.
  std::string_view retry_pattern;
  std::string_view retry_name;
  bool can_retry = false;
  while (true) {
    if (!pattern.empty() && pattern.front() == '*') {
      pattern.remove_prefix(1);
      retry_pattern = pattern;
      retry_name = name;
      can_retry = true;
      continue;
    }
    if (pattern.empty() && name.empty()) return true;
    bool matched = false;
    if (!pattern.empty() && !name.empty()) {
      if (pattern.front() == '[') {
        if (const auto rest = match_class(pattern, name.front())) {
          pattern = *rest;
          matched = true;
        }
      } else if (pattern.front() == '?' || pattern.front() == name.front()) {
        pattern.remove_prefix(1);
        matched = true;
      }
    }
    if (matched) {
      name.remove_prefix(1);
    } else if (can_retry && !retry_name.empty()) {
      retry_name.remove_prefix(1);
      name = retry_name;
      pattern = retry_pattern;
    } else {
      return false;
    }
  }
}

std::vector<std::string> expand_glob(const FileSystem& files, const std::string& pattern) {
  std::vector<std::string> found;
  expand_parts(files, !pattern.empty() && pattern.front() == '/' ? "/" : "", pattern, found);
  std::sort(found.begin(), found.end());
  return found;
}

bool write_if_changed(FileSystem& files, const std::string& path, std::string_view text) {
  if (files.read(path) == text) return false;
  files.write(path, text);
  return true;
}

}  // namespace pgscribe::support
