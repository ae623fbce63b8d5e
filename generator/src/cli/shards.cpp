#include "cli/shards.hpp"

#include <string>

namespace pgscribe::cli {

namespace {

std::string shard_text(const std::vector<codegen::RenderedFile>& files, std::size_t index, std::size_t count) {
  std::string text = std::string(codegen::kBanner) + "\n";
  std::size_t position = 0;
  for (const codegen::RenderedFile& file : files) {
    if (file.path.size() < 4 || file.path.compare(file.path.size() - 4, 4, ".cpp") != 0) continue;
    if (position++ % count == index) text += "#include \"" + file.path + "\"\n";
  }
  return text;
}

}  // namespace

void add_shards(std::vector<codegen::RenderedFile>& files, int count) {
  std::vector<codegen::RenderedFile> shards;
  for (int i = 0; i < count; ++i) {
    shards.push_back({"pgscribe_shard_" + std::to_string(i + 1) + ".cpp",
                      shard_text(files, static_cast<std::size_t>(i), static_cast<std::size_t>(count))});
  }
  files.insert(files.end(), shards.begin(), shards.end());
}

}  // namespace pgscribe::cli
