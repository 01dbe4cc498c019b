#pragma once

#include <exception>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace yaml {

//! Something in a file that has to be corrected, and how. Lines and columns begin at 1; columns
//! count characters. A line of 0 means the file as a whole.
struct Fault {
  std::string file;
  int line = 0;
  int column = 0;
  std::string code;
  base::Text reason;

  bool operator==(const Fault&) const = default;
};
BOOST_DESCRIBE_STRUCT(Fault, (), (file, line, column, code, reason))

//! Every fault that was found in a folder.
class LoadError : public std::exception {
 public:
  //! Precondition: `faults` is not empty.
  explicit LoadError(std::vector<Fault> faults);

  //! The first fault in English, and how many more there are.
  const char* what() const noexcept override { return what_.c_str(); }
  const std::vector<Fault>& faults() const { return faults_; }

 private:
  std::vector<Fault> faults_;
  std::string what_;
};

//! `tasks.yaml:12:5: reason`; without line and column if the fault is of the whole file.
std::string fault_text(const Fault& fault, bool english);

}  // namespace yaml
