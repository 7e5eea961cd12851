# Suites of src/engine.
accord_suite(cases unit/engine/test_cases.c unit/engine/case_files.c)
target_link_libraries(test_cases PRIVATE m)
accord_suite(datasets unit/engine/test_datasets.c)
