-- A settlement's two documents compressed by LZ4 where the server was built with it: half the bytes to write, to flush and to keep,
-- and less work than writing them whole. The other method, which every server has, would cost the commit more than it saves: a
-- server without LZ4, like the embedded one, keeps them as they are. What was stored before stays as it was stored.
do $$
begin
    if 'lz4' = any ((select enumvals from pg_settings where name = 'default_toast_compression')::text[]) then
        alter table settlement
            alter column input set compression lz4, alter column input set storage extended,
            alter column answer set compression lz4, alter column answer set storage extended;
    end if;
end
$$;
