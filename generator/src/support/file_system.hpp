#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The disk as the generator needs it, so that tests can put texts in its place.

namespace pgscribe::support {

/// What a path leads to. `other`: a pipe, a socket, a device.
enum class PathKind { nothing, file, folder, other, dangling_link };

struct FileText {
  std::string path;
  std::string text;
};

/// What the generator needs of a disk, so that tests can replace it. Paths use forward slashes. Errors of the machine
/// (no permission, disk full) are thrown as std::filesystem::filesystem_error; "is not there" is an answer, not an
/// error.
class FileSystem {
 public:
  virtual ~FileSystem() = default;

  [[nodiscard]] virtual PathKind kind(const std::string& path) const = 0;
  [[nodiscard]] bool is_directory(const std::string& path) const { return kind(path) == PathKind::folder; }
  [[nodiscard]] bool is_file(const std::string& path) const { return kind(path) == PathKind::file; }
  [[nodiscard]] virtual std::optional<std::string> read(const std::string& path) const = 0;
  /// Names of the entries of a folder, sorted by byte; empty when it is not there.
  [[nodiscard]] virtual std::vector<std::string> list(const std::string& folder) const = 0;
  /// Makes missing parent folders, and writes all texts aside before the first of them replaces a file (in one step, by
  /// a rename).
  virtual void write(const std::vector<FileText>& files) = 0;
  virtual void remove(const std::string& path) = 0;
  /// Makes the folder and keeps other processes that ask for it out until the lock is destroyed; null where the machine
  /// has no such locks.
  [[nodiscard]] virtual std::shared_ptr<const void> lock(const std::string& folder) = 0;
};

/// Whether a name is that of a text written aside, by a process that may have died.
[[nodiscard]] bool is_aside_name(std::string_view name);

/// The machine's own disk.
[[nodiscard]] FileSystem& disk();

/// `base` joined with `path`; an absolute `path` stays.
[[nodiscard]] std::string join_path(std::string_view base, std::string_view path);
/// The folder part, "." when there is none.
[[nodiscard]] std::string parent_path(std::string_view path);
[[nodiscard]] std::string file_name(std::string_view path);

/// Does `name` match a pattern of `*`, `?` and `[a-z]`? No `/` is special: match path parts one by one.
[[nodiscard]] bool matches_glob(std::string_view pattern, std::string_view name);
[[nodiscard]] bool has_glob(std::string_view pattern);
/// Paths that a pattern with globs in any of its parts names, sorted.
[[nodiscard]] std::vector<std::string> expand_glob(const FileSystem& files, const std::string& pattern);

}  // namespace pgscribe::support
