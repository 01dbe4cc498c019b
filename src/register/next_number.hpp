#pragma once

#include <optional>
#include <span>
#include <string>

//! The number that a step gives to a record, proposed by those given before: 平教备〔2026〕7号
//! comes after 平教备〔2026〕6号. Whoever takes the step may write another.
namespace registers {

//! `given`, the latest first. Those that are written like the first are one series: the next is one
//! more than the highest of it, or the first of `year` if the highest names an earlier year.
//! Nothing if the first has no count. Last digits from 2000 to 2099 are a year unless those given
//! before tell that they run.
std::optional<std::string> next_number(std::span<const std::string> given, int year);

}  // namespace registers
