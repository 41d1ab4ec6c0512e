/**
 * Where the data lie: the embedded PostgreSQL of a machine that names no server, and the check that the service does
 * not run under a role that could change what is append-only.
 */
package org.onestop.database;
