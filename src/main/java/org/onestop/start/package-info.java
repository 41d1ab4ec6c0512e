/** How the program begins, and what whoever starts it is told when it does not. Knows no feature. */
package org.onestop.start;
