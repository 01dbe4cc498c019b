#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "document/document.hpp"
#include "draft/draft_plan.hpp"

namespace draft {

//! A file as read, and what was drafted from it.
struct FileDraft {
  document::Kind kind = document::Kind::text;
  bool low_confidence = false;
  std::string text;
  std::vector<Text> remarks;
  DraftRead read;
};

//! Reads the file and drafts. Takes as long as the file asks for. What stands in a recognised
//! picture is never sure: no confidence above 50 %. Throws what document::read_document throws.
FileDraft draft_file(std::string_view bytes, const plan::Plan& base, base::Date today,
                     const document::Options& options);

//! The head as the engine alone sees it, to find whose document it is before an organisation is
//! chosen.
struct Origin {
  std::string issuer;
  std::string title;
  std::string number;
  //! Six digits that begin the index number (620800/2020010016), or empty.
  std::string region;
};
Origin origin_of(const document::Document& document);

//! False if another place than that of `plan` issued the document. A document that names no place
//! is taken to be of the place.
bool is_of_place(const plan::Plan& plan, const Origin& origin);

//! As draft_file, from a document that has been read.
FileDraft draft_document(document::Document document, const plan::Plan& base, base::Date today);

}  // namespace draft
