# The habits of the house as tests; `tools/tidy --help` lists them.
set(tidy ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/tidy)
set(tidy_headers ${tidy} --headers --compiler ${CMAKE_CXX_COMPILER} --cache ${CMAKE_BINARY_DIR}/headers_alone.json)

add_custom_target(headers_alone COMMAND ${tidy_headers} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} USES_TERMINAL
                  COMMENT "Compiling on their own the headers that no source includes first")

add_test(NAME tidy.tree COMMAND ${tidy} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
add_test(NAME tidy.self_test COMMAND ${tidy} --self-test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
add_test(NAME tidy.headers COMMAND ${tidy_headers} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(tidy.tree tidy.self_test PROPERTIES LABELS tidy TIMEOUT 120)
set_tests_properties(tidy.headers PROPERTIES LABELS tidy TIMEOUT 900 PROCESSORS 2)
