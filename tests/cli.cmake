# Suites of src/cli, and the program from outside.
foreach(suite exit_code options)
    accord_suite(${suite} unit/cli/${suite}_test.c)
    target_link_libraries(test_${suite} PRIVATE accord_cli)
endforeach()

foreach(file usage check fixtures input output signals trace)
    add_test(NAME cli_${file} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/run.sh $<TARGET_FILE:accord>
                                      ${CMAKE_CURRENT_SOURCE_DIR}/cli/cases/${file}.case)
    set_tests_properties(cli_${file} PROPERTIES TIMEOUT 600)
endforeach()
set_tests_properties(cli_usage cli_check cli_trace PROPERTIES LABELS golden)
