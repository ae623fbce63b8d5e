#include "options.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace bench {

bool Options::chosen(std::string_view scenario) const {
  return scenarios.empty() || std::find(scenarios.begin(), scenarios.end(), scenario) != scenarios.end();
}

std::optional<Options> parse_options(int argc, char** argv) {
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
    else if (argument == "--conninfo" && left >= 1)
      options.conninfo = argv[++i];
    else if (argument == "--run" && left >= 2) {
      options.run = argv[++i];
      options.operations = std::strtoul(argv[++i], nullptr, 10);
    } else if (argument.starts_with("-"))
      return std::nullopt;
    else
      options.scenarios.emplace_back(argument);
  }
  if (options.rounds < 1) return std::nullopt;
  return options;
}

void serve(const std::string& conninfo) {
  std::cout << conninfo << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
  }
}

}  // namespace bench
