# Suites of src/workshop.
foreach(header lua_lex lua_parse)
    accord_suite(workshop_${header} unit/workshop/${header}_test.c)
endforeach()
