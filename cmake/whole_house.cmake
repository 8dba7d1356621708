# One GoogleTest program over all rooms, from every .cpp in the given folders of tests/.
# Headers are included as "reference/evaluator.h" (or "tests/reference/evaluator.h").
function(entente_program_of_tests name)
  set(sources "")
  foreach(folder IN LISTS ARGN)
    file(GLOB found CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/*.cpp)
    list(APPEND sources ${found})
  endforeach()
  if(NOT sources)
    return()
  endif()
  add_executable(test_${name} ${sources})
  target_include_directories(test_${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests ${CMAKE_SOURCE_DIR})
  target_link_libraries(test_${name} PRIVATE entente::service entente_options GTest::gtest GTest::gmock GTest::gtest_main)
  entente_discover(test_${name} ${name})
  if(name STREQUAL "property")
    target_link_libraries(test_property PRIVATE ${RAPIDCHECK} entente_generated)
    # The same laws over many more cases than the fast suite affords, and other ones; in parts that run beside each other, first of all.
    set(shards 4)
    foreach(shard RANGE 1 ${shards})
      math(EXPR index "${shard} - 1")
      add_test(NAME property.many_cases_${shard} COMMAND test_property --gtest_filter=-Slow* WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
      set_tests_properties(property.many_cases_${shard} PROPERTIES LABELS slow TIMEOUT 2400 COST 1000
                           ENVIRONMENT "RC_PARAMS=max_success=200 seed=7;ENTENTE_SOURCE_DIR=${CMAKE_SOURCE_DIR};GTEST_TOTAL_SHARDS=${shards};GTEST_SHARD_INDEX=${index}"
                           SKIP_REGULAR_EXPRESSION "no test to run")
    endforeach()
  endif()
endfunction()
