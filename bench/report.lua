-- wrk: each report is saved again and again, by one at a time. Arguments: cookie, origin, the id of a
-- file, the reports as share:period:version, with commas between them.
local headers = {}
local reports = {}
local free = {}
local made = 0
local is_probe = true
function init(args)
  headers["Cookie"] = args[1]
  headers["Origin"] = args[2]
  headers["Content-Type"] = "application/json"
  file = args[3]
  for share, period, version in args[4]:gmatch("([^:,]+):([^:,]+):(%d+)") do
    reports[share] = {share = share, period = period, version = tonumber(version)}
    table.insert(free, reports[share])
  end
  started = os.time()
end

function request()
  -- wrk asks once for a request that it does not send.
  local report = is_probe and free[1] or table.remove(free)
  is_probe = false
  made = made + 1
  headers["If-Match"] = string.format('"%d"', report.version)
  headers["Idempotency-Key"] = string.format("report-%d-%d", started, made)
  local body = string.format('{"no_change":false,"text":"已下达第%d批资金","ticks":[],"quantities":[],"files":["%s"],"signed_off":null}', report.version, file)
  return wrk.format("PUT", "/api/shares/" .. report.share .. "/reports/" .. report.period, headers, body)
end

function response(status, _, body)
  if status ~= 200 then error(status .. " " .. body) end
  local report = reports[body:match('"share":{"id":"([^"]+)"')]
  report.version = report.version + 1
  table.insert(free, report)
end

function done(summary, latency)
  io.write(string.format("RESULT %f %f %d\n", summary.requests / summary.duration * 1e6,
    latency:percentile(99) / 1000, summary.errors.connect + summary.errors.read))
end
