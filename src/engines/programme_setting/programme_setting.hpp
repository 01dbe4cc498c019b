#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

//! Which programmes of the schools of a region overlap, and which are out of date (专业重复设置,
//! 陈旧专业). A finding is a reason to look together, never a decision: it closes nothing. Pure.
namespace engines::programme_setting {

//! A threshold of each rule; dated data of the register `school_programme`.
struct Parameters {
  //! Entrants for each hundred approved seats below which a programme that several offer overlaps.
  std::int64_t least_fill_percent = 0;
  //! So many years in a row without an entrant make a programme out of date.
  std::int64_t years_without_intake = 0;
};

struct YearIntake {
  std::optional<std::int64_t> seats;     // none: no plan is known
  std::optional<std::int64_t> entrants;  // none: not known to whoever asks
};

//! A programme as one school offers it.
struct Offer {
  std::string id;
  std::string school;
  std::string code;  // of the catalogue; the same code is the same programme
  //! Years of intake by year, those up to the year asked about.
  std::map<int, YearIntake> intake;
  std::optional<int> opened;  // year
  bool in_catalogue = true;   // the present catalogue still has it
};

enum class Rule {
  overlap,    // another school offers the same code, and too few come to this one
  no_intake,  // nobody entered in the last years
  not_in_catalogue
};

struct Finding {
  std::string offer;
  std::set<Rule> rules;
};

//! A code that two and more schools offer.
struct Shared {
  std::string code;
  std::vector<std::string> offers;  // ids, in the order given
  //! Some offer fills too little: to be set together (统筹设置).
  bool overlaps = false;
};

struct Report {
  std::vector<Shared> shared;     // by code
  std::vector<Finding> findings;  // in the order of the offers; those with a rule
};

//! Entrants for each hundred seats of the newest year, up to `year`, of which both are known and
//! the seats are not 0; nothing if there is none.
std::optional<std::int64_t> fill_percent(const Offer& offer, int year);

//! `year`: the newest year of intake that is over or running.
Report examine(const std::vector<Offer>& offers, int year, const Parameters& parameters);

}  // namespace engines::programme_setting
