-- Settles made-up bills of random people. ROUND makes keys and bill numbers unique; DATA and TOKENS name the prepared
-- files.
local function lines(name)
    local found = {}
    for line in io.lines(name) do
        found[#found + 1] = line
    end
    return found
end

local path = "/api/v1/settlements"
local round = os.getenv("ROUND")
local seq = 0
local persons, bills, callers = {}, {}, {}

function init()
    math.randomseed(tonumber(os.getenv("SEED")))
    persons = lines(os.getenv("DATA") .. "/persons.txt")
    bills = lines(os.getenv("DATA") .. "/bills.txt")
    for _, line in ipairs(lines(os.getenv("TOKENS"))) do
        local hospital, token = line:match("^(%S+)\t(%S+)$")
        callers[#callers + 1] = { hospital = hospital, token = "Bearer " .. token }
    end
end

function request()
    seq = seq + 1
    local caller = callers[math.random(#callers)]
    local number, name = persons[math.random(#persons)]:match("^(.-)\t(.*)$")
    local headers = {
        ["Authorization"] = caller.token,
        ["Content-Type"] = "application/json",
        ["Idempotency-Key"] = round .. "-" .. seq
    }
    local body = '{"hospitalCode":"' .. caller.hospital .. '","billNo":"' .. round .. "-" .. seq
        .. '","patient":{"idNumber":"' .. number .. '","name":"' .. name .. '"},' .. bills[math.random(#bills)]
    return wrk.format("POST", path, headers, body)
end

-- One line that the shell reads: answers, microseconds, p50 and p99 in microseconds, answers of 400 and more, broken
-- connections. That the others were 201 the shell sees from the rows that were stored.
function done(summary, latency, requests)
    local e = summary.errors
    io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
        latency:percentile(99), e.status, e.connect + e.read + e.write + e.timeout))
end
