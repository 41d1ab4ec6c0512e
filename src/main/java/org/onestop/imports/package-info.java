/**
 * Bulk imports: files, rows, jobs, progress. It knows no feature: a feature says what it can import by a bean that is an
 * {@link org.onestop.imports.ImportKind}.
 */
package org.onestop.imports;
