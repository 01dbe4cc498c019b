#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "plan/plan_model.hpp"

namespace program {

//! One sign-in of the sample world.
struct SampleSignIn {
  std::string name;
  base::Text who;
};

//! What `--sample` made: everybody has the same password, drawn when the sample was made.
struct Sample {
  std::string password;
  std::vector<SampleSignIn> sign_ins;
};
BOOST_DESCRIBE_STRUCT(SampleSignIn, (), (name, who))
BOOST_DESCRIBE_STRUCT(Sample, (), (password, sign_ins))

//! Makes the plan, sample people and five years of sample progress in an empty database, through
//! the services under a fake clock that starts on the day of publication. Blocking; `progress` is
//! told how many of how many steps are done. The same plan gives the same progress; only ids and
//! the password are drawn anew. Throws base::Problem 409 if the database has a plan already.
Sample make_sample(const std::string& database_url, const plan::Plan& plan,
                   const std::function<void(std::size_t, std::size_t)>& progress);

//! The sign-ins of an earlier --sample, kept in the data directory readable only by its owner.
std::optional<Sample> read_sample(const std::filesystem::path& data);
void write_sample(const std::filesystem::path& data, const Sample& sample);

}  // namespace program
