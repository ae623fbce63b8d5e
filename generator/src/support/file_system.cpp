#include "support/file_system.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

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

constexpr std::string_view kAside = ".tmp";

std::error_code last_error() { return {errno, std::generic_category()}; }

/// Two processes may write the same file at once: each needs its own name aside.
fs::path write_aside(const FileText& file) {
  const fs::path target(file.path);
  if (target.has_parent_path()) fs::create_directories(target.parent_path());
  const fs::path aside = file.path + std::string(kAside) + std::to_string(std::random_device{}());
  std::ofstream out(aside, std::ios::binary | std::ios::trunc);
  out.write(file.text.data(), static_cast<std::streamsize>(file.text.size()));
  out.close();
  if (!out) {
    const std::error_code why = last_error();
    std::error_code ignored;
    fs::remove(aside, ignored);
    throw fs::filesystem_error("cannot write", file.path, why);
  }
  return aside;
}

/// An advisory lock (flock) on a folder. The kernel gives it back when the process ends, however it does.
class FolderLock {
 public:
  explicit FolderLock(const std::string& folder)
      : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    while (descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX) != 0) {
      if (errno != EINTR) break;  // a file system without locks
    }
  }
  ~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int descriptor_;
};

class Disk final : public FileSystem {
 public:
  PathKind kind(const std::string& path) const override {
    std::error_code ignored;
    switch (fs::status(path, ignored).type()) {
      case fs::file_type::regular: return PathKind::file;
      case fs::file_type::directory: return PathKind::folder;
      case fs::file_type::none:
      case fs::file_type::not_found: break;
      default: return PathKind::other;
    }
    return fs::is_symlink(fs::symlink_status(path, ignored)) ? PathKind::dangling_link : PathKind::nothing;
  }

  std::optional<std::string> read(const std::string& path) const override {
    if (!is_file(path)) return std::nullopt;
    std::ifstream in(path, std::ios::binary);
    if (!in) throw fs::filesystem_error("cannot read", path, last_error());
    return std::string(std::istreambuf_iterator<char>(in), {});
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

  void write(const std::vector<FileText>& files) override {
    std::vector<fs::path> aside;
    try {
      for (const FileText& file : files) aside.push_back(write_aside(file));
    } catch (...) {
      std::error_code ignored;
      for (const fs::path& path : aside) fs::remove(path, ignored);
      throw;
    }
    for (std::size_t i = 0; i < files.size(); ++i) fs::rename(aside[i], files[i].path);
  }

  void remove(const std::string& path) override { fs::remove(path); }

  std::shared_ptr<const void> lock(const std::string& folder) override {
    fs::create_directories(folder);
    return std::make_shared<const FolderLock>(folder);
  }
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
      if (files.kind(path) != PathKind::nothing) found.push_back(path);
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

bool is_aside_name(std::string_view name) {
  const std::size_t mark = name.rfind(kAside);
  if (mark == std::string_view::npos) return false;
  const std::string_view number = name.substr(mark + kAside.size());
  return !number.empty() && number.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace pgscribe::support
