#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pgscribe::support {

/// What the generator needs of a disk, so that tests can replace it. Paths use forward slashes. Errors of the machine
/// (no permission, disk full) are thrown as std::filesystem::filesystem_error; "is not there" is an answer, not an
/// error.
class FileSystem {
 public:
  virtual ~FileSystem() = default;

  [[nodiscard]] virtual std::optional<std::string> read(const std::string& path) const = 0;
  [[nodiscard]] virtual bool is_directory(const std::string& path) const = 0;
  [[nodiscard]] virtual bool is_file(const std::string& path) const = 0;
  /// Names of the entries of a folder, sorted by byte; empty when it is not there.
  [[nodiscard]] virtual std::vector<std::string> list(const std::string& folder) const = 0;
  /// Makes missing parent folders, then replaces the file in one step (write aside, rename).
  virtual void write(const std::string& path, std::string_view text) = 0;
  virtual void remove(const std::string& path) = 0;
};

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

/// True when the text on disk differed and was replaced.
bool write_if_changed(FileSystem& files, const std::string& path, std::string_view text);

}  // namespace pgscribe::support
