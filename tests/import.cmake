# Suites of src/import.
foreach(suite fold names aliases)
    accord_suite(import_${suite} unit/import/${suite}_test.c)
endforeach()
