#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allocation_files/source.hpp"

namespace allocation_files {

using LotteryNumbers = std::map<std::string, std::uint32_t, std::less<>>;

//! What is asked of a run besides its outcome.
struct Asked {
  bool explain_all = false;
  std::vector<std::string> explain = {};  // ids of applicants
  //! The answer of an earlier run: then what has changed is listed, and with `keep_offers` nobody
  //! gets less than he was offered there.
  const boost::json::object* before = nullptr;
  bool keep_offers = false;
  //! Numbers drawn for applicants, by id; then the input itself has none.
  LotteryNumbers lottery = {};
};

//! One way of allocating. `run` reads what it takes from the source, refuses all faults at once
//! (base::Problem), and answers with an object whose lists hold flat objects: as CSV each list is a
//! section. Every mechanism stands in a file x_file.cpp of its own.
struct Mechanism {
  std::string_view name;
  boost::json::object (*run)(const Source& source, const Asked& asked);
  //! The ids of the applicants, for a lottery.
  std::vector<std::string> (*people)(const Source& source);
};

//! All of them, by name.
std::span<const Mechanism> mechanisms();

//! The one called `name`. Throws a 400 Problem that names all if there is none.
const Mechanism& mechanism(std::string_view name);

boost::json::object run_parallel_preferences(const Source& source, const Asked& asked);
std::vector<std::string> people_of_parallel_preferences(const Source& source);

boost::json::object run_deferred_acceptance(const Source& source, const Asked& asked);
boost::json::object run_couples(const Source& source, const Asked& asked);
std::vector<std::string> people_of_market(const Source& source);

boost::json::object run_exchange(const Source& source, const Asked& asked);
std::vector<std::string> people_of_exchange(const Source& source);

boost::json::object run_seat_flow(const Source& source, const Asked& asked);
//! None: a planner's numbers are drawn for nobody.
std::vector<std::string> people_of_seat_flow(const Source& source);

}  // namespace allocation_files
