#include <fmt/format.h>

#include <boost/describe.hpp>
#include <map>
#include <optional>

#include "allocation_files/mechanism.hpp"
#include "allocation_files/name_index.hpp"
#include "allocation_files/withheld.hpp"
#include "engines/allocation/exchange.hpp"

//! Balanced exchange on a file. The structs are the format; docs/allocation.md describes it.
namespace allocation_files {

namespace ea = engines::allocation;

struct TeacherRow {
  std::string id;
  std::string school;
  std::string subject;
  std::vector<std::string> wishes;        // schools he would rather be at, the best first
  std::optional<std::uint32_t> standing;  // small trades first; by lottery number if absent
};
BOOST_DESCRIBE_STRUCT(TeacherRow, (), (id, school, subject, wishes, standing))

struct ExchangeFile {
  std::string mechanism;
  std::vector<TeacherRow> teachers;
};
BOOST_DESCRIBE_STRUCT(ExchangeFile, (), (mechanism, teachers))

namespace {

class ExchangeReading {
 public:
  ExchangeReading(const Source& source, const LotteryNumbers& lottery)
      : source_(source), lottery_(lottery), file_(source.read<ExchangeFile>()) {}

  void read() {
    NameIndex ids;
    for (std::uint32_t i = 0; i < file_.teachers.size(); ++i) {
      const TeacherRow& row = file_.teachers[i];
      ids.add(row.id, faults_, fmt::format("/teachers/{}/id", i));
      teachers.push_back(row.id);
      input.home.push_back(post_of(row.school, row.subject));
      for (const std::string& school : row.wishes) {
        input.wishes.items.push_back(post_of(school, row.subject));
      }
      input.wishes.end_list();
      input.standing.push_back(standing(i));
    }
    input.posts = static_cast<std::uint32_t>(schools.size());
    source_.refuse(faults_.take());
    check_whole();
  }

  ea::ExchangeInput input;
  std::vector<std::string> teachers;
  std::vector<std::string> schools;   // of a post
  std::vector<std::string> subjects;  // of a post

 private:
  std::uint32_t post_of(const std::string& school, const std::string& subject) {
    const auto [post, fresh] = posts_.try_emplace({school, subject}, schools.size());
    if (fresh) {
      schools.push_back(school);
      subjects.push_back(subject);
    }
    return post->second;
  }

  std::uint32_t standing(std::uint32_t teacher) {
    const TeacherRow& row = file_.teachers[teacher];
    const auto drawn = lottery_.find(row.id);
    if (row.standing && lottery_.empty()) return *row.standing;
    if (!row.standing && drawn != lottery_.end()) return drawn->second;
    faults_.add(fmt::format("/teachers/{}/standing", teacher),
                {"须写明校内次序，或另给抽签结果，二者只取其一",
                 "needs its standing at school or a lottery number, and not both"});
    return 0;
  }

  void check_whole() {
    const ea::ExchangeCheck found = ea::check(input);
    const std::string pointer =
        found.person == ea::kNone ? "/teachers" : fmt::format("/teachers/{}/wishes", found.person);
    switch (found.fault) {
      case ea::ExchangeFault::wished_twice:
        faults_.add(pointer, {"同一学校写了两次", "a school is there twice"});
        break;
      case ea::ExchangeFault::wishes_home:
        faults_.add(pointer, {"志愿里有本校", "his own school is among the wishes"});
        break;
      case ea::ExchangeFault::equal_standing:
        faults_.add(pointer, {"校内次序有重复", "two have the same standing"});
        break;
      default:
        break;  // the arrays were made here
    }
    source_.refuse(faults_.take());
  }

  const Source& source_;
  const LotteryNumbers& lottery_;
  ExchangeFile file_;
  Faults faults_;
  std::map<std::pair<std::string, std::string>, std::uint32_t> posts_;
};

}  // namespace

std::vector<std::string> people_of_exchange(const Source& source) {
  std::vector<std::string> ids;
  for (TeacherRow& row : source.read<ExchangeFile>().teachers) ids.push_back(std::move(row.id));
  return ids;
}

boost::json::object run_exchange(const Source& source, const Asked& asked) {
  refuse_corrections(asked);
  ExchangeReading reading(source, asked.lottery);
  reading.read();
  const std::vector<std::uint32_t> post = ea::exchange(reading.input);
  const ea::Verdict verdict = ea::verify_exchange(reading.input, post);
  const Withheld withheld(verdict, [&] {
    ea::Lists homes;  // a teacher ties his own post to those he wishes
    for (std::uint32_t i = 0; i < post.size(); ++i) {
      homes.items.push_back(reading.input.home[i]);
      const auto wishes = reading.input.wishes.of(i);
      homes.items.insert(homes.items.end(), wishes.begin(), wishes.end());
      homes.end_list();
    }
    return ea::components(homes, reading.input.posts, {});
  });

  boost::json::object answer{{"mechanism", "exchange"}};
  put_verdict(answer, verdict, reading.teachers, "teacher", [&](const ea::Finding& finding) {
    return reading.schools[finding.institution] + " " + reading.subjects[finding.institution];
  });
  boost::json::array outcomes;
  for (std::uint32_t i = 0; i < post.size(); ++i) {
    boost::json::object row{{"teacher", reading.teachers[i]}};
    if (withheld.applicant(i)) {
      row["outcome"] = "withheld";
    } else {
      const auto wishes = reading.input.wishes.of(i);
      const auto wish = std::ranges::find(wishes, post[i]);
      row["outcome"] = wish == wishes.end() ? "stays" : "moves";
      row["school"] = reading.schools[post[i]];
      row["subject"] = reading.subjects[post[i]];
      if (wish != wishes.end()) row["choice"] = wish - wishes.begin() + 1;
    }
    outcomes.push_back(std::move(row));
  }
  answer["outcomes"] = std::move(outcomes);
  return answer;
}

}  // namespace allocation_files
