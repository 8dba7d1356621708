# Language level, warnings, hardening and sanitizers. Every target links `entente_options`.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

option(ENTENTE_TESTS "unit, property and fuzz tests (end-to-end scripts need only the binary and are always there)" ON)
option(ENTENTE_BENCH "the benchmark program" OFF)
option(ENTENTE_SANITIZE "AddressSanitizer, UndefinedBehaviorSanitizer and coverage edges for fuzzers (clang)" OFF)
option(ENTENTE_WERROR "treat warnings as errors" OFF)
option(ENTENTE_HARDEN "hardened release flags" OFF)
option(ENTENTE_COVERAGE "source-based coverage (clang)" OFF)
set(ENTENTE_FUZZ_SECONDS 20 CACHE STRING "length of one bounded fuzz run, in seconds")

# Reference material of other people that tests may use; tests that need it skip themselves when it is not there.
# Not set: the environment's, else the folder beside the project, looked for at every configuring.
set(ENTENTE_CONFORMANCE_DIR "" CACHE PATH "folder with published reference documents and vectors")
if(NOT ENTENTE_CONFORMANCE_DIR)
  set(ENTENTE_CONFORMANCE_DIR "$ENV{ENTENTE_CONFORMANCE_DIR}")
endif()
if(NOT ENTENTE_CONFORMANCE_DIR AND IS_DIRECTORY ${CMAKE_SOURCE_DIR}/../shared/conformance)
  cmake_path(SET ENTENTE_CONFORMANCE_DIR NORMALIZE ${CMAKE_SOURCE_DIR}/../shared/conformance)
endif()

# The rooms go into a program and into a shared library of which only the C functions are seen. Not so with sanitizers, whose
# library would need a program with the same ones: nobody installs that.
if(NOT ENTENTE_SANITIZE)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  set(CMAKE_CXX_VISIBILITY_PRESET hidden)
  set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(entente_options INTERFACE)
target_compile_options(entente_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                                                 -Wnon-virtual-dtor -Wold-style-cast -Wimplicit-fallthrough -Wswitch)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # std::stable_sort of this standard library calls a deprecated function of its own, and clang says so at our line; g++ still
  # reports the deprecated functions that we call ourselves.
  target_compile_options(entente_options INTERFACE -Wno-deprecated-declarations)
endif()
if(ENTENTE_WERROR)
  target_compile_options(entente_options INTERFACE -Werror)
endif()
if(ENTENTE_SANITIZE)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "ENTENTE_SANITIZE needs clang, the compiler is ${CMAKE_CXX_COMPILER_ID}")
  endif()
  target_compile_options(entente_options INTERFACE -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all
                                                   -fno-omit-frame-pointer -D_GLIBCXX_ASSERTIONS)
  target_link_options(entente_options INTERFACE -fsanitize=address,undefined -fuse-ld=lld-19)
endif()
if(ENTENTE_HARDEN)
  target_compile_options(entente_options INTERFACE -fstack-protector-strong -fstack-clash-protection -fcf-protection
                                                   -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS)
  target_link_options(entente_options INTERFACE $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-pie>
                                                -Wl,-z,relro,-z,now,-z,noexecstack)
endif()
if(ENTENTE_COVERAGE)
  target_compile_options(entente_options INTERFACE -fprofile-instr-generate -fcoverage-mapping)
  target_link_options(entente_options INTERFACE -fprofile-instr-generate)
endif()
