#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace document {

//! UTF-8 of `bytes` in the encoding that its byte order mark or its bytes show: UTF-8, UTF-16 or
//! GB18030; line ends become LF. Nothing if it is none of these.
std::optional<std::string> decode_text(std::string_view bytes);

}  // namespace document
