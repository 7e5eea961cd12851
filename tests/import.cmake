# Suites of src/import.
foreach(suite aliases dates fold names)
    accord_suite(import_${suite} unit/import/${suite}_test.c)
endforeach()
