/**
 * The union's mutual aid (工会职工医疗互助): which units take part, who is a member through which of them in which term, what was
 * due and received for whom. Settlements ask for a member's standing through a port of their own; it follows from all this
 * and is kept in the transaction that changes any of it.
 */
package org.onestop.mutualaid;
