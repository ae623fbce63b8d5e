#include <cstdlib>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

#include "contenders.hpp"
#include "data.hpp"
#include "pgscribe/testing.hpp"
#include "rounds.hpp"

namespace {

using many_clients::Contender;
using many_clients::Figure;

constexpr const char* kUsage = R"(pgscribe_benchmark_aio [OPTIONS]
  --rounds N          how often each contender runs (default 15)
  --calls N           how many calls a client makes in a round (default 20)
  --serve             start and fill a server, print its conninfo, serve until the end of the input
  --conninfo TEXT     use such a server
  --list              print scenario and name of each contender
  --run NAME N        run the contender NAME once with N calls, for instruction counts
)";

struct Options {
  int rounds = 15;
  int calls = 20;
  bool serve = false;
  bool list = false;
  std::string conninfo;
  std::string run;
};

std::optional<Options> parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const auto left = argc - i - 1;
    if (argument == "--serve")
      options.serve = true;
    else if (argument == "--list")
      options.list = true;
    else if (argument == "--rounds" && left >= 1)
      options.rounds = std::atoi(argv[++i]);
    else if (argument == "--calls" && left >= 1)
      options.calls = std::atoi(argv[++i]);
    else if (argument == "--conninfo" && left >= 1)
      options.conninfo = argv[++i];
    else if (argument == "--run" && left >= 2) {
      options.run = argv[++i];
      options.calls = std::max(1, std::atoi(argv[++i]) / many_clients::kClients);
    } else if (argument != "clients")
      return std::nullopt;
  }
  if (options.rounds < 1 || options.calls < 1) return std::nullopt;
  return options;
}

std::vector<Contender> contenders(const std::string& conninfo) {
  return {many_clients::thread_per_client(conninfo, 8), many_clients::workers(conninfo, 8),
          many_clients::coroutines(conninfo, 8), many_clients::coroutines(conninfo, 2)};
}

int run(Options options) {
  std::optional<pgscribe::testing::TemporaryServer> server;
  if (options.conninfo.empty()) {
    server.emplace(pgscribe::testing::TemporaryServerOptions{.settings = {"jit = off", "autovacuum = off"}});
    options.conninfo = server->conninfo();
    bench::prepare_database(options.conninfo);
  }
  if (options.serve) {
    std::cout << options.conninfo << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
    }
    return 0;
  }
  const std::vector<Contender> all = contenders(options.conninfo);
  if (options.list || !options.run.empty()) {
    for (const Contender& contender : all) {
      if (options.list) std::cout << "clients\t" << contender.name << '\n';
      if (contender.name == options.run) (void)contender.run(options.calls);
    }
    return 0;
  }
  const std::string& threads = all[0].name;
  const std::string& workers = all[1].name;
  const std::string& aio = all[2].name;
  bool all_met = many_clients::measure(all,
                                       {{aio, threads, Figure::throughput, 3},
                                        {aio, threads, Figure::cpu, 0.15},
                                        {aio, workers, Figure::throughput, 1.5},
                                        {aio, workers, Figure::cpu, 0.4},
                                        {aio, workers, Figure::p99, 1},
                                        {all[3].name, workers, Figure::throughput, 1.5}},
                                       options.calls, options.rounds);
  all_met = many_clients::print_head_of_line(options.conninfo) && all_met;
  return all_met ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = parse(argc, argv);
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
