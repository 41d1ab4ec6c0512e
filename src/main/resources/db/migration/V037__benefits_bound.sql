-- What opens a benefit and what its steps post is what the settlement says, whoever writes it: an amount, a person or a term of one's
-- own making, or an entry of another amount or between other accounts, was a way round.
create function guard_benefit() returns trigger language plpgsql as $$
begin
    if not exists (select from settlement s where s.id = new.settlement_id and s.person_id = new.person_id and s.year = new.term
                   and s.benefit_date = new.benefit_date and s.mutual_aid_expected = new.amount) then
        raise exception 'benefit %: not what its settlement expects', new.id using errcode = 'OS006';
    end if;
    return new;
end
$$;
create trigger expected before insert on benefit for each row execute function guard_benefit();

-- Whether the books have the entry of a benefit for a reason: its whole amount, between the two accounts that are meant.
create or replace function benefit_posted(benefit uuid, why text) returns boolean language sql stable as $$
    select exists (
        select from benefit b join ledger_entry e on e.reason = why and e.source_type = 'BENEFIT' and e.source_id = b.id::text
        where b.id = $1 and e.debit_amounts = array[b.amount] and e.credit_amounts = array[b.amount]
          and (e.debit_accounts, e.credit_accounts) = (case why
              when 'BENEFIT_APPROVED' then array['5001-' || b.term] when 'BENEFIT_PAID' then array['2101'] else array['1201'] end,
              case why
              when 'BENEFIT_APPROVED' then array['2101'] when 'BENEFIT_PAID' then array['1001'] else array['5001-' || b.term] end))
$$;

create function guard_repayment() returns trigger language plpgsql as $$
begin
    if not exists (select from ledger_entry e where e.reason = 'BENEFIT_REPAID' and e.source_type = 'BENEFIT_REPAYMENT'
                   and e.source_id = new.benefit_id || '/' || new.step and e.debit_accounts = array['1001']
                   and e.credit_accounts = array['1201'] and e.debit_amounts = array[new.amount]) then
        raise exception 'benefit %: what was paid back is not on the books', new.benefit_id using errcode = 'OS006';
    end if;
    return new;
end
$$;
create trigger booked before insert on benefit_event for each row when (new.kind = 'REPAID') execute function guard_repayment();
