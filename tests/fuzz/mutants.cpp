#include <sys/time.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "codegen/generate.hpp"
#include "mutator.hpp"
#include "sql/large_stack.hpp"

// pgscribe_mutants COUNT SEED [FIRST]: so many mutants of the sample's and the golden tests' SQL and YAML through
// `generate`, from the files to the files. Each is a function of SEED and its number, so that FIRST repeats one.
// Nothing may crash, throw or hang; the exit code is 0 or 1; 1 comes with an error that has a message and a place in
// its file, and changes nothing on disk; 0 leaves whole files. Build with the asan preset to see more.

namespace fs = std::filesystem;
using pgscribe::fuzz::Mutator;
using pgscribe::fuzz::Random;
using namespace pgscribe;

namespace {

constexpr int kSecondsOfCpu = 60;

extern "C" void report_hang(int) {
  static const char message[] = "\na mutant takes too long; its files are in the working folder\n";
  (void)!::write(STDERR_FILENO, message, sizeof message - 1);
  std::abort();
}

void limit_cpu_time() {
  std::signal(SIGPROF, report_hang);
  const itimerval limit{{0, 0}, {kSecondsOfCpu, 0}};
  ::setitimer(ITIMER_PROF, &limit, nullptr);
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

/// The input of a run.
struct Case {
  std::string config;
  std::string schema;
  std::string queries;
};

/// Fits every case: what no case has would be an error of the configuration.
constexpr const char* kConfig = R"(version: "2"
sql:
  - name: main
    engine: postgresql
    schema: schema.sql
    queries: queries.sql
    gen:
      cpp:
        out: out
        namespace: media::db
        emit_json: true
        emit_ostream: true
        emit_interface: true
        emit_expected: true
        emit_async: asio
        query_parameter_limit: 2
        naming: camelCase
        rename: {overview: summary}
        overrides:
          - db_type: uuid
            nullable: true
            cpp_type: {name: "my::Uuid", include: my/uuid.hpp, codec: my_codec}
)";

std::string all_of(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() == ".sql" && name.find(".down.") == std::string::npos) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::string text;
  for (const fs::path& file : files) text += read(file) + "\n";
  return text;
}

/// query.sql, a folder of queries, or what lies beside the schema.
std::string queries_of(const fs::path& folder) {
  if (fs::exists(folder / "query.sql")) return read(folder / "query.sql");
  return all_of(fs::exists(folder / "queries") ? folder / "queries" : folder);
}

std::vector<Case> corpus(const fs::path& project) {
  std::vector<Case> cases;
  cases.push_back({kConfig, all_of(project / "schema"), all_of(project / "queries")});
  for (const auto& entry : fs::recursive_directory_iterator(project / "tests" / "golden")) {
    const fs::path& folder = entry.path();
    // What is wrong already is refused whatever is changed in it.
    const bool is_wrong = folder.parent_path().filename() == "errors";
    if (!entry.is_directory() || is_wrong || !fs::exists(folder / "schema.sql")) continue;
    cases.push_back({kConfig, read(folder / "schema.sql"), queries_of(folder)});
  }
  std::sort(cases.begin(), cases.end(), [](const Case& a, const Case& b) { return a.queries < b.queries; });
  return cases;
}

std::vector<std::string> texts_of(const std::vector<Case>& cases) {
  std::vector<std::string> texts;
  for (const Case& one : cases) texts.insert(texts.end(), {one.schema, one.queries});
  texts.emplace_back(kConfig);
  return texts;
}

using Texts = std::map<std::string, std::string>;

Texts output(const fs::path& folder) {
  Texts texts;
  if (!fs::exists(folder)) return texts;
  for (const auto& file : fs::directory_iterator(folder)) texts[file.path().filename().string()] = read(file.path());
  return texts;
}

struct Run {
  int exit_code = -1;
  std::string diagnostics;
};

Run generate() {
  Run run;
  cli::Options options;
  options.diagnostics = cli::DiagnosticsFormat::json;
  options.out = "out";  // whatever the mutant of the configuration says
  std::ostringstream out;
  std::ostringstream err;
  sql::run_with_large_stack([&] { run.exit_code = cli::run(options, out, err); });
  run.diagnostics = err.str();
  return run;
}

/// What is wrong with a diagnostic; "" is nothing.
std::string flaw(const nlohmann::json& diagnostic) {
  if (diagnostic.at("message").get<std::string>().empty()) return "a message is empty";
  if (diagnostic.at("code").get<std::string>().empty()) return "a code is missing";
  if (!diagnostic.contains("file")) return "";
  std::istringstream lines(read(diagnostic.at("file").get<std::string>()));
  std::string line;
  for (int i = 0; i < diagnostic.at("line").get<int>(); ++i) {
    if (!std::getline(lines, line) && i > 0 && i + 1 < diagnostic.at("line").get<int>())
      return "a line is behind the end";
  }
  return diagnostic.at("column").get<std::size_t>() > line.size() + 1 ? "a column is behind the end of its line" : "";
}

/// What is wrong with a run; "" is nothing.
std::string finding(const Run& run, const Texts& before, const Texts& after) {
  if (run.exit_code != 0 && run.exit_code != 1) return "exit code " + std::to_string(run.exit_code);
  int errors = 0;
  const nlohmann::json document = nlohmann::json::parse(run.diagnostics);
  for (const auto& diagnostic : document.at("diagnostics")) {
    if (const std::string problem = flaw(diagnostic); !problem.empty()) return problem;
    if (diagnostic.at("severity") == "error") ++errors;
  }
  if ((run.exit_code == 1) != (errors > 0))
    return std::to_string(errors) + " errors, exit code " + std::to_string(run.exit_code);
  if (run.exit_code == 1) return before == after ? "" : "output changed in spite of errors";
  for (const auto& [name, text] : after) {
    if (text.compare(0, codegen::kBanner.size(), codegen::kBanner) != 0 || text.back() != '\n')
      return "half a file: " + name;
  }
  return "";
}

/// Runs mutants in the working folder, where the files of the last one stay.
class Hunt {
 public:
  Hunt(std::vector<Case> cases, std::uint64_t seed)
      : cases_(std::move(cases)), mutator_(texts_of(cases_)), seed_(seed) {}

  void run(std::uint64_t number) {
    write_mutant(number);
    const Texts before = output("out");
    std::string problem;
    limit_cpu_time();
    try {
      const Run result = generate();
      problem = finding(result, before, output("out"));
      ++exit_codes_[result.exit_code];
      if (!problem.empty()) problem += "\n" + result.diagnostics;
    } catch (const std::exception& error) {
      problem = std::string("an exception: ") + error.what();
    }
    if (problem.empty()) return;
    ++findings_;
    const fs::path kept = "finding_" + std::to_string(number);
    fs::create_directory(kept);
    for (const char* name : {"generator.yaml", "schema.sql", "queries.sql"})
      fs::copy_file(name, kept / name, fs::copy_options::overwrite_existing);
    std::cout << "mutant " << number << " of seed " << seed_ << ": " << problem << "\n";
  }

  /// One of twelve mutants is accepted; of a few nothing is asked.
  [[nodiscard]] bool is_gentle_enough(std::uint64_t count) const {
    const auto accepted = exit_codes_.find(0);
    return count < 100 || (accepted != exit_codes_.end() && static_cast<std::uint64_t>(accepted->second) * 12 >= count);
  }
  [[nodiscard]] int findings() const { return findings_; }
  [[nodiscard]] const std::map<int, int>& exit_codes() const { return exit_codes_; }

 private:
  void write_mutant(std::uint64_t number) {
    Random random(seed_ * 1'000'003 + number);
    Case mutant = random.pick(cases_);
    const std::size_t choice = random.below(100);
    if (choice < 45 || choice >= 80) mutant.queries = mutator_.mutate(mutant.queries, random);
    if (choice >= 45 && choice < 92) mutant.schema = mutator_.mutate(mutant.schema, random);
    if (choice >= 85) mutant.config = mutator_.mutate(mutant.config, random);
    write("generator.yaml", mutant.config);
    write("schema.sql", mutant.schema);
    write("queries.sql", mutant.queries);
  }

  std::vector<Case> cases_;
  Mutator mutator_;
  std::uint64_t seed_;
  int findings_ = 0;
  std::map<int, int> exit_codes_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: pgscribe_mutants COUNT SEED [FIRST]\n";
    return 2;
  }
  const std::uint64_t count = std::strtoull(argv[1], nullptr, 10);
  const std::uint64_t first = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 0;
  Hunt hunt(corpus(PGSCRIBE_SOURCE_DIR), std::strtoull(argv[2], nullptr, 10));
  std::string folder = (fs::temp_directory_path() / "pgscribe_mutants_XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return 2;
  fs::current_path(folder);
  std::cout << "in " << folder << std::endl;
  for (std::uint64_t i = 0; i < count; ++i) {
    hunt.run(first + i);
    if ((i + 1) % 1000 == 0) std::cout << i + 1 << " mutants, " << hunt.findings() << " findings" << std::endl;
  }
  std::cout << count << " mutants, " << hunt.findings() << " findings;";
  for (const auto& [code, runs] : hunt.exit_codes()) std::cout << " exit code " << code << ": " << runs << ";";
  std::cout << "\n";
  if (hunt.findings() == 0) fs::remove_all(folder);
  if (!hunt.is_gentle_enough(count)) {
    std::cout << "too few mutants are accepted: most of the generator never sees them\n";
    return 1;
  }
  return hunt.findings() == 0 ? 0 : 1;
}
