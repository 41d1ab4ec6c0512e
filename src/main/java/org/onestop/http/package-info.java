/**
 * What every operation shares on the wire: strict JSON, problem documents, languages, idempotency header, paging. It
 * knows no feature.
 */
package org.onestop.http;
