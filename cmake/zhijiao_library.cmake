# zhijiao_library(NAME SOURCES a.cpp ... LINK x ... [TESTS a_test.cpp ...] [TEST_LINK y ...])
#   [COMPUTES] [ALONE x.cpp ...]
# makes the library zj_NAME of the folder and, with ZHIJIAO_TESTS, the test program NAME_test. With
# COMPUTES the debug build optimises it all the same: its tests would compute for minutes. Several
# sources are compiled in one go (CMAKE_UNITY_BUILD), which saves the debug build half of its time;
# ALONE are those that call something of their own as another of the folder does.
function(zhijiao_library name)
  cmake_parse_arguments(ARG "COMPUTES" "" "SOURCES;LINK;TESTS;TEST_LINK;ALONE" ${ARGN})
  add_library(zj_${name} STATIC ${ARG_SOURCES})
  target_include_directories(zj_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(zj_${name} PUBLIC ${ARG_LINK})
  set_source_files_properties(${ARG_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  if(ARG_COMPUTES)
    target_compile_options(zj_${name} PRIVATE $<$<CONFIG:Debug>:-O1>)
  elseif(name STREQUAL base)
    target_precompile_headers(zj_base PRIVATE ${PROJECT_SOURCE_DIR}/src/precompiled.hpp)
  else()
    target_precompile_headers(zj_${name} REUSE_FROM zj_base)
  endif()
  if(ZHIJIAO_TESTS AND ARG_TESTS)
    add_executable(${name}_test ${ARG_TESTS})
    target_link_libraries(${name}_test PRIVATE zj_${name} ${ARG_TEST_LINK} GTest::gmock_main rapidcheck)
    target_compile_definitions(${name}_test PRIVATE ZHIJIAO_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    if(name STREQUAL base)
      target_precompile_headers(base_test PRIVATE ${PROJECT_SOURCE_DIR}/src/precompiled_test.hpp)
    else()
      target_precompile_headers(${name}_test REUSE_FROM base_test)
    endif()
    # The program at once: a process for each of its tests cost more than the tests.
    add_dependencies(unit_tests ${name}_test)
    add_test(NAME ${name} COMMAND ${name}_test)
    set_tests_properties(${name} PROPERTIES TIMEOUT 600)
  endif()
endfunction()
