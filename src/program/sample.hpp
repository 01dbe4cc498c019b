#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "admission/admission_scheme.hpp"
#include "base/text.hpp"
#include "plan/plan_model.hpp"
#include "register/declaration.hpp"
#include "sample/world.hpp"

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

//! The registers of the sample, filled with an invented world (sample/world.hpp).
struct SampleWorld {
  registers::Catalogue catalogue;
  std::filesystem::path sealing_key;
  sample::Options options;
  std::vector<admission::Scheme> schemes;  // that are filled too (sample_admission.hpp)
};

//! How far the making is; `total` 0: not known.
struct SampleProgress {
  base::Text doing;
  std::int64_t done = 0;
  std::int64_t total = 0;
};
using OnSampleProgress = std::function<void(const SampleProgress&)>;

//! What came of the world.
struct SampleMade {
  Sample sample;
  std::string planted_csv;  // empty without a world
  std::int64_t records = 0;
  std::int64_t versions = 0;
  double seconds = 0;  // of the world alone
};

//! Makes the plan, sample people and five years of sample progress in an empty database, through
//! the services under a fake clock that starts on the day of publication; then, if `world` is
//! given, the records of the registers with their past (register/past_records.hpp). Blocking. The
//! same plan, seed, scale and day give the same progress and records; only accounts, sealed values
//! and the password are drawn anew. Throws base::Problem 409 if the database has a plan already.
SampleMade make_sample(const std::string& database_url, const plan::Plan& plan,
                       const SampleWorld* world, const OnSampleProgress& progress);

//! What `zhijiao sample` and `serve --sample` are asked for.
struct SampleAsked {
  std::filesystem::path data;
  std::string database;  // empty: SQLite in `data`
  std::filesystem::path plan_folder;
  std::filesystem::path registers;
  std::uint64_t seed = 1;
  double scale = 1;  // 0: no world
  //! The world ends the day before; none: today.
  std::optional<base::Date> until;
};

//! Makes the sample in a data directory that has none and holds nothing else, telling a person how
//! far it is. SQLite: complete or not at all, since the file takes its place when it is whole.
//! PostgreSQL: what was interrupted is refused from then on, until the database is made anew.
//! Writes the sign-ins and `sample-planted.csv`. Throws base::Problem 409 otherwise.
void make_sample_data(const SampleAsked& asked, const plan::Plan& plan);

//! The sign-ins of an earlier --sample, kept in the data directory readable only by its owner.
std::optional<Sample> read_sample(const std::filesystem::path& data);
void write_sample(const std::filesystem::path& data, const Sample& sample);

}  // namespace program
