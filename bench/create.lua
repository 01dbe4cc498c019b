-- wrk: one account a request, each with a name and a key of its own.
local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

local made = 0
local headers = {}
function init(args)
  headers["Cookie"] = args[1]
  headers["Origin"] = args[2]
  headers["Content-Type"] = "application/json"
end

function request()
  made = made + 1
  local name = string.format("b%s-%d-%d", os.time(), number, made)
  headers["Idempotency-Key"] = name
  return wrk.format("POST", "/api/accounts", headers,
    '{"name":"' .. name .. '","display_name":"' .. name .. '"}')
end

refused = 0
function response(status)
  if status ~= 201 then refused = refused + 1 end
end

local all = {}
local keep = setup
function setup(thread)
  keep(thread)
  table.insert(all, thread)
end
function done(summary, latency)
  local sum = 0
  for _, thread in ipairs(all) do sum = sum + thread:get("refused") end
  io.write(string.format("RESULT %f %f %d\n", summary.requests / summary.duration * 1e6,
    latency:percentile(99) / 1000, sum + summary.errors.connect + summary.errors.read))
end
