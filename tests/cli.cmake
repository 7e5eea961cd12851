# Suites of src/cli, and the program from outside.
foreach(suite config exit_code options places progress reconciliation watch words)
    accord_suite(${suite} unit/cli/${suite}_test.c)
    target_link_libraries(test_${suite} PRIVATE accord_cli)
endforeach()

# One a file of cases; those that compare golden files have the label by which scripts/update-golden finds them.
foreach(
    file
    baseline
    changed
    check
    comments
    config
    data
    diff
    documents
    explain
    export
    fixtures
    formats
    import
    import_rows
    input
    lint
    output
    profile
    repl
    rules
    report
    runs
    scaffold
    select
    schema
    signals
    store
    test
    trace
    usage
    waive
    waivers)
    set(cases ${CMAKE_CURRENT_SOURCE_DIR}/cli/cases/${file}.case)
    add_test(NAME cli_${file} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/run.sh $<TARGET_FILE:accord> ${cases})
    set_tests_properties(cli_${file} PROPERTIES TIMEOUT 600)
    file(STRINGS ${cases} golden REGEX "^golden ")
    if(golden)
        set_tests_properties(cli_${file} PROPERTIES LABELS golden)
    endif()
endforeach()

# Rules that have taken their worker over: the program with another way to call rules.
add_executable(accord_hostile ${PROJECT_SOURCE_DIR}/src/cli/main.c cli/hostile_worker.c)
target_link_libraries(accord_hostile PRIVATE accord_cli accord_lua)
foreach(wrapped accord_call_rule accord_call_collect accord_packs_load accord_contain accord_sandbox_load
        accord_contain_listening lua_newstate prctl setrlimit)
    target_link_options(accord_hostile PRIVATE -Wl,--wrap=${wrapped})
endforeach()
foreach(file workers contained)
    add_test(NAME cli_${file} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/run.sh $<TARGET_FILE:accord_hostile>
                                      ${CMAKE_CURRENT_SOURCE_DIR}/cli/cases/${file}.case)
    set_tests_properties(cli_${file} PROPERTIES TIMEOUT 600)
endforeach()

if(ACCORD_VALGRIND)
    add_test(NAME cli_valgrind COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/run.sh
                                       ${CMAKE_CURRENT_SOURCE_DIR}/cli/under_valgrind.sh
                                       ${CMAKE_CURRENT_SOURCE_DIR}/cli/cases/valgrind.case)
    set_tests_properties(cli_valgrind PROPERTIES TIMEOUT 3600 LABELS valgrind
                                                 ENVIRONMENT PROGRAM_UNDER_VALGRIND=$<TARGET_FILE:accord_hostile>)
endif()

# Every hostile rule between two that mean no harm, alone and all together.
add_test(NAME cli_hostile_rules COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/hostile_rules.py $<TARGET_FILE:accord>
                                        ${PROJECT_SOURCE_DIR}/fixtures)
set_tests_properties(cli_hostile_rules PROPERTIES TIMEOUT 900)

# What the processes that run rules ask of the kernel, on a plain build where strace may trace.
add_test(NAME cli_system_calls COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/system_calls.py $<TARGET_FILE:accord>
                                       ${PROJECT_SOURCE_DIR}/fixtures)
set_tests_properties(cli_system_calls PROPERTIES TIMEOUT 300 SKIP_RETURN_CODE 77)
if(NOT SECCOMP_FOUND)
    set_tests_properties(cli_workers cli_contained PROPERTIES ENVIRONMENT ACCORD_NO_FILTERS=1)
endif()
if(ACCORD_SANITIZE)
    set_tests_properties(cli_workers cli_contained cli_hostile_rules cli_system_calls PROPERTIES ENVIRONMENT ACCORD_SANITIZED=1)
endif()

# Each fault of JSON and of CSV, wherever such files are read.
add_test(NAME cli_strictness COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/strictness.py $<TARGET_FILE:accord>)
set_tests_properties(cli_strictness PROPERTIES TIMEOUT 300)

# A store of runs, while checks are killed and run at the same time.
add_test(NAME cli_store_kill COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/store_kill.py $<TARGET_FILE:accord>
                                     ${PROJECT_SOURCE_DIR}/fixtures/sample)
add_test(NAME cli_views COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/cli/views.py $<TARGET_FILE:accord>
                                ${PROJECT_SOURCE_DIR}/fixtures/sample)
set_tests_properties(cli_store_kill cli_views PROPERTIES TIMEOUT 300)
set_property(TEST cli_workers cli_contained cli_hostile_rules APPEND PROPERTY LABELS processes)
set_property(TEST cli_store_kill APPEND PROPERTY LABELS plain) # who is killed tells no sanitizer's findings
set_property(TEST cli_baseline cli_changed cli_diff cli_explain cli_export cli_fixtures cli_formats cli_import cli_import_rows
                  cli_output cli_signals cli_store cli_strictness cli_views APPEND PROPERTY LABELS long)
