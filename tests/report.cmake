# Suites of src/report. The stand-in takes the place of dataset and engine.
accord_suite(emit unit/report/emit_test.c)
accord_suite(anchor unit/report/anchor_test.c unit/report/stand_in.c)
accord_suite(result unit/report/result_test.c unit/report/stand_in.c)
accord_suite(sink unit/report/sink_test.c)
accord_suite(summary unit/report/summary_test.c unit/report/stand_in.c)
accord_suite(writers unit/report/writers_test.c unit/report/stand_in.c)
target_compile_definitions(test_writers PRIVATE ACCORD_GOLDEN="${CMAKE_CURRENT_SOURCE_DIR}/unit/report/golden")
set_tests_properties(writers PROPERTIES LABELS golden)
