#include <algorithm>
#include <cctype>
#include <fstream>
#include <stdexcept>

#include "pgscribe/migrator.hpp"

// New migrations in a folder, numbered as its files are.

namespace pgscribe {

namespace fs = std::filesystem;

namespace {

// What golang-migrate's `create -seq` uses.
constexpr std::size_t kDefaultWidth = 6;

struct Numbering {
  std::int64_t last = 0;
  std::size_t width = kDefaultWidth;
};

Numbering numbering_of(const fs::path& folder) {
  Numbering numbering;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename();
    const std::size_t width = std::min(name.find_first_not_of("0123456789"), name.size());
    if (width == 0 || entry.path().extension() != ".sql") continue;
    if (width > 18) throw std::runtime_error("the number of the migration \"" + name + "\" is too large");
    const std::int64_t number = std::stoll(name.substr(0, width));
    if (number >= numbering.last) numbering = {number, width};
  }
  return numbering;
}

// Lower case, with underscores for what file names should not have.
std::string file_title(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0)
      out += static_cast<char>(std::tolower(byte));
    else if (!out.empty() && out.back() != '_')
      out += '_';
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  if (out.empty()) throw std::runtime_error("a migration needs a name");
  return out;
}

fs::path write_file(const fs::path& path, const char* text) {
  if (fs::exists(path)) throw std::runtime_error(path.string() + " exists already");
  std::ofstream file{path, std::ios::binary};
  file << text;
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
  return path;
}

}  // namespace

std::vector<fs::path> create_migration(const fs::path& folder, std::string_view name, MigrationFormat format) {
  const auto [last, width] = numbering_of(folder);
  std::string number = std::to_string(last + 1);
  if (number.size() < width) number.insert(0, width - number.size(), '0');
  const std::string stem = number + '_' + file_title(name);
  switch (format) {
    case MigrationFormat::golang_migrate:
      return {write_file(folder / (stem + ".up.sql"), ""), write_file(folder / (stem + ".down.sql"), "")};
    case MigrationFormat::goose: return {write_file(folder / (stem + ".sql"), "-- +goose Up\n\n-- +goose Down\n")};
    case MigrationFormat::dbmate: return {write_file(folder / (stem + ".sql"), "-- migrate:up\n\n-- migrate:down\n")};
  }
  throw std::runtime_error("unknown format of migrations");
}

}  // namespace pgscribe
