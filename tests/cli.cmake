# Suites of src/cli, and the program from outside.
foreach(suite exit_code options)
    accord_suite(${suite} unit/cli/${suite}_test.c)
    target_link_libraries(test_${suite} PRIVATE accord_cli)
endforeach()

# One a file of cases; those that compare golden files have the label by which scripts/update-golden finds them.
foreach(
    file
    check
    explain
    fixtures
    input
    lint
    output
    profile
    repl
    rules
    scaffold
    signals
    test
    trace
    usage)
    set(cases ${CMAKE_CURRENT_SOURCE_DIR}/cli/cases/${file}.case)
    add_test(NAME cli_${file} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/run.sh $<TARGET_FILE:accord> ${cases})
    set_tests_properties(cli_${file} PROPERTIES TIMEOUT 600)
    file(STRINGS ${cases} golden REGEX "^golden ")
    if(golden)
        set_tests_properties(cli_${file} PROPERTIES LABELS golden)
    endif()
endforeach()
