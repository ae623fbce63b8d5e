#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "data.hpp"
#include "options.hpp"
#include "pgscribe/testing.hpp"
#include "scenarios.hpp"

namespace {

constexpr const char* kUsage = R"(pgscribe_benchmark_runtime [OPTIONS] [SCENARIO...]
  scenarios: key, read, copy, batch, durable, returning, bulk, nested, dynamic, first, pool, allocations (default: all)
  --rounds N          how often each contender runs (default 15)
  --serve             start and fill a server, print its conninfo, serve until the end of the input
  --conninfo TEXT     use such a server
  --list              print scenario and name of each contender
  --run NAME N        run the contender NAME once with N operations, for instruction counts
)";

using bench::Options;

struct Entry {
  const char* name;
  bench::Scenario (*make)(const std::string& conninfo);
};
constexpr Entry kScenarios[] = {
    {"key", &bench::select_by_key}, {"read", &bench::read_many},          {"copy", &bench::copy_rows},
    {"batch", &bench::batch_rows},  {"durable", &bench::durable_batch},   {"returning", &bench::write_returning},
    {"bulk", &bench::bulk_upsert},  {"nested", &bench::nested_rows},      {"dynamic", &bench::dynamic_query},
    {"first", &bench::first_use},   {"pool", &bench::acquire_and_release}};

void list(const std::string& conninfo) {
  for (const Entry& entry : kScenarios) {
    for (const auto& contender : entry.make(conninfo).contenders)
      std::cout << entry.name << '\t' << contender.name << '\n';
  }
}

int run_once(const Options& options) {
  for (const Entry& entry : kScenarios) {
    if (!options.chosen(entry.name)) continue;
    for (const auto& contender : entry.make(options.conninfo).contenders) {
      if (contender.name != options.run) continue;
      contender.run(options.operations);
      return 0;
    }
  }
  std::cerr << "no contender of this name\n";
  return 2;
}

int run(Options options) {
  std::optional<pgscribe::testing::TemporaryServer> server;
  if (options.conninfo.empty()) {
    // As programs meet it but for the disk, whose speed is not the question here.
    server.emplace(pgscribe::testing::TemporaryServerOptions{.settings = {"synchronous_commit = off", "jit = off",
                                                                          "shared_buffers = 256MB",
                                                                          "max_wal_size = 4GB", "autovacuum = off"}});
    options.conninfo = server->conninfo();
    bench::prepare_database(options.conninfo);
  }
  if (options.serve) {
    bench::serve(options.conninfo);
    return 0;
  }
  if (options.list) {
    list(options.conninfo);
    return 0;
  }
  if (!options.run.empty()) return run_once(options);
  bool all_met = true;
  for (const Entry& entry : kScenarios) {
    if (options.chosen(entry.name)) all_met = bench::measure(entry.make(options.conninfo), options.rounds) && all_met;
  }
  if (options.chosen("allocations")) all_met = bench::count_allocations(options.conninfo) && all_met;
  return all_met ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = bench::parse_options(argc, argv);
  if (!options) {
    std::cerr << kUsage;
    return 2;
  }
  try {
    return run(*options);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
