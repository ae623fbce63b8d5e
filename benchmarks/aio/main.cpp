#include <algorithm>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "contenders.hpp"
#include "data.hpp"
#include "options.hpp"
#include "pgscribe/testing.hpp"
#include "rounds.hpp"

namespace {

using many_clients::Contender;
using many_clients::Figure;

constexpr const char* kUsage = R"(pgscribe_benchmark_aio [OPTIONS] [SCENARIO...]
  scenarios: clients, head (of line) (default: both)
  --rounds N          how often each contender runs (default 15)
  --serve             start and fill a server, print its conninfo, serve until the end of the input
  --conninfo TEXT     use such a server
  --list              print scenario and name of each contender
  --run NAME N        run the contender NAME once with N calls, for instruction counts
)";

constexpr int kCalls = 20;

std::vector<Contender> contenders(const std::string& conninfo) {
  return {many_clients::thread_per_client(conninfo, 8), many_clients::workers(conninfo, 8),
          many_clients::coroutines(conninfo, 8), many_clients::coroutines(conninfo, 2)};
}

std::vector<many_clients::Target> targets(const std::vector<Contender>& all) {
  const std::string& threads = all[0].name;
  const std::string& workers = all[1].name;
  const std::string& aio = all[2].name;
  return {{aio, threads, Figure::throughput, 3},   {aio, threads, Figure::cpu, 0.15},
          {aio, workers, Figure::throughput, 1.5}, {aio, workers, Figure::cpu, 0.4},
          {aio, workers, Figure::p99, 1},          {all[3].name, workers, Figure::throughput, 1.5}};
}

int run(bench::Options options) {
  std::optional<pgscribe::testing::TemporaryServer> server;
  if (options.conninfo.empty()) {
    server.emplace(pgscribe::testing::TemporaryServerOptions{.settings = {"jit = off", "autovacuum = off"}});
    options.conninfo = server->conninfo();
    bench::prepare_database(options.conninfo);
  }
  if (options.serve) {
    bench::serve(options.conninfo);
    return 0;
  }
  const std::vector<Contender> all = contenders(options.conninfo);
  if (options.list || !options.run.empty()) {
    for (const Contender& contender : all) {
      if (options.list) std::cout << "clients\t" << contender.name << '\n';
      if (contender.name == options.run)
        (void)contender.run(std::max(1, static_cast<int>(options.operations) / many_clients::kClients));
    }
    return 0;
  }
  bool all_met = true;
  if (options.chosen("clients")) all_met = many_clients::measure(all, targets(all), kCalls, options.rounds);
  if (options.chosen("head")) all_met = many_clients::print_head_of_line(options.conninfo) && all_met;
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
