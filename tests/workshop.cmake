# Suites of src/workshop.
foreach(header lua_lex lua_parse luacats)
    accord_suite(workshop_${header} unit/workshop/${header}_test.c)
endforeach()

# The cases of the project's own rules.
add_test(NAME rules COMMAND accord test --coverage ${PROJECT_SOURCE_DIR}/rules)
set_tests_properties(rules PROPERTIES TIMEOUT 600)
set_tests_properties(workshop_luacats PROPERTIES LABELS golden)
