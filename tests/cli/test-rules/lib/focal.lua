-- What rules ask of focal points.
local focal = {}

function focal.role()
  return { role = "demo-nfp" }
end

-- Nobody asks for this.
function focal.unused()
  return partial("nothing", nil, {})
end

return focal
