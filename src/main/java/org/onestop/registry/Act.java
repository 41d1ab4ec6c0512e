package org.onestop.registry;

import java.time.OffsetDateTime;
import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.journal.Changes;

/**
 * A registrar at work on a household's file.
 *
 * @param at the moment of all that the act records: what it supersedes and what takes its place meet without a gap
 */
record Act(Caller caller, Registrar who, Household household, OffsetDateTime at) {

    String fileNo() {
        return household.fileNo();
    }

    Changes.Author author() {
        return new Changes.Author(caller.clientId(), caller.subject());
    }
}
