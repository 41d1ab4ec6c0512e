/** Who calls and what they may: clients, their tokens, their roles and what those are bound to. */
package org.onestop.access;
