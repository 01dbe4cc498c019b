#pragma once

#include "http/request_head.hpp"
#include "http/router.hpp"
#include "http/worker.hpp"

//! One connection from its first byte to its last. Internal to the server.
namespace http {

//! Serves the connection until either side ends it. Call on the worker's thread, for a connection
//! counted by Shared::opened. A refused one is told that there are too many.
void begin_session(Worker& worker, TcpSocket socket, Peer peer, const Router& router, bool refused);
void begin_session(Worker& worker, TlsStream stream, Peer peer, const Router& router, bool refused);
void begin_session(Worker& worker, LocalSocket socket, Peer peer, const Router& router);

}  // namespace http
