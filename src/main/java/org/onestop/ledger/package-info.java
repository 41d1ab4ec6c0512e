/**
 * The ledger (复式账): accounts, journal entries, postings, periods. It knows nothing of contributions or
 * benefits; whoever posts brings the chart of accounts and the reasons. The rules of the books are kept by the database
 * ({@code V035__ledger_in_one_row.sql}); what stands here writes entries and reads balances.
 */
package org.onestop.ledger;
