# The shared library: `entente`, of which only the functions of include/entente/entente.h are seen. Beside `install`, which says
# where things go.
include(GNUInstallDirs)

# An installed program or library finds the shipped worlds from where it stands itself, wherever the whole tree is moved.
file(RELATIVE_PATH ENTENTE_DATA_FROM_PROGRAM /p/${CMAKE_INSTALL_BINDIR} /p/${CMAKE_INSTALL_DATADIR}/entente)
file(RELATIVE_PATH ENTENTE_DATA_FROM_LIBRARY /p/${CMAKE_INSTALL_LIBDIR} /p/${CMAKE_INSTALL_DATADIR}/entente)

target_include_directories(entente_embed PUBLIC ${CMAKE_SOURCE_DIR}/include)
target_compile_definitions(entente_embed PRIVATE ENTENTE_VERSION="${PROJECT_VERSION}"
                                                 ENTENTE_DATA_FROM_LIBRARY="${ENTENTE_DATA_FROM_LIBRARY}")
if(ENTENTE_SANITIZE)
  return()
endif()

set(exports ${CMAKE_CURRENT_LIST_DIR}/embed.map)
add_library(entente_shared SHARED $<TARGET_OBJECTS:entente_embed>)
add_library(entente::entente ALIAS entente_shared)
set_target_properties(entente_shared PROPERTIES OUTPUT_NAME entente EXPORT_NAME entente LINKER_LANGUAGE CXX
                      VERSION ${PROJECT_VERSION} SOVERSION 0 LINK_DEPENDS ${exports} LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
target_include_directories(entente_shared INTERFACE $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}/include>
                                                    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(entente_shared PRIVATE entente::service entente_options)
target_link_options(entente_shared PRIVATE -Wl,--version-script=${exports} -Wl,--no-undefined)
