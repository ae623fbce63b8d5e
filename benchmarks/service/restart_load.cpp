// What clients of examples/media_service see while PostgreSQL restarts: wrk asks, a probe looks for the first and the
// last failure.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <future>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "pgscribe/testing.hpp"
#include "service_process.hpp"

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using nlohmann::json;
using service::ServiceProcess;

constexpr int kRestarts = 5;
constexpr auto kBetweenRestarts = 3s;

std::string create_movie(httplib::Client& http) {
  const auto require = [](const httplib::Result& result) {
    if (!result || result->status >= 300) throw std::runtime_error("the service cannot be filled");
    return json::parse(result->body);
  };
  const json library = require(
      http.Post("/api/v1/libraries", R"({"name": "Films", "kind": "movie", "root_paths": []})", "application/json"));
  const json movie{{"library_id", library["id"]}, {"title", "The Lighthouse Keeper"}};
  return require(http.Post("/api/v1/movies", movie.dump(), "application/json"))["id"];
}

/// Asks once a millisecond, and keeps when it got what.
class Probe {
 public:
  struct Sample {
    Clock::time_point at;
    Clock::duration took;
    int status;  // 0: no answer
  };

  Probe(const ServiceProcess& process, std::string path)
      : http_(process.client()), path_(std::move(path)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

  std::vector<Sample> stop() {
    thread_.request_stop();
    thread_.join();
    return std::move(samples_);
  }

 private:
  void run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const auto start = Clock::now();
      const auto answer = http_->Get(path_.c_str());
      const auto end = Clock::now();
      samples_.push_back({end, end - start, answer ? answer->status : 0});
      std::this_thread::sleep_for(1ms);
    }
  }

  std::unique_ptr<httplib::Client> http_;
  std::string path_;
  std::vector<Sample> samples_;
  std::jthread thread_;
};

struct Restart {
  Clock::time_point begin;
  Clock::time_point end;
};

long long milliseconds(Clock::duration duration) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
}

void report(const std::vector<Restart>& restarts, const std::vector<Probe::Sample>& samples) {
  std::map<int, int> statuses;
  for (const auto& sample : samples) ++statuses[sample.status];
  for (const auto& [status, count] : statuses) std::cout << "status " << status << ": " << count << " of the probe\n";
  for (const Restart& restart : restarts) {
    Clock::time_point last_failure = restart.begin;
    Clock::duration longest{0};
    for (const auto& sample : samples) {
      if (sample.at < restart.begin || sample.at > restart.end + kBetweenRestarts) continue;
      longest = std::max(longest, sample.took);
      if (sample.status != 200) last_failure = sample.at;
    }
    std::cout << "PostgreSQL away for " << milliseconds(restart.end - restart.begin) << " ms; last 503 "
              << milliseconds(last_failure - restart.end) << " ms after it was back; slowest answer "
              << milliseconds(longest) << " ms\n";
  }
}

std::string output_of(const std::string& command) {
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return "wrk could not be started\n";
  for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe)) output += static_cast<char>(c);
  pclose(pipe);
  return output;
}

void run() {
  pgscribe::testing::TemporaryServer server;
  const ServiceProcess process{{{"DATABASE_URL", server.conninfo()}}};
  process.await_ready();
  const std::string path = "/api/v1/movies/" + create_movie(*process.client());
  const auto seconds = std::chrono::seconds{(kRestarts + 1) * kBetweenRestarts}.count();
  const std::string url = "http://127.0.0.1:" + std::to_string(process.port()) + path;
  auto load = std::async(std::launch::async, [&] {
    return output_of("wrk --threads 2 --connections 16 --latency --duration " + std::to_string(seconds) + "s " + url);
  });
  Probe probe{process, path};
  std::vector<Restart> restarts;
  for (int i = 0; i < kRestarts; ++i) {
    std::this_thread::sleep_for(kBetweenRestarts);
    const auto begin = Clock::now();
    server.restart();
    restarts.push_back({begin, Clock::now()});
  }
  std::cout << load.get();
  report(restarts, probe.stop());
}

}  // namespace

int main() {
  try {
    run();
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
