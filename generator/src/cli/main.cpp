#include <unistd.h>

#include <exception>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "sql/large_stack.hpp"

// The executable: options, a large stack, and exceptions as exit codes.

int main(int argc, char** argv) {
  using namespace pgscribe;
  try {
    int exit_code = cli::kSuccess;
    cli::set_terminal(std::cerr, cli::terminal_of(STDERR_FILENO));
    const auto options = cli::read_options({argv + 1, argv + argc}, std::cout, std::cerr, exit_code);
    if (!options) return exit_code;
    // Parsing, lowering and analysis recurse as deep as the user's SQL.
    sql::run_with_large_stack([&] { exit_code = cli::run(*options, std::cout, std::cerr); });
    return exit_code;
  } catch (const std::exception& error) {
    std::cerr << "pgscribe: " << error.what() << '\n';
    return cli::kToolFailed;
  }
}
