#include "base/problem.hpp"

#include <utility>

namespace base {

Problem::Problem(int status, std::string type, Text title, Text detail,
                 std::vector<FieldError> errors)
    : status_(status),
      type_(std::move(type)),
      title_(std::move(title)),
      detail_(std::move(detail)),
      errors_(std::move(errors)) {}

Problem Problem::with_current(std::string json) && {
  current_ = std::move(json);
  return std::move(*this);
}

Problem Problem::with_retry_after(int seconds) && {
  retry_after_s_ = seconds;
  return std::move(*this);
}

Problem bad_request(Text detail, std::vector<FieldError> errors) {
  return {400, "bad-request", {"请求有误", "Bad request"}, std::move(detail), std::move(errors)};
}

Problem not_signed_in() {
  return {401,
          "not-signed-in",
          {"尚未登录", "Not signed in"},
          {"请先登录再继续；如果刚才已登录，可能是登录已过期。",
           "Sign in first; if you had signed in, the session has probably expired."}};
}

Problem forbidden(Text detail) {
  return {403, "forbidden", {"没有权限", "Not permitted"}, std::move(detail)};
}

Problem not_found(Text what) {
  return {404,
          "not-found",
          {"没有找到", "Not found"},
          {what.zh + "不存在，或您无权查看。请检查地址或返回上一页。",
           what.en + " does not exist, or you may not see it. Check the address or go back."}};
}

Problem conflict(std::string type, Text detail) {
  return {409,
          std::move(type),
          {"与当前状态冲突", "Conflict with the present state"},
          std::move(detail)};
}

Problem stale(std::string current_json) {
  return Problem(412, "stale", {"内容已被他人更新", "Someone else has changed this"},
                 {"您打开之后内容已有变化，您的修改没有保存。请对照最新内容后再提交。",
                  "It changed after you opened it and your change was not saved. Compare with the "
                  "current content and send again."})
      .with_current(std::move(current_json));
}

Problem invalid(Text detail, std::vector<FieldError> errors) {
  return {422,
          "invalid",
          {"内容不符合要求", "The content is not acceptable"},
          std::move(detail),
          std::move(errors)};
}

Problem precondition_required() {
  return {428,
          "precondition-required",
          {"缺少版本号", "Version missing"},
          {"修改时须带 If-Match 请求头，说明所依据的版本。",
           "A change needs an If-Match header that names the version it is based on."}};
}

Problem too_many(Text detail, int retry_after_s) {
  return Problem(429, "too-many-requests", {"操作过于频繁", "Too many requests"}, std::move(detail))
      .with_retry_after(retry_after_s);
}

Problem unavailable(Text detail, int retry_after_s) {
  return Problem(503, "unavailable", {"暂时无法处理", "Temporarily unavailable"}, std::move(detail))
      .with_retry_after(retry_after_s);
}

}  // namespace base
