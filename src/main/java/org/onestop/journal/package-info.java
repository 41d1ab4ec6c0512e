/** Append-only records with digests: what happened, and what was refused. */
package org.onestop.journal;
