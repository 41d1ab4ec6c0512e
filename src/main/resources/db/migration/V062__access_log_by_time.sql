-- The access log as it is looked through: the newest first, of a period, of somebody who looked.
create index access_record_by_time on access_record (accessed_at, id);
create index access_record_by_client on access_record (client_id, accessed_at, id);
create index access_record_by_subject on access_record (subject, accessed_at, id);
