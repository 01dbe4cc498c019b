#include "document/qr_code.hpp"

#include <png.h>
#include <qrencode.h>

#include <memory>
#include <stdexcept>
#include <vector>

namespace document {

namespace {

constexpr int kQuietModules = 4;
constexpr int kPixelsPerModule = 8;

}  // namespace

std::string qr_code_png(std::string_view text) {
  if (text.empty() || text.find('\0') != std::string_view::npos) {
    throw std::invalid_argument("a QR code holds text without NUL");
  }
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString(std::string(text).c_str(), 0, QR_ECLEVEL_Q, QR_MODE_8, 1), &QRcode_free);
  if (code == nullptr) throw std::invalid_argument("the text does not fit into a QR code");
  const int side = (code->width + 2 * kQuietModules) * kPixelsPerModule;
  std::vector<unsigned char> pixels(static_cast<std::size_t>(side) * side, 0xFF);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const int row = y / kPixelsPerModule - kQuietModules;
      const int column = x / kPixelsPerModule - kQuietModules;
      if (row < 0 || column < 0 || row >= code->width || column >= code->width) continue;
      const bool dark = (code->data[row * code->width + column] & 1U) != 0;
      if (dark) pixels[static_cast<std::size_t>(y) * side + x] = 0;
    }
  }
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(side);
  image.height = static_cast<png_uint_32>(side);
  image.format = PNG_FORMAT_GRAY;
  std::string png(PNG_IMAGE_PNG_SIZE_MAX(image), '\0');
  png_alloc_size_t size = png.size();
  if (png_image_write_to_memory(&image, png.data(), &size, 0, pixels.data(), 0, nullptr) == 0) {
    throw std::runtime_error(image.message);
  }
  png.resize(size);
  return png;
}

}  // namespace document
