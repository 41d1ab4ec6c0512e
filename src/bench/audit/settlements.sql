-- A million settlements as an audit sees them, made up: two years, 24,000 households of which some fall ill often, 60 hospitals of
-- four levels; small outpatient bills and few large stays; one in 200 reversed, one in 30 with a flag. :settlements is how many.
select setseed(0.20180114);
insert into audit_settlement
select id, settled_at, (settled_at at time zone 'Asia/Shanghai')::date,
       person_id, 'H5202' || lpad(hospital::text, 8, '0'), (array['TOWNSHIP', 'LEVEL_1', 'LEVEL_2', 'LEVEL_3'])[1 + hospital % 4],
       (array['520201', '520203', '520221', '520281'])[1 + hospital % 4], 'B' || n,
       case when household < 24000 then 'F' || household end,
       case when household < 24000 then (array['520201', '520203', '520221', '520281'])[1 + household % 4] || '001001' end,
       case when household < 24000 then (array['520201', '520203', '520221', '520281'])[1 + household % 4] end,
       case when household < 24000
            then (array['DIBAO', 'DIBAO', 'DIBAO', 'DESTITUTE', 'DIBAO_MARGIN', 'EXPENDITURE', 'HOUSING', 'WORKER'])[1 + household % 8] end,
       case when household < 24000 then 1 + household % 4 end, case when household % 10 = 0 then 'EMPLOYEE' else 'RESIDENT' end,
       encounter, (array['I63.900', 'J18.900', 'E11.900', 'N18.500', 'K80.200'])[1 + n % 5], 1 + n % 80,
       case when n % 30 = 0 then 1 + n % 7 else 0 end,
       total, own, 0, first, total - own - first, basic, critical, assistance, 0, total - basic - critical - assistance, 0,
       case when n % 200 = 0 then id end, case when n % 200 = 0 then settled_at + interval '3 days' end,
       case when n % 200 = 0 then (settled_at at time zone 'Asia/Shanghai')::date + 3 end
from (
    select *, total * 5 / 100 as own, total * 8 / 100 as first, total * 55 / 100 as basic, total * 7 / 100 as critical,
           total * 9 / 100 as assistance
    from (
        select n, gen_random_uuid() as id,
               timestamptz '2017-01-01 08:00+08' + n * (interval '730 days' / :settlements) as settled_at,
               md5('person' || (household * 3 + n % 3))::uuid as person_id, household, hospital,
               case when size > 0.7 then 'INPATIENT' when size > 0.2 then 'OUTPATIENT' else 'OUTPATIENT_CHRONIC' end as encounter,
               (case when size > 0.7 then 200000 + (size - 0.7) ^ 4 * 8e8 else 2000 + size * 60000 end)::bigint as total
        from (
            select n, (random() ^ 2 * 30000)::int as household, (random() ^ 2 * 60)::int as hospital, random() as size
            from generate_series(1, :settlements) n
        ) d
    ) m
) s;
insert into journal_reader (name, position, complete_to) values ('audit-settlements', 0, now());
vacuum analyze audit_settlement;
