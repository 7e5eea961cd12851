# Manual pages, completions and examples, compared with the tables that they are written from.
add_executable(accord_tables manual/tables.c)
target_link_libraries(accord_tables PRIVATE accord_manual)

foreach(claims pages completions)
    add_test(NAME manual_${claims} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/manual/${claims}.py $<TARGET_FILE:accord_tables>
                                           ${PROJECT_BINARY_DIR}/src/manual/share)
endforeach()
add_test(NAME manual_examples COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/manual/examples.py $<TARGET_FILE:accord_tables>
                                      $<TARGET_FILE:accord> ${PROJECT_SOURCE_DIR})
set_tests_properties(manual_examples PROPERTIES TIMEOUT 600 LABELS plain)
add_test(NAME manual_install COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/manual/install.sh ${PROJECT_BINARY_DIR}
                                     $<TARGET_FILE:accord_write_manual> ${PROJECT_SOURCE_DIR}/src/manual)
foreach(test pages completions install)
    set_tests_properties(manual_${test} PROPERTIES TIMEOUT 600)
endforeach()
