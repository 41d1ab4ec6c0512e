/** An expected "no" as a value: one closed list of codes in order of precedence, with the facts. JDK only. */
package org.onestop.refusal;
