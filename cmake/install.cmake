# `cmake --install build/release --prefix DIR`: the program, the library with its headers and how to find it, the shipped worlds,
# the documents. Nothing to install from a build with sanitizers.
if(ENTENTE_SANITIZE)
  return()
endif()
include(CMakePackageConfigHelpers)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/entente)
install(TARGETS entente)
install(TARGETS entente_shared EXPORT entente)
install(EXPORT entente FILE ententeConfig.cmake NAMESPACE entente:: DESTINATION ${package_folder})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/ententeConfigVersion.cmake COMPATIBILITY SameMajorVersion)

file(RELATIVE_PATH ENTENTE_PREFIX_FROM_PC /p/${CMAKE_INSTALL_LIBDIR}/pkgconfig /p)
configure_file(${CMAKE_CURRENT_LIST_DIR}/entente.pc.in ${CMAKE_BINARY_DIR}/entente.pc @ONLY)

install(FILES ${CMAKE_BINARY_DIR}/ententeConfigVersion.cmake DESTINATION ${package_folder})
install(FILES ${CMAKE_BINARY_DIR}/entente.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/include/entente DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/data/worlds DESTINATION ${CMAKE_INSTALL_DATADIR}/entente)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/docs ${CMAKE_SOURCE_DIR}/examples DESTINATION ${CMAKE_INSTALL_DOCDIR})
foreach(page IN ITEMS LICENSE README.md CHANGELOG.md SECURITY.md)
  install(FILES ${CMAKE_SOURCE_DIR}/${page} DESTINATION ${CMAKE_INSTALL_DOCDIR})
endforeach()
