# Suites of src/report. The stand-in takes the place of dataset and engine.
accord_suite(csv_text unit/report/csv_text_test.c)
accord_suite(emit unit/report/emit_test.c)
accord_suite(anchor unit/report/anchor_test.c unit/report/stand_in.c)
accord_suite(escape unit/report/escape_test.c)
accord_suite(outcome unit/report/outcome_test.c unit/report/stand_in.c)
accord_suite(markdown_text unit/report/markdown_text_test.c)
accord_suite(result unit/report/result_test.c unit/report/stand_in.c)
accord_suite(sink unit/report/sink_test.c)
accord_suite(split unit/report/split_test.c unit/report/stand_in.c)
accord_suite(summary unit/report/summary_test.c unit/report/stand_in.c)
accord_suite(uri unit/report/uri_test.c)
accord_suite(writers unit/report/writers_test.c unit/report/stand_in.c)
target_compile_definitions(test_writers PRIVATE ACCORD_GOLDEN="${CMAKE_CURRENT_SOURCE_DIR}/unit/report/golden")
set_tests_properties(writers PROPERTIES LABELS golden)

# Reports against their published JSON Schema.
add_test(NAME report_schema COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/report/schema.py $<TARGET_FILE:accord> ${PROJECT_SOURCE_DIR})
set_tests_properties(report_schema PROPERTIES TIMEOUT 600)
