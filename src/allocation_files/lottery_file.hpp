#pragma once

#include <string>
#include <string_view>

#include "allocation_files/allocate.hpp"

//! `zhijiao lottery`: the two acts of a draw, and what each publishes. The file of numbers is read
//! by `zhijiao allocate --lottery`.
namespace allocation_files {

//! What is published when the input is frozen, before anybody can know the random value.
//! `program_version` is that which will compute the result.
boost::json::object commit(std::string_view input, std::string_view program_version,
                           std::string_view random_source);

//! What is published after the value has come about: the commitment, the value, the seed, and the
//! number of everybody in `source`, which was read from `input`. Throws a 409 Problem if the input
//! is not the one committed to, 400 if the commitment is none.
boost::json::object reveal(std::string_view input, const Source& source,
                           const boost::json::value& commitment, std::string_view random_value);

//! The numbers that `reveal` published. Throws a 400 Problem if it did not.
LotteryNumbers lottery_numbers(const boost::json::value& revealed);

}  // namespace allocation_files
