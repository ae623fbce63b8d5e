#include <unistd.h>

#include <exception>
#include <iostream>

#include "catalogue/command.hpp"
#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "lsp/server.hpp"
#include "sql/large_stack.hpp"
#include "support/file_system.hpp"

// The executable: options, a large stack, and exceptions as exit codes.

namespace {

int serve_editor() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);  // it reads and writes on two threads
  return pgscribe::lsp::serve(std::cin, std::cout, std::cerr, pgscribe::support::disk());
}

}  // namespace

int main(int argc, char** argv) {
  using namespace pgscribe;
  try {
    int exit_code = cli::kSuccess;
    cli::set_terminal(std::cerr, cli::terminal_of(STDERR_FILENO));
    const auto options = cli::read_options({argv + 1, argv + argc}, std::cout, std::cerr, exit_code);
    if (!options) return exit_code;
    // Parsing, lowering and analysis recurse as deep as the user's SQL.
    sql::run_with_large_stack([&] {
      switch (options->command) {
        case cli::CommandKind::lsp: exit_code = serve_editor(); break;
        case cli::CommandKind::catalogue: exit_code = catalogue::run(*options, std::cout, std::cerr); break;
        default: exit_code = cli::run(*options, std::cout, std::cerr);
      }
    });
    return exit_code;
  } catch (const std::exception& error) {
    std::cerr << "pgscribe: " << error.what() << '\n';
    return cli::kToolFailed;
  }
}
