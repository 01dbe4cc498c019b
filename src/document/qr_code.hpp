#pragma once

#include <string>
#include <string_view>

namespace document {

//! A QR code (ISO/IEC 18004) of level Q, which survives a seal over a quarter of it, as a grey PNG
//! with its quiet zone, 8 pixels a module. The same text gives the same bytes. Throws
//! std::invalid_argument for text that is empty, has a NUL or does not fit (1663 bytes).
std::string qr_code_png(std::string_view text);

}  // namespace document
