#include "certificates.hpp"

#include <stdlib.h>
#include <unistd.h>

#include <fstream>
#include <system_error>

#include "testing/postgres_programs.hpp"

namespace live {

namespace fs = std::filesystem;

Certificates::Certificates() {
  std::string name = fs::temp_directory_path() / "pgscribe-tls-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) throw std::system_error(errno, std::generic_category(), "mkdtemp");
  folder_ = name;
  fs::permissions(folder_, fs::perms{0755});  // for the server, which may be another user
  make_authority("authority");
  make_authority("other");
}

Certificates::~Certificates() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void Certificates::make_authority(const std::string& name) const {
  openssl({"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=" + name, "-keyout",
           path(name + ".key"), "-out", path(name + ".crt")});
}

// By `openssl ca`: `openssl x509` takes dates since 3.4 only, and no negative number of days any more since 3.6.
void Certificates::issue(const std::string& name, Validity validity) const {
  openssl({"req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=db.example", "-keyout", path(name + ".key"), "-out",
           path(name + ".csr")});
  std::ofstream{path("names")} << "subjectAltName = DNS:db.example\n";
  std::ofstream{path("issued")};
  std::ofstream{path("authority.cnf")}
      << "[ca]\ndefault_ca = ours\n[ours]\nrand_serial = yes\npolicy = any\ndatabase = " << path("issued")
      << "\nnew_certs_dir = " << path("") << "\n[any]\ncommonName = supplied\n";
  openssl({"ca",
           "-batch",
           "-notext",
           "-config",
           path("authority.cnf"),
           "-cert",
           path("authority.crt"),
           "-keyfile",
           path("authority.key"),
           "-md",
           "sha256",
           "-startdate",
           "20000101000000Z",
           "-enddate",
           validity == Validity::now ? "20990101000000Z" : "20010101000000Z",
           "-extfile",
           path("names"),
           "-in",
           path(name + ".csr"),
           "-out",
           path(name + ".crt")});
  // A server refuses a key that others can read.
  fs::permissions(path(name + ".key"), fs::perms{0600});
  if (const auto user = pgscribe::testing::detail::server_user();
      user && chown(path(name + ".key").c_str(), user->uid, user->gid) != 0)
    throw std::system_error(errno, std::generic_category(), "chown");
}

pgscribe::testing::TemporaryServer Certificates::serve(const std::string& name) const {
  return pgscribe::testing::TemporaryServer{{.settings = {"ssl = on", "ssl_cert_file = '" + path(name + ".crt") + "'",
                                                          "ssl_key_file = '" + path(name + ".key") + "'"},
                                             .tcp = true}};
}

void Certificates::openssl(const std::vector<std::string>& arguments) const {
  std::vector<std::string> command{"/usr/bin/env", "openssl"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  pgscribe::testing::detail::run_program(command, std::nullopt, path("log"));
}

}  // namespace live
