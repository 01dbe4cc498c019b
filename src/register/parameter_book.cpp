#include "register/parameter_book.hpp"

#include <algorithm>
#include <utility>

namespace registers {

std::shared_ptr<const std::vector<Parameter>> ParameterLines::now() const {
  const std::lock_guard lock(mutex_);
  return lines_;
}

void ParameterLines::replace(Parameter line) {
  const std::lock_guard lock(mutex_);
  auto lines = std::make_shared<std::vector<Parameter>>(*lines_);
  *std::ranges::find(*lines, line.name, &Parameter::name) = std::move(line);
  lines_ = std::move(lines);
}

ParameterBook::ParameterBook(const Catalogue& catalogue) {
  for (const Declaration& declaration : catalogue.registers) {
    registers_.emplace(declaration.name, std::make_unique<ParameterLines>(declaration.parameters));
  }
}

ParameterBook::ParameterBook(const ParameterBook& other) {
  for (const auto& [noun, lines] : other.registers_) {
    registers_.emplace(noun, std::make_unique<ParameterLines>(*lines->now()));
  }
}

const ParameterLines& ParameterBook::of(std::string_view noun) const {
  return *registers_.find(noun)->second;
}

Parameter ParameterBook::line(std::string_view noun, std::string_view name) const {
  const auto lines = of(noun).now();
  return *std::ranges::find(*lines, name, &Parameter::name);
}

ParameterValue ParameterBook::on(std::string_view noun, std::string_view name, Date day) const {
  return line(noun, name).on(day);
}

void ParameterBook::replace(std::string_view noun, Parameter line) {
  registers_.find(noun)->second->replace(std::move(line));
}

}  // namespace registers
