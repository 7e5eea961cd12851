# The life of a repository of data, step by step.
add_test(NAME story COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/story/run.sh $<TARGET_FILE:accord>)
set_tests_properties(story PROPERTIES TIMEOUT 300)
set_property(TEST story APPEND PROPERTY LABELS long)
