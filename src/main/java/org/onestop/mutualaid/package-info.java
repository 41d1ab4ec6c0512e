/**
 * The union's mutual aid (工会职工医疗互助): which units take part, and who is a member through which of them in which term.
 * Settlements ask for a member's standing through a port of their own, which this package fills.
 */
package org.onestop.mutualaid;
