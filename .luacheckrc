-- luacheck for the rules: the sandbox's globals and nothing else of Lua. Run: luacheck rules
stds.accord = {
  read_globals = {
    -- verdicts
    "met", "partial", "gap", "review", "unreported", "not_due", "not_applicable", "absent", "shown_absent",
    "no_occasion", "findings",
    -- data, dates, three values
    "world", "as_of", "date", "during", "present", "absent_cell", "all", "any", "none", "not_", "lib", "amount",
    -- text and lists
    "trim", "split", "contains", "glob", "is_email", "is_url", "lower", "upper", "format", "join",
    -- what is left of Lua
    "ipairs", "pairs", "select", "tonumber", "tostring", "type", "error", "assert",
    math = { fields = { "floor", "ceil", "min", "max", "abs", "tointeger", "type" } },
    table = { fields = { "insert", "remove", "sort", "concat", "unpack" } },
    string = { fields = { "len", "sub", "lower", "upper" } },
  },
}
std = "accord"
max_line_length = 120
self = false
