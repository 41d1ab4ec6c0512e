/**
 * Idempotency keys: a success binds its key for ever, a fence burns it, a refusal leaves it free. The feature whose
 * request it is writes the binding in its own transaction.
 */
package org.onestop.idempotency;
