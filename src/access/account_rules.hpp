#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/access_views.hpp"
#include "access/directory.hpp"
#include "base/problem.hpp"

//! What may stand in an account and in a post. Pure.
namespace zhijiao::access {

//! As it is kept: full width made half width, blanks around it dropped.
std::string tidy_name(std::string_view name);
std::string tidy_display_name(std::string_view display_name);

//! 2 to 64 letters (of any script), digits, and . _ - @; names are compared folded (base::fold).
//! Precondition: tidy.
std::optional<base::FieldError> name_error(std::string_view name);

//! 1 to 64 characters, none of them a control character. Precondition: tidy.
std::optional<base::FieldError> display_name_error(std::string_view display_name);

//! A post with everything said: what NewPost leaves open is filled in.
struct PostPeriod {
  base::Date from;
  std::optional<base::Date> to;  // last day
  bool acting = false;
};

//! The unit exists and does not end before the post begins, the role exists, the period does not
//! end before it begins, an acting post has an end.
std::vector<base::FieldError> post_errors(const Directory& directory, const std::string& unit,
                                          const std::string& role, const PostPeriod& period);

//! What is wrong with the new end of a post. It may end before it began: then it was never held,
//! which is how a mistaken one is taken back at once.
std::optional<base::FieldError> post_end_error(bool acting, const std::optional<base::Date>& to);

}  // namespace zhijiao::access
