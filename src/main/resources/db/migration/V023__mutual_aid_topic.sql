-- A topic of its own in the record of changes: neither the register's feed nor its readers are concerned.
alter table change_record drop constraint change_record_topic_check;
alter table change_record add constraint change_record_topic_check
    check (topic in ('REGISTRY', 'HOSPITAL', 'CATALOGUE', 'MUTUAL_AID'));
