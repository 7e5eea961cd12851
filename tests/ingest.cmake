# Suites of src/ingest.
accord_suite(csv unit/ingest/csv_test.c)
accord_suite(json_door unit/ingest/json_door_test.c)
accord_suite(json_object unit/ingest/json_object_test.c)
accord_suite(json_value unit/ingest/json_value_test.c)
accord_suite(json_scan unit/ingest/json_scan_test.c)
accord_suite(values unit/ingest/values_test.c)
accord_suite(core_tables unit/ingest/core_tables_test.c)
accord_suite(package unit/ingest/package_test.c)
