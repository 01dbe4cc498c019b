#pragma once

#include <utility>

#include "base/problem.hpp"

//! Why a file is not read, with what to do next.
namespace document {

inline base::Problem damaged(base::Text detail) {
  return {422, "document-damaged", {"文件无法读出", "The file cannot be read"}, std::move(detail)};
}

inline base::Problem unknown_kind(base::Text detail) {
  return {
      415, "document-kind", {"不支持这种文件", "This kind of file is not read"}, std::move(detail)};
}

inline base::Problem too_large(base::Text detail) {
  return {413, "document-too-large", {"文件过大", "The file is too large"}, std::move(detail)};
}

inline base::Problem tool_missing(base::Text detail) {
  return {503,
          "document-tool-missing",
          {"缺少读取这种文件的程序", "A program for this kind of file is missing"},
          std::move(detail)};
}

inline base::Problem storage_full() {
  return {507,
          "storage-full",
          {"无法写临时文件", "Temporary files cannot be written"},
          {"磁盘已满或不可写，请联系管理员。",
           "The disk is full or cannot be written; tell the administrator."}};
}

inline base::Problem took_too_long() {
  return {422,
          "document-too-slow",
          {"文件处理超时", "The file takes too long"},
          {"处理这份文件超过了时限。请拆成几份，或另存为 DOCX 后再上传。",
           "Reading this file took longer than allowed. Split it, or save it as DOCX and upload it "
           "again."}};
}

}  // namespace document
