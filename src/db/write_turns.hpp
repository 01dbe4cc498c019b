#pragma once

#include <condition_variable>
#include <mutex>

namespace db {

//! Lets the writes of one program run side by side, and one that collided again and again run by
//! itself: nothing is left then that it could collide with. Who waits to be alone goes before
//! everybody who comes later. Safe from any thread.
class WriteTurns {
 public:
  enum class With { others, nobody };

  //! Held while a transaction is open.
  class Turn {
   public:
    Turn(WriteTurns& turns, With with);
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    WriteTurns& turns_;
    const With with_;
  };

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int running_ = 0;
  int waiting_alone_ = 0;
  bool alone_ = false;
};

}  // namespace db
