# Every format read back by a reader of its own and compared with JSON: one file a format under formats/.
foreach(format csv github gitlab jsonl junit markdown oscal sarif tap text)
    add_test(NAME format_${format} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/formats/run.py $<TARGET_FILE:accord>
                                           ${PROJECT_SOURCE_DIR} ${format})
    set_tests_properties(format_${format} PROPERTIES TIMEOUT 300 ENVIRONMENT PYTHONDONTWRITEBYTECODE=1 LABELS long)
endforeach()

# The documents of stored runs against the JSON reports of the same runs.
add_test(NAME format_documents COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/formats/documents.py $<TARGET_FILE:accord>
                                       ${PROJECT_SOURCE_DIR})
set_tests_properties(format_documents PROPERTIES TIMEOUT 300 ENVIRONMENT PYTHONDONTWRITEBYTECODE=1)
