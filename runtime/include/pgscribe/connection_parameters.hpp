#pragma once

#include <functional>
#include <map>
#include <string>

// The parts of a connection string, for hooks.

namespace pgscribe {

/// The parts of a connection string or URL, by libpq's keywords: host, port, dbname, user, password, sslmode and so on.
/// What it leaves to the PG* environment variables is not in them.
using ConnectionParameters = std::map<std::string, std::string, std::less<>>;

/// Called before every attempt to open a connection, in the thread that opens it, with the parts of the connection
/// string to change: for passwords that expire. What it throws reaches whoever wanted the connection.
using BeforeConnect = std::function<void(ConnectionParameters&)>;

}  // namespace pgscribe
