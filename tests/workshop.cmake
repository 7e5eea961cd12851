# Suites of src/workshop.
foreach(header lint lua_lex lua_parse luacats writers)
    accord_suite(workshop_${header} unit/workshop/${header}_test.c)
endforeach()
set_tests_properties(workshop_lint workshop_luacats PROPERTIES LABELS golden)

# The cases of the project's own rules, and what lint says of them.
add_test(NAME rules COMMAND accord test --coverage ${PROJECT_SOURCE_DIR}/rules)
add_test(NAME rules_lint COMMAND accord lint --strict ${PROJECT_SOURCE_DIR}/rules)
set_tests_properties(rules rules_lint PROPERTIES TIMEOUT 600)
