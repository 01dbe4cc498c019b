#pragma once

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "sample/words.hpp"
#include "sample/world.hpp"

//! What the parts of the world share while it is made. Internal to the world.
namespace sample {

namespace bj = boost::json;

//! A programme in a school.
struct Offering {
  std::string id;
  const Programme* programme = nullptr;
  std::string catalogue;  // id of its entry
  bool low_fill = false;
};

struct Teacher {
  std::string id;
  std::string name;
  std::string title_level;
  std::string role;
  bool full_time = true;
  base::Date since;

  bool teaches_a_specialty() const { return role == "specialty" || role == "practice"; }
};

struct School {
  Unit unit;
  bool college = false;
  double share = 0;  // of the entrants of all schools of its sort
  int number = 0;    // its place in the plan
  std::vector<Offering> offerings{};
  std::vector<Teacher> teachers{};
  int dual_qualified = 0;
};

struct Class {
  std::size_t school = 0;
  std::size_t offering = 0;
  std::string id;
  std::string name;
  int year = 0;
  int size = 0;
};

struct Enterprise {
  std::string id;
  std::string name;
};

class Maker;

//! A record on its way: it is handed on when it is complete, without what lies after the end of the
//! world.
class Draft {
 public:
  Draft(Maker& maker, std::string_view noun, base::Date day, bj::object values,
        bool confirmed = false);

  const std::string& id() const { return record_.id; }
  //! An id that others were told before.
  void set_id(std::string id) { record_.id = std::move(id); }
  Draft& then(base::Date day, std::string_view step, bj::object values = {}, std::string why = "",
              bool confirmed = false);
  Draft& returned(base::Date day, std::string_view step, std::string_view field,
                  const std::string& reason);
  //! A PDF called so stands in the field from the beginning.
  Draft& with_file(std::string_view field, const std::string& name);
  //! False if it would begin after the end of the world, so that there is no such record.
  bool made();

 private:
  base::Instant at(base::Date day);

  Maker& maker_;
  Dice dice_;
  registers::PastRecord record_;
  base::Instant last_{};
  bool over_ = false;
};

class Maker {
 public:
  Maker(const Place& place, const Options& options, const Sink& sink);

  World make();

  // Used by the parts.
  const Place& place() const { return place_; }
  base::Date until() const { return options_.until; }
  base::Date from() const { return place_.from; }
  Dice dice(std::string_view about) const { return {options_.seed, about}; }
  //! A whole number of things at this scale, at least `least`.
  int scaled(double count, int least = 1) const;
  std::string new_id(base::Date day);
  std::string phone();
  //! Somebody born in the school year that begins in `year`; nobody else has the id.
  struct Person {
    std::string citizen_id;
    base::Date born;
    bool male = false;
  };
  Person person(int year);
  //! The entrants of a school in a year, by offering and class.
  struct ClassSize {
    std::size_t offering = 0;
    int size = 0;
  };
  std::vector<ClassSize> entrants(const School& school, int year) const;
  //! The students of a school after the entry of `year`.
  int students(const School& school, int year) const;
  void plant(Planted planted) { world_.planted.push_back(std::move(planted)); }
  void hand_on(registers::PastRecord&& record);
  //! From `first` to the newest year; `first` itself in a world that is too young for it, whose
  //! records then lie after its end.
  int some_year(Dice& luck, int first) const {
    return luck.between(first, std::max(first, newest_year_));
  }
  //! The last year whose students have entered.
  int newest_year() const { return newest_year_; }

 private:
  // education.cpp
  void make_catalogue();
  void make_schools();
  void make_offerings();
  void make_classes();
  void make_students();
  void make_student(const Class& group, int number);
  void make_enrolment_plans();
  void make_conditions();
  void make_intakes();
  void make_articulation();
  void make_shared_courses();
  void make_bases();
  void make_bookings();
  void make_implementation_plans();
  // funding.cpp
  struct FundingPeriod {
    int year = 0;
    int half = 1;
    base::Date due;  // the first day on which it is reported
    bool newest = false;
  };
  void make_funding();
  //! `number`: the place of the office in the plan, by which it fails one floor or none.
  void report_funding(const Unit& office, bool city, std::size_t number, const FundingPeriod& of);
  // teaching.cpp
  void make_teachers();
  void make_applications();
  void make_evidence();
  void make_secondments();
  void make_studios();
  void make_stations();
  // training.cpp
  void make_training_totals();
  // placement.cpp
  void make_enterprises();
  void make_agreements();
  void make_memberships();

  void lay_out_schools();
  void choose_offerings(School& school);

  struct Application {
    std::size_t school = 0;
    std::string id;
    base::Date applied_on;
  };
  struct Base {
    std::size_t school = 0;
    std::string id;
    int stations = 0;
    bool open = false;  // to other schools
  };

  const Place& place_;
  const Options options_;
  const Sink& sink_;
  World world_;
  int newest_year_ = 0;
  base::SeededRandom ids_;
  std::map<int, int> people_;  // by school year of birth
  int phones_ = 0;
  std::vector<School> schools_;
  std::map<std::string_view, std::string> catalogue_;  // code → id
  std::vector<Class> classes_;
  std::vector<Enterprise> enterprises_;
  std::vector<Application> applications_;
  std::vector<Base> bases_;
  std::int64_t students_ = 0;  // of those who are at school, made so far
  struct Twin {
    Person person;
    std::string name;
    std::size_t school = 0;
    std::string id;
  };
  std::map<int, Twin> twins_;  // by year of entry: who is also registered elsewhere
};

base::Date later_by_months(base::Date day, int months);

}  // namespace sample
