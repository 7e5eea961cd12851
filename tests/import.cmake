# Suites of src/import.
foreach(suite aliases date_rules dates fold glimpse map_csv mapping names payload reconcile)
    accord_suite(import_${suite} unit/import/${suite}_test.c)
endforeach()
