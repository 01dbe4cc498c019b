#include "plan/plan_json.hpp"

#include <stdexcept>

#include "base/record_json.hpp"

namespace plan {

std::string plan_to_json(const Plan& plan) { return base::record_text(plan); }

Plan plan_from_json(std::string_view json) {
  try {
    return base::record_from<Plan>(json);
  } catch (const std::exception& error) {
    throw std::runtime_error(std::string("stored plan cannot be read: ") + error.what());
  }
}

}  // namespace plan
