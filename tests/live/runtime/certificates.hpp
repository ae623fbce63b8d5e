#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "pgscribe/testing.hpp"

namespace live {

/// What a server shows, and what a client trusts, in a temporary folder; made by the openssl program.
class Certificates {
 public:
  Certificates();
  Certificates(const Certificates&) = delete;
  Certificates& operator=(const Certificates&) = delete;
  ~Certificates();

  enum class Validity { now, over };
  /// A certificate for the host db.example by our authority.
  void issue(const std::string& name, Validity validity) const;
  /// A server that shows the certificate, on TCP.
  [[nodiscard]] pgscribe::testing::TemporaryServer serve(const std::string& name) const;

  [[nodiscard]] std::string authority() const { return path("authority.crt"); }
  [[nodiscard]] std::string other_authority() const { return path("other.crt"); }
  [[nodiscard]] std::string path(const std::string& file) const { return folder_ / file; }

 private:
  void make_authority(const std::string& name) const;
  void openssl(const std::vector<std::string>& arguments) const;

  std::filesystem::path folder_;
};

}  // namespace live
