# zhijiao_embed(OUTPUT x.cpp FUNCTION ns::function FILES a b ...) writes x.cpp with
#   std::string_view ns::function(std::string_view file)
# that returns the text of the file of that name (without folder), or an empty view. The text is
# that of the build: the program needs no files of its source tree.
#
# The same file is run as a script (cmake -P) to write x.cpp whenever a file changes.
if(CMAKE_SCRIPT_MODE_FILE)
  string(REPLACE "::" ";" parts "${FUNCTION}")
  list(POP_BACK parts name)
  list(JOIN parts "::" namespace)
  set(text "#include <string_view>\n\nnamespace ${namespace} {\n\n")
  string(APPEND text "std::string_view ${name}(std::string_view file);\n\n")
  string(APPEND text "std::string_view ${name}(std::string_view file) {\n")
  string(REPLACE "|" ";" files "${FILES}")
  foreach(file IN LISTS files)
    get_filename_component(short "${file}" NAME)
    file(READ "${file}" content)
    string(APPEND text "  if (file == \"${short}\") return R\"zhijiao(${content})zhijiao\";\n")
  endforeach()
  string(APPEND text "  return {};\n}\n\n}  // namespace ${namespace}\n")
  file(WRITE "${OUTPUT}" "${text}")
  return()
endif()

set(ZHIJIAO_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

function(zhijiao_embed)
  cmake_parse_arguments(ARG "" "OUTPUT;FUNCTION" "FILES" ${ARGN})
  list(JOIN ARG_FILES "|" files)  # a list would not survive the command line
  add_custom_command(
    OUTPUT "${ARG_OUTPUT}"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${ARG_OUTPUT}" "-DFUNCTION=${ARG_FUNCTION}"
            "-DFILES=${files}" -P "${ZHIJIAO_EMBED_SCRIPT}"
    DEPENDS ${ARG_FILES} "${ZHIJIAO_EMBED_SCRIPT}"
    VERBATIM)
endfunction()
