#include <libpq-fe.h>
#include <unistd.h>

#include <sys/wait.h>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include "pgscribe/testing.hpp"

// with_server COMMAND ARGUMENT...: runs the command with the libpq environment of a throwaway server, and has its exit
// code.

namespace {

void export_parameters(const std::string& conninfo) {
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(conninfo.c_str(), nullptr),
                                                                             &PQconninfoFree);
  for (const PQconninfoOption* option = options.get(); option != nullptr && option->keyword != nullptr; ++option) {
    const bool is_database = std::string(option->keyword) == "dbname";
    if (option->val != nullptr && option->envvar != nullptr && !is_database) setenv(option->envvar, option->val, 1);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::cerr << "with_server COMMAND ARGUMENT...\n";
    return 2;
  }
  const pgscribe::testing::TemporaryServer server;
  export_parameters(server.conninfo());
  const pid_t child = fork();
  if (child == 0) {
    execvp(arguments[1], arguments + 1);
    std::cerr << arguments[1] << " cannot be run\n";
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
