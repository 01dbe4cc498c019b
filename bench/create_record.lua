-- wrk: one record a request, each with a key of its own. Arguments: cookie, origin, path, body in
-- which %N% is a text that no other request has.
local threads = {}
function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

local made = 0
local headers = {}
function init(args)
  headers["Cookie"] = args[1]
  headers["Origin"] = args[2]
  headers["Content-Type"] = "application/json"
  path = args[3]
  body = args[4]
  started = os.time()
end

function request()
  made = made + 1
  local serial = number * 10000000 + made
  headers["Idempotency-Key"] = string.format("record-%d-%d", started, serial)
  local text = body:gsub("%%N%%", string.format("%d-%d", started, serial))
  return wrk.format("POST", path, headers, text)
end

refused = 0
function response(status)
  if status ~= 201 then refused = refused + 1 end
end

function done(summary, latency)
  local sum = 0
  for _, thread in ipairs(threads) do sum = sum + thread:get("refused") end
  io.write(string.format("RESULT %f %f %d\n", summary.requests / summary.duration * 1e6,
    latency:percentile(99) / 1000, sum + summary.errors.connect + summary.errors.read))
end
