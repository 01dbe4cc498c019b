-- wrk: one address with a session; anything but 200 is counted.
local all = {}
function setup(thread) table.insert(all, thread) end

local headers = {}
function init(args) headers["Cookie"] = args[1] end
function request() return wrk.format("GET", nil, headers) end

refused = 0
function response(status)
  if status ~= 200 then refused = refused + 1 end
end

function done(summary, latency)
  local sum = 0
  for _, thread in ipairs(all) do sum = sum + thread:get("refused") end
  io.write(string.format("RESULT %f %f %d\n", summary.requests / summary.duration * 1e6,
    latency:percentile(99) / 1000, sum + summary.errors.connect + summary.errors.read))
end
