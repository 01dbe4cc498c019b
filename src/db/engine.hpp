#pragma once

#include <filesystem>
#include <memory>

#include "db/database.hpp"
#include "db/job_queue.hpp"
#include "db/time_keeper.hpp"

namespace db {

//! How one kind of database runs transactions.
class Engine {
 public:
  virtual ~Engine() = default;

  virtual Dialect dialect() const = 0;
  virtual const base::Clock& clock() const = 0;

  //! True if read_inline runs reads on the calling thread.
  virtual bool reads_inline() const = 0;
  virtual void read_inline(Work& work) = 0;

  //! Runs the job on a thread of the engine and completes it, at once with a Problem 503 if there
  //! is too much to do.
  virtual void submit(Job job) = 0;

  //! The tables of db itself exist: go on from the latest time they hold.
  virtual void begin_time() = 0;

  virtual void backup_to(const std::filesystem::path& file) = 0;
};

//! Runs a closure and insists that it ends when a statement has failed.
void run_closure(Work& work, Connection& connection);

}  // namespace db
