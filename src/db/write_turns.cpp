#include "db/write_turns.hpp"

namespace db {

WriteTurns::Turn::Turn(WriteTurns& turns, With with) : turns_(turns), with_(with) {
  std::unique_lock lock(turns_.mutex_);
  if (with_ == With::others) {
    turns_.changed_.wait(lock, [&] { return !turns_.alone_ && turns_.waiting_alone_ == 0; });
    ++turns_.running_;
  } else {
    ++turns_.waiting_alone_;
    turns_.changed_.wait(lock, [&] { return !turns_.alone_ && turns_.running_ == 0; });
    --turns_.waiting_alone_;
    turns_.alone_ = true;
  }
}

WriteTurns::Turn::~Turn() {
  {
    const std::lock_guard lock(turns_.mutex_);
    if (with_ == With::others) {
      --turns_.running_;
    } else {
      turns_.alone_ = false;
    }
  }
  turns_.changed_.notify_all();
}

}  // namespace db
