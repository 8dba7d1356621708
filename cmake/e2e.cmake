# Scripts as tests. Each runs in its own folder of the build tree, empty at first, with
#   ENTENTE                  the program under test
#   ENTENTE_SOURCE_DIR       the project's root
#   ENTENTE_CONFORMANCE_DIR  reference material, unset when there is none
#   ENTENTE_SANITIZED        1 in a build with sanitizers, where limits on memory and time do not apply; else 0
function(entente_script_tests label folder)
  file(GLOB scripts CONFIGURE_DEPENDS ${folder}/*.sh ${folder}/*.py)
  list(FILTER scripts EXCLUDE REGEX "/_[^/]*$")
  if(NOT scripts OR NOT TARGET entente)
    return()
  endif()
  set(environment "ENTENTE=$<TARGET_FILE:entente>" "ENTENTE_SOURCE_DIR=${CMAKE_SOURCE_DIR}"
                  "ENTENTE_SANITIZED=$<BOOL:${ENTENTE_SANITIZE}>")
  if(ENTENTE_CONFORMANCE_DIR)
    list(APPEND environment "ENTENTE_CONFORMANCE_DIR=${ENTENTE_CONFORMANCE_DIR}")
  endif()
  foreach(script IN LISTS scripts)
    get_filename_component(stem ${script} NAME_WLE)
    set(name ${label}.${stem})
    set(labels ${label})
    set(timeout 300)
    if(ENTENTE_SANITIZE)
      set(timeout 900)  # ten times slower
    endif()
    if(stem MATCHES "_slow$")
      list(APPEND labels slow)
      set(timeout 1800)
    endif()
    if(script MATCHES "[.]py$")
      set(interpreter python3)
    else()
      set(interpreter bash)
    endif()
    set(workplace ${CMAKE_BINARY_DIR}/${label}/${stem})
    # What an earlier run wrote goes first: scripts write files that must not be there yet.
    add_test(NAME ${name} COMMAND sh -c "rm -rf -- \"$1\" && mkdir -p -- \"$1\" && cd -- \"$1\" && exec \"$2\" \"$3\"" sh ${workplace}
                                  ${interpreter} ${script})
    set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT ${timeout} LABELS "${labels}" ENVIRONMENT "${environment}")
  endforeach()
endfunction()
