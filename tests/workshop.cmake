# Suites of src/workshop.
foreach(header lint lua_lex lua_parse luacats table_schema writers)
    accord_suite(workshop_${header} unit/workshop/${header}_test.c)
endforeach()
set_property(TEST workshop_lint workshop_luacats APPEND PROPERTY LABELS golden)
accord_suite(workshop_census unit/workshop/census_test.c)
target_compile_definitions(test_workshop_census PRIVATE ACCORD_SMALL="${CMAKE_CURRENT_SOURCE_DIR}/cli/small")
accord_suite(workshop_case_compare unit/workshop/case_compare_test.c)
accord_suite(workshop_verdict_reach unit/workshop/verdict_reach_test.c unit/engine/probe.c)

# The cases of the project's own rules, and what lint says of them.
add_test(NAME rules COMMAND accord test --coverage ${PROJECT_SOURCE_DIR}/rules)
add_test(NAME rules_lint COMMAND accord lint --strict ${PROJECT_SOURCE_DIR}/rules)
set_tests_properties(rules rules_lint PROPERTIES TIMEOUT 600)

# The analysts' guide, block by block.
add_test(NAME guide COMMAND python3 ${CMAKE_CURRENT_SOURCE_DIR}/guide/run.py $<TARGET_FILE:accord>
                            ${PROJECT_SOURCE_DIR}/rules/README.md)
set_tests_properties(guide PROPERTIES TIMEOUT 600)

# The schemas of core tables, each held against the sample by a program that knows nothing of accord.
add_test(NAME table_schemas COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/workshop/table_schemas.py $<TARGET_FILE:accord>
                                    ${PROJECT_SOURCE_DIR}/fixtures/sample)
set_tests_properties(table_schemas PROPERTIES TIMEOUT 300)
