/** The only place that reads the system clock; everything else is handed its dates. */
package org.onestop.time;
