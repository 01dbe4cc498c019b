#pragma once

#include <exception>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace base {

//! What is wrong with one field of what was sent; `field` is a JSON pointer or a parameter name.
struct FieldError {
  std::string field;
  Text message;
};
BOOST_DESCRIBE_STRUCT(FieldError, (), (field, message))

//! An expected failure that ends a request (RFC 9457). `http` alone turns it into an answer.
//! `detail` says what happened and what to do next; it never contains a bound value or a secret.
class Problem : public std::exception {
 public:
  Problem(int status, std::string type, Text title, Text detail,
          std::vector<FieldError> errors = {});

  const char* what() const noexcept override { return title_.en.c_str(); }

  int status() const { return status_; }
  //! Last part of the type URI, e.g. "stale".
  const std::string& type() const { return type_; }
  const Text& title() const { return title_; }
  const Text& detail() const { return detail_; }
  const std::vector<FieldError>& errors() const { return errors_; }

  //! 412 carries the current row as JSON, so that a form can show the difference.
  Problem with_current(std::string json) &&;
  const std::string& current() const { return current_; }

  //! Seconds to wait before trying again (429, 503); 0 if there is no such advice.
  Problem with_retry_after(int seconds) &&;
  int retry_after_s() const { return retry_after_s_; }

 private:
  int status_;
  std::string type_;
  Text title_;
  Text detail_;
  std::vector<FieldError> errors_;
  std::string current_;
  int retry_after_s_ = 0;
};

Problem bad_request(Text detail, std::vector<FieldError> errors = {});  // 400
Problem not_signed_in();                                                // 401
Problem forbidden(Text detail);                                         // 403
Problem not_found(Text what);                                           // 404
Problem conflict(std::string type, Text detail);                        // 409
Problem stale(std::string current_json);                                // 412
Problem invalid(Text detail, std::vector<FieldError> errors);           // 422
Problem precondition_required();                                        // 428
Problem too_many(Text detail, int retry_after_s);                       // 429
Problem unavailable(Text detail, int retry_after_s);                    // 503

}  // namespace base
