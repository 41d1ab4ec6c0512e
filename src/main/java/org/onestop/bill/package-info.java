/**
 * A bill as a hospital sends it and a split as it is answered: the shapes on the wire, shared by settlements and by
 * trials. It reads strictly and judges what can be judged from the bill alone; it knows no person, no database and no
 * policy.
 */
package org.onestop.bill;
