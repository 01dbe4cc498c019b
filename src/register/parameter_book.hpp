#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "register/declaration.hpp"

//! The parameters of all registers as they stand now: what was declared, with what was set since
//! the program started. Whoever computes with a parameter asks here and never the declaration.
namespace registers {

//! Those of one register, in the order of its declaration, which never changes. Safe from any
//! thread; what now() answered stays as it is.
class ParameterLines {
 public:
  explicit ParameterLines(std::vector<Parameter> lines)
      : lines_(std::make_shared<const std::vector<Parameter>>(std::move(lines))) {}

  std::shared_ptr<const std::vector<Parameter>> now() const;
  //! Precondition: there is a parameter of this name.
  void replace(Parameter line);

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const std::vector<Parameter>> lines_;
};

//! Safe from any thread. Precondition of all: the catalogue has the register and the parameter.
class ParameterBook {
 public:
  explicit ParameterBook(const Catalogue& catalogue);
  //! As `other` stands; what is replaced later in one does not show in the other.
  ParameterBook(const ParameterBook& other);
  ParameterBook& operator=(const ParameterBook&) = delete;

  const ParameterLines& of(std::string_view noun) const;
  //! The parameter with all its dated values.
  Parameter line(std::string_view noun, std::string_view name) const;
  //! What holds on `day`.
  ParameterValue on(std::string_view noun, std::string_view name, Date day) const;
  //! From now on the values of this parameter are those of `line`.
  void replace(std::string_view noun, Parameter line);

 private:
  std::map<std::string, std::unique_ptr<ParameterLines>, std::less<>> registers_;
};

}  // namespace registers
