/**
 * Persons, their insurance, and the households of the register with their hardship categories. A citizen's ID number
 * and name live in one table here, encrypted; everybody else knows a random person id.
 */
package org.onestop.registry;
